//! SIE files, types 1–4 (SIE filformat 4B): bytes → records with their lines. Nothing is understood here.

mod encoding;
mod fields;

use std::sync::Arc;

use super::kind::{self, Kind};
use crate::domain::money::Money;
use crate::domain::sie::SieFlaw;
use crate::finding::Unreadable;
use crate::raw::sie::{Counted, Sie, SieRecord};
use fields::Fields;

/// Cuts a SIE file into records. `file` is the path that findings show.
pub fn read(file: &str, bytes: &[u8]) -> Result<Sie, Unreadable> {
    if kind::of(bytes)? != Kind::Text {
        return Err(Unreadable::OtherFormat);
    }
    let (encoding, text) = encoding::decode(bytes)?;
    let (records, flaws, counted) = Cutter::default().cut(&text)?;
    let sie = Sie { file: Arc::from(file), encoding, records, flaws, counted };
    // Text without a single label is some other text.
    if sie.records.is_empty() { Err(Unreadable::OtherFormat) } else { Ok(sie) }
}

/// Where the rows of a voucher are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum At {
    #[default]
    Top,
    /// After `#VER`, before its `{`.
    Named {
        voucher: usize,
    },
    Inside {
        voucher: usize,
    },
}

#[derive(Default)]
struct Cutter {
    records: Vec<SieRecord>,
    flaws: Vec<(u32, SieFlaw)>,
    counted: Counted,
    at: At,
}

type Cut = (Vec<SieRecord>, Vec<(u32, SieFlaw)>, Counted);

impl Cutter {
    fn cut(mut self, text: &str) -> Result<Cut, Unreadable> {
        let mut line: u32 = 0;
        // Old DOS programs end a file with this character.
        for one in lines(text.trim_end_matches('\u{1a}')) {
            line = line.saturating_add(1);
            self.line(line, one.trim())?;
        }
        self.close(line);
        Ok((self.records, self.flaws, self.counted))
    }

    fn line(&mut self, line: u32, text: &str) -> Result<(), Unreadable> {
        match text.chars().next() {
            None => Ok(()),
            Some('{') => {
                match self.at {
                    At::Named { voucher } => self.at = At::Inside { voucher },
                    _ => self.flaws.push((line, SieFlaw::StrayBrace)),
                }
                self.line(line, text[1..].trim())
            }
            Some('}') => {
                match self.at {
                    At::Inside { .. } => self.at = At::Top,
                    _ => self.flaws.push((line, SieFlaw::StrayBrace)),
                }
                self.line(line, text[1..].trim())
            }
            Some('#') => self.record(line, &text[1..]),
            Some(_) => {
                self.flaws.push((line, SieFlaw::NoRecord { found: text.to_string() }));
                Ok(())
            }
        }
    }

    fn record(&mut self, line: u32, text: &str) -> Result<(), Unreadable> {
        let fields = match Fields::cut(text) {
            Ok(fields) => fields,
            Err(flaw) => {
                self.flaws.push((line, flaw));
                return Ok(());
            }
        };
        let label = fields.items.first().map(String::as_str).unwrap_or_default().to_uppercase();
        let is_row = matches!(label.as_str(), "TRANS" | "RTRANS" | "BTRANS");
        let voucher = match self.at {
            At::Inside { voucher } if is_row => Some(voucher),
            _ if is_row => {
                self.flaws.push((line, SieFlaw::Outside));
                self.at = At::Top;
                None
            }
            _ => {
                self.close(line);
                None
            }
        };
        let mut items = fields.items;
        if let Some(first) = items.first_mut() {
            *first = label;
        }
        let record = SieRecord::new(line, &items, fields.list, voucher).ok_or(Unreadable::TooLarge)?;
        if record.label() == "VER" {
            let voucher = self.records.len();
            self.at = if fields.opens { At::Inside { voucher } } else { At::Named { voucher } };
        }
        if record.label() == "TRANS" && voucher.is_some() {
            self.counted.rows += 1;
            self.counted.sum += ore(record.field(1)).unwrap_or_default();
        }
        self.records.push(record);
        Ok(())
    }

    /// Something other than a row begins, or the file ends: rows that are still open are told.
    fn close(&mut self, line: u32) {
        if let At::Inside { voucher } = self.at {
            let line = self.records.get(voucher).map_or(line, SieRecord::line);
            self.flaws.push((line, SieFlaw::OpenVoucher));
        }
        self.at = At::Top;
    }
}

/// Öre of an amount with a decimal point: its digits, two of them after the point.
fn ore(text: &str) -> Option<Money> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits = |part: &str| part.chars().filter(char::is_ascii_digit).collect::<String>();
    let decimals = format!("{:0<2}", digits(decimals));
    let number: i128 = format!("{}{}", digits(whole), &decimals[..2]).parse().ok()?;
    Some(Money::from_ore(if text.starts_with('-') { -number } else { number }))
}

/// Lines that end in LF, CR LF or CR alone.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'))
}

#[cfg(test)]
mod tests;
