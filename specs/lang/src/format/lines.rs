//! Lines in the making. Comments behind adjoining lines of the same indentation stand below each other.

use unicode_width::UnicodeWidthStr;

/// So many spaces stand before a comment at least.
const APART: usize = 2;

/// The lines of a file.
#[derive(Debug, Default)]
pub struct Lines {
    done: Vec<Line>,
    last: Option<Line>,
    /// Whether nothing but spaces stands on the last line.
    fresh: bool,
}

#[derive(Debug, Default)]
struct Line {
    text: String,
    comment: Option<String>,
}

impl Line {
    fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }
}

impl Lines {
    /// Begins a line.
    pub fn begin(&mut self, indent: usize) {
        let text = " ".repeat(indent);
        let line = Line {
            text,
            comment: None,
        };
        self.done.extend(self.last.replace(line));
        self.fresh = true;
    }

    /// Leaves a line empty, unless it would be the first.
    pub fn skip(&mut self) {
        if self.last.is_some() {
            self.begin(0);
        }
    }

    /// Adds to the line, with something before it if the line has begun.
    pub fn add(&mut self, before: &str, text: &str) {
        let line = self.last.get_or_insert_default();
        if !self.fresh {
            line.text.push_str(before);
        }
        line.text.push_str(text);
        self.fresh = false;
    }

    /// Puts a comment behind the line.
    pub fn comment(&mut self, text: &str) {
        self.last.get_or_insert_default().comment = Some(text.to_owned());
    }

    /// The text of all.
    pub fn finish(mut self) -> String {
        self.done.extend(self.last.take());
        let abreast = |a: &Line, b: &Line| {
            a.comment.is_some() && b.comment.is_some() && a.indent() == b.indent()
        };
        let mut out = String::new();
        for run in self.done.chunk_by(abreast) {
            let widest = run.iter().map(|line| line.text.width()).max();
            let to = widest.unwrap_or(0) + APART;
            for line in run {
                out.push_str(&line.text);
                if let Some(comment) = &line.comment {
                    out.push_str(&" ".repeat(to - line.text.width()));
                    out.push_str(comment);
                }
                out.push('\n');
            }
        }
        out
    }
}
