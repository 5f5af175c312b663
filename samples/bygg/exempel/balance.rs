//! The balance side of a year: opening balance, investments, payments, reservation, booking of the result. Cash is
//! never a target: it comes out of double entry.

use std::collections::BTreeMap;

use super::amounts::{chained, near};
use super::chance::{between, split};
use super::ledger::{BANK, Ledger, Row, Voucher, month_name};
use super::operations::chain_of;
use super::sources::{Balance, Project, Sources, outcome_column};

const EQUITY: &str = "2010";
const RESULT: &str = "8990";
const SUPPLIERS: &str = "2410";
const CUSTOMERS: &str = "1510";
const VAT_ACCOUNT: &str = "1650";
/// The counterpart code of the investment side of own time in projects.
const INVESTMENT_COUNTERPART: &str = "960";
/// The usual size of an investment invoice, öre.
const INVOICE_ORE: i64 = 21_000_000;

/// The opening balance of the first year: equity is what the other accounts leave.
pub fn first_opening(sources: &Sources) -> BTreeMap<String, i64> {
    let mut opening: BTreeMap<String, i64> = sources
        .balances
        .iter()
        .filter(|balance| balance.account != EQUITY)
        .map(|balance| (balance.account.clone(), opening_ore(balance)))
        .collect();
    let others: i64 = opening.values().sum();
    opening.insert(EQUITY.to_string(), -others);
    opening
}

/// The reserve is a decided amount in whole tkr; the others stand a little off.
fn opening_ore(balance: &Balance) -> i64 {
    if balance.way == RESERVE {
        balance.opening * 100_000
    } else {
        near(&format!("ingående/{}", balance.account), balance.opening)
    }
}

const RESERVE: &str = "omföring";

pub fn post_opening(ledger: &mut Ledger, opening: &BTreeMap<String, i64>) -> Result<(), String> {
    let rows = opening.iter().map(|(account, ore)| Row::balance(account, *ore)).collect();
    let text = format!("Ingående balans {}", ledger.year);
    ledger.post(Voucher { series: 'A', period: 0, day: 1, text, rows })
}

/// What an account shall stand at when the year ends.
fn target(year: i32, balance: &Balance) -> i64 {
    near(&format!("utgående/{year}/{}", balance.account), closing_tkr(year, balance))
}

fn closing_tkr(year: i32, balance: &Balance) -> i64 {
    balance.closing[usize::from(year != 2019)]
}

/// The accounts of one balance sheet post that together shall meet the post's balance: what the accounts in `ways`
/// must still be booked, when the others of the post have had theirs.
fn missing_on_post(sources: &Sources, ledger: &Ledger, line: &str) -> Result<i64, String> {
    let standing = ledger.standing();
    let mut tkr = 0;
    let mut now = 0;
    for balance in &sources.balances {
        if sources.account(&balance.account)?.line == line {
            tkr += closing_tkr(ledger.year, balance);
            now += standing.get(&balance.account).copied().unwrap_or(0);
        }
    }
    Ok(near(&format!("post/{}/{line}", ledger.year), tkr) - now)
}

/// The year's investments: per post what its closing balance asks for, shared by the projects as their net amounts.
pub fn invest(sources: &Sources, ledger: &mut Ledger) -> Result<(), String> {
    let mut by_line: BTreeMap<String, Vec<&Project>> = BTreeMap::new();
    for project in sources.projects.iter().filter(|project| project.year == ledger.year) {
        by_line.entry(sources.account(&project.account)?.line.clone()).or_default().push(project);
    }
    let own_time = own_time(sources, ledger.year);
    for (line, projects) in by_line {
        let weights: Vec<i64> = projects.iter().map(|project| project.net).collect();
        let net = split(missing_on_post(sources, ledger, &line)?, &weights);
        for (project, net) in projects.into_iter().zip(net) {
            let own = if project.own_time { own_time.get(&project.unit).copied().unwrap_or(0) } else { 0 };
            post_own_time(sources, ledger, project, own)?;
            post_project(sources, ledger, project, net - own)?;
        }
    }
    Ok(())
}

