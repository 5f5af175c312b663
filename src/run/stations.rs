//! The boundaries between the stations of a run, in one list. A test stands at each of them and alters the value that
//! is handed over; the program passes it on untouched.

use crate::consolidate::cube::Cube;
use crate::doc::Document;
use crate::domain::fact::Facts;
use crate::raw::Batch;
use crate::write::pdf::placed::Placed;

/// The stations in the order a run passes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Station {
    /// A piece of a ledger file cut into fields, after the left side is counted.
    Tokenised,
    Facts,
    Consolidated,
    Document,
    Placed,
    Workbook,
    Pdf,
}

impl Station {
    pub const ALL: [Station; 7] = [
        Station::Tokenised,
        Station::Facts,
        Station::Consolidated,
        Station::Document,
        Station::Placed,
        Station::Workbook,
        Station::Pdf,
    ];
}

/// Sees each value on its way. A ledger file may be gone through more than once, and each time its pieces pass.
pub trait Stations: Send {
    fn tokenised(&mut self, _piece: &mut Batch) {}
    fn facts(&mut self, _facts: &mut Facts) {}
    fn consolidated(&mut self, _cube: &mut Cube) {}
    fn document(&mut self, _document: &mut Document) {}
    fn placed(&mut self, _placed: &mut Placed) {}
    fn workbook(&mut self, _name: &str, _bytes: &mut Vec<u8>) {}
    fn pdf(&mut self, _name: &str, _bytes: &mut Vec<u8>) {}
}

/// Passes everything on as it is.
pub struct Untouched;

impl Stations for Untouched {}
