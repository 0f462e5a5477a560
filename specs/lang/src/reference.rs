//! The reference of the language, made from the tables that the compiler reads by.

mod places;
mod schema;
mod topic;

use std::fmt::Write as _;

use model::config::SystemVariable;
use model::reading::Reading;
use serde::Serialize;

use crate::Code;
use crate::decode::{Field, Kind, Need, SPEECH, Table};
use crate::kinds::{
    agents, break_reasons, caller_lists, center, hotwords, hours, ignore, ivrs, moved, nodes,
    numbering, numbers, phones, pieces, prompts, protected, roles, routing, sip, skill_groups,
    tests, trunks, vars, webhooks,
};
use places::{Inside, inside};
pub use schema::{Names, schema};
pub use topic::{NotThere, Part, Topic, topic};

/// A map of the language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Its heading: a kind such as `trunks`, or a part of one such as `ivrs: a branch`.
    pub heading: String,
    /// What it is for.
    pub doc: &'static str,
    /// Its keys.
    pub keys: Vec<Key>,
}

/// A key of a map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Key {
    /// The key.
    pub name: &'static str,
    /// What may be written, in words.
    pub shape: String,
    /// Whether it must be written, or what stands for it when it is not.
    pub default: String,
    /// What it means.
    pub doc: &'static str,
    /// Whether maps with keys of their own can stand there.
    pub holds_maps: bool,
}

/// Every kind of resource in the order of the manual.
pub fn kinds() -> impl Iterator<Item = Entry> {
    let kinds = Kind::ALL.into_iter();
    kinds.map(|kind| entry(kind.key().to_owned(), table(kind)))
}

/// Every map of the language in the order of the manual.
pub fn entries() -> Vec<Entry> {
    let mut entries = Vec::new();
    for kind in Kind::ALL {
        entries.push(entry(kind.key().to_owned(), table(kind)));
        let parts: Vec<&'static Table> = match kind {
            Kind::Center => vec![&break_reasons::TABLE, &center::PRIVACY, &sip::TABLE],
            Kind::Ivrs => nodes::TYPES
                .iter()
                .map(|node| node.table)
                .chain(nodes::PARTS.iter().copied())
                .chain([&SPEECH])
                .collect(),
            Kind::Trunks => vec![&numbering::TABLE],
            Kind::Roles => vec![&roles::GRANT],
            Kind::Webhooks => vec![&webhooks::AUTH, &webhooks::BASIC, &webhooks::OAUTH2],
            Kind::Hours => vec![&hours::HOLIDAY, &hours::EXTRA],
            Kind::Tests => vec![
                &tests::replies::TABLE,
                &tests::outside::TABLE,
                &tests::agents::TABLE,
                &tests::steps::TABLE,
                &tests::expect::TABLE,
            ],
            _ => Vec::new(),
        };
        for part in parts {
            entries.push(entry(format!("{}: {}", kind.key(), part.what), part));
        }
    }
    entries
}

/// The reference as Markdown: every kind with its keys, then every code of a problem.
pub fn markdown() -> String {
    let mut out = String::from("# The language\n\n");
    out.push_str(INTRODUCTION);
    for entry in entries() {
        let _ = write!(out, "\n## {}\n\n{}\n\n", entry.heading, entry.doc);
        out.push_str("| Key | What is written | If left out | Meaning |\n|---|---|---|---|\n");
        for key in &entry.keys {
            let cells = [key.shape.as_str(), key.default.as_str(), key.doc];
            let cells = cells.map(|cell| cell.replace('|', "\\|"));
            let _ = writeln!(out, "| `{}` | {} |", key.name, cells.join(" | "));
        }
    }
    let everywhere = [
        ("In every resource", &ignore::FIELD),
        ("In every resource but the center", &protected::FIELD),
    ];
    for (heading, field) in everywhere {
        let (name, shape, doc) = (field.name, field.shape.words(), field.doc);
        let _ = write!(out, "\n## {heading}\n\n`{name}` ({shape}): {doc}\n");
    }
    out.push_str(VARIABLES);
    for variable in SystemVariable::ALL {
        let _ = writeln!(out, "| `{}` | {} |", variable.name(), variable.meaning());
    }
    out.push_str(READINGS);
    for reading in Reading::ALL {
        let _ = writeln!(out, "| `{reading}` | {} |", reading.meaning());
    }
    out.push_str("\n## Problems\n\n| Code | Meaning |\n|---|---|\n");
    for code in Code::ALL {
        let anchor = code.as_str().to_lowercase();
        let meaning = code.meaning();
        let _ = writeln!(out, "| [{code}](problems.md#{anchor}) | {meaning} |");
    }
    out
}

