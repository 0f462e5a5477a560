//! Whether two texts say the same.

use saphyr_parser::{Event, Parser, ScalarStyle};

/// Whether a parser reads the same from both. A key may have gained quotes.
pub fn same(a: &str, b: &str) -> bool {
    let (mut a, mut b) = (Parser::new_from_str(a), Parser::new_from_str(b));
    loop {
        match (a.next_event(), b.next_event()) {
            (Some(Ok((Event::StreamEnd, _))), Some(Ok((Event::StreamEnd, _)))) => return true,
            (Some(Ok((a, _))), Some(Ok((b, _)))) if is_same(&a, &b) => {}
            _ => return false,
        }
    }
}

fn is_same(a: &Event<'_>, b: &Event<'_>) -> bool {
    match (a, b) {
        (
            Event::Scalar(a, style_a, anchor_a, tag_a),
            Event::Scalar(b, style_b, anchor_b, tag_b),
        ) => {
            let plain = |style: &ScalarStyle| *style == ScalarStyle::Plain;
            let quoted = plain(style_a) && *style_b == ScalarStyle::DoubleQuoted;
            let styles = plain(style_a) == plain(style_b) || quoted;
            a == b && styles && anchor_a == anchor_b && tag_a == tag_b
        }
        _ => a == b,
    }
}
