//! From the parser's characters to bytes, from bytes to lines and columns.

use std::sync::Arc;

/// How many characters lie between two remembered places.
const STRIDE: usize = 16;

/// The text of one file and the tables that find a place in it.
#[derive(Clone, Debug)]
pub struct Text {
    /// The path of the file.
    pub path: Arc<str>,
    /// Its text without a byte order mark.
    pub text: String,
    /// Bytes before `text`: the byte order mark.
    skipped: usize,
    /// The byte of every [`STRIDE`]th character.
    strides: Vec<u32>,
    /// The byte at which each line begins.
    lines: Vec<u32>,
}

impl Text {
    /// The tables of `text`, which stands after `skipped` bytes of its file.
    pub fn new(path: &str, text: String, skipped: usize) -> Text {
        let small = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
        let strides = text
            .char_indices()
            .step_by(STRIDE)
            .map(|(byte, _)| small(byte))
            .collect();
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let lines = std::iter::once(0)
            .chain(breaks.map(|(byte, _)| small(byte + 1)))
            .collect();
        Text {
            path: path.into(),
            text,
            skipped,
            strides,
            lines,
        }
    }

    /// The byte of a character, counted from 0; beyond the text, its end.
    pub fn byte(&self, character: usize) -> u32 {
        let start = self.strides.get(character / STRIDE).copied();
        let Some(start) = start else {
            return self.end();
        };
        let rest = self.text.get(start as usize..).unwrap_or_default();
        let offset = rest
            .char_indices()
            .nth(character % STRIDE)
            .map_or(rest.len(), |(n, _)| n);
        start.saturating_add(u32::try_from(offset).unwrap_or(u32::MAX))
    }

    /// The length of the text.
    pub fn end(&self) -> u32 {
        u32::try_from(self.text.len()).unwrap_or(u32::MAX)
    }

    /// The line and the column in characters of a byte, both from 1.
    pub fn line_column(&self, byte: u32) -> (u32, u32) {
        let line = self.lines.partition_point(|start| *start <= byte).max(1);
        let start = self.lines.get(line - 1).copied().unwrap_or(0);
        let column = self.character(byte).saturating_sub(self.character(start)) + 1;
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        (small(line), small(column))
    }

    /// The character, counted from 0, that begins at or before a byte.
    fn character(&self, byte: u32) -> usize {
        let stride = self
            .strides
            .partition_point(|start| *start <= byte)
            .saturating_sub(1);
        let start = self.strides.get(stride).copied().unwrap_or(0);
        let rest = self.text.get(start as usize..).unwrap_or_default();
        let before = rest.char_indices().take(STRIDE);
        let before = before
            .take_while(|(n, _)| start as usize + n < byte as usize)
            .count();
        stride * STRIDE + before
    }

    /// The line around a byte, without its line break.
    pub fn line_around(&self, byte: u32) -> &str {
        let (line, _) = self.line_column(byte);
        let start = self.lines.get(line as usize - 1).copied().unwrap_or(0);
        self.text
            .get(start as usize..)
            .and_then(|rest| rest.lines().next())
            .unwrap_or_default()
    }

    /// Where a byte of `text` lies in the file.
    pub fn in_file(&self, byte: u32) -> usize {
        byte as usize + self.skipped
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_become_bytes_lines_and_columns() {
        let text = Text::new("a.yaml", format!("{}\n你好: 1\n", "é".repeat(100)), 3);
        assert_eq!(text.byte(0), 0);
        assert_eq!(text.byte(100), 200);
        assert_eq!(text.byte(102), 204);
        assert_eq!(text.byte(9_999), text.end());
        assert_eq!(text.line_column(204), (2, 2));
        assert_eq!(text.line_column(0), (1, 1));
        assert_eq!(text.line_around(204), "你好: 1");
        assert_eq!(text.in_file(0), 3);
    }
}