/// Own time that units put into their investment projects: credited in drift, debited on the project.
fn own_time(sources: &Sources, year: i32) -> BTreeMap<String, i64> {
    let ore = chained(&sources.cells, outcome_column(year), |cell| chain_of(sources, cell));
    let mut found = BTreeMap::new();
    for (cell, ore) in sources.cells.iter().zip(ore) {
        let own = sources.account(&cell.account).is_ok_and(|account| account.kind == "egentid");
        if own {
            *found.entry(cell.unit.clone()).or_insert(0) += ore;
        }
    }
    found
}

fn post_own_time(sources: &Sources, ledger: &mut Ledger, project: &Project, own: i64) -> Result<(), String> {
    let Some(account) = sources.accounts.values().find(|account| account.kind == "egentid") else {
        return Ok(());
    };
    let key = format!("egentid/{}/{}", ledger.year, project.code);
    for (month, amount) in (1_u8..).zip(split(own, &sources.months(&account.profile, &key)?)) {
        let one = sources.choose_ansvar(&project.unit, &format!("{key}/{month}"))?;
        let rows = vec![
            Row::new(&one.code, &one.activity, &project.account, amount)
                .on_project(&project.code)
                .toward(sources.counterpart(&project.unit)?),
            Row::new(&one.code, &one.activity, &account.code, -amount).toward(INVESTMENT_COUNTERPART),
        ];
        let text = format!("{} {} {}", account.text, project.code, month_name(month));
        ledger.post(Voucher { series: 'I', period: month, day: 26, text, rows })?;
    }
    Ok(())
}

/// A project's invoices, and its income where it has any.
fn post_project(sources: &Sources, ledger: &mut Ledger, project: &Project, net: i64) -> Result<(), String> {
    let key = format!("projekt/{}/{}", ledger.year, project.code);
    let income = near(&format!("{key}/inkomst"), project.income);
    let gross = net - income;
    let one = sources.choose_ansvar(&project.unit, &key)?;
    let (ansvar, activity) = (one.code.clone(), one.activity.clone());
    let count = (gross / INVOICE_ORE).clamp(4, 80);
    let sizes: Vec<i64> = (0..count).map(|one| between(&format!("{key}/{one}"), 15_000, 240_000)).collect();
    for (one, amount) in split(gross, &sizes).into_iter().enumerate() {
        let key = format!("{key}/faktura/{one}");
        let month = u8::try_from(between(&format!("{key}/månad"), 1, 12)).unwrap_or(12);
        let vat = amount / 4;
        let rows = vec![
            Row::new(&ansvar, &activity, &project.account, amount).on_project(&project.code).toward("871"),
            Row::balance(VAT_ACCOUNT, vat).toward("810"),
            Row::balance(SUPPLIERS, -amount - vat).toward("871"),
        ];
        let number = between(&format!("{key}/nummer"), 1000, 9899);
        let text = format!("{}, leverantör {number}", project.name);
        let day = u8::try_from(between(&format!("{key}/dag"), 1, 28)).unwrap_or(1);
        ledger.post(Voucher { series: 'F', period: month, day, text, rows })?;
    }
    let shares: Vec<i64> =
        (0..2).map(|one| between(&format!("{key}/bidrag/{one}"), 30_000, 70_000)).collect();
    for (month, amount) in [6_u8, 11].into_iter().zip(split(income, &shares)) {
        let rows = vec![
            Row::new(&ansvar, &activity, &project.account, amount).on_project(&project.code).toward("810"),
            Row::balance(CUSTOMERS, -amount).toward("810"),
        ];
        let text = format!("Investeringsbidrag {} {}", project.name, month_name(month));
        ledger.post(Voucher { series: 'K', period: month, day: 15, text, rows })?;
    }
    Ok(())
}

