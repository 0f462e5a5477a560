//! Bytes to lines.

use super::Problem;
use super::read::{MAX_HEAD, MAX_HEADERS, MAX_LINE};

/// The lines above the body, unfolded, and what follows them.
#[derive(Default)]
pub(super) struct Lines<'a> {
    /// The first line and one for each header, as text without line breaks.
    pub lines: Vec<String>,
    /// All that follows the empty line.
    pub rest: &'a [u8],
    /// What is wrong with them; the lines up to there are told.
    pub trouble: Option<Problem>,
}

/// `bytes` without the line breaks before the message (RFC 3261 section 7.5).
pub(super) fn skip_breaks(bytes: &[u8]) -> &[u8] {
    let start = bytes
        .iter()
        .position(|byte| !matches!(byte, b'\r' | b'\n' | b'\0'));
    start
        .and_then(|start| bytes.get(start..))
        .unwrap_or_default()
}

/// The lines of a message. A line ends with CRLF or LF; one that begins with a blank goes on with
/// the line before it (RFC 3261 section 7.3.1).
pub(super) fn lines(bytes: &[u8]) -> Lines<'_> {
    let mut found = Lines::default();
    let mut rest = bytes;
    loop {
        let Some(end) = rest.iter().position(|byte| *byte == b'\n') else {
            found.trouble = (!rest.is_empty()).then_some(Problem::Unfinished);
            return found;
        };
        let (line, after) = rest.split_at(end);
        rest = after.get(1..).unwrap_or_default();
        if bytes.len() - rest.len() > MAX_HEAD {
            found.trouble = Some(Problem::HeadersTooLarge);
            return found;
        }
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            found.rest = rest;
            return found;
        }
        if let Err(trouble) = found.add(line) {
            found.trouble = Some(trouble);
            return found;
        }
    }
}

impl Lines<'_> {
    fn add(&mut self, line: &[u8]) -> Result<(), Problem> {
        let text = text(line);
        if !line.starts_with(b" ") && !line.starts_with(b"\t") {
            if self.lines.len() > MAX_HEADERS || text.len() > MAX_LINE {
                return Err(Problem::HeadersTooLarge);
            }
            self.lines.push(text);
            return Ok(());
        }
        // A blank line start has nothing to go on with on the first line and after it.
        let begun = self.lines.len() > 1;
        let last = self
            .lines
            .last_mut()
            .filter(|_| begun)
            .ok_or(Problem::HeaderLine)?;
        if last.len() + text.len() > MAX_LINE {
            return Err(Problem::HeadersTooLarge);
        }
        last.push(' ');
        last.push_str(text.trim());
        Ok(())
    }
}

/// A line as text: UTF-8 or else Latin-1. A stray CR or NUL becomes a blank, since some readers end
/// the line there.
fn text(line: &[u8]) -> String {
    let text = match std::str::from_utf8(line) {
        Ok(text) => text.to_string(),
        Err(_) => line.iter().map(|byte| char::from(*byte)).collect(),
    };
    match text.contains(['\r', '\0']) {
        true => text.replace(['\r', '\0'], " "),
        false => text,
    }
}
