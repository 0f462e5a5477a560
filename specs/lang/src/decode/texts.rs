//! Maps from names to texts.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::str::FromStr;

use model::Name;
use model::config::Template;

use super::{Context, Fields, Report, key, parameter, scalar};
use crate::Code;
use crate::tree::{Entry, Value};

/// The longest text of a parameter, in characters.
const LONGEST: usize = 1_000;

/// The entries of the map at a field; none if it is not written.
pub fn entries<'n>(
    cx: &mut Context,
    fields: &Fields<'n>,
    field: &str,
    example: &str,
) -> Option<&'n [Entry]> {
    let Some((at, node)) = fields.node(cx, field) else {
        return Some(&[]);
    };
    match &node.value {
        Value::Map(entries) => Some(entries.as_slice()),
        Value::Null => Some(&[]),
        Value::Broken => None,
        other => {
            let message = format!("`{field}` is a map, this is {}", other.what());
            let help = format!("write `{field}: {{ {example} }}`");
            cx.report(Report::new(Code::WrongShape, at, message).help(help));
            None
        }
    }
}

/// A map from names to texts at a field; empty if it is not written.
pub fn texts(cx: &mut Context, fields: &Fields<'_>, field: &str) -> Option<BTreeMap<Name, String>> {
    let entries = entries(cx, fields, field, "Name: \"a text\"")?;
    let read = |cx: &mut Context, entry: &Entry| {
        let path = fields.path(&format!("{field}.{}", entry.key));
        cx.places
            .insert(format!("{}/{path}", fields.resource), entry.value.at);
        let name = key::<Name>(cx, entry);
        let text = scalar::quoted(cx, &entry.value, "a text").map(str::to_owned);
        Some((name?, text?))
    };
    let all: Vec<_> = entries.iter().map(|entry| read(cx, entry)).collect();
    all.into_iter().collect()
}

/// A map from names to texts in which variables may stand; empty if it is not written.
pub fn templates<K>(
    cx: &mut Context,
    fields: &Fields<'_>,
    field: &str,
    example: &str,
) -> Option<BTreeMap<K, Template>>
where
    K: FromStr + Ord,
    K::Err: Display,
{
    let entries = entries(cx, fields, field, example)?;
    let read = |entry: &Entry| {
        let path = fields.path(&format!("{field}.{}", entry.key));
        cx.places
            .insert(format!("{}/{path}", fields.resource), entry.value.at);
        let name = key::<K>(cx, entry);
        let text = parameter(cx, &entry.value, &fields.resource, LONGEST);
        Some((name?, text?))
    };
    let all: Vec<_> = entries.iter().map(read).collect();
    all.into_iter().collect()
}
