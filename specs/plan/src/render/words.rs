//! The words of a plan: values on one line, places, and nothing that steers a terminal.

use model::Place;
use serde_json::Value;

/// Characters of a value that are shown where not all of it is.
const SHOWN: usize = 80;

/// The text without characters that steer a terminal or turn its direction.
pub fn safe(text: &str) -> String {
    let steers = |c: char| {
        c.is_control()
            || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    let replaced = |c| if steers(c) { '\u{FFFD}' } else { c };
    text.chars().map(replaced).collect()
}

/// JSON on one line, cut unless all of it is wanted.
pub fn value(value: &Value, full: bool) -> String {
    let text = safe(&value.to_string());
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) if !full => format!("{}…", text.get(..end).unwrap_or_default()),
        _ => text,
    }
}

/// Where something is written, for the end of a line.
pub fn place(place: Option<&Place>) -> String {
    place.map_or_else(String::new, |place| {
        format!("  ({})", safe(&place.to_string()))
    })
}
