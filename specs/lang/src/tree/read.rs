//! From the parser's events to the tree.

use std::collections::BTreeMap;
use std::sync::Arc;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, Tag};

use crate::decode::{Context, Edit, Report};
use crate::tree::hint::{bare_key, hint};
use crate::tree::{At, Entry, Mark, Node, Text, Value, scan};
use crate::{Code, MAX_VALUES, Source};

/// How deep lists and maps may be nested.
const MAX_DEPTH: usize = 64;

/// The tree of a source, which becomes file number `file` of the context; `None` when it is no YAML
/// and that has been reported.
pub fn read(source: &Source, file: u32, cx: &mut Context) -> Option<Node> {
    if !scan::text(source, file, cx) {
        return None;
    }
    let text = Arc::clone(cx.texts.last()?);
    let mut reader = Reader {
        file,
        text: &text,
        stack: Vec::new(),
        root: None,
        documents: 0,
        cx,
    };
    let mut parser = Parser::new_from_str(&text.text);
    while let Some(event) = parser.next_event() {
        match event {
            Ok((Event::StreamEnd, _)) => break,
            Ok((event, span)) => {
                if !reader.event(event, span) {
                    return None;
                }
            }
            Err(error) => {
                reader.syntax(&error);
                return None;
            }
        }
    }
    let start = At {
        file,
        start: 0,
        end: 0,
    };
    Some(reader.root.unwrap_or(Node::new(start, Value::Null)))
}

struct Reader<'a> {
    file: u32,
    text: &'a Text,
    stack: Vec<Open>,
    root: Option<Node>,
    documents: usize,
    cx: &'a mut Context,
}

/// A list or a map that has not ended.
enum Open {
    List(List),
    Map(Map),
}

struct List {
    at: At,
    instead: bool,
    items: Vec<Node>,
}

struct Map {
    at: At,
    instead: bool,
    entries: Vec<Entry>,
    seen: BTreeMap<String, At>,
    key: Key,
}

/// What a map waits for.
enum Key {
    /// A key.
    None,
    /// The value of this key.
    Good { key: String, at: At, plain: bool },
    /// The value of a key that has been reported.
    Broken,
}

