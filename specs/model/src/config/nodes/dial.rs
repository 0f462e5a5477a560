//! `dial`: hands the call to a number outside.

use serde::{Deserialize, Serialize};

use super::{Exit, Outline};
use crate::config::{Speech, Template};
use crate::{DialString, Name, Span};

/// Hands the call to a number outside.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dial {
    /// The number, or what stands for it where the customer's system names none.
    pub number: Template,
    /// The number of the center that is shown there; the same holds for it.
    pub caller: DialString,
    /// The trunk that leads there; `None`: the one of the caller number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trunk: Option<Name>,
    /// The customer's system that may name other numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NumberSource>,
    /// What the caller hears meanwhile; `None`: ring-back tone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub music: Option<Speech>,
    /// How long it may take until somebody answers. Default 60 s.
    #[serde(default = "minute", skip_serializing_if = "is_minute")]
    pub timeout: Span,
    /// Where the call goes when it is busy there or the call is rejected; `None`: it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_busy: Option<Name>,
    /// Where it goes when nobody answers; `None`: it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_no_answer: Option<Name>,
    /// Where it goes when the number cannot be reached; `None`: it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_failed: Option<Name>,
    /// Where the caller goes when the other side has hung up; `None`: the call ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub then: Option<Name>,
}

/// A customer's system that names the numbers for a call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NumberSource {
    /// Where it is asked.
    pub url: Template,
    /// How long each try may take. Default 5 s.
    #[serde(default = "five_seconds", skip_serializing_if = "is_five_seconds")]
    pub timeout: Span,
    /// How often it is asked, 1 to 5. Default once.
    #[serde(default = "once", skip_serializing_if = "is_once")]
    pub tries: u8,
}

impl Dial {
    /// A node with everything else at its default.
    pub fn to(number: Template, caller: DialString) -> Dial {
        Dial {
            number,
            caller,
            trunk: None,
            from: None,
            music: None,
            timeout: minute(),
            on_busy: None,
            on_no_answer: None,
            on_failed: None,
            then: None,
        }
    }
}

impl NumberSource {
    /// A system that is asked once.
    pub fn at(url: Template) -> NumberSource {
        NumberSource {
            url,
            timeout: five_seconds(),
            tries: once(),
        }
    }
}

impl Outline for Dial {
    fn exits(&self) -> Vec<Exit<'_>> {
        [
            Exit::maybe("on_busy", &self.on_busy),
            Exit::maybe("on_no_answer", &self.on_no_answer),
            Exit::maybe_at_once("on_failed", &self.on_failed),
            Exit::maybe("then", &self.then),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn exits_mut(&mut self) -> Vec<&mut Name> {
        [
            &mut self.on_busy,
            &mut self.on_no_answer,
            &mut self.on_failed,
            &mut self.then,
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn can_end(&self) -> bool {
        self.exits().len() < 4
    }

    fn speeches(&self) -> Vec<&Speech> {
        self.music.iter().collect()
    }

    fn speeches_mut(&mut self) -> Vec<&mut Speech> {
        self.music.iter_mut().collect()
    }

    fn texts(&self) -> Vec<&Template> {
        let url = self.from.iter().map(|from| &from.url);
        url.chain([&self.number]).collect()
    }
}

fn minute() -> Span {
    Span::seconds(60)
}

fn is_minute(span: &Span) -> bool {
    *span == minute()
}

fn five_seconds() -> Span {
    Span::seconds(5)
}

fn is_five_seconds(span: &Span) -> bool {
    *span == five_seconds()
}

fn once() -> u8 {
    1
}

fn is_once(tries: &u8) -> bool {
    *tries == once()
}
