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
}

impl Outline for Hours {
    fn exits(&self) -> Vec<Exit<'_>> {
        vec![
            Exit::at_once("open", &self.open),
            Exit::at_once("closed", &self.closed),
        ]
    }

    fn exits_mut(&mut self) -> Vec<&mut Name> {
        vec![&mut self.open, &mut self.closed]
    }

    fn can_end(&self) -> bool {
        false
    }
}
