//! The numbers that callers dial.

use serde::{Deserialize, Serialize};

use crate::{IvrName, Name};

/// One number on a trunk (features T5 and T6, inbound).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Number {
    /// The trunk on which its calls come in.
    pub trunk: Name,
    /// The flow that answers.
    pub ivr: IvrName,
    /// Calls at once; `None`: no limit of the number's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channels: Option<u32>,
}
