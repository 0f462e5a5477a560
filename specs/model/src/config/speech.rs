//! What a caller hears: a text with variables, or a prompt of the library.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Name;
use crate::reading::{self, Reading, UnknownReading};

/// What is played at one place of a flow.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Speech {
    /// A text to speak.
    Text(Template),
    /// A prompt of the library.
    Prompt(Name),
}

/// A text with `${Variables}`, cut into its pieces once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    /// The pieces in order.
    pub pieces: Vec<Piece>,
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Said as it stands.
    Literal(String),
    /// Replaced by the variable's value, which is spoken in a way of its own if one is named.
    Variable(Variable, Option<Reading>),
}

/// What a variable names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Variable {
    /// What the center knows of the call.
    System(SystemVariable),
    /// What a node of the flow or the flow itself has put there.
    Own(Name),
}

impl Variable {
    /// The name between `${` and `}`.
    pub fn name(&self) -> &str {
        match self {
            Variable::System(variable) => variable.name(),
            Variable::Own(name) => name.as_str(),
        }
    }
}

/// A system variable (feature I1).
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SystemVariable {
    /// Callers ahead in the queue.
    WaitNo,
    /// The staff number of the agent.
    StaffNo,
    /// The caller's number.
    SystemCallerNumber,
    /// The number that was dialled.
    SystemCalleeNumber,
    /// The id of the call.
    SystemSessionId,
    /// Seconds of ringing.
    SystemCallRingDuration,
    /// Seconds since the call was accepted.
    SystemCallAcceptDuration,
}

impl SystemVariable {
    /// Every system variable.
    pub const ALL: [SystemVariable; 7] = [
        SystemVariable::WaitNo,
        SystemVariable::StaffNo,
        SystemVariable::SystemCallerNumber,
        SystemVariable::SystemCalleeNumber,
        SystemVariable::SystemSessionId,
        SystemVariable::SystemCallRingDuration,
        SystemVariable::SystemCallAcceptDuration,
    ];

    /// The name between `${` and `}`.
    pub const fn name(self) -> &'static str {
        match self {
            SystemVariable::WaitNo => "WaitNo",
            SystemVariable::StaffNo => "StaffNo",
            SystemVariable::SystemCallerNumber => "SystemCallerNumber",
            SystemVariable::SystemCalleeNumber => "SystemCalleeNumber",
            SystemVariable::SystemSessionId => "SystemSessionId",
            SystemVariable::SystemCallRingDuration => "SystemCallRingDuration",
            SystemVariable::SystemCallAcceptDuration => "SystemCallAcceptDuration",
        }
    }

    /// What is said in its place.
    pub const fn meaning(self) -> &'static str {
        match self {
            SystemVariable::WaitNo => "The number of callers ahead; `0` outside a queue.",
            SystemVariable::StaffNo => {
                "The staff number of the agent who talked last; nothing if none has."
            }
            SystemVariable::SystemCallerNumber => {
                "The caller's number, with `+` and the country where that is certain."
            }
            SystemVariable::SystemCalleeNumber => {
                "The number that was dialled, as it stands in `numbers`."
            }
            SystemVariable::SystemSessionId => "The id of the call, which is that of its record.",
            SystemVariable::SystemCallRingDuration => "Whole seconds that the agent's device rang.",
            SystemVariable::SystemCallAcceptDuration => {
                "Whole seconds since the call was answered."
            }
        }
    }
}

/// Why a text is no template.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidTemplate {
    /// A `${` without its `}`.
    #[error("`${{` has no closing `}}`")]
    Unclosed,
    /// What cannot be the name of a variable.
    #[error("`{0}` cannot be the name of a variable")]
    BadName(String),
    /// What stands behind the `:` is no way of reading.
    #[error(transparent)]
    Reading(#[from] UnknownReading),
}

impl Template {
    /// A text without variables.
    pub fn literal(text: &str) -> Template {
        Template {
            pieces: vec![Piece::Literal(text.to_owned())],
        }
    }

    /// Whether it says the same each time.
    pub fn is_fixed(&self) -> bool {
        self.pieces
            .iter()
            .all(|piece| matches!(piece, Piece::Literal(_)))
    }

    /// The variables in it.
    pub fn variables(&self) -> impl Iterator<Item = &Variable> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Variable(variable, _) => Some(variable),
            Piece::Literal(_) => None,
        })
    }

    /// The first way of reading in it, which has a meaning only where it is spoken.
    pub fn reading(&self) -> Option<Reading> {
        self.pieces.iter().find_map(|piece| match piece {
            Piece::Variable(_, reading) => *reading,
            Piece::Literal(_) => None,
        })
    }

    /// The text with each variable replaced by what `value` gives for it, as it is written.
    pub fn render(&self, value: impl Fn(&Variable) -> String) -> String {
        self.pieces
            .iter()
            .map(|piece| match piece {
                Piece::Literal(text) => text.clone(),
                Piece::Variable(variable, _) => value(variable),
            })
            .collect()
    }

    /// The same as a voice, `zh` or `en`, says it.
    pub fn spoken(&self, voice: &str, value: impl Fn(&Variable) -> String) -> String {
        self.pieces
            .iter()
            .map(|piece| match piece {
                Piece::Literal(text) => text.clone(),
                Piece::Variable(variable, None) => value(variable),
                Piece::Variable(variable, Some(how)) => {
                    reading::read(*how, voice, &value(variable))
                }
            })
            .collect()
    }
}

