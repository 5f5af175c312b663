//! The relationships of a part: which other parts it names, by kind.

use super::MarkError;
use super::package::Package;
use super::xml::{Broken, Edits, Element, elements, escaped, root};

const EMPTY: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relationship {
    pub id: String,
    /// The whole type; its last word is the kind, what stands before differs between two editions of the standard.
    pub kind: String,
    /// The part it names, from the package's root; `None`: it names something outside the file.
    pub target: Option<String>,
}

/// The relationships of one part.
pub struct Rels {
    source: String,
    path: String,
    text: String,
    pub all: Vec<Relationship>,
}

impl Rels {
    /// Of a part, or of the package itself (`""`).
    pub fn of(package: &mut Package, source: &str) -> Result<Rels, MarkError> {
        let (folder, file) = source.rsplit_once('/').unwrap_or(("", source));
        let path = joined(folder, &format!("_rels/{file}.rels"));
        let text = package.text(&path)?.unwrap_or_else(|| EMPTY.to_string());
        let all = read(&text, folder).map_err(|Broken| MarkError::Damaged { part: path.clone() })?;
        Ok(Rels { source: source.to_string(), path, text, all })
    }

    /// The id and the part of the first relationship of a kind to a part.
    pub fn by_kind(&self, kind: &str) -> Option<(&str, &str)> {
        let mut found = self.all.iter().filter(|known| known.kind.rsplit('/').next() == Some(kind));
        found.find_map(|known| Some((known.id.as_str(), known.target.as_deref()?)))
    }

    pub fn by_id(&self, id: &str) -> Option<&Relationship> {
        self.all.iter().find(|known| known.id == id)
    }

    /// The part that an id names.
    pub fn part(&self, id: &str) -> Option<&str> {
        self.by_id(id)?.target.as_deref()
    }

    /// A new relationship, by an id that is free.
    pub fn add(&mut self, package: &mut Package, kind: &str, target: &str) -> Result<String, MarkError> {
        let mut ids = (1_u32..).map(|number| format!("rId{number}"));
        let id = ids.find(|id| self.by_id(id).is_none()).unwrap_or_default();
        self.edit(package, |edits, _, root| {
            let prefix = root.prefix();
            let (kind, target) = (escaped(kind), escaped(target));
            edits.append(
                root,
                &format!("<{prefix}Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"/{target}\"/>"),
            );
        })?;
        Ok(id)
    }

    /// Takes a relationship away, and the part of relationships with the last of them.
    pub fn remove(&mut self, package: &mut Package, id: &str) -> Result<(), MarkError> {
        self.edit(package, |edits, elements, _| {
            let gone = elements.iter().filter(|element| element.attribute("Id").as_deref() == Some(id));
            gone.for_each(|element| edits.remove(element.outer.clone()));
        })?;
        if self.all.is_empty() {
            package.remove(&self.path);
        }
        Ok(())
    }

    fn edit(
        &mut self,
        package: &mut Package,
        change: impl Fn(&mut Edits, &[Element], &Element),
    ) -> Result<(), MarkError> {
        let damaged = |Broken| MarkError::Damaged { part: self.path.clone() };
        let found = elements(&self.text, |depth, _| depth < 2).map_err(damaged)?;
        let mut edits = Edits::default();
        change(&mut edits, &found, &root(&found).map_err(damaged)?);
        self.text = edits.apply(&self.text).map_err(damaged)?;
        let folder = self.source.rsplit_once('/').map_or("", |(folder, _)| folder);
        self.all = read(&self.text, folder).map_err(damaged)?;
        package.put(&self.path, self.text.clone());
        Ok(())
    }
}

fn read(text: &str, folder: &str) -> Result<Vec<Relationship>, Broken> {
    let found = elements(text, |depth, name| depth == 0 || name == "Relationship")?;
    root(&found)?;
    let one = |element: &Element| {
        let outside = element.attribute("TargetMode").as_deref() == Some("External");
        let target = element.attribute("Target").filter(|_| !outside);
        Some(Relationship {
            id: element.attribute("Id")?,
            kind: element.attribute("Type")?,
            target: target.map(|target| joined(folder, &target)),
        })
    };
    Ok(found.iter().filter_map(one).collect())
}

/// A target as written, from the folder of the part that names it.
fn joined(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let from = if target.starts_with('/') { "" } else { folder };
    let mut parts: Vec<&str> = Vec::new();
    for part in from.split('/').chain(target.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::{EMPTY, joined, read};

    #[test]
    fn targets_are_found_from_the_root_or_from_the_folder() {
        assert_eq!(joined("xl/worksheets", "../comments1.xml"), "xl/comments1.xml");
        assert_eq!(joined("xl/worksheets", "/xl/comments/comment1.xml"), "xl/comments/comment1.xml");
        assert_eq!(joined("xl", "worksheets\\sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(joined("", "../../xl/./a.xml"), "xl/a.xml");
    }

    #[test]
    fn links_out_of_the_file_name_no_part() {
        assert_eq!(read(EMPTY, ""), Ok(Vec::new()));
        let text = "<R><Relationship Id='a' Type='t/hyperlink' Target='http://x' TargetMode='External'/></R>";
        let found = read(text, "").expect("relationships");
        assert_eq!((found[0].id.as_str(), &found[0].target), ("a", &None));
    }
}
