//! A call that is up, as its events tell it.

use std::collections::{BTreeMap, BTreeSet};

use api::live::{Call, CallPhase};
use jiff::Timestamp;
use model::record::{CallEvent, CallKind, Direction, EventKind};
use model::{Extension, MovedKind, Name, Renames};

/// A call and who is rung or talks in it.
#[derive(Clone, Debug)]
pub struct LiveCall {
    call: Call,
    /// When it began to wait.
    waiting_since: Option<Timestamp>,
    /// Who is rung or talks, by participant.
    devices: BTreeMap<u32, (Option<Name>, Extension)>,
    talking: Option<u32>,
    /// Who was dialled and has not answered.
    dialled: BTreeSet<u32>,
    /// Whether one of our phones called, which is participant 0.
    own: bool,
}

impl LiveCall {
    /// The call of a first event.
    pub fn new(first: &CallEvent) -> LiveCall {
        LiveCall {
            call: Call {
                id: first.call,
                kind: CallKind::Telephone,
                direction: Direction::In,
                caller: String::new(),
                callee: String::new(),
                trunk: None,
                phase: CallPhase::Ivr,
                ivr: None,
                node: None,
                skill_group: None,
                agent: None,
                phone: None,
                started_at: first.at,
                answered_at: None,
                revision: model::Revision::default(),
            },
            waiting_since: None,
            devices: BTreeMap::new(),
            talking: None,
            dialled: BTreeSet::new(),
            own: false,
        }
    }

    /// Takes one event in.
    pub fn apply(&mut self, event: &CallEvent) {
        match &event.kind {
            EventKind::Arrived {
                kind,
                direction,
                trunk,
                caller,
                callee,
                ivr,
                revision,
                ..
            } => {
                self.call.kind = *kind;
                self.call.direction = *direction;
                self.call.trunk.clone_from(trunk);
                self.call.caller.clone_from(caller);
                self.call.callee.clone_from(callee);
                self.call.ivr.clone_from(ivr);
                self.call.revision = *revision;
            }
            EventKind::Entered { node, .. } => self.call.node = Some(node.clone()),
            EventKind::Queued { group, .. } => {
                self.call.skill_group = Some(group.clone());
                self.waiting_since = Some(event.at);
            }
            EventKind::Dequeued { .. } => self.waiting_since = None,
            EventKind::Offered {
                participant,
                agent,
                phone,
                ..
            } => {
                self.devices
                    .insert(*participant, (agent.clone(), phone.clone()));
            }
            EventKind::OfferEnded { participant, .. } => {
                self.devices.remove(participant);
            }
            EventKind::Originated { agent, phone, .. } => {
                self.own = true;
                self.devices.insert(0, (agent.clone(), phone.clone()));
            }
            EventKind::Dialled {
                participant,
                agent,
                phone,
                ..
            } => {
                self.dialled.insert(*participant);
                if let Some(phone) = phone {
                    self.devices
                        .insert(*participant, (agent.clone(), phone.clone()));
                }
            }
            EventKind::DialEnded { participant, .. } => {
                self.dialled.remove(participant);
                self.devices.remove(participant);
            }
            EventKind::Answered { participant } => {
                self.dialled.remove(participant);
                self.talking = Some(*participant);
                self.call.answered_at.get_or_insert(event.at);
            }
            EventKind::Transferring { participant } => {
                self.talking = self.talking.filter(|who| who != participant);
            }
            EventKind::TakenBack { participant } => self.talking = Some(*participant),
            EventKind::Left { participant, .. } | EventKind::HandedOver { participant } => {
                self.devices.remove(participant);
                self.talking = self.talking.filter(|who| who != participant);
            }
            _ => {}
        }
        self.look_around();
    }

    /// What it has to do with goes by the names of another configuration from here on. Who talks has the
    /// name with which that began.
    pub fn rename(&mut self, names: &Renames) {
        names.names(MovedKind::Ivrs, &mut self.call.ivr);
        names.names(MovedKind::Trunks, &mut self.call.trunk);
        names.names(MovedKind::SkillGroups, &mut self.call.skill_group);
    }

    /// The call as it is shown.
    pub fn shown(&self) -> &Call {
        &self.call
    }

    /// Since when it has waited.
    pub fn waiting_since(&self) -> Option<Timestamp> {
        self.waiting_since
    }

    /// Who is rung or talks.
    pub fn devices(&self) -> impl Iterator<Item = (Option<&Name>, &Extension, bool)> {
        self.devices
            .iter()
            .map(|(who, (agent, phone))| (agent.as_ref(), phone, self.is_up(*who)))
    }

    fn is_up(&self, who: u32) -> bool {
        self.talking == Some(who) || (self.own && who == 0)
    }

    fn look_around(&mut self) {
        self.call.phase = match (self.talking, self.waiting_since) {
            (Some(_), _) => CallPhase::Talk,
            (None, Some(_)) if !self.devices.is_empty() => CallPhase::Ringing,
            (None, Some(_)) => CallPhase::Queue,
            (None, None) if !self.dialled.is_empty() => CallPhase::Ringing,
            (None, None) => CallPhase::Ivr,
        };
        let shown = self
            .talking
            .and_then(|who| self.devices.get(&who))
            .or_else(|| self.devices.values().next_back());
        self.call.agent = shown.and_then(|(agent, _)| agent.clone());
        self.call.phone = shown.map(|(_, phone)| phone.clone());
    }
}