impl std::str::FromStr for Variable {
    type Err = InvalidTemplate;
    fn from_str(name: &str) -> Result<Variable, InvalidTemplate> {
        let mut system = SystemVariable::ALL.into_iter();
        if let Some(variable) = system.find(|variable| variable.name() == name) {
            return Ok(Variable::System(variable));
        }
        let own = Name::new(name).map_err(|_| InvalidTemplate::BadName(name.to_owned()))?;
        Ok(Variable::Own(own))
    }
}

impl std::str::FromStr for Template {
    type Err = InvalidTemplate;
    fn from_str(text: &str) -> Result<Template, InvalidTemplate> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("${") {
            if !before.is_empty() {
                pieces.push(Piece::Literal(before.to_owned()));
            }
            let (name, tail) = after.split_once('}').ok_or(InvalidTemplate::Unclosed)?;
            pieces.push(variable(name)?);
            rest = tail;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Literal(rest.to_owned()));
        }
        Ok(Template { pieces })
    }
}

/// What stands between `${` and `}`: `Name` or `Name:reading`. No name has a `:`.
fn variable(inside: &str) -> Result<Piece, InvalidTemplate> {
    let (name, reading) = match inside.split_once(':') {
        Some((name, reading)) => (name, Some(reading)),
        None => (inside, None),
    };
    let variable = name.parse()?;
    Ok(Piece::Variable(
        variable,
        reading.map(str::parse).transpose()?,
    ))
}

impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pieces.iter().try_for_each(|piece| match piece {
            Piece::Literal(text) => f.write_str(text),
            Piece::Variable(variable, None) => write!(f, "${{{}}}", variable.name()),
            Piece::Variable(variable, Some(how)) => write!(f, "${{{}:{how}}}", variable.name()),
        })
    }
}

impl Serialize for Template {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Template {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Template, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_reads_what_it_writes() {
        let text = "当前有 ${WaitNo} 人排队中";
        let template: Template = text.parse().expect("a template");
        assert_eq!(template.to_string(), text);
        assert_eq!(template.render(|_| "3".to_owned()), "当前有 3 人排队中");
        assert!(!template.is_fixed());
    }

    #[test]
    fn a_template_names_what_is_no_variable() {
        assert_eq!(
            "${a b}".parse::<Template>(),
            Err(InvalidTemplate::BadName("a b".to_owned()))
        );
        assert_eq!("a ${".parse::<Template>(), Err(InvalidTemplate::Unclosed));
    }

    #[test]
    fn a_variable_with_a_reading_reads_what_it_writes_in_text_and_in_json() {
        let text = "卡号 ${Card:digits}，余额 ${Balance:number}";
        let template: Template = text.parse().expect("a template");
        assert_eq!(template.to_string(), text);
        assert_eq!(template.reading(), Some(Reading::Digits));
        let json = serde_json::to_string(&template).expect("json");
        assert_eq!(
            serde_json::from_str::<Template>(&json).expect("read"),
            template
        );
    }

    #[test]
    fn a_reading_is_heard_where_it_is_spoken_and_nowhere_else() {
        let template: Template = "${A:digits} ${A:number} ${A}".parse().expect("a template");
        let value = |_: &Variable| "12".to_owned();
        assert_eq!(template.spoken("zh", value), "一二 十二 12");
        assert_eq!(template.spoken("en", value), "one two twelve 12");
        assert_eq!(template.render(value), "12 12 12");
    }

    #[test]
    fn colons_have_a_meaning_only_behind_a_name() {
        for text in ["a: b", "${A}: 3", "a:${A}", "https://a.example:8080/${A}:1"] {
            let template: Template = text.parse().expect("a template");
            assert_eq!(
                (template.to_string().as_str(), template.reading()),
                (text, None)
            );
        }
        let unknown = |word: &str| InvalidTemplate::Reading(UnknownReading(word.to_owned()));
        assert_eq!(
            "${A:number:x}".parse::<Template>(),
            Err(unknown("number:x"))
        );
        assert_eq!("${A:}".parse::<Template>(), Err(unknown("")));
        assert_eq!(
            "${:digits}".parse::<Template>(),
            Err(InvalidTemplate::BadName(String::new()))
        );
    }
}
