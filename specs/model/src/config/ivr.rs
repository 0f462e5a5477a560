//! Call flows: named nodes, each with one meaning and named exits.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Node, is_default};
use crate::Name;

/// One flow. Every name in it is that of one of its nodes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ivr {
    /// What it is for, or what a version changes, for people.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Where a call begins.
    pub start: Name,
    /// The nodes by name.
    pub nodes: BTreeMap<Name, Node>,
    /// Where a call goes when a node cannot do its work (a resource it names is gone); `None`: the
    /// call ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_exception: Option<Name>,
    /// Who may call it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub screening: Screening,
    /// Variables of the call that have a value from the beginning.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub variables: BTreeMap<Name, String>,
}

/// Which callers a flow takes, beside the blacklists of the center (feature I19).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Screening {
    /// Caller lists whose callers are turned away.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blacklist: Vec<Name>,
    /// Caller lists whose callers are taken even if they are on a blacklist.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub whitelist: Vec<Name>,
    /// Whether nobody else is taken than those on the whitelist.
    #[serde(default, skip_serializing_if = "is_default")]
    pub whitelist_only: bool,
    /// The node where those who are turned away begin; `None`: their calls are not answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_blocked: Option<Name>,
}
