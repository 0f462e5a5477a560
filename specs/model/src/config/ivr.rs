//! Call flows: named nodes, each with one meaning and named exits.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Node;
use crate::Name;

/// One flow. Every name in it is that of one of its nodes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ivr {
    /// Where a call begins.
    pub start: Name,
    /// The nodes by name.
    pub nodes: BTreeMap<Name, Node>,
    /// Where a call goes when a node cannot do its work (a resource it names is gone); `None`: the
    /// call ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_exception: Option<Name>,
    /// Variables of the call that have a value from the beginning.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub variables: BTreeMap<Name, String>,
}
