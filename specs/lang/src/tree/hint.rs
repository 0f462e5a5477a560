//! What was probably meant by text that is no YAML.

/// What to do about the problem `info` at a byte of `text`, which is in `line`.
pub fn hint(text: &str, line: &str, byte: u32, info: &str) -> Option<&'static str> {
    let start = line.trim_start_matches(' ');
    let before = text.get(..byte as usize).unwrap_or_default();
    let comment = |line: &str| {
        ["#:", "{ #", "{#", ", #"]
            .iter()
            .any(|mark| line.contains(mark))
    };
    if start.starts_with('\t') || info.contains("found a tab") {
        Some("indent with spaces, not with a tab")
    } else if info.contains("quoted scalar") && info.contains("end of stream") {
        Some("a quote is opened here and not closed")
    } else if line.contains("*:") || start.starts_with('*') {
        Some("an unquoted `*` begins an alias; quote the key: `\"*\": ...`")
    } else if before.lines().rev().take(3).chain([line]).any(comment) {
        Some("an unquoted `#` begins a comment; quote the key: `\"#\": ...`")
    } else if start.contains(": ") && start.matches(": ").count() > 1 {
        Some("a text with `: ` in it needs quotes")
    } else if start.contains(['@', '`', '%']) {
        Some("a text that begins with `@`, `%` or a backtick needs quotes")
    } else if info.contains("',' or") {
        Some("a bracket is not closed, or a comma is missing")
    } else {
        None
    }
}
