//! How the numbers of a column are written: every way that a contract can say is tried on all of them.

use crate::domain::money::KronorUnit;
use crate::domain::settings::{ExportContract, PeriodForm, SignContract};
use crate::intake::amount;

/// The way that reads most of a column, and what else would.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Writing {
    pub contract: ExportContract,
    pub cells: u64,
    /// Cells that the way does not read, and the first of them.
    pub refused: u64,
    pub first_refused: Option<String>,
    /// A number that tells the mark of decimals, and one that tells the mark of thousands.
    pub decimals_in: Option<String>,
    pub groups_in: Option<String>,
    pub minus_in: Option<String>,
    /// Another way reads as many cells to another sum: the file does not decide.
    pub other: Option<(char, Option<char>)>,
}

pub fn writing<'a>(cells: impl Iterator<Item = &'a str> + Clone) -> Writing {
    let parentheses = cells.clone().any(|cell| cell.trim_start().starts_with('('));
    let mut tried: Vec<(u64, u8, i128, ExportContract)> = Vec::new();
    for decimal in [',', '.'] {
        for thousands in
            [None, Some(' '), Some('.'), Some('\'')].into_iter().filter(|one| *one != Some(decimal))
        {
            for decimals in [2, ExportContract::MOST_DECIMALS] {
                let contract = form(decimal, thousands, parentheses, decimals);
                let (mut refused, mut sum) = (0, 0);
                for cell in cells.clone() {
                    match amount::units(cell, &contract) {
                        Ok(units) => sum += units * 10_i128.pow(6 - u32::from(contract.scale())),
                        Err(_) => refused += 1,
                    }
                }
                tried.push((refused, decimals, sum, contract));
            }
        }
    }
    // The first of the best: fewest decimals, comma before point, no mark before any.
    tried.sort_by_key(|(refused, decimals, ..)| (*refused, *decimals));
    let (refused, fewest, sum, contract) = tried.swap_remove(0);
    let rival = tried.iter().find(|(others, decimals, other, rival)| {
        *others == refused
            && *other != sum
            && *decimals == fewest
            && rival.decimal_mark != contract.decimal_mark
    });
    let of = |test: &dyn Fn(&str) -> bool| cells.clone().find(|cell| test(cell)).map(str::to_string);
    let thousands = contract.thousands_mark;
    Writing {
        cells: cells.clone().count() as u64,
        refused,
        first_refused: of(&|cell| amount::units(cell, &contract).is_err()),
        decimals_in: of(&|cell| cell.contains(contract.decimal_mark)),
        groups_in: of(&|cell| {
            thousands.is_some_and(|_| {
                amount::units(cell, &ExportContract { thousands_mark: None, ..contract.clone() }).is_err()
            })
        }),
        minus_in: of(&|cell| cell.contains(['-', '\u{2212}', '\u{2013}', '('])),
        other: rival.map(|(_, _, _, rival)| (rival.decimal_mark, rival.thousands_mark)),
        contract,
    }
}

fn form(decimal_mark: char, thousands_mark: Option<char>, parentheses: bool, decimals: u8) -> ExportContract {
    ExportContract {
        profile: String::new(),
        columns: Vec::new(),
        separator: b';',
        decimal_mark,
        thousands_mark,
        sign: SignContract::DebitPositive,
        parentheses,
        unit: KronorUnit::Kr,
        decimals,
        periods: PeriodForm::Whole,
        cumulative: false,
        replaces: false,
        sheet: None,
        files: None,
    }
}
