//! The numbers that callers dial.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::is_default;
use crate::{DialString, IvrName, Name};

/// One number on a trunk (features T5 and T6).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Number {
    /// The trunk on which its calls come in and go out.
    pub trunk: Name,
    /// The flow that answers.
    pub ivr: IvrName,
    /// Calls at once that came in; `None`: no limit of the number's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channels: Option<u32>,
    /// Which way calls go.
    #[serde(default, skip_serializing_if = "is_default")]
    pub direction: Ways,
    /// Calls at once that go out with it.
    #[serde(
        default = "Number::outbound_by_default",
        skip_serializing_if = "Number::is_outbound_by_default"
    )]
    pub outbound_channels: u32,
    /// The area code that belongs to it, such as `021`; empty: it has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub area_code: String,
    /// What is put before each number that is dialled with it; `None`: what its trunk says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub send_prefix: Option<DialString>,
    /// Whose phones may dial out with it: the members of these groups.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub outbound_skill_groups: BTreeSet<Name>,
}

impl Number {
    /// Calls out at once where nothing else is written.
    pub const OUTBOUND: u32 = 10;
    /// Calls out at once at most.
    pub const MAX_OUTBOUND: u32 = 20;

    /// A number of a trunk with its flow and nothing else.
    pub fn on(trunk: Name, ivr: IvrName) -> Number {
        Number {
            trunk,
            ivr,
            channels: None,
            direction: Ways::default(),
            outbound_channels: Number::OUTBOUND,
            area_code: String::new(),
            send_prefix: None,
            outbound_skill_groups: BTreeSet::new(),
        }
    }

    fn outbound_by_default() -> u32 {
        Number::OUTBOUND
    }

    fn is_outbound_by_default(channels: &u32) -> bool {
        *channels == Number::OUTBOUND
    }
}

/// Which way the calls of a number go.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Ways {
    /// Callers dial it, and it is shown to whom the center calls.
    #[default]
    Both,
    /// Callers dial it.
    In,
    /// It is shown to whom the center calls.
    Out,
}

impl Ways {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Ways::Both => "both",
            Ways::In => "in",
            Ways::Out => "out",
        }
    }

    /// Whether calls come in.
    pub const fn comes_in(self) -> bool {
        matches!(self, Ways::Both | Ways::In)
    }

    /// Whether calls go out.
    pub const fn goes_out(self) -> bool {
        matches!(self, Ways::Both | Ways::Out)
    }
}
