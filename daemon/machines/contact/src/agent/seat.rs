//! One who can take calls.

use std::time::Duration;

use jiff::Timestamp;
use kernel::Mono;
use model::config::{Routing, WrapUpEnd};
use model::state::{AgentState, Chosen, Presence};
use model::{Extension, Name};

use super::Devices;
use crate::{AgentStatus, LegId};

/// An agent, or a phone that stands for itself.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum SeatId {
    /// An agent at any of his phones.
    Agent(Name),
    /// A phone that is bound to nobody.
    Phone(Extension),
}

impl SeatId {
    /// The agent, if it is one.
    pub(crate) fn agent(&self) -> Option<&Name> {
        match self {
            SeatId::Agent(name) => Some(name),
            SeatId::Phone(_) => None,
        }
    }
}

/// What calls make of a seat.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Activity {
    /// Nothing.
    Free,
    /// A leg rings its device. The leg's id is the generation of the lease: it is never used again.
    Ringing(LegId),
    /// It talks on a leg.
    Talking(LegId),
    /// Its agent works after a call, for this long; `None`: until he acts.
    WrapUp(Option<Duration>),
}

impl Activity {
    /// What a talk that is over is followed by.
    pub(crate) fn after_talk(routing: &Routing) -> Activity {
        match (routing.wrap_up_end, routing.wrap_up.get()) {
            (WrapUpEnd::Manual, _) => Activity::WrapUp(None),
            (WrapUpEnd::Automatic, Duration::ZERO) => Activity::Free,
            (WrapUpEnd::Automatic, span) => Activity::WrapUp(Some(span)),
        }
    }
}

/// What is known of a seat.
pub(crate) struct Seat {
    /// What its agent has chosen; a phone is always ready.
    pub(crate) chosen: Chosen,
    /// Whether he chose it during the call that he is in or works after.
    pub(crate) pending: bool,
    /// What calls make of it.
    pub(crate) activity: Activity,
    /// The call that its user has begun at the same phone in the middle of a talk, to consult somebody.
    pub(crate) consults: Option<LegId>,
    /// What follows that call, if the talk was over before.
    pub(crate) owed: Option<Activity>,
    /// Its phones, lowest extension first.
    pub(crate) phones: Vec<Extension>,
    /// The skill groups whose calls it takes.
    pub(crate) groups: Vec<Name>,
    /// Whether it is left alone for a while because it did not take a call.
    pub(crate) resting: bool,
    /// Whether it stands in the configuration; one that does not is forgotten when its call ends.
    pub(crate) configured: bool,
    /// What it does, as last told.
    pub(crate) state: AgentState,
    /// Since when.
    pub(crate) since: Timestamp,
    /// Since when it is idle, for the order of offers.
    pub(crate) idle_since: Mono,
    /// The `idle_since` that it gets back if an offer ends by no doing of its own.
    pub(crate) place: Option<Mono>,
    /// Whether its groups know it as one that can be offered a call.
    pub(crate) free: bool,
    /// Whether its groups count it as online.
    pub(crate) online: bool,
}

impl Seat {
    /// A seat without phones and groups.
    pub(crate) fn new(since: Timestamp) -> Seat {
        Seat {
            chosen: Chosen::default(),
            pending: false,
            activity: Activity::Free,
            consults: None,
            owed: None,
            phones: Vec::new(),
            groups: Vec::new(),
            resting: false,
            configured: true,
            state: AgentState::Offline,
            since,
            idle_since: Mono::ZERO,
            place: None,
            free: false,
            online: false,
        }
    }

    /// What it does, from what was chosen, what calls make of it and which devices can be reached.
    pub(crate) fn compute(&self, devices: &Devices) -> AgentState {
        let reachable = || self.phones.iter().any(|phone| devices.reachable(phone));
        match (&self.activity, self.chosen.presence) {
            (Activity::Ringing(_) | Activity::Talking(_), _) => AgentState::OnCall,
            (Activity::WrapUp(_), _) => AgentState::WrapUp,
            (Activity::Free, Presence::Offline) => AgentState::Offline,
            (Activity::Free, _) if !reachable() => AgentState::Offline,
            (Activity::Free, Presence::NotReady) => AgentState::NotReady,
            (Activity::Free, Presence::Break) => AgentState::Break,
            (Activity::Free, Presence::Idle) => AgentState::Idle,
        }
    }

    /// The phone that rings for it: the lowest extension that can be rung.
    pub(crate) fn device<'a>(&'a self, devices: &Devices) -> Option<&'a Extension> {
        self.phones.iter().find(|phone| devices.free(phone))
    }

    /// Whether a call hangs on it.
    pub(crate) fn on_call(&self) -> bool {
        matches!(self.activity, Activity::Ringing(_) | Activity::Talking(_))
    }

    /// What others are told of an agent.
    pub(crate) fn status(&self, agent: &Name) -> AgentStatus {
        AgentStatus {
            agent: agent.clone(),
            presence: self.chosen.presence,
            reason: self.chosen.reason.clone(),
            forced: self.chosen.forced,
            pending: self.pending.then_some(self.chosen.presence),
            state: self.state,
            since: self.since,
            wrap_up: match self.activity {
                Activity::WrapUp(span) => span,
                _ => None,
            },
        }
    }
}
