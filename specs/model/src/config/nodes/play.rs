//! `play`: plays something and goes on.

use serde::{Deserialize, Serialize};

use super::{Exit, Outline};
use crate::Name;
use crate::config::{Speech, is_default};

/// Plays something and goes on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Play {
    /// What is played.
    pub speech: Speech,
    /// Whether a key cuts it short.
    #[serde(default, skip_serializing_if = "is_default")]
    pub interruptible: bool,
    /// How often it is played, 1 to 10.
    #[serde(default = "once", skip_serializing_if = "is_once")]
    pub times: u32,
    /// The node after it.
    pub next: Name,
}

fn once() -> u32 {
    1
}

fn is_once(times: &u32) -> bool {
    *times == 1
}

impl Outline for Play {
    fn exits(&self) -> Vec<Exit<'_>> {
        vec![Exit::late("next", &self.next)]
    }

    fn exits_mut(&mut self) -> Vec<&mut Name> {
        vec![&mut self.next]
    }

    fn can_end(&self) -> bool {
        false
    }

    fn speeches(&self) -> Vec<&Speech> {
        vec![&self.speech]
    }

    fn speeches_mut(&mut self) -> Vec<&mut Speech> {
        vec![&mut self.speech]
    }
}
