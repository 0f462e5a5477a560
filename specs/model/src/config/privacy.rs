//! Whether customers' numbers are shown whole.

use serde::{Deserialize, Serialize};

use super::is_default;
use crate::record::Direction;

/// What is shown of customers' numbers to those whose role does not say `plain_numbers` (feature N1).
/// What is kept is always the whole number.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NumberPrivacy {
    /// Of those who call.
    #[serde(skip_serializing_if = "is_default")]
    pub inbound: Privacy,
    /// Of those who are called.
    #[serde(skip_serializing_if = "is_default")]
    pub outbound: Privacy,
}

/// What is shown of a number.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Privacy {
    /// All of it.
    #[default]
    None,
    /// All but four digits in the middle.
    Mask,
}

impl NumberPrivacy {
    /// What is shown of the customer's number in a call of that direction.
    pub const fn of(self, direction: Direction) -> Privacy {
        match direction {
            Direction::In => self.inbound,
            Direction::Out => self.outbound,
        }
    }
}