/// Payments: what opening balance and the year's bookings leave above the closing balance goes through the bank in
/// ordinary payment files, following the bookings with a month's delay or the account's own schedule.
pub fn pay(sources: &Sources, ledger: &mut Ledger) -> Result<(), String> {
    for balance in &sources.balances {
        let missing = match balance.way.as_str() {
            "avräknas" if unchanged(ledger, balance) => continue,
            "avräknas" => {
                let now = ledger.standing().get(&balance.account).copied().unwrap_or(0);
                target(ledger.year, balance) - now
            }
            "post" => missing_on_post(sources, ledger, &sources.account(&balance.account)?.line)?,
            _ => continue,
        };
        pay_account(sources, ledger, balance, missing)?;
    }
    Ok(())
}

/// Nothing happened on the account and nothing shall: shares that were neither bought nor sold.
fn unchanged(ledger: &Ledger, balance: &Balance) -> bool {
    let before = if ledger.year == 2019 { balance.opening } else { balance.closing[0] };
    let still = ledger.by_month(&balance.account)[1..].iter().all(|amount| *amount == 0);
    still && closing_tkr(ledger.year, balance) == before
}

fn pay_account(
    sources: &Sources,
    ledger: &mut Ledger,
    balance: &Balance,
    missing: i64,
) -> Result<(), String> {
    let key = format!("betalning/{}/{}", ledger.year, balance.account);
    let weights = if balance.schedule == "efter" {
        lagged(&ledger.by_month(&balance.account))
    } else {
        sources.months(&balance.schedule, &key)?
    };
    for (month, amount) in (1_u8..).zip(split(missing, &weights)) {
        let sizes: Vec<i64> = (0..balance.files)
            .map(|file| between(&format!("{key}/{month}/{file}"), 40_000, 160_000))
            .collect();
        for (file, part) in split(amount, &sizes).into_iter().enumerate() {
            let day = u8::try_from(2 + 27 * file / sizes.len().max(1)).unwrap_or(2);
            let rows = vec![Row::balance(&balance.account, part), Row::balance(BANK, -part)];
            let text = match sizes.len() {
                1 => format!("{} {}", balance.text, month_name(month)),
                _ => format!("{} {} fil {}", balance.text, month_name(month), file + 1),
            };
            ledger.post(Voucher { series: 'B', period: month, day, text, rows })?;
        }
    }
    Ok(())
}

/// What was booked in the month before, the opening balance in January.
fn lagged(months: &[i64; 13]) -> Vec<i64> {
    months[..12].iter().map(|amount| amount.abs() / 100 + 1).collect()
}

/// The reservation to the reserve (RUR), and the year's result to equity.
pub fn close(sources: &Sources, ledger: &mut Ledger) -> Result<(), String> {
    let standing = ledger.standing();
    for balance in sources.balances.iter().filter(|balance| balance.way == RESERVE) {
        let now = standing.get(&balance.account).copied().unwrap_or(0);
        let change = closing_tkr(ledger.year, balance) * 100_000 - now;
        let rows = vec![Row::balance(&balance.account, change), Row::balance(EQUITY, -change)];
        ledger.post(Voucher { series: 'M', period: 13, day: 31, text: balance.text.clone(), rows })?;
    }
    let result: i64 =
        standing.iter().filter(|(account, _)| account.as_str() >= "3").map(|(_, ore)| ore).sum();
    let rows = vec![Row::balance(RESULT, -result), Row::balance(EQUITY, result)];
    let text = format!("Årets resultat {}", ledger.year);
    ledger.post(Voucher { series: 'M', period: 13, day: 31, text, rows })
}

/// What the balance accounts stand at: next year's opening balance.
pub fn closing(ledger: &Ledger) -> BTreeMap<String, i64> {
    ledger.standing().into_iter().filter(|(account, _)| account.as_str() < "3").collect()
}
