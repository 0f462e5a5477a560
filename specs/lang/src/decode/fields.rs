//! A map with fixed keys, read by its table.

use crate::Code;
use crate::decode::{
    Context, Field, Kind, Need, Plain, Reference, Report, Shape, Table, parameter, scalar, speech,
};
use crate::tree::{At, Entry, Node, Value};
use model::config::{Speech, Template};
use model::{DialString, Name, Span};

/// The longest list whose elements are told where they stand.
const LOCATED: usize = 500;

/// A map that is read by its table. A key that the table does not have cannot be read.
#[derive(Debug)]
pub struct Fields<'n> {
    table: &'static Table,
    entries: &'n [Entry],
    /// The resource, such as `ivrs/main`.
    pub resource: String,
    /// The path of the map inside the resource with a final `.`; empty for the resource itself.
    pub prefix: String,
    /// Where the map is named.
    pub at: At,
}

impl<'n> Fields<'n> {
    /// Opens a map that belongs to `at`, the place of its key, and reports the keys that it should
    /// not have. Nothing at all counts as a map without keys.
    pub fn open(
        cx: &mut Context,
        table: &'static Table,
        node: &'n Node,
        at: At,
        resource: &str,
        path: &str,
    ) -> Option<Fields<'n>> {
        let entries: &[Entry] = match &node.value {
            Value::Map(entries) => entries,
            Value::Null => &[],
            Value::Broken => return None,
            other => {
                let message = format!("{} is a map, this is {}", table.what, other.what());
                let help = format!("its keys are {}", list(table.fields.iter().map(|f| f.name)));
                cx.report(Report::new(Code::WrongShape, node.at, message).help(help));
                return None;
            }
        };
        let prefix = if path.is_empty() {
            String::new()
        } else {
            format!("{path}.")
        };
        let fields = Fields {
            table,
            entries,
            resource: resource.to_owned(),
            prefix,
            at,
        };
        cx.maps.insert(match path {
            "" => resource.to_owned(),
            path => format!("{resource}/{path}"),
        });
        for entry in entries {
            if table.field(&entry.key).is_some() {
                let value = entry.value.at;
                let single = matches!(entry.value.value, Value::Scalar { .. })
                    || cx.filled.contains_key(&(value.file, value.start));
                let at = if single { value } else { entry.at };
                let path = format!("{resource}/{}{}", fields.prefix, entry.key);
                locate_elements(cx, &path, &entry.value);
                cx.places.insert(path, at);
            } else {
                unknown(cx, table, entries, entry);
            }
        }
        Some(fields)
    }

    /// The path of a field inside the resource.
    pub fn path(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    /// What has these keys, for a sentence.
    pub fn what(&self) -> &'static str {
        self.table.what
    }

    /// Whether a key is written.
    pub fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.key == name)
    }

    /// A short text.
    pub fn text(&self, cx: &mut Context, name: &str) -> Option<String> {
        let (field, node) = self.take(cx, name)?;
        scalar::text(cx, &node, field)
    }

    /// `true` or `false`.
    pub fn flag(&self, cx: &mut Context, name: &str) -> Option<bool> {
        let (field, node) = self.take(cx, name)?;
        scalar::flag(cx, &node, field)
    }

    /// A whole number.
    pub fn count(&self, cx: &mut Context, name: &str) -> Option<u32> {
        let (field, node) = self.take(cx, name)?;
        scalar::count(cx, &node, field)
    }

    /// A time.
    pub fn time(&self, cx: &mut Context, name: &str) -> Option<Span> {
        let (field, node) = self.take(cx, name)?;
        scalar::time(cx, &node, field)
    }

    /// One of the words of the field's shape.
    pub fn word(&self, cx: &mut Context, name: &str) -> Option<&'static str> {
        let (field, node) = self.take(cx, name)?;
        scalar::word(cx, &node, field)
    }

    /// The name of a resource of the field's kind, which is looked up when everything is read; or
    /// the name of a node, which is looked up by its flow.
    pub fn name(&self, cx: &mut Context, name: &str) -> Option<Name> {
        let (field, node) = self.take(cx, name)?;
        let found: Name = scalar::name(cx, &node, field)?;
        if let Shape::Name(kind) = field.shape {
            let name = found.as_str().to_owned();
            cx.references.push(Reference {
                kind,
                name,
                at: node.at,
            });
        }
        Some(found)
    }

    /// A number of the center, which is looked up when everything is read.
    pub fn number(&self, cx: &mut Context, name: &str) -> Option<DialString> {
        let (field, node) = self.take(cx, name)?;
        let found: DialString = scalar::name(cx, &node, field)?;
        cx.references.push(Reference {
            kind: Kind::Numbers,
            name: found.as_str().to_owned(),
            at: node.at,
        });
        Some(found)
    }

    /// What a caller hears.
    pub fn speech(&self, cx: &mut Context, name: &str) -> Option<Speech> {
        let (field, node) = self.take(cx, name)?;
        let plain = if matches!(field.shape, Shape::Music) {
            Plain::Prompt
        } else {
            Plain::Text
        };
        speech(cx, &node, plain, &self.resource, &self.path(name))
    }

    /// A text that is not spoken, in which variables may stand.
    pub fn template(&self, cx: &mut Context, name: &str) -> Option<Template> {
        let (field, node) = self.take(cx, name)?;
        let longest = match field.shape {
            Shape::Template { longest } => longest,
            _ => 0,
        };
        parameter(cx, &node, &self.resource, longest)
    }

    /// The value as it is written, for what has a shape of its own.
    pub fn node(&self, cx: &mut Context, name: &str) -> Option<(At, &'n Node)> {
        let entry = self.entries.iter().find(|entry| entry.key == name);
        let field = self.table.field(name)?;
        match entry {
            Some(entry) => Some((entry.at, &entry.value)),
            None => {
                self.missing(cx, field);
                None
            }
        }
    }

    /// The value of a key, or what its table says stands for it.
    fn take(
        &self,
        cx: &mut Context,
        name: &str,
    ) -> Option<(&'static Field, std::borrow::Cow<'n, Node>)> {
        let field = self.table.field(name);
        debug_assert!(
            field.is_some(),
            "{} has no key {name} in its table",
            self.table.what
        );
        let field = field?;
        if let Some(entry) = self.entries.iter().find(|entry| entry.key == name) {
            return Some((field, std::borrow::Cow::Borrowed(&entry.value)));
        }
        if let Need::Default(text) = field.need {
            let value = Value::Scalar {
                text: text.to_owned(),
                plain: true,
            };
            let node = Node::new(self.at, value);
            return Some((field, std::borrow::Cow::Owned(node)));
        }
        self.missing(cx, field);
        None
    }

    fn missing(&self, cx: &mut Context, field: &Field) {
        if matches!(field.need, Need::Required) {
            let message = format!("{} needs `{}`", self.table.what, field.name);
            let help = format!(
                "add `{}`, {}: {}",
                field.name,
                field.shape.words(),
                field.doc
            );
            cx.report(Report::new(Code::MissingKey, self.at, message).help(help));
        }
    }
}

