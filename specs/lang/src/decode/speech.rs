//! What a caller hears.

use model::Name;
use model::config::{InvalidTemplate, Speech, Template, Variable};
use model::reading::Reading;

use crate::Code;
use crate::decode::{
    Context, Field, Fields, Kind, Reference, Report, Shape, Table, VariableUse, list, scalar,
};
use crate::tree::{At, Node, Value};

/// The longest text to speak, in characters.
pub const MAX_SPOKEN: usize = 600;

/// What a speech without a map is.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Plain {
    /// A text to speak.
    Text,
    /// The name of a prompt.
    Prompt,
}

/// The keys of a speech that is written as a map.
pub static SPEECH: Table = Table {
    what: "a speech",
    doc: "What a caller hears. It has one of these keys.",
    fields: &[
        Field::optional(
            "prompt",
            Shape::Name(Kind::Prompts),
            "A prompt of the library.",
        ),
        Field::optional(
            "text",
            Shape::Other("a text of at most 600 characters, with `${Variables}`"),
            "A text to speak. `${Balance:number}` says how a value is read out.",
        ),
    ],
};

/// What a caller hears at the field `path` of `resource`.
pub fn speech(
    cx: &mut Context,
    node: &Node,
    plain: Plain,
    resource: &str,
    path: &str,
) -> Option<Speech> {
    if !matches!(node.value, Value::Map(_)) {
        return match plain {
            Plain::Text => template(cx, node, resource).map(Speech::Text),
            Plain::Prompt => prompt(cx, node),
        };
    }
    let fields = Fields::open(cx, &SPEECH, node, node.at, resource, path)?;
    match (fields.has("prompt"), fields.has("text")) {
        (true, false) => fields.name(cx, "prompt").map(Speech::Prompt),
        (false, true) => {
            let (_, node) = fields.node(cx, "text")?;
            template(cx, node, resource).map(Speech::Text)
        }
        _ => {
            let message = "a speech has either `prompt` or `text`";
            cx.report(Report::new(Code::WrongShape, node.at, message));
            None
        }
    }
}

fn prompt(cx: &mut Context, node: &Node) -> Option<Speech> {
    let text = scalar::quoted(cx, node, "the name of a prompt")?;
    let Ok(name) = Name::new(text) else {
        let shown: String = text.chars().take(70).collect();
        let message = format!("`{shown}` is no name of a prompt");
        let help = "to speak a text here, write `{text: ...}`";
        cx.report(Report::new(Code::BadName, node.at, message).help(help));
        return None;
    };
    cx.references.push(Reference {
        kind: Kind::Prompts,
        name: text.to_owned(),
        at: node.at,
    });
    Some(Speech::Prompt(name))
}

/// A text to speak.
pub fn template(cx: &mut Context, node: &Node, resource: &str) -> Option<Template> {
    let text = scalar::quoted(cx, node, "a text to speak")?;
    let length = text.chars().count();
    if text.trim().is_empty() || length > MAX_SPOKEN {
        let message = if length > MAX_SPOKEN {
            format!("the text has {length} characters, {MAX_SPOKEN} are allowed")
        } else {
            "the text to speak is empty".to_owned()
        };
        cx.report(Report::new(Code::BadText, node.at, message));
        return None;
    }
    filled(cx, text, node.at, resource)
}

/// A text of at most `longest` characters that is not spoken and in which variables may stand.
pub fn parameter(
    cx: &mut Context,
    node: &Node,
    resource: &str,
    longest: usize,
) -> Option<Template> {
    let text = scalar::quoted(cx, node, "a text")?;
    let length = text.chars().count();
    if length > longest {
        let message = format!("the text has {length} characters, {longest} are allowed");
        cx.report(Report::new(Code::BadText, node.at, message));
        return None;
    }
    let template = filled(cx, text, node.at, resource)?;
    if let Some(reading) = template.reading() {
        let message = format!("`:{reading}` says how a value is spoken, and this text is not");
        let help = "leave it out: here the value stands as it is";
        cx.report(Report::new(Code::BadReading, node.at, message).help(help));
        return None;
    }
    Some(template)
}

/// A text with its variables, which are looked up when everything is read.
fn filled(cx: &mut Context, text: &str, at: At, resource: &str) -> Option<Template> {
    match text.parse::<Template>() {
        Ok(template) => {
            for variable in template.variables() {
                if let Variable::Own(name) = variable {
                    cx.variables.push(VariableUse {
                        name: name.clone(),
                        at,
                        resource: resource.to_owned(),
                    });
                }
            }
            Some(template)
        }
        Err(error) => {
            wrong(cx, at, &error);
            None
        }
    }
}

/// What is wrong with a text that is no template.
fn wrong(cx: &mut Context, at: At, error: &InvalidTemplate) {
    let (code, help, guess) = match error {
        InvalidTemplate::Unclosed => {
            let help = "write a variable as `${Name}`".to_owned();
            (Code::BadText, help, None)
        }
        InvalidTemplate::BadName(_) => {
            let help = "the name of a variable has only letters, digits, `_` and `-`".to_owned();
            (Code::BadText, help, None)
        }
        InvalidTemplate::Reading(unknown) => {
            let known = || Reading::ALL.into_iter().map(Reading::name);
            let help = format!("the ways of reading are {}", list(known()));
            (Code::BadReading, help, cx.guess(at, &unknown.0, known()))
        }
    };
    let report = Report::new(code, at, error.to_string()).help(help);
    cx.report(report.guess(guess));
}
