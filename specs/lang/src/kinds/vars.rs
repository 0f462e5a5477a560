//! `vars`: what differs from one environment to another, with a type; and the parameters of pieces, which
//! are declared alike.

use std::collections::BTreeMap;

use model::{DialString, Name, Span};

use crate::Code;
use crate::decode::{Context, Field, Fields, Report, Shape, Table, scalar};
use crate::kinds::Item;
use crate::layers::OPEN;
use crate::tree::{At, Node, Value};

/// The longest value, in characters.
const LONGEST: usize = 10_000;

/// The keys of a variable.
pub static TABLE: Table = Table {
    what: "a variable",
    doc: "A value of the configuration that differs from one environment to another. `!var NAME` stands for \
          the whole of a value, `${var.NAME}` inside of a text. Its value is that of `--var NAME=VALUE`, else \
          of CCCTL_VAR_NAME, else of the overlay (`NAME: VALUE`), else its `default`. Parameters of pieces are \
          declared alike.",
    fields: &[
        Field::required("type", Shape::Word(&WORDS), "What its values are."),
        Field::optional(
            "default",
            Shape::Other("a value of that type"),
            "Its value where nothing gives another.",
        ),
        Field::optional("description", Shape::Text, "What it is for."),
    ],
};

const WORDS: [&str; 7] = [
    "string",
    "number",
    "boolean",
    "duration",
    "time",
    "phone_number",
    "list",
];

/// What a variable's values are.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// A text.
    String,
    /// A whole number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A length of time such as `20s`.
    Duration,
    /// A time of day such as `09:00`.
    Time,
    /// What people dial.
    PhoneNumber,
    /// A list of texts.
    List,
}

impl Type {
    fn of(word: &str) -> Type {
        match word {
            "number" => Type::Number,
            "boolean" => Type::Boolean,
            "duration" => Type::Duration,
            "time" => Type::Time,
            "phone_number" => Type::PhoneNumber,
            "list" => Type::List,
            _ => Type::String,
        }
    }

    /// One of its values, for a sentence.
    pub const fn words(self) -> &'static str {
        match self {
            Type::String => "a text",
            Type::Number => "a whole number",
            Type::Boolean => "`true` or `false`",
            Type::Duration => "a time such as `20s`",
            Type::Time => "a time of day such as `09:00`",
            Type::PhoneNumber => "a phone number",
            Type::List => "a list of texts",
        }
    }

    const fn help(self) -> &'static str {
        match self {
            Type::String => "quote what another reader would take for a number or a truth value",
            Type::Number => "write it in digits without quotes",
            Type::Boolean => "write true or false, without quotes",
            Type::Duration => "write a number with a unit, such as `500ms`, `20s`, `1m30s` or `2h`",
            Type::Time => "write the hour and the minute in quotes: \"09:00\"",
            Type::PhoneNumber => "write digits in quotes, with a leading `+` if need be",
            Type::List => "write `[a, b]`",
        }
    }

    /// Whether a single value is one of its values.
    fn has(self, text: &str, plain: bool) -> bool {
        match self {
            Type::String => !plain || !scalar::mistakable(text),
            Type::Number => plain && text.parse::<u32>().is_ok() && digits(text),
            Type::Boolean => plain && matches!(text, "true" | "false"),
            Type::Duration => text.parse::<Span>().is_ok(),
            Type::Time => is_time(text),
            Type::PhoneNumber => {
                DialString::new(text).is_ok() && !(plain && scalar::mistakable(text))
            }
            Type::List => false,
        }
    }

    /// Whether YAML must not read it as a text.
    const fn is_plain(self) -> bool {
        matches!(self, Type::Number | Type::Boolean)
    }
}

/// A variable.
#[derive(Clone, Debug)]
pub struct Variable {
    /// Where its name stands.
    pub declared: At,
    /// What its values are.
    pub kind: Type,
    /// Its value and where that stands.
    pub value: Option<Node>,
    /// Whether a value was reported, so that none may be there.
    pub broken: bool,
    /// Whether something names it.
    pub used: bool,
}

/// Variables by name.
pub type Variables = BTreeMap<Name, Variable>;

/// Reads one variable.
pub fn read(cx: &mut Context, item: &Item<'_>) -> Option<Variable> {
    let name = item.path.rsplit('/').next().unwrap_or_default();
    declared(cx, item, name)
}

/// Reads the declaration of `name`.
pub fn declared(cx: &mut Context, item: &Item<'_>, name: &str) -> Option<Variable> {
    let fields = Fields::open(cx, &TABLE, item.node, item.at, &item.path, "")?;
    let kind = fields.word(cx, "type").map(Type::of);
    if fields.has("description") {
        fields.text(cx, "description");
    }
    let kind = kind?;
    let mut variable = Variable {
        declared: item.at,
        kind,
        value: None,
        broken: false,
        used: false,
    };
    if fields.has("default") {
        let (_, node) = fields.node(cx, "default")?;
        variable.value = fit(cx, name, kind, node, item.at);
        variable.broken = variable.value.is_none();
    }
    Some(variable)
}

/// A value as the type wants it written; what does not fit is reported, and not repeated, because it
/// may have come from where passwords are.
pub fn fit(cx: &mut Context, name: &str, kind: Type, node: &Node, declared: At) -> Option<Node> {
    let value = match &node.value {
        Value::Broken => return None,
        _ if node.secret => {
            let message = "a secret is no value of a variable";
            let help = "write `!secret` where the secret is needed; its source may have `${var.NAME}` in it";
            cx.report(Report::new(Code::BadSecret, node.at, message).help(help));
            return None;
        }
        Value::Scalar { text, plain } => {
            let (fits, plain) = (is_fit(kind, text, *plain), kind.is_plain());
            let text = text.clone();
            fits.then_some(Value::Scalar { text, plain })
        }
        Value::List(items) if kind == Type::List => texts(items),
        _ => None,
    };
    let Some(value) = value else {
        let message = format!("`{name}` is {}, and this is none", kind.words());
        let report = Report::new(Code::WrongType, node.at, message).help(kind.help());
        cx.report(report.also(declared, "declared here"));
        return None;
    };
    Some(Node::new(node.at, value))
}

fn texts(items: &[Node]) -> Option<Value> {
    let text = |item: &Node| match &item.value {
        Value::Scalar { text, plain } if !item.secret && is_fit(Type::String, text, *plain) => {
            let (text, plain) = (text.clone(), false);
            Some(Node::new(item.at, Value::Scalar { text, plain }))
        }
        _ => None,
    };
    items
        .iter()
        .map(text)
        .collect::<Option<_>>()
        .map(Value::List)
}

fn is_fit(kind: Type, text: &str, plain: bool) -> bool {
    let odd = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    kind.has(text, plain)
        && !text.contains(OPEN)
        && !text.contains(odd)
        && text.chars().count() <= LONGEST
}

fn digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// `09:00`, to `24:00`, which is the end of a day.
fn is_time(text: &str) -> bool {
    let Some((hour, minute)) = text.split_once(':') else {
        return false;
    };
    let two = |part: &str| {
        let fits = part.len() == 2 && digits(part);
        fits.then(|| part.parse::<u8>().ok()).flatten()
    };
    match (two(hour), two(minute)) {
        (Some(24), Some(minute)) => minute == 0,
        (Some(hour), Some(minute)) => hour < 24 && minute < 60,
        _ => false,
    }
}
