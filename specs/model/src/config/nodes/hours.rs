//! `hours`: branches on whether somebody works.

use serde::{Deserialize, Serialize};

use super::{Exit, Outline};
use crate::Name;

/// Branches on whether business hours are open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hours {
    /// The business hours.
    pub hours: Name,
    /// The node inside of them.
    pub open: Name,
    /// The node outside of them.
    pub closed: Name,
    /// The node while the emergency switch is on; `None`: that outside of the hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emergency: Option<Name>,
}

impl Hours {
    /// The node while the emergency switch is on.
    pub fn in_emergency(&self) -> &Name {
        self.emergency.as_ref().unwrap_or(&self.closed)
    }
}

impl Outline for Hours {
    fn exits(&self) -> Vec<Exit<'_>> {
        let mut exits = vec![
            Exit::at_once("open", &self.open),
            Exit::at_once("closed", &self.closed),
        ];
        exits.extend(Exit::maybe_at_once("emergency", &self.emergency));
        exits
    }

    fn exits_mut(&mut self) -> Vec<&mut Name> {
        let mut exits = vec![&mut self.open, &mut self.closed];
        exits.extend(self.emergency.as_mut());
        exits
    }

    fn can_end(&self) -> bool {
        false
    }
}
