//! The lines of a YAML file by its entries: one is replaced, taken away or put behind the others, and
//! every other line stays as it is.

use std::ops::Range;

/// Why an entry is left as it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Kept {
    /// It shares its line with others.
    #[error("it stands within braces of others")]
    Inline,
    /// It has a comment, which would be lost.
    #[error("it has a comment on line {0}, which would be lost")]
    Comment(usize),
    /// It has a variable, whose value would take its place.
    #[error("it has a variable of the configuration on line {0}")]
    Variable(usize),
    /// It ignores a warning, and the reason would be lost.
    #[error("it has an `ignore` on line {0}, which would be lost")]
    Ignore(usize),
}

/// What happens to some lines.
#[derive(Clone, Debug)]
pub struct Edit {
    lines: Range<usize>,
    text: String,
}

/// A file by its lines, each with its end.
#[derive(Debug)]
pub struct Lines<'t> {
    lines: Vec<&'t str>,
    end: &'static str,
}

impl<'t> Lines<'t> {
    /// The lines of a text.
    pub fn new(text: &'t str) -> Lines<'t> {
        let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        Lines {
            lines: text.split_inclusive('\n').collect(),
            end,
        }
    }

    /// Puts `entry`, which begins in its first column, where the one at a line and a column stands, both
    /// from 1. Nothing at all takes it away, a comment that stands in it as well.
    pub fn replace(&self, line: usize, column: usize, entry: &str) -> Result<Edit, Kept> {
        let lines = self.entry(line, column)?;
        let text = self.indented(entry, column.saturating_sub(1));
        if !entry.is_empty() {
            self.plain(&lines)?;
        }
        Ok(Edit { lines, text })
    }

    /// Puts entries behind the one at a line and a column.
    pub fn behind(&self, line: usize, column: usize, entries: &str) -> Result<Edit, Kept> {
        let end = self.entry(line, column)?.end;
        let text = self.indented(entries, column.saturating_sub(1));
        Ok(Edit {
            lines: end..end,
            text,
        })
    }

    /// Puts a section behind everything.
    pub fn last(&self, key: &str, entries: &str) -> Edit {
        let end = self.lines.len();
        let gap = if end == 0 { "" } else { self.end };
        let entries = self.indented(entries, 2);
        Edit {
            lines: end..end,
            text: format!("{gap}{key}:{}{entries}", self.end),
        }
    }

    /// The text with the edits, none of which touches the lines of another.
    pub fn edited(&self, mut edits: Vec<Edit>) -> String {
        edits.sort_by_key(|edit| (edit.lines.start, edit.lines.end));
        let mut out = String::new();
        let mut done = 0;
        for edit in edits {
            self.copy(done..edit.lines.start, &mut out);
            out.push_str(&edit.text);
            done = edit.lines.end;
        }
        self.copy(done..self.lines.len(), &mut out);
        out
    }

    /// Copies lines. The last one may have no end, but not where something comes behind it.
    fn copy(&self, lines: Range<usize>, out: &mut String) {
        for line in self.lines.get(lines).unwrap_or_default() {
            out.push_str(line);
        }
        if !out.is_empty() && !out.ends_with('\n') {
            out.push_str(self.end);
        }
    }

    /// The lines of the entry whose key stands there: up to the next one that is not deeper.
    fn entry(&self, line: usize, column: usize) -> Result<Range<usize>, Kept> {
        let start = line.saturating_sub(1);
        let indent = column.saturating_sub(1);
        let first = self.lines.get(start).ok_or(Kept::Inline)?;
        if depth(first) != Some(indent) {
            return Err(Kept::Inline);
        }
        let rest = self.lines.get(line..).unwrap_or_default();
        let inner = rest
            .iter()
            .take_while(|line| depth(line).is_none_or(|depth| depth > indent));
        let mut end = line + inner.count();
        let empty = |line: &&str| depth(line).is_none();
        while end > line && self.lines.get(end - 1).is_some_and(empty) {
            end -= 1;
        }
        Ok(start..end)
    }

    /// Whether nothing would be lost that the compiled value does not have.
    fn plain(&self, lines: &Range<usize>) -> Result<(), Kept> {
        for number in lines.clone() {
            let line = self.lines.get(number).copied().unwrap_or_default();
            if line.trim_start().starts_with('#') || line.contains(" #") || line.contains("\t#") {
                return Err(Kept::Comment(number + 1));
            }
            if line.contains("!var") || line.contains("${var.") {
                return Err(Kept::Variable(number + 1));
            }
            if ignores(line) {
                return Err(Kept::Ignore(number + 1));
            }
        }
        Ok(())
    }

    fn indented(&self, entries: &str, indent: usize) -> String {
        let lines = entries.lines().map(|line| match line {
            "" => self.end.to_owned(),
            line => format!("{}{line}{}", " ".repeat(indent), self.end),
        });
        lines.collect()
    }
}

/// Whether a line has the key by which a resource ignores warnings.
fn ignores(line: &str) -> bool {
    let mut parts = line.split("ignore");
    let mut before = parts.next().unwrap_or_default();
    for after in parts {
        let key = before.trim_end_matches(['"', '\'']);
        let first = key.trim_end().is_empty() || key.trim_end().ends_with(['{', ',']);
        let named = after.trim_start_matches(['"', '\'']).trim_start();
        if first && named.starts_with(':') {
            return true;
        }
        before = after;
    }
    false
}

/// How many spaces a line begins with; `None`: there is nothing on it.
fn depth(line: &str) -> Option<usize> {
    let rest = line.trim_start_matches(' ');
    (!rest.trim().is_empty()).then(|| line.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
# Who answers.
agents:
  amy: { name: Amy }   # the first
  ben:
    name: Ben
    # his number
    staff_number: \"2\"

  # Who left.
  \"3\":
    name: !var who
phones: { \"2001\": { agent: amy } }
";

    fn one(edit: Edit) -> String {
        Lines::new(TEXT).edited(vec![edit])
    }

    #[test]
    fn an_entry_that_ignores_a_warning_is_left() {
        let text = "agents:\n  amy:\n    name: Amy\n    ignore: { CC0903: a reason }\n  \
                    ben: { name: Ben, \"ignore\": { CC0903: x } }\n  zoe: { name: to ignore, it: x }\n";
        let lines = Lines::new(text);
        let why = |line| lines.replace(line, 3, "other").err();
        assert_eq!(why(2), Some(Kept::Ignore(4)));
        assert_eq!(why(5), Some(Kept::Ignore(5)));
        assert_eq!(why(6), None);
    }

    #[test]
    fn an_entry_is_replaced_and_everything_else_stays() {
        let lines = Lines::new("agents:\n  amy:\n    name: Amy\n\n  # next\n  ben: {}\n");
        let edit = lines.replace(2, 3, "amy:\n  name: A").expect("an edit");
        assert_eq!(
            lines.edited(vec![edit]),
            "agents:\n  amy:\n    name: A\n\n  # next\n  ben: {}\n"
        );
    }

    #[test]
    fn what_would_lose_a_comment_or_a_variable_is_left() {
        let lines = Lines::new(TEXT);
        assert_eq!(lines.replace(3, 3, "x: 1").err(), Some(Kept::Comment(3)));
        assert_eq!(lines.replace(4, 3, "x: 1").err(), Some(Kept::Comment(6)));
        assert_eq!(lines.replace(10, 3, "x: 1").err(), Some(Kept::Variable(11)));
        assert_eq!(lines.replace(12, 11, "x: 1").err(), Some(Kept::Inline));
    }

    #[test]
    fn an_entry_goes_with_its_comment_and_others_come_behind() {
        let lines = Lines::new(TEXT);
        let gone = lines.replace(4, 3, "").expect("an edit");
        let come = lines.behind(10, 3, "zoe: {}").expect("an edit");
        let text = lines.edited(vec![come, gone]);
        assert!(!text.contains("Ben") && !text.contains("his number"));
        assert!(text.contains("  # Who left.\n"), "{text}");
        assert!(
            text.contains("name: !var who\n  zoe: {}\nphones:"),
            "{text}"
        );
    }

    #[test]
    fn a_section_comes_behind_everything_in_the_ends_of_lines_of_the_file() {
        let edit = Lines::new(TEXT).last("hotwords", "核保: 8");
        assert!(one(edit).ends_with("}\n\nhotwords:\n  核保: 8\n"));
        let windows = Lines::new("center: {}\r\nphones: {}");
        let text = windows.edited(vec![windows.last("hotwords", "核保: 8")]);
        assert_eq!(
            text,
            "center: {}\r\nphones: {}\r\n\r\nhotwords:\r\n  核保: 8\r\n"
        );
        let fresh = Lines::new("");
        let text = fresh.edited(vec![fresh.last("hotwords", "核保: 8")]);
        assert_eq!(text, "hotwords:\n  核保: 8\n");
    }
}
