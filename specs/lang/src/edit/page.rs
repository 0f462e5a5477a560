//! One text that is edited.

use super::located::{Kind, Node, read};
use super::{CannotEdit, is_flow, starts};

/// A text and its tree.
pub(super) struct Page<'t> {
    text: &'t str,
    root: Node,
}

impl<'t> Page<'t> {
    pub fn new(text: &'t str) -> Result<Page<'t>, CannotEdit> {
        let root = read(text)?;
        Ok(Page { text, root })
    }

    pub fn root(&self) -> &Node {
        &self.root
    }

    /// What stands on the way along a path at last, and the rest of the path for which nothing does.
    pub fn descend<'p>(&self, path: &'p [&'p str]) -> Result<(&Node, &'p [&'p str]), CannotEdit> {
        let (mut node, mut rest) = (&self.root, path);
        while let [key, inner @ ..] = rest {
            if matches!(node.kind, Kind::Foreign) {
                return Err(CannotEdit::Foreign);
            }
            let Some(pair) = node.get(key) else { break };
            (node, rest) = (&pair.value, inner);
        }
        Ok((node, rest))
    }

    /// The text with something else in the place of a value.
    pub fn replaced(&self, node: &Node, value: &str) -> String {
        let gap = if node.start == node.end { " " } else { "" };
        self.spliced(node.start, node.end, &format!("{gap}{value}"))
    }

    /// The text with a line behind all.
    pub fn appended(&self, line: &str) -> String {
        let end = self.line_break();
        let before = match self.text.is_empty() || self.text.ends_with('\n') {
            true => "",
            false => end,
        };
        format!("{}{before}{line}{end}", self.text)
    }

    /// The text with one more element of a list or a map.
    pub fn added(&self, node: &Node, element: &str) -> Result<String, CannotEdit> {
        self.added_all(node, &[element.to_owned()])
    }

    /// The text with more elements of a list or a map.
    pub fn added_all(&self, node: &Node, elements: &[String]) -> Result<String, CannotEdit> {
        if elements.is_empty() {
            return Ok(self.text.to_owned());
        }
        let all = starts(node);
        let element = elements.join(", ");
        let (Some((first, _)), Some((_, last))) = (all.first(), all.last()) else {
            let inside = match node.kind {
                Kind::Map { .. } => format!("{{ {element} }}"),
                _ => format!("[{element}]"),
            };
            return Ok(self.replaced(node, &inside));
        };
        if is_flow(node) {
            return Ok(self.spliced(*last, *last, &format!(", {element}")));
        }
        let dash = match node.kind {
            Kind::List { .. } => "- ",
            _ => "",
        };
        let first = match node.kind {
            Kind::List { .. } => self.dash_of(*first)?,
            _ => *first,
        };
        let indent = " ".repeat(self.column(first));
        let end = self.line_end(*last);
        let lines = elements.iter();
        let lines = lines.map(|it| format!("{}{indent}{dash}{it}", self.line_break()));
        Ok(self.spliced(end, end, &lines.collect::<String>()))
    }

    /// The text without an element of a list or a map.
    pub fn without(&self, node: &Node, place: usize) -> Result<String, CannotEdit> {
        let all = starts(node);
        let Some((start, end)) = all.get(place).copied() else {
            return Err(CannotEdit::Shape);
        };
        if is_flow(node) {
            let before = place.checked_sub(1).and_then(|it| all.get(it));
            let after = all.get(place + 1);
            return Ok(match (before, after) {
                (_, Some((next, _))) => self.spliced(start, *next, ""),
                (Some((_, last)), None) => self.spliced(self.behind_note(*last, start), end, ""),
                (None, None) => self.emptied(node, start, end),
            });
        }
        let first = match node.kind {
            Kind::List { .. } => self.dash_of(start)?,
            _ => start,
        };
        let begin = self.line_start(first);
        if !self.slice(begin, first).trim().is_empty() {
            return Err(CannotEdit::Line);
        }
        let end = self.line_end(end);
        let rest = self.text.get(end..).unwrap_or_default();
        let end = end + rest.find('\n').map_or(rest.len(), |at| at + 1);
        Ok(self.spliced(begin, end, ""))
    }

    /// The text with a list of texts as a map in which each has a value.
    pub fn as_map(&self, node: &Node, value: &str) -> Result<String, CannotEdit> {
        let Kind::List { flow, items } = &node.kind else {
            return Err(CannotEdit::Shape);
        };
        let mut text = self.text.to_owned();
        let mut cut = |start: usize, end: usize, by: &str| text.replace_range(start..end, by);
        if *flow {
            cut(node.end - 1, node.end, "}");
        }
        // From behind, so that what is before keeps its place.
        for item in items.iter().rev() {
            if !matches!(item.kind, Kind::Scalar(_)) {
                return Err(CannotEdit::Shape);
            }
            cut(item.end, item.end, &format!(": {value}"));
            if !*flow {
                let dash = self.dash_of(item.start)?;
                cut(dash, dash + 1, " ");
            }
        }
        if *flow {
            cut(node.start, node.start + 1, "{");
        }
        Ok(text)
    }

    /// Brackets with nothing in them.
    fn emptied(&self, node: &Node, start: usize, end: usize) -> String {
        let around = [
            self.slice(node.start + 1, start),
            self.slice(end, node.end.saturating_sub(1)),
        ];
        let bare = around
            .iter()
            .all(|it| it.trim_matches([' ', ',']).is_empty());
        match bare {
            true => self.spliced(node.start + 1, node.end.saturating_sub(1), ""),
            false => self.spliced(start, end, ""),
        }
    }

    /// Where the last element of brackets begins to be cut: behind the one before, or where a note
    /// stands behind that, after the note; the comma before it may stay.
    fn behind_note(&self, last: usize, start: usize) -> usize {
        let gap = self.slice(last, start);
        match gap.contains('#') {
            true => last + gap.rfind('\n').unwrap_or(0),
            false => last,
        }
    }

    /// The dash before an item, which is in its line.
    fn dash_of(&self, item: usize) -> Result<usize, CannotEdit> {
        let begin = self.line_start(item);
        let before = self.slice(begin, item);
        match before.trim() {
            "-" => Ok(begin + before.find('-').unwrap_or(0)),
            _ => Err(CannotEdit::Line),
        }
    }

    fn line_start(&self, byte: usize) -> usize {
        self.slice(0, byte).rfind('\n').map_or(0, |at| at + 1)
    }

    /// The end of a line, before its break.
    fn line_end(&self, byte: usize) -> usize {
        let rest = self.text.get(byte..).unwrap_or_default();
        let line = rest
            .find('\n')
            .map_or(rest, |at| rest.get(..at).unwrap_or(rest));
        byte + line.trim_end_matches('\r').len()
    }

    fn column(&self, byte: usize) -> usize {
        self.slice(self.line_start(byte), byte).chars().count()
    }

    fn line_break(&self) -> &'static str {
        match self.text.contains("\r\n") {
            true => "\r\n",
            false => "\n",
        }
    }

    fn slice(&self, start: usize, end: usize) -> &str {
        self.text.get(start..end).unwrap_or_default()
    }

    fn spliced(&self, start: usize, end: usize, by: &str) -> String {
        let before = self.text.get(..start).unwrap_or_default();
        let after = self.text.get(end..).unwrap_or_default();
        format!("{before}{by}{after}")
    }
}
