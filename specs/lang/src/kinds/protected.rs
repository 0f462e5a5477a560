//! `protected`, a key that every resource may have beside its own: it is not deleted as long as it is
//! there.

use std::borrow::Cow;

use crate::decode::{Context, Field, Shape, scalar};
use crate::tree::{Node, Value};

/// The key.
pub static FIELD: Field = Field::default(
    "protected",
    Shape::Flag,
    "false",
    "Whether it is refused to delete it: two applies are needed, the first without this.",
);

/// The resource without the key, which is noted.
pub fn without<'n>(cx: &mut Context, path: &str, node: &'n Node) -> Cow<'n, Node> {
    let Value::Map(entries) = &node.value else {
        return Cow::Borrowed(node);
    };
    let Some(entry) = entries.iter().find(|entry| entry.key == FIELD.name) else {
        return Cow::Borrowed(node);
    };
    cx.places.insert(format!("{path}/{}", FIELD.name), entry.at);
    if scalar::flag(cx, &entry.value, &FIELD) == Some(true) {
        cx.protected.insert(path.to_owned());
    }
    let rest = entries.iter().filter(|entry| entry.key != FIELD.name);
    Cow::Owned(Node {
        value: Value::Map(rest.cloned().collect()),
        ..node.clone()
    })
}