const INTRODUCTION: &str = "\
A center is a directory of YAML files, `*.yaml` or `*.yml`. Each file is a map of kinds, each kind a
map of resources by name; the files are read as if they were one. Names are letters of any script,
digits, `_` and `-`, up to 64. Times are written `500ms`, `20s`, `1m30s` or `2h`. Numbers that people
dial, extensions and telephone keys are quoted. What is left out has its default. Anchors, aliases and
merge keys are not part of the language; its tags are `!secret`, `!var`, and in overlays `!remove` and
`!replace`.

A file `env/NAME.yaml` is no part of the center but an overlay: with `--env NAME` it is laid over the
others by kind, name and key. A map is laid over a map key by key; anything else, a list too, takes the
place of what is there. `!remove` takes it away, `!replace` before a map puts the whole of it there.

An agent has a staff number, which is said to callers and stands in records. A phone has an extension,
which is its SIP user name. A phone that names an `agent` follows that agent: he is there when it is
registered, and is called on it. A phone without one can be put into the `phones` of a skill group and
takes calls by itself.
";

const VARIABLES: &str = "
## Variables

Stand as `${Name}` in every text that is spoken, and have the value that they have when it is. They
belong to a call; a variable of the configuration, `vars`, stands as `!var NAME` or `${var.NAME}` and has
its value before any call.

| Variable | What is said |
|---|---|
";

const READINGS: &str = "
## Readings

Stand behind the name of a variable, as in `${Balance:number}`, in every text that is spoken, and say how
the value is read out in the voice of the text. A value that does not fit is said as it is. In texts that
are not spoken, such as URLs and what is sent, values stand as they are, and a reading is refused.

| Reading | What is said |
|---|---|
";

fn table(kind: Kind) -> &'static Table {
    match kind {
        Kind::Center => &center::TABLE,
        Kind::Trunks => &trunks::TABLE,
        Kind::Numbers => &numbers::TABLE,
        Kind::Prompts => &prompts::TABLE,
        Kind::Ivrs => &ivrs::TABLE,
        Kind::SkillGroups => &skill_groups::TABLE,
        Kind::Agents => &agents::TABLE,
        Kind::Phones => &phones::TABLE,
        Kind::Routing => &routing::TABLE,
        Kind::CallerLists => &caller_lists::TABLE,
        Kind::Roles => &roles::TABLE,
        Kind::Hours => &hours::TABLE,
        Kind::Hotwords => &hotwords::TABLE,
        Kind::Webhooks => &webhooks::TABLE,
        Kind::Pieces => &pieces::TABLE,
        Kind::Vars => &vars::TABLE,
        Kind::Moved => &moved::TABLE,
        Kind::Ignore => &ignore::TABLE,
        Kind::Tests => &tests::TABLE,
    }
}

fn entry(heading: String, table: &'static Table) -> Entry {
    let keys = table.fields.iter().map(|field| key(table, field));
    Entry {
        heading,
        doc: table.doc,
        keys: keys.collect(),
    }
}

fn key(table: &'static Table, field: &Field) -> Key {
    Key {
        name: field.name,
        shape: field.shape.words(),
        default: match field.need {
            Need::Required => "required".to_owned(),
            Need::Optional => "none".to_owned(),
            Need::Default(value) => format!("`{value}`"),
            Need::Otherwise(words) => words.to_owned(),
        },
        doc: field.doc,
        holds_maps: !matches!(inside(table, field), Inside::Plain),
    }
}
