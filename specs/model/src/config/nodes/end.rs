//! `end`: ends the call.

use serde::{Deserialize, Serialize};

use super::{Exit, Outline};
use crate::Name;
use crate::config::Speech;

/// Ends the call.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct End {
    /// What is said before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speech: Option<Speech>,
}

impl Outline for End {
    fn exits(&self) -> Vec<Exit<'_>> {
        Vec::new()
    }

    fn exits_mut(&mut self) -> Vec<&mut Name> {
        Vec::new()
    }

    fn can_end(&self) -> bool {
        true
    }

    fn speeches(&self) -> Vec<&Speech> {
        self.speech.iter().collect()
    }

    fn speeches_mut(&mut self) -> Vec<&mut Speech> {
        self.speech.iter_mut().collect()
    }
}
