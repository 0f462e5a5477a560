//! What goes into the center and what comes out of it.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use kernel::Mono;
use model::ask::{Ask, AskId, Reply};
use model::config::{Clip, Config};
use model::record::{CallEvent, CallRecord, Diversion, DiversionReason};
use model::state::{AgentState, Chosen, Presence};
use model::{CallId, DialString, Extension, Key, Moved, Name, RecordingId, Revision, Touched};

/// One leg of a call: the customer's is 0, those of agents' devices follow.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LegId {
    /// The call that it belongs to, for its whole life.
    pub call: CallId,
    /// Its number in that call. It is also the participant's sequence number in the record.
    pub number: u16,
}

/// One playing of something to one leg; a leg never reuses one.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PlayId(pub u32);

/// A call from outside that is sent on to another number there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forwarded {
    /// The number of ours that was called.
    pub called: DialString,
    /// Why it is.
    pub reason: DiversionReason,
}

/// What the center is told.
#[derive(Clone, Debug)]
pub enum Input {
    /// A customer's call reached one of our numbers. The leg is 0 of a fresh call id.
    Arrived(Arrival),
    /// Somebody dials at one of our phones, which has proved who it is. The leg is 0 of a fresh call id.
    Dialled(Outgoing),
    /// Something happened on a leg.
    Leg(LegId, LegEvent),
    /// Whoever is at a leg wants his caller called elsewhere, at what he has dialled. What becomes of it
    /// is told by [`Output::Transfer`], at least once.
    Transfer(LegId, String),
    /// Whoever is at the first leg has called somebody else from the same phone, by the second, and
    /// wants his caller to talk with him. What becomes of it is told as of any transfer.
    Join(LegId, LegId),
    /// A phone of the live configuration became reachable or unreachable. Phones begin as
    /// unreachable, those with a fixed contact too.
    Device(Extension, DeviceEvent),
    /// A customer's system answered a question of a call, or did not. One that was forgotten meanwhile
    /// changes nothing.
    Replied(AskId, Reply),
    /// Somebody with the right to do so set an agent's presence. It ends a wrap-up; in a call it
    /// takes effect after it; while his device rings, anything but `idle` withdraws the offer.
    SetPresence(Name, Presence),
    /// A caller is blocked from here on (true), or let in again. It concerns the next calls.
    Block(String, bool),
    /// An agent, or somebody with the right to do so for him, does something about his state.
    Agent(Name, AgentAct),
    /// An admin ends a call.
    EndCall(CallId),
    /// Calls reach the other side over a trunk (true), or do not. Where there is another way out, it is
    /// preferred.
    Trunk(Name, bool),
    /// The next configuration calls these by other names, and they are who they were.
    Moved(Vec<Moved>),
    /// A new configuration is live from this moment.
    Configured(Arc<Config>, Revision, Touched),
    /// No new calls; those that are up may finish.
    Drain,
    /// End every call that is still up, with cause `shutdown`.
    EndAll,
    /// Time has passed: a deadline may have come. (Every input does what is due before it.)
    Timeout,
}

/// A customer's call.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// Its first leg.
    pub leg: LegId,
    /// The trunk that brought it.
    pub trunk: Name,
    /// The configured number that it dialled.
    pub number: model::DialString,
    /// The caller's number; empty if withheld.
    pub caller: String,
    /// Who sent the call on before it came.
    pub diversion: Diversion,
}

/// A call that one of our phones begins.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// Its first leg.
    pub leg: LegId,
    /// The phone.
    pub phone: Extension,
    /// What was dialled.
    pub dialled: String,
}

/// What happens on a leg.
#[derive(Clone, Debug, PartialEq)]
pub enum LegEvent {
    /// The device rings.
    Ringing,
    /// Audio comes from there before anybody answers.
    Early,
    /// The device answered, or our answer to the customer is established: audio can flow.
    Up,
    /// A call to a device came to nothing.
    Failed(DialCause),
    /// The other side hung up, or the leg broke. The leg is over.
    Gone(Release),
    /// The other side pressed a key.
    Digit(Key),
    /// A playing ended by itself or failed; not told after a stop.
    Played(PlayId, PlayEnd),
    /// No packet came for the configured time.
    NoMedia,
    /// Nobody has spoken into this recording for as long as it listens.
    Quiet(RecordingId),
}

