//! Tables of phones, which are known by their extensions.

use std::collections::BTreeMap;

use model::config::{Contact, Phone};
use model::{Config, Extension};

use super::people::People;
use super::table::Column;
use super::{Table, Troubles};

/// The columns.
pub static COLUMNS: &[Column] = &[
    Column {
        key: "extension",
        also: &["分机", "分机号"],
        required: true,
        example: "2001",
        digits: true,
    },
    Column {
        key: "name",
        also: &["名称"],
        required: false,
        example: "前台",
        digits: false,
    },
    Column {
        key: "agent",
        also: &["坐席", "工号"],
        required: false,
        example: "1001",
        digits: true,
    },
    Column {
        key: "contact",
        also: &["联系地址"],
        required: false,
        example: "",
        digits: false,
    },
];

/// The center with the phones of a table: those that it has are changed where the table says something,
/// others are added, and none is taken away.
pub fn joined(config: &Config, table: &Table, troubles: &mut Troubles) -> Config {
    let mut desired = config.clone();
    let people = People::of(config);
    let mut seen: BTreeMap<Extension, u64> = BTreeMap::new();
    for row in &table.rows {
        let extension: Option<Extension> = row.parsed(troubles, "extension");
        let contact: Option<Contact> = row.parsed(troubles, "contact");
        let agent = row.get("agent").map(|text| people.meant(text).cloned());
        if let Some(Err(told)) = &agent {
            row.add(troubles, "agent", told);
        }
        let Some(extension) = extension else { continue };
        let first = *seen.entry(extension.clone()).or_insert(row.line);
        if first != row.line {
            let told = format!("`{extension}` stands on line {first} already");
            row.add(troubles, "extension", told);
        }
        let before = desired.phones.get(&extension).cloned().unwrap_or_default();
        let phone = Phone {
            name: row.get("name").map_or(before.name, str::to_owned),
            agent: agent.and_then(Result::ok).or(before.agent),
            contact: contact.or(before.contact),
            ..before
        };
        desired.phones.insert(extension, phone);
    }
    desired
}
