//! The files of the ledger, handed out in pieces to the workers. Pieces are cut by a thread of its own, which takes about
//! half as long as counting and reading them does: more than two workers would wait for it, and each has tables of its
//! own. What comes out is the same whatever the number of workers.

use std::collections::BTreeSet;
use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::ScopedJoinHandle;

use super::rows::{self, Header};
use crate::domain::registers::Registers;
use crate::finding::{Findings, LedgerProblem, Place, Unreadable};
use crate::raw::{Batch, Batches, Postings, Stop};

/// Sees each piece after it is counted and before it is read.
pub type Tap<'t> = dyn FnMut(&mut Batch) + Send + 't;

/// Below this size one worker is done before a second has begun.
const ONE_WORKER: u64 = 4 << 20;
const MOST_WORKERS: usize = 2;
/// Pieces that are cut and wait for a worker.
const WAITING: usize = 4;

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

/// A piece that is cut, and the file it is of.
type Piece<'a> = (usize, Arc<Header<'a>>, Batch);

/// How many workers files of this size are worth; none beside the thread that cuts, where there is one core for both.
pub(super) fn workers(files: &[&dyn Postings]) -> usize {
    let size: u64 = files.iter().map(|file| file.size()).sum();
    if size < ONE_WORKER {
        return 1;
    }
    std::thread::available_parallelism().map_or(1, |found| (found.get() - 1).clamp(1, MOST_WORKERS))
}

/// Lets the workers go through all files, and gives back what they have made.
pub(super) fn run<'a, W: Work>(mut feed: Feed<'a>, tap: &mut Tap, workers: Vec<W>) -> (Vec<W>, Feed<'a>) {
    let (tap, (full, ready), (used, empty)) = (Mutex::new(tap), sync_channel(WAITING), channel());
    let ready = Arc::new(Mutex::new(ready));
    let worked = std::thread::scope(|scope| {
        let workers: Vec<_> = workers
            .into_iter()
            .map(|worker| {
                let (ready, tap, used) = (ready.clone(), &tap, used.clone());
                scope.spawn(move || work(&ready, tap, &used, worker))
            })
            .collect();
        // The workers' own: when the last of them has ended in a panic nothing waits for it.
        drop((ready, used));
        cut(&mut feed, &full, &empty);
        drop(full);
        let worked = |one: ScopedJoinHandle<W>| one.join().unwrap_or_else(|panic| resume_unwind(panic));
        workers.into_iter().map(worked).collect()
    });
    (worked, feed)
}

/// Has all files cut, into batches that have been used where there are such.
fn cut<'a>(feed: &mut Feed<'a>, full: &SyncSender<Piece<'a>>, empty: &Receiver<Batch>) {
    loop {
        let mut batch = empty.try_recv().unwrap_or_default();
        let Some((file, header)) = feed.next(&mut batch) else { return };
        if full.send((file, header, batch)).is_err() {
            return;
        }
    }
}

fn work<W: Work>(
    ready: &Mutex<Receiver<Piece>>,
    tap: &Mutex<&mut Tap>,
    used: &Sender<Batch>,
    mut worker: W,
) -> W {
    loop {
        let next = held(ready).recv();
        let Ok((file, header, mut batch)) = next else { return worker };
        worker.count(file, &header, &batch);
        (held(tap))(&mut batch);
        worker.read(file, &header, &batch);
        // After the last piece nobody takes it back.
        let _ = used.send(batch);
    }
}

/// A panic of another worker ends the run when that worker is joined.
fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
