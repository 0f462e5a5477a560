//! How single values are written.

use super::token::{BLANKS, Kind, Token};
use crate::decode::scalar::mistakable;

/// The lines of a value, each without indentation. A key that a reader of YAML may take for a number or a
/// truth value gets quotes: whatever it looks like, it is a text.
pub fn lines(token: &Token<'_>, is_key: bool) -> Vec<String> {
    let text = token.text;
    let nothing = matches!(text.to_ascii_lowercase().as_str(), "" | "~" | "null");
    match token.kind {
        Kind::Plain if is_key && mistakable(text) && !nothing => vec![format!("\"{text}\"")],
        Kind::Single => vec_of(double(text).as_deref().unwrap_or(text), false),
        _ => vec_of(text, token.kind == Kind::Double),
    }
}

/// A text in single quotes as one in double quotes, where both read the same.
fn double(text: &str) -> Option<String> {
    let inner = text.strip_prefix('\'')?.strip_suffix('\'')?;
    let same = !inner.contains(['\'', '"', '\\', '\n', '\t']);
    same.then(|| format!("\"{inner}\""))
}

fn vec_of(text: &str, escapes: bool) -> Vec<String> {
    let last = text.matches('\n').count();
    let lines = text.split('\n').enumerate();
    let lines = lines.map(|(n, line)| {
        let line = if n > 0 {
            line.trim_start_matches(BLANKS)
        } else {
            line
        };
        let bare = if n < last {
            line.trim_end_matches(BLANKS)
        } else {
            line
        };
        let slashes = bare.len() - bare.trim_end_matches('\\').len();
        // A blank that is escaped belongs to the text.
        let kept = match line.get(bare.len()..).and_then(|rest| rest.chars().next()) {
            Some(blank) if escapes && slashes % 2 == 1 => blank.len_utf8(),
            _ => 0,
        };
        line.get(..bare.len() + kept).unwrap_or(line).to_owned()
    });
    lines.collect()
}

/// The lines of a block, each with its own indentation beyond that of the block. `around` is the column of
/// what the block belongs to.
pub fn block<'t>(header: &str, lines: &'t str, around: usize) -> Vec<&'t str> {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let first = lines
        .lines()
        .find(|line| !line.trim_matches(BLANKS).is_empty());
    let cut = match indicator(header) {
        Some(given) => around + given,
        None => first.map_or(0, indent),
    };
    let cut_off = |line: &'t str| line.get(cut.min(indent(line))..).unwrap_or_default();
    let mut lines: Vec<&str> = lines.split('\n').map(cut_off).collect();
    if !header.contains('+') {
        let end = lines.iter().rposition(|line| !line.is_empty());
        lines.truncate(end.map_or(0, |end| end + 1));
    }
    lines
}

/// The indentation that a header gives its block, beyond that of what is around it.
pub fn indicator(header: &str) -> Option<usize> {
    let digit = header.chars().find_map(|c| c.to_digit(10))?;
    usize::try_from(digit).ok()
}
