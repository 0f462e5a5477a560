//! A text as a tree that knows the first and the last byte of everything in it.

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use super::CannotEdit;
use crate::tree::Text;

/// A value and its bytes.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub start: usize,
    /// Behind the last byte of what is written; of what is not, the same as `start`.
    pub end: usize,
    pub kind: Kind,
}

/// What a value is.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// Nothing, `~` or `null`.
    Null,
    Scalar(String),
    List {
        flow: bool,
        items: Vec<Node>,
    },
    Map {
        flow: bool,
        pairs: Vec<Pair>,
    },
    /// What carries a tag, an anchor or is an alias: nothing is edited there.
    Foreign,
}

/// A key and its value.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    pub key: String,
    pub start: usize,
    pub value: Node,
}

impl Node {
    /// What belongs to a key.
    pub fn get(&self, key: &str) -> Option<&Pair> {
        match &self.kind {
            Kind::Map { pairs, .. } => pairs.iter().find(|pair| pair.key == key),
            _ => None,
        }
    }

    /// By what an item of a list is known: its text, or the text of one of its keys.
    pub fn name(&self, field: &str) -> Option<&str> {
        match &self.kind {
            Kind::Scalar(text) => Some(text),
            Kind::Map { .. } => match &self.get(field)?.value.kind {
                Kind::Scalar(text) => Some(text),
                _ => None,
            },
            _ => None,
        }
    }
}

/// The tree of a text.
pub(super) fn read(text: &str) -> Result<Node, CannotEdit> {
    let mut reader = Reader {
        places: Text::new("", text.to_owned(), 0),
        open: Vec::new(),
        root: None,
    };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|_| CannotEdit::NoYaml)?;
        reader.take(event, span);
    }
    let empty = Node {
        start: text.len(),
        end: text.len(),
        kind: Kind::Null,
    };
    Ok(reader.root.unwrap_or(empty))
}

struct Reader {
    places: Text,
    open: Vec<Open>,
    root: Option<Node>,
}

/// A list or a map that has not ended.
struct Open {
    start: usize,
    flow: bool,
    foreign: bool,
    /// Of a map keys and values in turn.
    inside: Vec<Node>,
    map: bool,
}

impl Reader {
    fn take(&mut self, event: Event<'_>, span: Span) {
        let (start, end) = self.bytes(span);
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let end = self.quoted(start, style).unwrap_or(end);
                let kind = if anchor > 0 || tag.is_some() {
                    Kind::Foreign
                } else {
                    scalar(text.into_owned(), style)
                };
                self.put(Node { start, end, kind });
            }
            Event::Alias(_) => {
                let kind = Kind::Foreign;
                self.put(Node { start, end, kind });
            }
            Event::SequenceStart(anchor, tag) => {
                self.begin(start, false, anchor > 0 || tag.is_some());
            }
            Event::MappingStart(anchor, tag) => {
                self.begin(start, true, anchor > 0 || tag.is_some());
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(),
            _ => {}
        }
    }

    fn begin(&mut self, start: usize, map: bool, foreign: bool) {
        let rest = self.places.text.get(start..).unwrap_or_default();
        let flow = rest.starts_with(if map { '{' } else { '[' });
        self.open.push(Open {
            start,
            flow,
            foreign,
            inside: Vec::new(),
            map,
        });
    }

    fn end(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let last = open.inside.last().map(|node| node.end);
        let end = match open.flow {
            true => self.closed(last.unwrap_or(open.start + 1)),
            false => last.unwrap_or(open.start),
        };
        let flow = open.flow;
        let kind = match (open.foreign, open.map) {
            (true, _) => Kind::Foreign,
            (false, true) => Kind::Map {
                flow,
                pairs: pairs(open.inside),
            },
            (false, false) => Kind::List {
                flow,
                items: open.inside,
            },
        };
        self.put(Node {
            start: open.start,
            end,
            kind,
        });
    }

    fn put(&mut self, mut node: Node) {
        let written = self.is_written(&node);
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return;
        };
        // What is not written stands behind the colon of its key.
        if let (true, Some(key)) = (open.map && open.inside.len() % 2 == 1, open.inside.last())
            && !written
        {
            let rest = self.places.text.get(key.end..).unwrap_or_default();
            let gap = rest.len() - rest.trim_start_matches(' ').len();
            match rest.get(gap..).is_some_and(|rest| rest.starts_with(':')) {
                true => (node.start, node.end) = (key.end + gap + 1, key.end + gap + 1),
                // A key alone, as brackets may have it.
                false => {
                    (node.start, node.end) = (key.end, key.end);
                    node.kind = Kind::Foreign;
                }
            }
        }
        open.inside.push(node);
    }

    /// Behind the quote that ends a text: the parser tells where it has looked on to.
    fn quoted(&self, start: usize, style: ScalarStyle) -> Option<usize> {
        let quote = match style {
            ScalarStyle::SingleQuoted => '\'',
            ScalarStyle::DoubleQuoted => '"',
            _ => return None,
        };
        let rest = self.places.text.get(start + 1..)?;
        let mut chars = rest.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if c == '\\' && quote == '"' {
                chars.next();
            } else if c == quote {
                // Two of the single ones are one.
                let doubled = quote == '\'' && chars.next_if(|(_, next)| *next == quote).is_some();
                if !doubled {
                    return Some(start + 1 + at + 1);
                }
            }
        }
        None
    }

    /// Behind the bracket that closes what has its last element before a byte: the parser tells where the
    /// next token begins.
    fn closed(&self, last: usize) -> usize {
        let mut note = false;
        let rest = self.places.text.get(last..).unwrap_or_default();
        for (at, c) in rest.char_indices() {
            match c {
                '\n' => note = false,
                '#' => note = true,
                ']' | '}' if !note => return last + at + 1,
                _ => {}
            }
        }
        self.places.text.len()
    }

    /// Whether something is written for a value; nothing may be as good as a word for nothing.
    fn is_written(&self, node: &Node) -> bool {
        let written = self.places.text.get(node.start..node.end);
        match node.kind {
            Kind::Null => written.is_some_and(is_null),
            _ => true,
        }
    }

    fn bytes(&self, span: Span) -> (usize, usize) {
        let start = self.places.byte(span.start.index()) as usize;
        let end = self.places.byte(span.end.index()) as usize;
        let within = self.places.text.get(start..end).unwrap_or_default();
        (start, start + within.trim_end().len())
    }
}

fn scalar(text: String, style: ScalarStyle) -> Kind {
    let plain = style == ScalarStyle::Plain;
    match plain && (text.is_empty() || is_null(&text)) {
        true => Kind::Null,
        false => Kind::Scalar(text),
    }
}

fn is_null(text: &str) -> bool {
    matches!(text, "~" | "null" | "Null" | "NULL")
}

fn pairs(inside: Vec<Node>) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut inside = inside.into_iter();
    while let (Some(key), Some(value)) = (inside.next(), inside.next()) {
        let start = key.start;
        let key = match key.kind {
            Kind::Scalar(text) => text,
            // A key that nobody asks for.
            _ => continue,
        };
        pairs.push(Pair { key, start, value });
    }
    pairs
}
