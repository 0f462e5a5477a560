//! The values of variables where they are named: `!var NAME` for a whole value, `${var.NAME}` inside of a
//! text. No variable of a call is spelled like that, because no name has a `.`.

use std::fmt;

use model::Name;

use crate::Code;
use crate::decode::{Context, Filled, Report};
use crate::kinds::vars::{Type, Variable, Variables};
use crate::tree::{At, Entry, Node, Value};

/// How a variable begins inside of a text.
pub const OPEN: &str = "${var.";

/// Where a value stands, made into words only where they are needed.
#[derive(Copy, Clone, Debug)]
pub struct Path<'p> {
    outer: Option<&'p Path<'p>>,
    step: Step<'p>,
}

#[derive(Copy, Clone, Debug)]
enum Step<'p> {
    /// The beginning, such as `agents/amy`.
    Place(&'p str),
    /// A key of a map.
    Key(&'p str),
    /// An item of a list.
    Item(usize),
}

impl<'p> Path<'p> {
    /// A path that begins like this.
    pub fn new(place: &'p str) -> Path<'p> {
        Path {
            outer: None,
            step: Step::Place(place),
        }
    }

    fn below(outer: &'p Path<'p>, step: Step<'p>) -> Path<'p> {
        let outer = Some(outer);
        Path { outer, step }
    }
}

/// `kind/name/key.inner`
impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(outer) = self.outer {
            write!(f, "{outer}")?;
            let resource =
                matches!(outer.step, Step::Place(place) if place.matches('/').count() < 2);
            f.write_str(if resource { "/" } else { "." })?;
        }
        match self.step {
            Step::Place(text) | Step::Key(text) => f.write_str(text),
            Step::Item(number) => write!(f, "{number}"),
        }
    }
}

/// Puts values into a tree. A name that `near` has hides the variable of the center of that name.
pub fn fill(cx: &mut Context, near: &Variables, path: &Path<'_>, node: &mut Node) {
    let at = node.at;
    let spot = Spot { near, path, at };
    match &mut node.value {
        Value::Variable(name) => {
            let name = std::mem::take(name);
            node.value = spot.whole(cx, &name).unwrap_or(Value::Broken);
        }
        Value::Scalar { text, .. } if text.contains(OPEN) => {
            let text = spot.within(cx, text);
            node.value = text.map_or(Value::Broken, |text| Value::Scalar { text, plain: false });
        }
        Value::List(items) => {
            for (number, item) in items.iter_mut().enumerate() {
                fill(cx, near, &Path::below(path, Step::Item(number)), item);
            }
        }
        Value::Map(entries) => {
            for entry in entries {
                refuse_key(cx, entry);
                let key = Step::Key(&entry.key);
                fill(cx, near, &Path::below(path, key), &mut entry.value);
            }
        }
        Value::Null | Value::Scalar { .. } | Value::Removed | Value::Instead(_) | Value::Broken => {
        }
    }
}

/// Reports a variable in a key.
pub fn refuse_key(cx: &mut Context, entry: &Entry) {
    if entry.key.contains(OPEN) {
        let message = "a variable stands in values, not in names and keys";
        let help = "give what has a name of its own in an environment in its overlay";
        cx.report(Report::new(Code::VariablePlace, entry.at, message).help(help));
    }
}

/// Where a variable is named.
struct Spot<'s> {
    near: &'s Variables,
    path: &'s Path<'s>,
    at: At,
}

impl Spot<'_> {
    fn whole(&self, cx: &mut Context, name: &str) -> Option<Value> {
        let (_, value) = self.named(cx, name)?;
        Some(value.value)
    }

    /// A text with the values of the variables in it.
    fn within(&self, cx: &mut Context, text: &str) -> Option<String> {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once(OPEN) {
            out.push_str(before);
            let Some((name, tail)) = after.split_once('}') else {
                let message = format!("`{OPEN}` without `}}`");
                let help = "write a variable as `${var.NAME}`";
                cx.report(Report::new(Code::BadText, self.at, message).help(help));
                return None;
            };
            let (kind, value) = self.named(cx, name)?;
            match value.value {
                Value::Scalar { text, .. } if kind != Type::Boolean => out.push_str(&text),
                _ => {
                    let message = format!(
                        "`{name}` is {}, which cannot stand inside of a text",
                        kind.words()
                    );
                    let help = format!("write `!var {name}` where the whole value is meant");
                    cx.report(Report::new(Code::VariablePlace, self.at, message).help(help));
                    return None;
                }
            }
            rest = tail;
        }
        out.push_str(rest);
        Some(out)
    }

    /// The value of the variable that is named at a place, which is noted.
    fn named(&self, cx: &mut Context, name: &str) -> Option<(Type, Node)> {
        let known = match self.near.get(name) {
            Some(known) => Some(known.clone()),
            None => cx.variables_declared.get_mut(name).map(|known| {
                known.used = true;
                known.clone()
            }),
        };
        let Some(known) = known else {
            self.unknown(cx, name);
            return None;
        };
        let Variable {
            declared,
            kind,
            value,
            ..
        } = known;
        // That a variable has no value is said where it is declared.
        let value = value?;
        let filled = Filled {
            name: name.to_owned(),
            value: value.at,
            declared,
        };
        let place = (self.at.file, self.at.start);
        let known = cx.filled_at.entry(self.path.to_string()).or_default();
        known.push((name.to_owned(), value.at));
        cx.filled.entry(place).or_default().push(filled);
        Some((kind, value))
    }

    fn unknown(&self, cx: &mut Context, name: &str) {
        let shown: String = name.chars().take(70).collect();
        let message = format!("there is no variable `{shown}`");
        let names = self.near.keys().chain(cx.variables_declared.keys());
        let names: Vec<Name> = names.cloned().collect();
        let guess = cx.guess(self.at, name, names.iter().map(Name::as_str));
        let help = format!("declare it: `vars: {{ {shown}: {{ type: string, default: ... }} }}`");
        let report = Report::new(Code::UndeclaredVariable, self.at, message);
        cx.report(report.help(help).guess(guess));
    }
}
