//! Rows of the ledger in the fixed form of `domain::sie::COLUMNS`, each with the line of its SIE record.

use std::sync::Arc;

use super::balances::Part;
use super::understand::{Row, Year};
use crate::domain::money::Money;
use crate::domain::period::LedgerPeriod;
use crate::domain::registers::Registers;
use crate::domain::settings::ExportField;
use crate::domain::sie::COLUMNS;
use crate::raw::sie::SieRecord;
use crate::raw::{RawRecord, RawText};

/// What balances of a month stand under where vouchers have their names: they too sum to zero each month.
const BALANCES: &str = "#PSALDO";

pub(super) struct Rows<'r> {
    file: &'r Arc<str>,
    registers: &'r Registers,
    records: Vec<RawRecord>,
    sum: Money,
}

impl<'r> Rows<'r> {
    pub fn new(file: &'r Arc<str>, registers: &'r Registers) -> Rows<'r> {
        let header = RawRecord::new(1, COLUMNS.iter().map(|(_, heading)| *heading));
        Rows { file, registers, records: header.into_iter().collect(), sum: Money::ZERO }
    }

    pub fn registers(&self) -> &'r Registers {
        self.registers
    }

    /// How many rows there are besides the header, and their sum.
    pub fn given(&self) -> (u64, Money) {
        (self.records.len().saturating_sub(1) as u64, self.sum)
    }

    pub fn into_text(self) -> RawText {
        RawText { file: self.file.clone(), records: self.records }
    }

    pub fn voucher_row(&mut self, row: &Row) {
        let voucher = self.voucher(row.voucher);
        let text = [row.record.field(3), row.voucher.field(3)].into_iter().find(|text| !text.is_empty());
        let date = row.date.to_string();
        let fields = [
            (ExportField::Account, row.account),
            (ExportField::Date, date.as_str()),
            (ExportField::Voucher, voucher.as_str()),
            (ExportField::Text, text.unwrap_or_default()),
        ];
        self.add(row.record, true, row.period(), row.amount, &fields);
    }

    pub fn balance_part(&mut self, part: &Part) {
        let fields = [(ExportField::Account, part.account), (ExportField::Voucher, BALANCES)];
        self.add(part.record, part.with_objects, part.period, part.amount, &fields);
    }

    pub fn budgeted(&mut self, record: &SieRecord, account: &str, period: LedgerPeriod, amount: Money) {
        self.add(record, record.has_objects(), period, amount, &[(ExportField::Account, account)]);
    }

    pub fn opening(&mut self, year: i32, content: &Year) {
        let period = LedgerPeriod { year, number: LedgerPeriod::OPENING };
        for (record, amount) in &content.opening {
            self.add(record, false, period, *amount, &[(ExportField::Account, record.field(1))]);
        }
    }

    /// Series and number; one without a number is named by its line.
    fn voucher(&self, voucher: &SieRecord) -> String {
        let (series, number) = (voucher.field(0), voucher.field(1));
        if number.is_empty() {
            let file = self.file.rsplit('/').next().unwrap_or_default();
            return format!("{series} {file}:{}", voucher.line()).trim().to_string();
        }
        format!("{series} {number}").trim().to_string()
    }

    fn add(
        &mut self,
        record: &SieRecord,
        with_objects: bool,
        period: LedgerPeriod,
        amount: Money,
        fields: &[(ExportField, &str)],
    ) {
        self.sum += amount;
        let (period, amount) = (period.to_string(), written(amount));
        let field = |field: ExportField| match field {
            ExportField::Period => period.as_str(),
            ExportField::Amount => amount.as_str(),
            other => {
                let given = fields.iter().find(|(known, _)| *known == other).map(|(_, text)| *text);
                given.unwrap_or_else(|| if with_objects { self.object(record, other) } else { "" })
            }
        };
        let fields: Vec<&str> = COLUMNS.iter().map(|(column, _)| field(*column)).collect();
        if let Some(row) = RawRecord::new(record.line(), fields.iter().copied()) {
            self.records.push(row);
        }
    }

    /// The object of the first of the field's dimensions that the record has one of.
    fn object<'s>(&self, record: &'s SieRecord, field: ExportField) -> &'s str {
        let numbers = self.registers.sie.dimensions_of(field);
        let of = |number: &String| record.objects().find(|(own, _)| own == number).map(|(_, object)| object);
        numbers.iter().find_map(of).unwrap_or_default()
    }
}

/// Decimal point, minus before.
fn written(amount: Money) -> String {
    let minus = if amount < Money::ZERO { "-" } else { "" };
    let ore = amount.abs().ore();
    format!("{minus}{}.{:02}", ore / 100, ore % 100)
}
