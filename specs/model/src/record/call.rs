//! The record of a call (feature D1). Fields are added, never renamed.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Consultation, Diversion, EndStatus, Media};
use crate::config::Codec;
use crate::homes::Home;
use crate::{CallId, Extension, IvrName, Key, Name, RecordingId, Revision};

/// What is known of a call when it is over. All times are RFC 3339 in UTC; all durations are
/// milliseconds. A field that does not apply is absent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CallRecord {
    /// The id of the call.
    pub id: CallId,
    /// What kind of call it was.
    pub kind: CallKind,
    /// Who called whom.
    pub direction: Direction,
    /// The caller's number as the trunk gave it, in E.164 with `+` where that is certain.
    pub caller: String,
    /// The number that was dialled, as the configuration spells it.
    pub callee: String,
    /// Where the customer's number is at home, as it was known when the call began.
    #[serde(flatten)]
    pub home: Home,
    /// Who sent the call on before it came.
    #[serde(flatten)]
    pub diversion: Diversion,
    /// The trunk that brought the call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trunk: Option<Name>,
    /// The flow that the call entered with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ivr: Option<IvrName>,
    /// The caller list for which the caller was turned away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blacklist: Option<Name>,
    /// The revision of the configuration that the call entered with.
    pub revision: Revision,
    /// When the first signal of the call came.
    pub started_at: Timestamp,
    /// When somebody answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<Timestamp>,
    /// When the call was over for the customer.
    pub ended_at: Timestamp,
    /// How long each part of it took.
    #[serde(flatten)]
    pub durations: Durations,
    /// How it ended.
    pub end_status: EndStatus,
    /// What made it end so, where the status does not say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<Cause>,
    /// Who hung up.
    pub hung_up_by: HungUpBy,
    /// The agent who was the last to talk, or the last who was rung.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agent: Option<Name>,
    /// His staff number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub staff_number: Option<String>,
    /// The skill group in which the call waited last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skill_group: Option<Name>,
    /// What people note about the call afterwards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
    /// When they noted it, or took it away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarked_at: Option<Timestamp>,
    /// How satisfied the caller is, by his last answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub satisfaction: Option<Satisfaction>,
    /// The questions to customers' systems, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consultations: Vec<Consultation>,
    /// The nodes that the call entered and the keys that were pressed there (the navigation path).
    pub path: Vec<PathStep>,
    /// Everybody who took part or was rung, in the order in which they came; the customer is first.
    pub participants: Vec<Participant>,
    /// The recordings, in order.
    pub recordings: Vec<Recording>,
    /// The message that the caller left last, if it is at least a second long. The recordings have every
    /// one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voicemail: Option<Voicemail>,
}

/// The parts of a call, in milliseconds.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Durations {
    /// Talking: the `duration` of the manuals.
    #[serde(rename = "duration_ms")]
    pub talk_ms: u64,
    /// From the first signal to the end.
    pub total_ms: u64,
    /// In the flow, before the first queue.
    pub ivr_ms: u64,
    /// In queues, ringing included.
    pub wait_ms: u64,
    /// Ringing of the agent who answered, or of the last who was rung.
    pub ring_ms: u64,
}

/// What kind of call it was.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CallKind {
    /// Over a trunk.
    Telephone,
    /// Between two of our own devices.
    Internal,
    /// The center itself called a number to test a trunk.
    Test,
}

/// Who called whom.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// A customer called the center.
    In,
    /// The center called a customer.
    Out,
}

/// Who hung up.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HungUpBy {
    /// The customer.
    User,
    /// The agent, or who talked in his place.
    Agent,
    /// The center.
    System,
}

/// What ended a call beside those who talked.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// The daemon was restarted or ended in the middle of the call.
    Restart,
    /// The daemon was told to stop and the call outlasted the drain.
    Shutdown,
    /// An admin ended it.
    Admin,
    /// No audio came from the customer for too long.
    NoMedia,
    /// The other side's signalling failed.
    Signalling,
    /// The center had no room for it.
    Overload,
    /// A node named something that is gone, or could not do its work.
    Flow,
    /// The longest wait was over, or the queue full, with no exit named for it.
    QueueExit,
    /// Whoever was dialled was not reached, with no exit named for it.
    NotReached,
}

/// One step of the navigation path.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PathStep {
    /// The flow.
    pub ivr: IvrName,
    /// The node.
    pub node: Name,
    /// When the call entered it.
    pub at: Timestamp,
    /// The key that was pressed there and had a branch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<Key>,
    /// The label of that branch or answer, or of the branch that a condition took; of business hours
    /// `open` or `closed`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The name of that branch, if a customer's system gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branch: Option<String>,
    /// The digits that were entered there, unless they are secret.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digits: Option<String>,
}

/// How satisfied a caller is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Satisfaction {
    /// The key that was pressed.
    pub key: Key,
    /// What it says.
    pub label: String,
    /// The node that asked.
    pub node: Name,
}

/// Somebody's part in a call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Participant {
    /// 0 for whoever called, then in the order of ringing.
    pub sequence: u32,
    /// Customer, agent or phone.
    pub kind: ParticipantKind,
    /// The agent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agent: Option<Name>,
    /// His staff number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub staff_number: Option<String>,
    /// The device: the phone's extension.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<Extension>,
    /// The number outside at which he was called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The skill group for which he was rung.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skill_group: Option<Name>,
    /// The participant from whom he took the caller over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transferred_from: Option<u32>,
    /// The participant to whom he handed the caller over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transferred_to: Option<u32>,
    /// When he was called, or when he called.
    pub started_at: Timestamp,
    /// When his device rang.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rang_at: Option<Timestamp>,
    /// When he answered, or was answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<Timestamp>,
    /// When his part was over.
    pub ended_at: Timestamp,
    /// How his part ended.
    pub end_status: EndStatus,
    /// The Call-ID of SIP between the daemon and him, by which his carrier finds the call too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call_id: Option<String>,
    /// The codec that was spoken with him last; it comes with what was measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub codec: Option<Codec>,
    /// What was measured of his audio; it is there a moment after the record is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media: Option<Box<Media>>,
}

/// What part somebody has in a call.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ParticipantKind {
    /// The customer.
    Customer,
    /// An agent at his device.
    Agent,
    /// A phone that stands for itself.
    Phone,
    /// Somebody outside to whom the call was handed.
    Outside,
}

/// A message that a caller left.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Voicemail {
    /// Its recording.
    pub recording: RecordingId,
    /// How long it is.
    pub duration_ms: u64,
    /// The node that took it.
    pub node: Name,
}

/// One recorded talk, or one message of the caller, who is then in the left channel alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Recording {
    /// Its id; the file is `recordings/YYYY/MM/DD/ID.wav` below the data directory, left channel the
    /// customer, right channel the agent.
    pub id: RecordingId,
    /// Where it lies, relative to the data directory.
    pub file: String,
    /// When it began.
    pub started_at: Timestamp,
    /// How long it is.
    pub duration_ms: u64,
    /// The sequence number of the participant in the right channel; of a message, that of the caller.
    pub participant: u32,
}
