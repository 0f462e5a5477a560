//! What happens in a call, as it is journaled and as `ccctl logs` shows it.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{CallKind, Cause, Direction, Diversion, EndStatus, HungUpBy, Outcome};
use crate::homes::Home;
use crate::{CallId, Extension, IvrName, Key, Name, RecordingId, Revision};

/// One durable event of a call. The record of a call is computed from its events and nothing else.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CallEvent {
    /// The call.
    pub call: CallId,
    /// 0 for the first event of the call, then one more each.
    pub sequence: u32,
    /// When it happened.
    pub at: Timestamp,
    /// Microseconds since the call's first event by the monotonic clock: durations are computed from
    /// these, so a jump of the wall clock makes none negative.
    pub elapsed_us: u64,
    /// What happened.
    #[serde(flatten)]
    pub kind: EventKind,
}

/// What happened. `participant` is the sequence number of the participant in the record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum EventKind {
    /// A call came in.
    Arrived {
        /// What kind of call.
        kind: CallKind,
        /// Who called whom.
        direction: Direction,
        /// The trunk that brought it.
        trunk: Option<Name>,
        /// The caller.
        caller: String,
        /// The number that was dialled.
        callee: String,
        /// The flow it enters.
        ivr: Option<IvrName>,
        /// The configuration it enters with.
        revision: Revision,
        /// Where the customer's number is at home, as it was known then.
        #[serde(default, skip_serializing_if = "Home::is_unknown")]
        home: Home,
        /// Who sent it on before it came.
        #[serde(default, skip_serializing_if = "Diversion::is_none")]
        diversion: Diversion,
    },
    /// The caller is turned away.
    Blocked {
        /// The caller list; `None`: he was blocked at run time, or is not on the whitelist.
        list: Option<Name>,
    },
    /// The center answered the caller.
    Accepted,
    /// The call entered a node.
    Entered {
        /// The flow.
        ivr: IvrName,
        /// The node.
        node: Name,
    },
    /// The caller pressed a key that has a branch in the node.
    Chose {
        /// The key.
        key: Key,
        /// The branch's label, or the key.
        label: String,
        /// The name of a branch that a customer's system gave.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        branch: Option<String>,
    },
    /// The caller pressed a key without a branch, or none in time.
    Failed {
        /// The key, or none.
        key: Option<Key>,
        /// Failures of this node so far.
        errors: u32,
    },
    /// The caller said how satisfied he is.
    Rated {
        /// The key.
        key: Key,
        /// What it says.
        label: String,
    },
    /// A customer's system was asked, and this came of it.
    Consulted {
        /// Its host.
        host: String,
        /// What came of it.
        outcome: Outcome,
        /// How long the call waited.
        took_ms: u64,
    },
    /// The flow asked whether somebody works.
    CheckedHours {
        /// The business hours.
        hours: Name,
        /// Whether they are open.
        open: bool,
        /// Whether that is so because the emergency switch is on.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        emergency: bool,
    },
    /// A condition took a branch.
    Branched {
        /// The branch's label, or what it asks for.
        label: String,
    },
    /// The caller entered digits.
    Collected {
        /// The variable that holds them.
        variable: Name,
        /// The digits; `None` if they are to be kept out of records.
        digits: Option<String>,
    },
    /// The call began to wait.
    Queued {
        /// The skill group.
        group: Name,
        /// Callers ahead.
        ahead: u32,
    },
    /// The call no longer waits.
    Dequeued {
        /// The skill group.
        group: Name,
        /// Why.
        exit: QueueExit,
    },
    /// A device is called for the waiting caller.
    Offered {
        /// The new participant.
        participant: u32,
        /// The agent; `None`: the phone stands for itself.
        agent: Option<Name>,
        /// His staff number.
        staff_number: Option<String>,
        /// The phone.
        phone: Extension,
        /// The skill group.
        group: Name,
    },
    /// A device rings.
    Ringing {
        /// Whose.
        participant: u32,
    },
    /// An offer came to nothing.
    OfferEnded {
        /// Whose.
        participant: u32,
        /// Why.
        end: OfferEnd,
    },
    /// Somebody answered and talks with the caller.
    Answered {
        /// Who.
        participant: u32,
    },
    /// One of our own phones is the caller: its user is participant 0.
    Originated {
        /// The agent; `None`: the phone stands for itself.
        agent: Option<Name>,
        /// His staff number.
        staff_number: Option<String>,
        /// The phone.
        phone: Extension,
    },
    /// Somebody is called because the flow, or one of our phones, has dialled him: one of our own phones
    /// or a number outside.
    Dialled {
        /// The new participant.
        participant: u32,
        /// The agent, if the phone is his.
        agent: Option<Name>,
        /// His staff number.
        staff_number: Option<String>,
        /// The phone.
        phone: Option<Extension>,
        /// The number outside.
        number: Option<String>,
        /// The trunk that leads there.
        trunk: Option<Name>,
    },
    /// A call to somebody who was dialled came to nothing.
    DialEnded {
        /// Whose.
        participant: u32,
        /// How his part ended.
        status: EndStatus,
        /// Whether it was the caller who did not wait.
        caller_gone: bool,
    },
    /// The caller's message is recorded from here on, until the recording ends.
    VoicemailStarted {
        /// The recording's id.
        recording: RecordingId,
        /// The node that takes it.
        node: Name,
    },
    /// A recording began.
    RecordingStarted {
        /// Its id.
        recording: RecordingId,
        /// Who is in the right channel.
        participant: u32,
    },
    /// A recording ended.
    RecordingStopped {
        /// Its id.
        recording: RecordingId,
    },
    /// Who talks with the caller wants him called elsewhere: their talk pauses.
    Transferring {
        /// Who.
        participant: u32,
    },
    /// Whom he wanted is not reached, and he talks with the caller again.
    TakenBack {
        /// Who.
        participant: u32,
    },
    /// He is gone, and the caller is handed over: to whom he wanted, or to a queue.
    HandedOver {
        /// Who.
        participant: u32,
    },
    /// A participant who talked is gone.
    Left {
        /// Who.
        participant: u32,
        /// Who hung up.
        by: HungUpBy,
    },
    /// The call is over for the customer.
    Ended {
        /// How.
        status: EndStatus,
        /// What else made it end.
        cause: Option<Cause>,
        /// Who hung up.
        by: HungUpBy,
    },
}

/// Why a call no longer waits.
#[derive(
    Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum QueueExit {
    /// Somebody answered.
    Answered,
    /// The longest wait was over.
    Timeout,
    /// Every member is offline or on a break.
    NoAgent,
    /// Everybody was busy, and the flow said that the call does not wait then.
    AllBusy,
    /// There was no room.
    Full,
    /// The caller hung up.
    Abandoned,
    /// The group was deleted.
    GroupGone,
    /// The daemon ended the call.
    System,
}

/// Why an offer came to nothing.
#[derive(
    Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum OfferEnd {
    /// Nobody answered in time.
    NoAnswer,
    /// The device rejected the call.
    Rejected,
    /// The device failed or could not be reached.
    Failed,
    /// Somebody else answered.
    AnsweredElsewhere,
    /// The caller was gone.
    CallerGone,
    /// The agent left, was deleted or changed his state.
    Withdrawn,
}
