//! What the law and the council for municipal accounting ask of a report, from `templates/texter/innehall.csv`.

const TABLE: &str = include_str!("../../templates/texter/innehall.csv");

/// One part that a report must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Required {
    pub what: &'static str,
    /// Law or recommendation with chapter and section.
    pub source: &'static str,
    /// The sections of the report that are it: one is enough.
    pub sections: Vec<&'static str>,
    /// The section of the register Texter that is it.
    pub text: Option<&'static str>,
    /// Over the text, where that is a section by itself.
    pub heading: &'static str,
}

/// The parts of a report by its word in the register Dokument, in the order of the table.
pub fn required(report: &str) -> Vec<Required> {
    let rows = TABLE.lines().skip(1).map(|line| line.split(';').collect::<Vec<_>>());
    let part = |row: Vec<&'static str>| match row.as_slice() {
        [of, what, source, sections, text, heading] if *of == report => Some(Required {
            what,
            source,
            sections: sections.split_whitespace().collect(),
            text: Some(*text).filter(|text| !text.is_empty()),
            heading: if heading.is_empty() { what } else { heading },
        }),
        _ => None,
    };
    rows.filter_map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::{TABLE, required};

    #[test]
    fn every_row_of_the_table_is_a_part_that_something_can_be() {
        let parts: Vec<_> = ["årsredovisning", "delårsrapport"].into_iter().flat_map(required).collect();
        assert_eq!(parts.len(), TABLE.lines().skip(1).count());
        assert!(parts.iter().all(|part| !part.sections.is_empty() || part.text.is_some()));
        assert!(parts.iter().all(|part| !part.source.is_empty()));
    }
}
