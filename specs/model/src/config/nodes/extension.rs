//! `extension`: asks for an extension and calls that phone.

use serde::{Deserialize, Serialize};

use super::{Asking, Exit, Outline};
use crate::config::Speech;
use crate::{Name, Span};

/// Asks for an extension and calls that phone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DialExtension {
    /// The question; an extension that no phone has is a wrong answer.
    pub asking: Asking,
    /// How many digits an extension has, 4 to 6.
    pub length: u32,
    /// What the caller hears while the phone rings; `None`: ring-back tone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub music: Option<Speech>,
    /// How long the phone rings. Default 30 s.
    #[serde(default = "half_minute", skip_serializing_if = "is_half_minute")]
    pub ring: Span,
    /// Where the call goes when whoever has the phone is in a call or rejects this one; `None`: it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_busy: Option<Name>,
    /// Where it goes when nobody answers; `None`: it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_no_answer: Option<Name>,
    /// Where it goes when the phone cannot be reached or its agent is away; `None`: it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_offline: Option<Name>,
    /// Where the caller goes when the other side has hung up; `None`: the call ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub then: Option<Name>,
}

impl DialExtension {
    /// A node with everything else at its default.
    pub fn new(asking: Asking, length: u32) -> DialExtension {
        DialExtension {
            asking,
            length,
            music: None,
            ring: half_minute(),
            on_busy: None,
            on_no_answer: None,
            on_offline: None,
            then: None,
        }
    }

    fn own_exits(&self) -> Vec<Exit<'_>> {
        [
            Exit::maybe("on_busy", &self.on_busy),
            Exit::maybe("on_no_answer", &self.on_no_answer),
            Exit::maybe("on_offline", &self.on_offline),
            Exit::maybe("then", &self.then),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

impl Outline for DialExtension {
    fn exits(&self) -> Vec<Exit<'_>> {
        let own = self.own_exits().into_iter();
        own.chain(self.asking.exits()).collect()
    }

    fn exits_mut(&mut self) -> Vec<&mut Name> {
        [
            &mut self.on_busy,
            &mut self.on_no_answer,
            &mut self.on_offline,
            &mut self.then,
        ]
        .into_iter()
        .flatten()
        .chain(self.asking.exits_mut())
        .collect()
    }

    fn can_end(&self) -> bool {
        self.own_exits().len() < 4 || self.asking.can_end()
    }

    fn speeches(&self) -> Vec<&Speech> {
        let music = self.music.iter();
        self.asking.speeches().into_iter().chain(music).collect()
    }

    fn speeches_mut(&mut self) -> Vec<&mut Speech> {
        let music = self.music.iter_mut();
        self.asking
            .speeches_mut()
            .into_iter()
            .chain(music)
            .collect()
    }

    fn sets(&self) -> Vec<&Name> {
        self.asking.counting.into.iter().collect()
    }

    fn asking(&self) -> Option<&Asking> {
        Some(&self.asking)
    }

    fn asks(&self) -> bool {
        true
    }
}

fn half_minute() -> Span {
    Span::seconds(30)
}

fn is_half_minute(span: &Span) -> bool {
    *span == half_minute()
}
