//! What is checked of a file's bytes before it is read as YAML.

use crate::decode::{Context, Edit, Report};
use crate::tree::{At, Text};
use crate::{Code, MAX_FILE_BYTES, Source};

/// The text of a source as file number `file` of the context; false when it cannot be read as YAML.
pub fn text(source: &Source, file: u32, cx: &mut Context) -> bool {
    let (skipped, bytes) = match source.text.strip_prefix(b"\xEF\xBB\xBF") {
        Some(rest) => (3, rest),
        None => (0, source.text.as_slice()),
    };
    let start = At {
        file,
        start: 0,
        end: 0,
    };
    if bytes.len() > MAX_FILE_BYTES {
        cx.add(Text::new(&source.path, String::new(), skipped));
        let size = bytes.len();
        let message = format!("the file has {size} bytes, {MAX_FILE_BYTES} are allowed");
        cx.report(Report::new(Code::TooLarge, start, message).help("split it into several files"));
        return false;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            cx.add(Text::new(&source.path, text.to_owned(), skipped));
            controls(text, file, cx) && comment_keys(text, file, cx)
        }
        Err(error) => {
            let good = error.valid_up_to();
            let readable = String::from_utf8_lossy(bytes.get(..good).unwrap_or_default());
            cx.add(Text::new(&source.path, readable.into_owned(), skipped));
            let end = u32::try_from(good).unwrap_or(u32::MAX);
            let at = At {
                file,
                start: end,
                end,
            };
            let message = "the file is not UTF-8 from here on";
            cx.report(Report::new(Code::NotUtf8, at, message).help("save the file as UTF-8"));
            false
        }
    }
}

/// The parser takes a NUL for the end of the file, and no other control character is of use.
fn controls(text: &str, file: u32, cx: &mut Context) -> bool {
    let bad = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}');
    let Some((byte, c)) = text.char_indices().find(|(_, c)| bad(*c)) else {
        return true;
    };
    let start = u32::try_from(byte).unwrap_or(u32::MAX);
    let at = At {
        file,
        start,
        end: start.saturating_add(1),
    };
    let message = format!("the file has the control character U+{:04X}", u32::from(c));
    cx.report(Report::new(Code::ControlCharacter, at, message).help("delete it"));
    false
}

/// A line such as `#: sales` is a comment, and the key that it was meant to be is silently gone.
fn comment_keys(text: &str, file: u32, cx: &mut Context) -> bool {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_start();
        if trimmed
            .strip_prefix("#:")
            .is_some_and(|rest| rest.starts_with([' ', '\n', '\r']))
        {
            let first = start + line.len() - trimmed.len();
            let small = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
            let at = At {
                file,
                start: small(first),
                end: small(first + 1),
            };
            let message = "an unquoted `#` begins a comment, so this key does not exist";
            let help = "quote it: `\"#\": ...`; for a comment write `# :`";
            let report = Report::new(Code::CommentKey, at, message).help(help);
            let text = "\"#\"".to_owned();
            cx.report(report.mend(Some(Edit { at, text })));
        }
        start += line.len();
    }
    true
}
