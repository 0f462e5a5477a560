//! Values of variables that stand in no file of the center.

use crate::Code;
use crate::decode::{Context, Report};
use crate::kinds::vars::{self, Type};
use crate::tree::{At, Node, Text, Value};

/// The value of a variable.
#[derive(Clone, PartialEq, Eq)]
pub struct Given {
    /// The variable.
    pub name: String,
    /// Its value as text; of a list, its items with commas between them.
    pub value: String,
    /// Where it comes from.
    pub origin: Origin,
}

/// Whatever a value is, it stays out of logs.
impl std::fmt::Debug for Given {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Given({}, {:?})", self.name, self.origin)
    }
}

/// Where a value comes from.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// `--var NAME=VALUE`
    CommandLine,
    /// `CCCTL_VAR_NAME`
    Environment,
}

impl Given {
    /// What stands for the file in which it is written.
    fn place(&self) -> String {
        match self.origin {
            Origin::CommandLine => format!("(--var {})", self.name),
            Origin::Environment => format!("(CCCTL_VAR_{})", self.name),
        }
    }
}

/// Gives the declared variables these values, and reports those that have none in the end.
pub fn give(cx: &mut Context, values: &[Given]) {
    for given in values {
        let file = u32::try_from(cx.texts.len()).unwrap_or(u32::MAX);
        let text = Text::new(&given.place(), given.value.clone(), 0);
        let at = At {
            file,
            start: 0,
            end: text.end(),
        };
        cx.add(text);
        one(cx, given, at);
    }
    let missing = cx.variables_declared.iter();
    let missing = missing.filter(|(_, variable)| variable.value.is_none() && !variable.broken);
    let reports: Vec<Report> = missing
        .map(|(name, variable)| {
            let message = format!("the variable `{name}` has no value");
            let help = format!(
                "give it a `default`, a value in the overlay of an environment, `--var {name}=...`, or set \
                 CCCTL_VAR_{name}"
            );
            Report::new(Code::NoValue, variable.declared, message).help(help)
        })
        .collect();
    reports.into_iter().for_each(|report| cx.report(report));
}

fn one(cx: &mut Context, given: &Given, at: At) {
    let name = given.name.as_str();
    let Some(known) = cx.variables_declared.get(name) else {
        unknown(cx, given, at);
        return;
    };
    let (kind, declared) = (known.kind, known.declared);
    let node = node(kind, &given.value, at);
    let value = vars::fit(cx, name, kind, &node, declared);
    if let Some(variable) = cx.variables_declared.get_mut(name) {
        variable.broken |= value.is_none();
        variable.value = value.or(variable.value.take());
    }
}

fn unknown(cx: &mut Context, given: &Given, at: At) {
    let shown: String = given.name.chars().take(70).collect();
    let message = format!("the center declares no variable `{shown}`");
    let known: Vec<_> = cx.variables_declared.keys().cloned().collect();
    let guess = cx.guess(at, &given.name, known.iter().map(model::Name::as_str));
    let report = match given.origin {
        Origin::CommandLine => Report::new(Code::UndeclaredVariable, at, message),
        // The environment may be that of several centers.
        Origin::Environment => Report::warning(Code::UnknownGiven, at, message),
    };
    cx.report(
        report
            .help("variables are declared under `vars`")
            .guess(guess),
    );
}

/// The text as it would be written in YAML.
fn node(kind: Type, text: &str, at: At) -> Node {
    let scalar = |text: &str, plain| Value::Scalar {
        text: text.to_owned(),
        plain,
    };
    let value = match kind {
        Type::List => {
            let items = text
                .split(',')
                .map(str::trim)
                .filter(|item| !item.is_empty());
            let items = items.map(|item| Node::new(at, scalar(item, false)));
            Value::List(items.collect())
        }
        Type::Number | Type::Boolean => scalar(text, true),
        _ => scalar(text, false),
    };
    Node::new(at, value)
}
