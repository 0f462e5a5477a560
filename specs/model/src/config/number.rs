//! The numbers that callers dial.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{DialString, IvrName, Name};

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
    /// What is put before each number that is dialled with it; `None`: what its trunk says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub send_prefix: Option<DialString>,
    /// Whose phones may dial out with it: the members of these groups.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub outbound_skill_groups: BTreeSet<Name>,
}
