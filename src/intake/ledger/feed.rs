//! The files of the ledger, handed out in pieces to the workers. One worker at a time has a piece cut; the pieces are
//! counted and read side by side. What comes out is the same whatever the number of workers.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::rows::{self, Header};
use crate::domain::registers::Registers;
use crate::finding::{Findings, LedgerProblem, Place, Unreadable};
use crate::raw::{Batch, Batches, Postings, Stop};

/// Sees each piece after it is counted and before it is read.
pub type Tap<'t> = dyn FnMut(&mut Batch) + Send + 't;

/// Below this size one worker is done before a second has begun.
const ONE_WORKER: u64 = 4 << 20;
const MOST_WORKERS: usize = 8;

/// What is done with each piece. A worker sees the pieces of a file in their order, but not all of them.
pub(super) trait Work: Send {
    /// The left side, before anything else sees the piece.
    fn count(&mut self, _file: usize, _header: &Header, _batch: &Batch) {}
    fn read(&mut self, file: usize, header: &Header, batch: &Batch);
}

pub(super) struct Feed<'a> {
    files: &'a [&'a dyn Postings],
    registers: &'a Registers,
    at: usize,
    open: Option<(Box<dyn Batches + 'a>, Arc<Header<'a>>)>,
    pub findings: Findings,
    /// Files that could not be read to their end.
    pub broken: BTreeSet<usize>,
}

impl<'a> Feed<'a> {
    pub fn new(files: &'a [&'a dyn Postings], registers: &'a Registers) -> Feed<'a> {
        let (findings, broken) = (Findings::default(), BTreeSet::new());
        Feed { files, registers, at: 0, open: None, findings, broken }
    }

    /// The next piece, and the file it is of.
    fn next(&mut self, batch: &mut Batch) -> Option<(usize, Arc<Header<'a>>)> {
        loop {
            let next = match self.open.take() {
                Some((mut pieces, header)) => pieces.next(batch).map(|more| more.then_some((pieces, header))),
                None => {
                    let file = *self.files.get(self.at)?;
                    self.begin(file, batch)
                }
            };
            match next {
                Ok(Some((pieces, header))) => {
                    self.open = Some((pieces, header.clone()));
                    return Some((self.at, header));
                }
                Ok(None) => {}
                Err(stop) => self.stopped(stop),
            }
            self.at += 1;
        }
    }

    /// Opens a file and finds its header in its first piece.
    fn begin(&mut self, file: &'a dyn Postings, batch: &mut Batch) -> Result<Option<Opened<'a>>, Stop> {
        let mut pieces = file.open().map_err(Stop::Unreadable)?;
        if !pieces.next(batch)? {
            return Err(Stop::Unreadable(Unreadable::Empty));
        }
        let Some(header) = rows::header(batch, self.registers, &mut self.findings) else {
            self.broken.insert(self.at);
            return Ok(None);
        };
        Ok(Some((pieces, Arc::new(header))))
    }

    fn stopped(&mut self, stop: Stop) {
        self.broken.insert(self.at);
        let Some(file) = self.files.get(self.at).map(|file| file.name().clone()) else { return };
        match stop {
            Stop::Unreadable(why) => {
                self.findings.add(Place::File { file }, LedgerProblem::UnreadableFile { why });
            }
            Stop::OpenQuote { line } => {
                let place = Place::Line { file, line: u64::from(line), column: None };
                self.findings.add(place, LedgerProblem::OpenQuote);
            }
        }
    }
}

type Opened<'a> = (Box<dyn Batches + 'a>, Arc<Header<'a>>);

/// How many workers files of this size are worth.
pub(super) fn workers(files: &[&dyn Postings]) -> usize {
    let size: u64 = files.iter().map(|file| file.size()).sum();
    if size < ONE_WORKER {
        return 1;
    }
    std::thread::available_parallelism().map_or(1, |found| found.get().min(MOST_WORKERS))
}

/// Lets the workers go through all files, and gives back what they have made.
pub(super) fn run<'a, W: Work>(feed: Feed<'a>, tap: &mut Tap, workers: Vec<W>) -> (Vec<W>, Feed<'a>) {
    let (feed, tap) = (Mutex::new(feed), Mutex::new(tap));
    let worked = std::thread::scope(|scope| {
        let mut workers = workers.into_iter();
        let first = workers.next();
        let others: Vec<_> = workers.map(|worker| scope.spawn(|| work(&feed, &tap, worker))).collect();
        let mut worked: Vec<W> = first.map(|worker| work(&feed, &tap, worker)).into_iter().collect();
        for other in others {
            worked.push(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        worked
    });
    (worked, feed.into_inner().unwrap_or_else(PoisonError::into_inner))
}

fn work<W: Work>(feed: &Mutex<Feed>, tap: &Mutex<&mut Tap>, mut worker: W) -> W {
    let mut batch = Batch::default();
    loop {
        let next = held(feed).next(&mut batch);
        let Some((file, header)) = next else { return worker };
        worker.count(file, &header, &batch);
        (held(tap))(&mut batch);
        worker.read(file, &header, &batch);
    }
}

/// A panic of another worker ends the run when that worker is joined.
fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
