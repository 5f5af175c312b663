//! Any text as an amount by any contract: the quick way and the whole way read alike, and what is read is written back
//! to the same amount.
#![no_main]

use libfuzzer_sys::fuzz_target;
use uppfolj::domain::money::KronorUnit;
use uppfolj::intake::amount;

fuzz_target!(|bytes: &[u8]| {
    let Some((form, text)) = bytes.split_first() else { return };
    let Ok(text) = std::str::from_utf8(text) else { return };
    let mut contract = uppfolj_fuzz::contract();
    contract.decimal_mark = if form & 1 == 0 { ',' } else { '.' };
    let others = [None, Some(' '), Some('\''), Some(if form & 1 == 0 { '.' } else { ' ' })];
    contract.thousands_mark = others[usize::from(form >> 1 & 3)];
    contract.parentheses = form & 8 != 0;
    contract.decimals = form >> 4 & 7;
    if contract.decimals == 7 {
        contract.unit = KronorUnit::Tkr;
        contract.decimals = 3;
    }
    let whole = amount::read(text, &contract);
    if let Some(plain) = amount::plain(text.as_bytes(), &contract) {
        assert_eq!(Some(plain), whole, "{text:?}");
    }
    if let (Some(read), KronorUnit::Kr, 2..) = (whole, contract.unit, contract.decimals) {
        let (ore, mark) = (read.ore(), contract.decimal_mark);
        let sign = if ore < 0 { "-" } else { "" };
        let written = format!("{sign}{}{mark}{:02}", ore.abs() / 100, ore.abs() % 100);
        assert_eq!(amount::read(&written, &contract), Some(read), "{text:?}");
    }
});