/// Why a call to a device came to nothing.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum DialCause {
    /// The device is busy.
    Busy,
    /// The device rejected the call.
    Rejected,
    /// The device did not answer in the time of its own.
    NoAnswer,
    /// The device cannot be reached.
    Unreachable,
    /// There is no port, channel or room for it.
    NoRoom,
    /// There is no such number.
    NoNumber,
    /// What was dialled is no whole number.
    NotANumber,
    /// The other side's telephone is off.
    Off,
    /// The carrier does not put the call through.
    Blocked,
    /// The carrier has a fault.
    Carrier,
    /// Anything else.
    Failed,
}

/// How a leg that was up ended.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Release {
    /// The other side hung up, before or after it was answered.
    HungUp,
    /// Its signalling or media failed.
    Broken,
}

/// How a playing ended.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum PlayEnd {
    /// Everything was played.
    Done,
    /// It could not be played; the flow goes on as if it had been.
    Failed,
}

/// A change in the reachability of a phone.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum DeviceEvent {
    /// It registered, or has a fixed contact.
    Reachable,
    /// Its last registration ended.
    Unreachable,
}

/// Why a call is not taken.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The number is not configured or has no flow.
    NotFound,
    /// The caller is on a blacklist. The call has a record.
    Blocked,
    /// A limit of the center, the trunk or the number is reached, or the center drains. The call has a
    /// record.
    NoRoom,
    /// The same, where too many are refused to give each a record.
    Flood,
    /// One of our phones may not dial that.
    Forbidden,
    /// Whoever dials has a call already.
    Occupied,
    /// Whom one of our phones has dialled was not reached. The call has a record.
    NotReached(DialCause),
}

/// What becomes of a transfer.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Handover {
    /// It is not tried.
    Refused(Refusal),
    /// Whoever is meant is called. `Done` or `Failed` follows, unless the leg is over before.
    Begun,
    /// He has the caller, and the leg that asked is over.
    Done,
    /// He is not reached: the two talk again.
    Failed(DialCause),
}

/// Something to hear.
#[derive(Clone, Debug, PartialEq)]
pub enum Sound {
    /// A text to speak, with all variables replaced.
    Text {
        /// What is said.
        text: Arc<str>,
        /// `zh` or `en`.
        voice: Arc<str>,
    },
    /// An audio file of the library.
    Clip(Clip),
    /// Ring-back tone.
    RingBack,
    /// The tone after which a message is recorded.
    Beep,
}

/// What the center wants done.
#[derive(Clone, Debug, PartialEq)]
pub enum Output {
    /// Do not take the customer's call. The leg is over.
    Refuse(LegId, Refusal),
    /// Tell whoever calls that it rings.
    Ring(LegId),
    /// Let whoever calls hear what comes before an answer, from the leg that he is bridged to.
    Progress(LegId),
    /// Answer whoever calls; `Up` follows.
    Accept(LegId),
    /// Call a phone; `Ringing`, `Up` or `Failed` follow.
    Dial {
        /// The leg that it becomes.
        leg: LegId,
        /// The phone.
        phone: Extension,
        /// The number to show.
        caller: String,
        /// The number that the customer dialled.
        callee: String,
        /// Whether it is asked to answer by itself.
        auto_answer: bool,
    },
    /// Call a number outside; `Ringing`, `Early`, `Up` or `Failed` follow.
    DialOut {
        /// The leg that it becomes.
        leg: LegId,
        /// The trunk that leads there.
        trunk: Name,
        /// The number.
        number: String,
        /// The number of ours to show.
        caller: DialString,
        /// That it is a call from outside that goes there, if it is.
        forwarded: Option<Forwarded>,
    },
    /// Let who talks on a leg of another call go on on one of this call. The old leg is over without a
    /// word; `Up` or `Failed` of the new one follows.
    Adopt {
        /// The leg that he becomes.
        leg: LegId,
        /// The leg that he was.
        from: LegId,
    },
    /// End a leg, in whatever state it is: a ringing one is cancelled. Nothing more is told of it.
    HangUp {
        /// The leg.
        leg: LegId,
        /// Whether it stops ringing because somebody else answered.
        elsewhere: bool,
    },
    /// Play sounds one after the other, in place of anything that plays.
    Play {
        /// To whom.
        leg: LegId,
        /// Under what id `Played` tells its end.
        play: PlayId,
        /// What.
        sounds: Vec<Sound>,
        /// How often; `None`: until it is stopped.
        times: Option<u32>,
        /// When it is too late to begin, so that it is left out; `None`: it never is.
        by: Option<Mono>,
    },
    /// Stop what plays.
    Stop(LegId),
    /// What becomes of the transfer that a leg has asked for.
    Transfer(LegId, Handover),
    /// Let two legs hear each other. A bridge ends by itself as soon as one of its legs is over.
    Bridge(LegId, LegId),
    /// End that.
    Unbridge(LegId, LegId),
    /// Record two bridged legs: the left channel hears the first, the right one the second.
    Record {
        /// Its id and file name.
        recording: RecordingId,
        /// When it begins, for the file's folder.
        at: Timestamp,
        /// The customer.
        left: LegId,
        /// The agent.
        right: LegId,
    },
    /// Record one leg alone, in the left channel, and tell [`LegEvent::Quiet`] of it once nobody has
    /// spoken there for so long.
    RecordAlone {
        /// Its id and file name.
        recording: RecordingId,
        /// When it begins, for the file's folder.
        at: Timestamp,
        /// Whom.
        leg: LegId,
        /// How long.
        quiet: Duration,
    },
    /// End a recording.
    StopRecording(CallId, RecordingId),
    /// Write this event down.
    Journal(CallEvent),
    /// Write the record of a finished call down: exactly one for each call.
    Finished(Box<CallRecord>),
    /// Ask a customer's system; `Replied` follows, unless it is forgotten.
    Ask(AskId, Ask),
    /// Nobody waits for the answer any more.
    Forget(AskId),
    /// An agent's state changed.
    AgentChanged(AgentStatus),
}

