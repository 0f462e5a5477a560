//! How two texts differ, line by line.

use std::time::Duration;

use similar::{ChangeTag, TextDiff};

use super::style::{Style, styled};

/// So many lines are shown around each difference.
const AROUND: usize = 3;
/// The longest search for the shortest difference; after that a longer one does.
const SEARCH: Duration = Duration::from_secs(2);

/// The differences between a file and what would stand in its place, as a patch.
pub fn patch(path: &str, old: &str, new: &str) -> String {
    let diff = TextDiff::configure().timeout(SEARCH).diff_lines(old, new);
    let mut out = styled(Style::Bold, &format!("--- {path}\n+++ {path}")) + "\n";
    for hunk in diff.unified_diff().context_radius(AROUND).iter_hunks() {
        out.push_str(&styled(Style::Dim, &hunk.header().to_string()));
        out.push('\n');
        for change in hunk.iter_changes() {
            let (sign, style) = match change.tag() {
                ChangeTag::Delete => ('-', Style::Bad),
                ChangeTag::Insert => ('+', Style::Good),
                ChangeTag::Equal => (' ', Style::Plain),
            };
            let line = change.value();
            let text = line.strip_suffix('\n').unwrap_or(line);
            out.push_str(&styled(style, &format!("{sign}{}", visible(text))));
            out.push('\n');
            if text.len() == line.len() {
                out.push_str("\\ No newline at end of file\n");
            }
        }
    }
    out
}

/// What a difference is about may be a sign that is not seen.
fn visible(line: &str) -> String {
    let line = line.replace('\u{FEFF}', "\u{2420}BOM\u{2420}");
    line.replace('\r', "\u{240D}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patch_shows_what_goes_and_what_comes() {
        let old = "a:\r\n  b: 1\nc: 2";
        assert_eq!(
            patch("x.yaml", old, "a:\n  b: 1\nc: 2\n"),
            "--- x.yaml\n+++ x.yaml\n@@ -1,3 +1,3 @@\n-a:␍\n+a:\n   b: 1\n-c: 2\n\\ No newline at end of file\n+c: 2\n"
        );
    }
}
