//! Calls that are up.

use jiff::Timestamp;
use model::record::{CallKind, Direction};
use model::{CallId, Extension, IvrName, Name, Revision};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A call that is up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Call {
    /// Its id; the record will have the same.
    pub id: CallId,
    /// What kind of call it is.
    #[serde(default = "telephone")]
    pub kind: CallKind,
    /// Who called whom.
    #[serde(default = "inbound")]
    pub direction: Direction,
    /// The caller's number; empty if withheld.
    pub caller: String,
    /// The number that was dialled.
    pub callee: String,
    /// The trunk that brought it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trunk: Option<Name>,
    /// How far it is.
    pub phase: CallPhase,
    /// The flow that it entered with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ivr: Option<IvrName>,
    /// The node in which it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub node: Option<Name>,
    /// The skill group in which it waits or waited last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skill_group: Option<Name>,
    /// The agent who is rung or talks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent: Option<Name>,
    /// The phone that is rung or in use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Extension>,
    /// When its first signal came.
    pub started_at: Timestamp,
    /// When an agent answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<Timestamp>,
    /// The revision that it entered with.
    pub revision: Revision,
}

const fn telephone() -> CallKind {
    CallKind::Telephone
}

const fn inbound() -> Direction {
    Direction::In
}

/// How far a call is.
#[derive(
    Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum CallPhase {
    /// In its flow.
    Ivr,
    /// Waiting for somebody to be free.
    Queue,
    /// Waiting while a device rings.
    Ringing,
    /// Talking.
    Talk,
}
