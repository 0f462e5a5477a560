//! Whether voices are protected.

use model::config::Srtp;

use crate::decode::{Context, Fields, Shape};

/// What stands at a field of protection.
pub const SHAPE: Shape = Shape::Word(&["off", "optional", "required"]);

/// What a field says, if it is written.
pub fn read(cx: &mut Context, fields: &Fields<'_>, field: &str) -> Option<Srtp> {
    fields.word(cx, field).and_then(Srtp::of_word)
}
