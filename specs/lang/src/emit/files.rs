//! A configuration as the files that people would keep it in.

use std::collections::BTreeMap;

use model::Config;
use serde_yaml::{Mapping, Value};

use super::{kinds, written};
use crate::Source;
use crate::decode::Kind;
use crate::format::format;

/// The text of a configuration by path, laid out as `ccctl fmt` does it: what is set up once, the prompts, each flow with its
/// versions, and the people. Compiling the files gives the same configuration.
pub fn to_files(config: &Config) -> BTreeMap<String, String> {
    let mut files: BTreeMap<String, Mapping> = BTreeMap::new();
    let all = kinds(config).value();
    for kind in Kind::ALL {
        let Some(Value::Mapping(resources)) = all.get(kind.key()) else {
            continue;
        };
        match home(kind) {
            Home::File(path) => {
                let file = files.entry(path.to_owned()).or_default();
                file.insert(kind.key().into(), resources.clone().into());
            }
            Home::FileEach => {
                for (name, resource) in resources {
                    let file = files.entry(own(kind, name)).or_default();
                    let section = file
                        .entry(kind.key().into())
                        .or_insert_with(|| Mapping::new().into());
                    if let Value::Mapping(section) = section {
                        section.insert(name.clone(), resource.clone());
                    }
                }
            }
        }
    }
    let files = files.into_iter();
    files
        .map(|(path, file)| {
            let text = laid_out(&path, written(&file));
            (path, text)
        })
        .collect()
}

/// A file as `ccctl fmt` leaves it.
fn laid_out(path: &str, text: String) -> String {
    let source = Source {
        path: path.to_owned(),
        text: text.into_bytes(),
    };
    // What has no such form stays as it was written.
    format(&source).unwrap_or_else(|_| String::from_utf8_lossy(&source.text).into_owned())
}

/// Where a kind is kept.
enum Home {
    /// With others.
    File(&'static str),
    /// Each resource for itself.
    FileEach,
}

fn home(kind: Kind) -> Home {
    match kind {
        Kind::Center | Kind::Trunks | Kind::Numbers | Kind::Webhooks => Home::File("center.yaml"),
        Kind::Hours | Kind::CallerLists | Kind::Roles => Home::File("rules.yaml"),
        Kind::SkillGroups | Kind::Agents | Kind::Phones | Kind::Routing => {
            Home::File("people.yaml")
        }
        Kind::Prompts => Home::File("prompts.yaml"),
        Kind::Hotwords => Home::File("hotwords.yaml"),
        Kind::Tests => Home::File("tests.yaml"),
        Kind::Ivrs => Home::FileEach,
        // They are gone in what is compiled.
        Kind::Vars | Kind::Pieces | Kind::Moved | Kind::Ignore => Home::File("center.yaml"),
    }
}

/// The file of one resource; the versions of a flow have one together.
fn own(kind: Kind, name: &Value) -> String {
    let name = name.as_str().unwrap_or_default();
    let name = name.split_once('@').map_or(name, |(name, _)| name);
    format!("{}/{name}.yaml", kind.key())
}
