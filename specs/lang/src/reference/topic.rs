//! A part of the reference by its path.

use serde::Serialize;

use super::places::{Inside, inside};
use super::{Entry, Key, entry, key, table};
use crate::decode::{Budget, Field, Kind, Table, list};
use crate::kinds::nodes;

/// What stands at a path such as `ivrs.nodes.menu.timeout`: a kind, then keys, and below `nodes` the
/// type of a node. Names that a center gives are left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Topic {
    /// The path.
    pub path: String,
    /// The key, if the path ends with one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<Key>,
    /// The maps that stand there: none where a value is plain, and every type of node below `nodes`.
    pub maps: Vec<Part>,
}

/// A map and its path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The path.
    pub path: String,
    /// The map.
    #[serde(flatten)]
    pub entry: Entry,
}

/// Why there is nothing at a path.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct NotThere {
    /// Which word is wrong, and where.
    pub message: String,
    /// What was probably meant, and what there is.
    pub help: String,
}

/// The parts of the language at a path; without one, every kind.
///
/// # Errors
/// The first word that is not there, and what there is in its place.
pub fn topic(path: &str) -> Result<Topic, NotThere> {
    let mut words = path.split('.');
    let first = words.next().unwrap_or_default();
    let kind = Kind::ALL.into_iter().find(|kind| kind.key() == first);
    let Some(kind) = kind else {
        let kinds = Kind::ALL.into_iter().map(Kind::key);
        let message = format!("there is no kind `{first}`");
        return Err(not_there(message, "the kinds are", first, kinds.collect()));
    };
    let start = Spot {
        path: first.to_owned(),
        key: None,
        inside: Inside::Map(table(kind)),
    };
    words
        .try_fold(start, |spot, word| spot.below(word))
        .map(Spot::topic)
}

/// What is wrong with `word`, which should have been one of `known`.
fn not_there(message: String, there: &str, word: &str, known: Vec<&str>) -> NotThere {
    let close = Budget::default().closest(word, known.iter().copied());
    let all = list(known.into_iter());
    let help = match close {
        Some(close) => format!("did you mean `{close}`? All that there are: {all}"),
        None => format!("{there} {all}"),
    };
    NotThere { message, help }
}

/// A place of the language.
struct Spot {
    path: String,
    key: Option<(&'static Table, &'static Field)>,
    inside: Inside,
}

impl Spot {
    fn below(&self, word: &str) -> Result<Spot, NotThere> {
        let below = match self.inside {
            Inside::Plain => None,
            Inside::Map(table) => table
                .field(word)
                .map(|field| (Some((table, field)), inside(table, field))),
            Inside::Nodes => nodes::TYPES
                .iter()
                .find(|node| node.name == word)
                .map(|node| (None, Inside::Map(node.table))),
        };
        match below {
            Some((key, inside)) => Ok(Spot {
                path: format!("{}.{word}", self.path),
                key,
                inside,
            }),
            None => Err(self.nothing(word)),
        }
    }

    fn nothing(&self, word: &str) -> NotThere {
        let path = &self.path;
        let (message, there) = match self.inside {
            Inside::Plain => {
                return NotThere {
                    message: format!("there is nothing below `{path}`, which has a plain value"),
                    help: format!("ask for `{path}`"),
                };
            }
            Inside::Map(_) => (format!("`{path}` has no key `{word}`"), "its keys are"),
            Inside::Nodes => (
                format!("there is no type of node `{word}`"),
                "the types of nodes are",
            ),
        };
        not_there(message, there, word, self.inside.words())
    }

    fn topic(self) -> Topic {
        let part = |path: String, table: &'static Table| Part {
            entry: entry(table.what.to_owned(), table),
            path,
        };
        let maps = match self.inside {
            Inside::Plain => Vec::new(),
            Inside::Map(table) => vec![part(self.path.clone(), table)],
            Inside::Nodes => nodes::TYPES
                .iter()
                .map(|node| part(format!("{}.{}", self.path, node.name), node.table))
                .collect(),
        };
        Topic {
            path: self.path,
            key: self.key.map(|(table, field)| key(table, field)),
            maps,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::entries;

    /// Every map that is found on the way down from `path`.
    fn below(path: &str, found: &mut Vec<&'static str>) {
        let maps = topic(path).expect("a path that was shown").maps;
        for part in maps {
            found.push(part.entry.doc);
            for key in part.entry.keys {
                let path = format!("{}.{}", part.path, key.name);
                if key.holds_maps {
                    below(&path, found);
                } else {
                    assert!(topic(&path).expect("a key").maps.is_empty(), "{path}");
                }
            }
        }
    }

    #[test]
    fn every_map_of_the_reference_has_a_path() {
        let mut found = Vec::new();
        for kind in Kind::ALL {
            below(kind.key(), &mut found);
        }
        for entry in entries() {
            assert!(found.contains(&entry.doc), "{} has none", entry.heading);
        }
    }
}
