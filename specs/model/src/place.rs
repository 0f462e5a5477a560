//! Where in the files of a configuration something is written.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One place. Written `file:line` for people.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// The file, relative to the configuration's directory.
    pub file: Arc<str>,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// The places of resources and of their fields. A resource is `kind/name`, a field of it
/// `kind/name/field.inner`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Places(BTreeMap<String, Place>);

impl FromIterator<(String, Place)> for Places {
    fn from_iter<I: IntoIterator<Item = (String, Place)>>(places: I) -> Places {
        Places(places.into_iter().collect())
    }
}

impl Places {
    /// Notes the place of `path`.
    pub fn insert(&mut self, path: String, place: Place) {
        self.0.insert(path, place);
    }

    /// The place of `path` itself.
    pub fn get(&self, path: &str) -> Option<&Place> {
        self.0.get(path)
    }

    /// The place of a field, or of the nearest thing around it that is written down.
    pub fn nearest(&self, kind: &str, name: &str, field: &str) -> Option<&Place> {
        let resource = format!("{kind}/{name}");
        let mut field = field;
        while !field.is_empty() {
            if let Some(place) = self.0.get(&format!("{resource}/{field}")) {
                return Some(place);
            }
            field = field.rsplit_once('.').map_or("", |(outer, _)| outer);
        }
        self.0.get(&resource)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_that_is_not_written_has_the_place_of_what_surrounds_it() {
        let place = |line| Place {
            file: Arc::from("a.yaml"),
            line,
            column: 1,
        };
        let mut places = Places::default();
        places.insert("ivrs/main".to_owned(), place(1));
        places.insert("ivrs/main/nodes.menu".to_owned(), place(4));
        assert_eq!(
            places.nearest("ivrs", "main", "nodes.menu.keys.2"),
            Some(&place(4))
        );
        assert_eq!(places.nearest("ivrs", "main", "start"), Some(&place(1)));
        assert_eq!(places.nearest("ivrs", "other", ""), None);
        assert_eq!(place(4).to_string(), "a.yaml:4");
    }
}