/// What can be done about an agent's state. [`Center::objection`](crate::Center::objection) says why
/// one of these cannot be done at a moment; it then changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AgentAct {
    /// He chooses a presence, as [`Input::SetPresence`] does.
    Be(Presence),
    /// He goes on a break for a reason of the configuration.
    BreakFor(Name),
    /// His wrap-up goes on until he acts.
    StayInWrapUp,
    /// His wrap-up ends, and he is ready for calls.
    ReturnToService,
    /// He logs in: if he was not there, he is what the configuration says of those who log in.
    LogIn,
    /// He logs out.
    LogOut,
    /// He is logged out, and can choose nothing until that is undone.
    ForceOffline,
    /// That is undone. He is still logged out.
    Restore,
}

/// Why something cannot be done about an agent's state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Objection {
    /// There is no such agent.
    Unknown,
    /// He was forced offline.
    Forced,
    /// He is not in wrap-up, but in this state.
    NotInWrapUp(AgentState),
    /// There is no such reason for a break; these can be chosen.
    NoSuchReason(Vec<Name>),
    /// That reason cannot be chosen any more; these can.
    ReasonDisabled(Vec<Name>),
}

impl fmt::Display for Objection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, reasons) = match self {
            Objection::Unknown => return f.write_str("there is no such agent"),
            Objection::Forced => {
                return f.write_str("forced offline, and can choose nothing until that is undone");
            }
            Objection::NotInWrapUp(state) => {
                return write!(f, "not in wrap-up but `{}`", state.word());
            }
            Objection::NoSuchReason(reasons) => ("there is no such reason for a break", reasons),
            Objection::ReasonDisabled(reasons) => ("that reason is disabled", reasons),
        };
        let names: Vec<String> = reasons.iter().map(|name| format!("`{name}`")).collect();
        match names.is_empty() {
            true => write!(f, "{what}; the center has none"),
            false => write!(f, "{what}; there is {}", names.join(", ")),
        }
    }
}

/// What an agent does at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentStatus {
    /// Who.
    pub agent: Name,
    /// What he has chosen; survives a restart.
    pub presence: Presence,
    /// Why he is on a break, if he said so.
    pub reason: Option<Name>,
    /// Whether he was forced offline.
    pub forced: bool,
    /// What he chose during a call and will be after it.
    pub pending: Option<Presence>,
    /// What he does.
    pub state: AgentState,
    /// When that began.
    pub since: Timestamp,
    /// How long wrap-up lasts from then, if he is in it and it ends by itself.
    pub wrap_up: Option<Duration>,
}

impl AgentStatus {
    /// What survives a restart.
    pub fn chosen(&self) -> Chosen {
        Chosen {
            presence: self.presence,
            reason: self.reason.clone(),
            forced: self.forced,
        }
    }
}
