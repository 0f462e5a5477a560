//! Where the maps of the language stand in each other.

use std::ptr;

use crate::decode::{Field, SPEECH, Shape, Table};
use crate::kinds::nodes::{self, condition, http, menu};
use crate::kinds::{break_reasons, center, hours, ivrs, pieces, roles, tests, vars};

/// What stands at a key.
#[derive(Copy, Clone, Debug)]
pub enum Inside {
    /// A plain value.
    Plain,
    /// A map of this table, or several of them in a list or by name.
    Map(&'static Table),
    /// Nodes by name, each of one type.
    Nodes,
}

/// The maps that a shape does not name, because they stand in lists, by name, or have a short form.
static PLACES: &[(&Table, &str, &Table)] = &[
    (&center::TABLE, "break_reasons", &break_reasons::TABLE),
    (&menu::TABLE, "keys", &menu::CHOICE),
    (&http::TABLE, "receive", &http::RECEIVED),
    (&condition::TABLE, "condition", &condition::BRANCH),
    (&condition::TABLE, "otherwise", &condition::OTHERWISE),
    (&roles::TABLE, "analytics", &roles::GRANT),
    (&roles::TABLE, "records", &roles::GRANT),
    (&roles::TABLE, "monitoring", &roles::GRANT),
    (&roles::TABLE, "listening", &roles::GRANT),
    (&roles::TABLE, "configuration", &roles::GRANT),
    (&hours::TABLE, "holidays", &hours::HOLIDAY),
    (&hours::TABLE, "extra_days", &hours::EXTRA),
    (&pieces::TABLE, "parameters", &vars::TABLE),
    (&tests::TABLE, "replies", &tests::replies::TABLE),
    (&tests::TABLE, "outside", &tests::outside::TABLE),
    (&tests::TABLE, "agents", &tests::agents::TABLE),
    (&tests::TABLE, "steps", &tests::steps::TABLE),
];

/// What stands at a key of a table.
pub fn inside(table: &'static Table, field: &Field) -> Inside {
    match field.shape {
        Shape::Map(map) => Inside::Map(map),
        Shape::Speech | Shape::Music => Inside::Map(&SPEECH),
        _ if [&ivrs::TABLE, &pieces::TABLE]
            .iter()
            .any(|of| ptr::eq(*of, table))
            && field.name == "nodes" =>
        {
            Inside::Nodes
        }
        _ => PLACES
            .iter()
            .find(|(of, key, _)| ptr::eq(*of, table) && *key == field.name)
            .map_or(Inside::Plain, |(_, _, map)| Inside::Map(map)),
    }
}

impl Inside {
    /// The words with which a path can go on from here.
    pub fn words(self) -> Vec<&'static str> {
        match self {
            Inside::Plain => Vec::new(),
            Inside::Map(table) => table.fields.iter().map(|field| field.name).collect(),
            Inside::Nodes => nodes::TYPES.iter().map(|node| node.name).collect(),
        }
    }
}