/// Notes where the elements of a list stand: maps by their number, others by what they say, for they may be
/// put in another order. Of a longer list its own place is enough.
fn locate_elements(cx: &mut Context, list: &str, node: &Node) {
    let items = match &node.value {
        Value::List(items) if items.len() <= LOCATED => items,
        _ => return,
    };
    for (n, item) in items.iter().enumerate() {
        let path = match &item.value {
            Value::Map(_) => format!("{list}.{n}"),
            Value::Scalar { text, .. } => format!("{list}.{text}"),
            _ => continue,
        };
        cx.places.insert(path, item.at);
    }
}

fn unknown(cx: &mut Context, table: &Table, entries: &[Entry], entry: &Entry) {
    let message = format!("{} has no key `{}`", table.what, entry.key);
    let keys = || table.fields.iter().map(|field| field.name);
    let guess = cx.guess(entry.at, &entry.key, keys());
    let guess = guess.map(|guess| guess.besides(entries));
    let all = format!("its keys are {}", list(keys()));
    cx.report(
        Report::new(Code::UnknownKey, entry.at, message)
            .help(all)
            .guess(guess),
    );
}

/// Words as a list for a sentence.
pub fn list<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words
        .map(|word| format!("`{word}`"))
        .collect::<Vec<_>>()
        .join(", ")
}
