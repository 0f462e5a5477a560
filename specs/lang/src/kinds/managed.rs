//! `managed`, a key of what can be changed at run time: whether such a change is told as drift.

use crate::decode::{Context, Field, Fields, Shape};
use crate::emit::Map;

/// The key, of what such a change is about.
pub const fn field(doc: &'static str) -> Field {
    Field::default("managed", Shape::Flag, "true", doc)
}

/// Whether it is left to run time.
pub fn is_left(cx: &mut Context, fields: &Fields<'_>) -> bool {
    fields.flag(cx, "managed") == Some(false)
}

/// Writes the key.
pub fn write(map: &mut Map, unmanaged: bool) {
    map.unless("managed", &!unmanaged, &true);
}
