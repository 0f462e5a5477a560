//! What may stand in a header line.

use std::fmt::{self, Write};

/// A text as it may be written into a line: each CR, LF and NUL becomes a space, so that nothing a
/// caller chose can begin a header of its own.
pub(super) struct Clean<'a>(pub &'a str);

/// Whether `c` must not be written into a line.
fn is_break(c: char) -> bool {
    matches!(c, '\r' | '\n' | '\0')
}

impl fmt::Display for Clean<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = self.0.split(is_break);
        f.write_str(parts.next().unwrap_or_default())?;
        parts.try_for_each(|part| {
            f.write_char(' ')?;
            f.write_str(part)
        })
    }
}
