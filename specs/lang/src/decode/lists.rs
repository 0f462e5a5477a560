//! Lists of names and numbers.

use std::fmt::Display;
use std::str::FromStr;

use super::{Context, Fields, Kind, Reference, Report, spelled};
use crate::Code;
use crate::tree::{Node, Value};

/// The items of the list at a field, each spelled as a `T`; none if it is not written. What stands there
/// twice is reported.
pub fn list_of<T>(cx: &mut Context, fields: &Fields<'_>, field: &str, what: &str) -> Option<Vec<T>>
where
    T: FromStr + Display + PartialEq,
    T::Err: Display,
{
    let mut read: Vec<T> = Vec::new();
    for item in items(cx, fields, field)? {
        let Some(value) = spelled::<T>(cx, item, what) else {
            continue;
        };
        let path = fields.path(&format!("{field}.{value}"));
        cx.places
            .insert(format!("{}/{path}", fields.resource), item.at);
        if read.contains(&value) {
            let report = Report::new(Code::DuplicateKey, item.at, "this stands twice in the list");
            cx.report(report.help("delete one of them"));
        } else {
            read.push(value);
        }
    }
    Some(read)
}

/// The same for the names of resources of a kind, which are looked up when everything is read.
pub fn list_of_names<T>(
    cx: &mut Context,
    fields: &Fields<'_>,
    field: &str,
    kind: Kind,
) -> Option<Vec<T>>
where
    T: FromStr + Display + PartialEq,
    T::Err: Display,
{
    let what = format!("the name of a {}", kind.one());
    let names = list_of::<T>(cx, fields, field, &what)?;
    for name in &names {
        let path = fields.path(&format!("{field}.{name}"));
        let at = cx.at(&fields.resource, &path);
        cx.references.push(Reference {
            kind,
            name: name.to_string(),
            at,
        });
    }
    Some(names)
}

fn items<'n>(cx: &mut Context, fields: &Fields<'n>, field: &str) -> Option<&'n [Node]> {
    let Some((at, node)) = fields.node(cx, field) else {
        return Some(&[]);
    };
    match &node.value {
        Value::List(items) => Some(items),
        Value::Null => Some(&[]),
        Value::Broken => None,
        other => {
            let message = format!("`{field}` is a list, this is {}", other.what());
            cx.report(Report::new(Code::WrongShape, at, message).help("write `[a, b]`"));
            None
        }
    }
}
