//! Who is there before the call, and what those do who are called.

use std::time::Duration;

use contact::{Arrival, DeviceEvent, DialCause, Input, LegEvent, LegId, Release};
use model::state::Presence;
use model::{CallId, DialString, Extension, Name};

use super::walker::{Due, Walk};
use super::{Callee, Question, Staff};

/// How long those who answer let it ring.
pub(crate) const ANSWERS: Duration = Duration::from_secs(2);
/// How long they talk.
pub(crate) const TALKS: Duration = Duration::from_secs(5);

impl Walk<'_> {
    /// Everybody takes his place, and whoever comes before the caller comes.
    pub(super) fn prepare(&mut self) {
        let phones: Vec<Extension> = self.scene.config.phones.keys().cloned().collect();
        for phone in phones {
            self.tell(Input::Device(phone, DeviceEvent::Reachable));
        }
        let groups = self.scene.groups.iter();
        let staffed: Vec<_> = groups
            .map(|(group, stand_in)| (self.staff.get(group).copied(), stand_in))
            .collect();
        for (staff, stand_in) in staffed {
            let Some((agent, _)) = &stand_in.agent else {
                continue;
            };
            if staff == Some(Staff::Nobody) {
                self.tell(Input::SetPresence(agent.clone(), Presence::Offline));
            }
            let ahead = match staff {
                Some(Staff::Busy) => 1,
                Some(Staff::Full) => 2,
                _ => 0,
            };
            for _ in 0..ahead {
                let call = self.fresh();
                self.arrive(call, stand_in.entrance.clone(), String::new());
                while self.agenda.next_at().is_some_and(|at| at <= self.now.mono) {
                    self.pass();
                }
            }
        }
    }

    /// Somebody dials a number.
    pub(super) fn arrive(&mut self, call: CallId, number: DialString, caller: String) {
        self.tell(Input::Arrived(Arrival {
            leg: LegId { call, number: 0 },
            trunk: self.scene.trunk.clone(),
            number,
            caller,
            diversion: Default::default(),
        }));
    }

    /// A phone of ours is called.
    pub(super) fn ring(&mut self, leg: LegId, phone: Extension) {
        if leg.call != self.call {
            return self.due(Duration::ZERO, leg, LegEvent::Up);
        }
        match self.staff_at(&phone) {
            Some(staff) => self.react(leg, staff_reacts(staff), DialCause::Unreachable),
            None => match self.phones.get(&phone).copied() {
                Some(callee) => self.react(leg, callee, DialCause::Unreachable),
                None => self.wonder(Question::Phone(phone)),
            },
        }
    }

    /// A number outside is called.
    pub(super) fn dial_out(&mut self, leg: LegId, number: String) {
        match self.outside.get(&number).copied() {
            Some(callee) => self.react(leg, callee, DialCause::NoNumber),
            None => self.wonder(Question::Outside(number)),
        }
    }

    /// Who stands for a group at this phone.
    fn staff_at(&self, phone: &Extension) -> Option<Staff> {
        let is_his =
            |agent: &Option<(Name, Extension)>| agent.as_ref().is_some_and(|(_, his)| his == phone);
        let mut groups = self.scene.groups.iter();
        let (group, _) = groups.find(|(_, stand_in)| is_his(&stand_in.agent))?;
        Some(self.staff.get(group).copied().unwrap_or(Staff::Silent))
    }

    fn react(&mut self, leg: LegId, callee: Callee, unreachable: DialCause) {
        match callee {
            Callee::Answers => {
                self.due(Duration::ZERO, leg, LegEvent::Ringing);
                self.due(ANSWERS, leg, LegEvent::Up);
                self.due(ANSWERS + TALKS, leg, LegEvent::Gone(Release::HungUp));
            }
            Callee::NoAnswer => self.due(Duration::ZERO, leg, LegEvent::Ringing),
            Callee::Busy => self.due(Duration::ZERO, leg, LegEvent::Failed(DialCause::Busy)),
            Callee::Unreachable => self.due(Duration::ZERO, leg, LegEvent::Failed(unreachable)),
        }
    }

    /// Plans an event of a leg.
    pub(super) fn due(&mut self, after: Duration, leg: LegId, event: LegEvent) {
        let at = self.now.mono + after;
        self.agenda.plan(at, Due::Leg(leg, event));
    }
}

/// What whoever stands for a group does when he is rung.
const fn staff_reacts(staff: Staff) -> Callee {
    match staff {
        Staff::Answers => Callee::Answers,
        Staff::Silent | Staff::Nobody | Staff::Busy | Staff::Full => Callee::NoAnswer,
    }
}
