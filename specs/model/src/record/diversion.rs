//! Who sent a call on before it came.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Who sent a call on before it came here, as its trunk says it (RFC 5806, RFC 7044). A number that is
/// withheld is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Diversion {
    /// The number that sent the call on last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub diverted_by: Option<String>,
    /// The number that was dialled at first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original_callee: Option<String>,
    /// Why it was sent on the last time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub diversion_reason: Option<DiversionReason>,
}

impl Diversion {
    /// Whether nobody sent the call on.
    pub fn is_none(&self) -> bool {
        *self == Diversion::default()
    }

    /// The numbers that it names.
    pub fn numbers_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let numbers = [&mut self.diverted_by, &mut self.original_callee];
        numbers.into_iter().flatten()
    }
}

/// Why a call was sent on.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DiversionReason {
    /// Every call is.
    Unconditional,
    /// He was busy.
    Busy,
    /// He did not answer.
    NoAnswer,
    /// He could not be reached.
    Unavailable,
    /// He sent it on himself.
    Deflection,
    /// It is so at that time of the day.
    TimeOfDay,
    /// He wants no calls.
    DoNotDisturb,
    /// Something else, or nobody says.
    Unknown,
}
