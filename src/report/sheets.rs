//! Which tables share a sheet. A program repeats one row of a sheet on the pages that follow it: a table longer than a page
//! therefore stands last on its sheet, where that row is its head. What follows has a sheet named after its first table.

use super::books;
use crate::doc::{Block, Section, SectionKind, Table};

/// Rows that no page takes less than, however low they are.
const PAGE: usize = 36;

/// What follows a long table goes to a sheet of its own, titled as the first table on it.
pub fn divided(sections: Vec<Section>) -> Vec<Section> {
    sections.into_iter().flat_map(parts).collect()
}

fn parts(section: Section) -> Vec<Section> {
    if section.kind == SectionKind::Data {
        return vec![section];
    }
    let mut found: Vec<Vec<Block>> = vec![Vec::new()];
    let mut rest = section.blocks.iter().peekable();
    while let Some(block) = rest.next() {
        if let Some(last) = found.last_mut() {
            last.push(block.clone());
        }
        // A picture goes with its table.
        let drawn = matches!(rest.peek(), Some(Block::Chart(_)));
        if !drawn && ends_with_long(found.last()) && rest.clone().any(is_printed_table) {
            found.push(Vec::new());
        }
    }
    if found.len() == 1 {
        return vec![section];
    }
    let numbered = |(at, blocks): (usize, Vec<Block>)| match at {
        1 => Section { blocks, ..section.clone() },
        at => {
            let title = first_caption(&blocks).unwrap_or(&section.title).to_string();
            let own = books::section(&format!("{}_{at}", section.key), &title, section.kind, blocks);
            Section { landscape: own.landscape || section.landscape, ..own }
        }
    };
    (1..).zip(found).map(numbered).collect()
}

/// Only tables that are printed begin a sheet.
fn first_caption(blocks: &[Block]) -> Option<&str> {
    blocks.iter().filter(|block| is_printed_table(block)).find_map(|block| match block {
        Block::Table(table) => Some(table.caption.as_str()),
        _ => None,
    })
}

fn ends_with_long(blocks: Option<&Vec<Block>>) -> bool {
    let mut last = blocks.into_iter().flatten().rev().skip_while(|block| matches!(block, Block::Chart(_)));
    matches!(last.next(), Some(Block::Table(Table { rows, .. })) if rows.len() > PAGE)
}

fn is_printed_table(block: &Block) -> bool {
    matches!(block, Block::Table(table) if table.on_paper)
}

#[cfg(test)]
mod tests {
    use super::{PAGE, divided};
    use crate::doc::{Block, Cell, ColumnKind, ParagraphStyle, Role, Row, RowKey, SectionKind, Table};
    use crate::report::books;
    use crate::report::build::{column, word_table};

    fn table(id: &str, rows: usize) -> Block {
        let row = |at: usize| Row {
            key: RowKey::Other(at.to_string()),
            role: Role::Item,
            depth: 0,
            cells: vec![Cell::Empty],
        };
        let columns = vec![column("a", "A", ColumnKind::Text { wide: true })];
        Block::Table(word_table(id, id, columns, (0..rows).map(row).collect()))
    }

    fn sheets(blocks: Vec<Block>) -> Vec<(String, Vec<String>)> {
        let section = books::section("blad", "Blad", SectionKind::Presentation, blocks);
        let ids = |blocks: &[Block]| {
            let id = |block: &Block| match block {
                Block::Table(Table { id, .. }) => id.clone(),
                _ => "text".to_string(),
            };
            blocks.iter().map(id).collect()
        };
        divided(vec![section]).iter().map(|own| (own.title.clone(), ids(&own.blocks))).collect()
    }

    #[test]
    fn what_follows_a_table_longer_than_a_page_has_a_sheet_of_its_own() {
        let note = || Block::Paragraph { text: "Not".to_string(), style: ParagraphStyle::Note };
        let own =
            |title: &str, ids: &[&str]| (title.to_string(), ids.iter().map(|id| id.to_string()).collect());
        let page = || table("lagom", PAGE);
        let long = || table("lång", PAGE + 1);
        assert_eq!(sheets(vec![note(), page(), page()]), [own("Blad", &["text", "lagom", "lagom"])]);
        assert_eq!(sheets(vec![page(), long(), note()]), [own("Blad", &["lagom", "lång", "text"])]);
        let three =
            [own("Blad", &["lång"]), own("lagom", &["text", "lagom", "lång"]), own("sist", &["sist"])];
        assert_eq!(sheets(vec![long(), note(), page(), long(), table("sist", PAGE)]), three);
    }
}