impl Reader<'_> {
    /// Takes one event; false ends the reading.
    fn event(&mut self, event: Event<'_>, span: Span) -> bool {
        let at = self.at(span);
        if self.is_too_much(&event, at) {
            return false;
        }
        match event {
            Event::DocumentStart(_) => return self.document(at),
            Event::Alias(_) => {
                self.anchor(at);
                self.value(Node::new(at, Value::Broken));
            }
            Event::Scalar(text, style, anchor, tag) => {
                let mark = self.properties(anchor, tag.as_deref(), at);
                let node = marked(mark, at, text.into_owned(), style);
                self.value(node);
            }
            Event::SequenceStart(anchor, tag) => {
                let mark = self.properties(anchor, tag.as_deref(), at);
                let list = List {
                    at,
                    instead: self.whole(mark, at),
                    items: Vec::new(),
                };
                return self.open(Open::List(list), at);
            }
            Event::MappingStart(anchor, tag) => {
                let mark = self.properties(anchor, tag.as_deref(), at);
                let instead = self.whole(mark, at);
                let (entries, seen) = (Vec::new(), BTreeMap::new());
                return self.open(
                    Open::Map(Map {
                        at,
                        instead,
                        entries,
                        seen,
                        key: Key::None,
                    }),
                    at,
                );
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(),
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        true
    }

    /// Counts a value, and says once when there are too many.
    fn is_too_much(&mut self, event: &Event<'_>, at: At) -> bool {
        let begins = matches!(
            event,
            Event::Scalar(..) | Event::SequenceStart(..) | Event::MappingStart(..)
        );
        self.cx.values += usize::from(begins);
        if self.cx.values == MAX_VALUES + 1 && begins {
            let message = format!("the files have more than {MAX_VALUES} values together");
            let help = "one center is never that large: is the file generated?";
            self.cx
                .report(Report::new(Code::TooLarge, at, message).help(help));
        }
        self.cx.values > MAX_VALUES
    }

    fn document(&mut self, at: At) -> bool {
        self.documents += 1;
        if self.documents > 1 {
            let message = "a second YAML document begins here";
            let help = "put it into a file of its own, or delete the `---`";
            self.cx
                .report(Report::new(Code::SeveralDocuments, at, message).help(help));
        }
        self.documents == 1
    }

    /// The tag before a value; what does not belong there is reported.
    fn properties(&mut self, anchor: usize, tag: Option<&Tag>, at: At) -> Option<Mark> {
        if anchor > 0 {
            self.anchor(at);
        }
        let tag = tag?;
        let mark = Mark::of(tag);
        if mark.is_none() {
            let short = if tag.handle.starts_with("tag:") {
                "!!"
            } else {
                &tag.handle
            };
            let message = format!("there is no tag `{short}{}`", tag.suffix);
            let help = "the tags are `!secret`, `!var`, and in an overlay `!remove` and `!replace`; \
                        delete this one";
            self.cx
                .report(Report::new(Code::UnknownTag, at, message).help(help));
        }
        mark
    }

    /// Whether a list or a map carries `!replace`, the only tag that one can have.
    fn whole(&mut self, mark: Option<Mark>, at: At) -> bool {
        if let Some(mark) = mark.filter(|mark| *mark != Mark::Replace) {
            let word = mark.word();
            let message =
                format!("`{word}` stands before a single value, not before a list or a map");
            self.cx
                .report(Report::new(Code::WrongShape, at, message).help(mark.help()));
        }
        mark == Some(Mark::Replace)
    }

    fn anchor(&mut self, at: At) {
        let message = "anchors (`&name`) and aliases (`*name`) are not part of the language";
        let help = "write the value out, or give it a name of its own, such as a prompt; \
                    if a text or a key begins with `&` or `*`, quote it";
        self.cx
            .report(Report::new(Code::Anchor, at, message).help(help));
    }

    fn open(&mut self, open: Open, at: At) -> bool {
        self.stack.push(open);
        if self.stack.len() > MAX_DEPTH {
            self.too_deep(at);
        }
        self.stack.len() <= MAX_DEPTH
    }

    fn too_deep(&mut self, at: At) {
        let message = format!("lists and maps are nested deeper than {MAX_DEPTH}");
        let help = "is a bracket not closed, or a line indented too far?";
        self.cx
            .report(Report::new(Code::TooDeep, at, message).help(help));
    }

    fn close(&mut self) {
        let (at, instead, value) = match self.stack.pop() {
            Some(Open::List(list)) => (list.at, list.instead, Value::List(list.items)),
            Some(Open::Map(map)) => (map.at, map.instead, Value::Map(map.entries)),
            None => return,
        };
        let node = Node::new(at, value);
        self.value(if instead { node.instead() } else { node });
    }

    /// Gives a finished value to what is around it.
    fn value(&mut self, node: Node) {
        match self.stack.last_mut() {
            None => self.root = Some(node),
            Some(Open::List(list)) => list.items.push(node),
            Some(Open::Map(map)) => match std::mem::replace(&mut map.key, Key::None) {
                Key::None => map.key = key(node, &mut map.seen, self.cx),
                Key::Good { key, at, plain } => {
                    let mut value = node;
                    if value.at.start >= value.at.end {
                        // What is not written stands where its key stands.
                        value.at = at;
                    }
                    map.entries.push(Entry {
                        key,
                        at,
                        plain,
                        value,
                    });
                }
                Key::Broken => {}
            },
        }
    }

    fn at(&self, span: Span) -> At {
        let start = self.text.byte(span.start.index());
        let end = self.text.byte(span.end.index()).max(start);
        let within = self
            .text
            .text
            .get(start as usize..end as usize)
            .unwrap_or_default();
        let end = start.saturating_add(u32::try_from(within.trim_end().len()).unwrap_or(u32::MAX));
        At {
            file: self.file,
            start,
            end,
        }
    }

    /// The one unquoted `*` or `#` in this line or shortly before it that was meant as a key, in quotes.
    fn quoted_key(&self, byte: u32) -> Option<Edit> {
        let start = bare_key(&self.text.text, byte as usize)?;
        let key = self.text.text.get(start..start + 1)?;
        let start = u32::try_from(start).ok()?;
        let (file, end) = (self.file, start + 1);
        let at = At { file, start, end };
        let text = format!("\"{key}\"");
        Some(Edit { at, text })
    }

    fn syntax(&mut self, error: &ScanError) {
        let start = self.text.byte(error.marker().index());
        let at = At {
            file: self.file,
            start,
            end: start.saturating_add(1).min(self.text.end()),
        };
        // The parser has a limit of its own for brackets.
        if error.info().contains("recursion") {
            return self.too_deep(at);
        }
        let message = format!("this is no YAML: {}", error.info());
        let help = hint(
            &self.text.text,
            self.text.line_around(start),
            start,
            error.info(),
        );
        let report = Report::new(Code::Syntax, at, message).help_if(help);
        self.cx.report(report.mend(self.quoted_key(start)));
    }
}

/// A single value with its tag.
fn marked(mark: Option<Mark>, at: At, text: String, style: ScalarStyle) -> Node {
    let secret = mark == Some(Mark::Secret);
    let value = match mark {
        Some(Mark::Variable) => Value::Variable(text),
        Some(Mark::Remove) => Value::Removed,
        Some(Mark::Secret | Mark::Replace) | None => scalar(text, style),
    };
    let node = Node { at, secret, value };
    match mark {
        Some(Mark::Replace) => node.instead(),
        _ => node,
    }
}

fn scalar(text: String, style: ScalarStyle) -> Value {
    let plain = style == ScalarStyle::Plain;
    match text.as_str() {
        "" | "~" | "null" | "Null" | "NULL" if plain => Value::Null,
        _ => Value::Scalar { text, plain },
    }
}

/// What a finished value is as a key.
fn key(node: Node, seen: &mut BTreeMap<String, At>, cx: &mut Context) -> Key {
    let at = node.at;
    let (key, plain) = match node.value {
        Value::Scalar { text, plain } => (text, plain),
        Value::Broken => return Key::Broken,
        other => {
            let message = format!("a key is a text, this is {}", other.what());
            cx.report(Report::new(Code::BadKey, at, message).help("quote it if it is a text"));
            return Key::Broken;
        }
    };
    if plain && key == "<<" {
        let message = "merge keys (`<<`) are not part of the language";
        cx.report(Report::new(Code::MergeKey, at, message).help("write the keys out"));
        return Key::Broken;
    }
    if let Some(first) = seen.get(&key) {
        let message = format!("the key `{key}` stands twice in this map");
        let report = Report::new(Code::DuplicateKey, at, message).label("the second");
        cx.report(
            report
                .also(*first, "the first")
                .help("delete one of them, or rename it"),
        );
        return Key::Broken;
    }
    seen.insert(key.clone(), at);
    Key::Good { key, at, plain }
}
