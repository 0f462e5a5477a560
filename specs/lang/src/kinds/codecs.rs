//! Lists of codecs.

use model::config::Codec;

use crate::decode::{self, Context, Fields, Shape};

/// What stands at a field of codecs.
pub const SHAPE: Shape = Shape::Other("a list of `pcma`, `pcmu`, `g722`, `g729` and `opus`");

/// The codecs at a field; none if it is not written, or says what holds anyway.
pub fn read(cx: &mut Context, fields: &Fields<'_>, field: &str, usual: &[Codec]) -> Vec<Codec> {
    let what = "a codec: `pcma`, `pcmu`, `g722`, `g729` or `opus`";
    let codecs = decode::list_of::<Codec>(cx, fields, field, what).unwrap_or_default();
    if codecs == usual { Vec::new() } else { codecs }
}
