//! A code as its cell carries it. Codes have no blanks (the registers refuse them), so that a code with its name
//! behind it, "4010 Städ", is told apart by one rule: what stands before the first blank, when it holds a digit and a
//! letter begins what follows. `="0123"` is how a program keeps Excel from dropping the zero.

/// The code of a cell, and whether something beside it was left out.
pub fn code(cell: &str) -> (&str, bool) {
    let (code, name) = parts(cell);
    (code, name.is_some())
}

/// The code of a cell, and the name beside it.
pub fn parts(cell: &str) -> (&str, Option<&str>) {
    let cell = cell.trim();
    // Nearly every cell of a ledger.
    if cell.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return (cell, None);
    }
    let quoted = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    let cell = quoted.map_or(cell, str::trim);
    let Some((code, name)) = cell.split_once(char::is_whitespace) else { return (cell, None) };
    let name = name.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':'));
    let named = name.starts_with(char::is_alphabetic) && code.bytes().any(|byte| byte.is_ascii_digit());
    if named { (code, Some(name)) } else { (cell, None) }
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn a_code_is_told_from_its_name() {
        for (cell, found) in [
            ("4010", ("4010", false)),
            (" 0123 ", ("0123", false)),
            ("4010 Städ", ("4010", true)),
            ("4010\u{a0}– Städ och tvätt", ("4010", true)),
            ("=\"0123\"", ("0123", false)),
            ("", ("", false)),
            ("4010 4020", ("4010 4020", false)),
            ("12 345", ("12 345", false)),
            ("AB Bro", ("AB Bro", false)),
            ("Summa 4010", ("Summa 4010", false)),
            ("A-1", ("A-1", false)),
        ] {
            assert_eq!(code(cell), found, "{cell:?}");
        }
    }
}
