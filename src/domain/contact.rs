//! What in a running text lets a reader find one single person: telephone numbers, addresses and names.

/// Fewest and most digits of a telephone number, country code included.
const DIGITS: std::ops::RangeInclusive<usize> = 8..=13;

/// Does the text hold what looks like a telephone number: digits from a 0 or a + on, in one or with spaces, hyphens,
/// slashes or parentheses between? An amount or a date begins with another digit.
pub fn has_phone(text: &str) -> bool {
    let signs: Vec<char> = text.chars().collect();
    let begins = |at: usize| {
        let before = at.checked_sub(1).and_then(|before| signs.get(before));
        let free =
            before.is_none_or(|sign| !sign.is_alphanumeric() && !matches!(sign, ',' | '.' | '-' | '/'));
        match (signs.get(at), signs.get(at + 1)) {
            (Some('0'), Some(next)) => free && next.is_ascii_digit(),
            (Some('+'), Some(next)) => free && matches!(next, '1'..='9'),
            _ => false,
        }
    };
    (0..signs.len()).filter(|at| begins(*at)).any(|at| {
        let between = |sign: &&char| sign.is_ascii_digit() || " \u{a0}-\u{2013}\u{2011}/()".contains(**sign);
        let number = signs[at..].iter().skip(1).take_while(between);
        let digits = number.filter(|sign| sign.is_ascii_digit()).count() + usize::from(signs[at] == '0');
        DIGITS.contains(&digits)
    })
}

/// Does the text hold an e-mail address?
pub fn has_email(text: &str) -> bool {
    let words = text.split(|sign: char| sign.is_whitespace() || ",;()<>\"".contains(sign));
    words.filter_map(|word| word.trim_end_matches('.').split_once('@')).any(|(name, host)| {
        let dotted = host.split_once('.').is_some_and(|(first, rest)| !first.is_empty() && rest.len() > 1);
        !name.is_empty() && dotted
    })
}

/// The first two words beside each other that look like a person's name: each begins with a capital letter and goes on
/// in small ones, and neither is a role. A role is told by the caller; a name in one word, or a role of two capitalised
/// words that the caller does not know, is not told from the other.
pub fn name(text: &str, is_role: impl Fn(&str) -> bool) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let named = |word: &str| {
        let word = word.trim_matches(|sign: char| !sign.is_alphabetic());
        let mut parts = word.split('-').map(|part| {
            let mut signs = part.chars();
            signs.next().is_some_and(char::is_uppercase)
                && part.chars().count() > 1
                && signs.all(char::is_lowercase)
        });
        !word.is_empty() && parts.all(|part| part) && !is_role(&word.to_lowercase())
    };
    let found = words.windows(2).find(|pair| {
        // "Rektor, Anna" are two things; "Anna Svensson," is one.
        pair.iter().all(|word| named(word)) && !pair[0].ends_with([',', ';', '.', ':'])
    })?;
    let last = found[1].trim_matches(|sign: char| !sign.is_alphabetic());
    Some(format!("{} {last}", found[0].trim_matches(|sign: char| !sign.is_alphabetic())))
}

#[cfg(test)]
mod tests {
    use super::{has_email, has_phone, name};

    #[test]
    fn telephone_numbers_are_told_from_amounts_and_dates() {
        for text in [
            "Ring 070-123 45 67.",
            "0701234567",
            "(08-12 34 56 78)",
            "+46 70 123 45 67",
            "växel 0514/580 00 1",
        ] {
            assert!(has_phone(text), "{text}");
        }
        for text in [
            "2020-08-31",
            "-31 500 000 kr",
            "0,5 procent",
            "10 000 000",
            "0",
            "konto 5010",
            "1,0 12 34 56 78",
        ] {
            assert!(!has_phone(text), "{text}");
        }
    }

    #[test]
    fn addresses_are_found() {
        assert!(has_email("skriv till anna.svensson@kommunen.se."));
        assert!(!has_email("2 @ 3 kr") && !has_email("@chefen"));
    }

    #[test]
    fn two_capitalised_words_that_are_no_role_are_a_name() {
        let role = |word: &str| ["rektor", "enhetschef", "norra", "skolan"].contains(&word);
        let found = |text: &str| name(text, role);
        assert_eq!(found("Rektor Anna Svensson, 070"), Some("Anna Svensson".into()));
        assert_eq!(found("Anna-Lena Öberg"), Some("Anna-Lena Öberg".into()));
        for text in
            ["Rektor", "Rektor Norra Skolan", "rektor och enhetschef", "Enhetschef IFO", "Rektor, Anna"]
        {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
