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

/// How many lines before an error may have caused it.
const LINES: usize = 3;

/// Where the unquoted `*` or `#` stands that was meant as a key and caused an error at a byte of `text`: the
/// first of a line, as in braces; `None` if there is none, or if several lines have one.
pub fn bare_key(text: &str, byte: usize) -> Option<usize> {
    let before = text.get(..byte)?;
    let mut breaks = before.rmatch_indices('\n').map(|(at, _)| at + 1);
    let first = breaks.nth(LINES).unwrap_or(0);
    let rest = text.get(byte..)?;
    let last = byte + rest.find('\n').unwrap_or(rest.len());
    let near = text.get(first..last)?;
    let mut found = near.match_indices(['*', '#']).filter(|(at, _)| {
        let (before, after) = (near.get(..*at), near.get(at + 1..));
        let before = before.unwrap_or_default().trim_end_matches(' ');
        let after = after.and_then(|after| after.strip_prefix(':'));
        let begins = before.is_empty() || before.ends_with(['\n', '{', ',']);
        let ends =
            after.is_some_and(|after| after.is_empty() || after.starts_with([' ', '\n', '\r']));
        begins && ends
    });
    let (at, _) = found.next()?;
    let line = near.get(at..)?.split('\n').next()?;
    let in_line = |(other, _): (usize, &str)| other < at + line.len();
    found.all(in_line).then_some(first + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_key_is_found_where_it_stands_alone() {
        let found = |text: &str| bare_key(text, text.len());
        assert_eq!(found("keys:\n  *: bye\n"), Some(8));
        assert_eq!(found("keys: { \"1\": a, #: bye }\n"), Some(16));
        assert_eq!(found("keys: {*: bye }"), Some(7));
        assert_eq!(found("keys: { *: a, #: b }\n"), Some(8));
        assert_eq!(found("keys:\n  *: a\n  #: b\n"), None);
        assert_eq!(found("play: 2 *: 3\n"), None);
        assert_eq!(found("a: *base\n"), None);
        assert_eq!(found("*: far\n1\n2\n3\n4\n"), None);
    }
}
