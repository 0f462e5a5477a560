//! Who took part in a call or was rung for it.

use jiff::Timestamp;
use model::Name;
use model::record::{
    CallEvent, EndStatus, EventKind, HungUpBy, OfferEnd, Participant, ParticipantKind,
};

/// The participants in the making, in the order in which they came.
#[derive(Default)]
pub(super) struct People(Vec<Person>);

struct Person {
    part: Participant,
    rang_us: Option<u64>,
    /// When the ringing was over, answered or not.
    rung_us: Option<u64>,
    over: bool,
}

impl People {
    pub(super) fn take(&mut self, event: &CallEvent) {
        match &event.kind {
            EventKind::Arrived { .. } => self.0.push(Person::customer(event)),
            EventKind::Accepted => self.update(0, |one| one.part.answered_at = Some(event.at)),
            EventKind::Offered {
                participant,
                agent,
                staff_number,
                phone,
                group,
            } => {
                let mut person = Person::new(event, *participant, ParticipantKind::Phone);
                if agent.is_some() {
                    person.part.kind = ParticipantKind::Agent;
                }
                person.part.agent.clone_from(agent);
                person.part.staff_number.clone_from(staff_number);
                person.part.phone = Some(phone.clone());
                person.part.skill_group = Some(group.clone());
                self.0.push(person);
            }
            EventKind::Ringing { participant } => self.update(*participant, |one| {
                one.part.rang_at = Some(event.at);
                one.rang_us = Some(event.elapsed_us);
            }),
            EventKind::Answered { participant } => self.update(*participant, |one| {
                one.part.answered_at = Some(event.at);
                one.rung_us = Some(event.elapsed_us);
            }),
            EventKind::OfferEnded { participant, end } => self.update(*participant, |one| {
                one.rung_us = Some(event.elapsed_us);
                one.leave(event.at, of_offer(*end));
            }),
            EventKind::Left { participant, by } => {
                self.update(*participant, |one| one.leave(event.at, of_talk(*by)));
            }
            _ => {}
        }
    }

    /// The agent who was the last to talk, or the last who was rung, with his staff number.
    pub(super) fn answerer(&self) -> Option<(Option<Name>, Option<String>)> {
        self.chief()
            .map(|one| (one.part.agent.clone(), one.part.staff_number.clone()))
    }

    /// How long the device of the same person rang; `end_us` is the end of the call.
    pub(super) fn ring_us(&self, end_us: u64) -> u64 {
        let ring = |one: &Person| {
            let since = one.rang_us?;
            Some(one.rung_us.unwrap_or(end_us).saturating_sub(since))
        };
        self.chief().and_then(ring).unwrap_or(0)
    }

    /// All of them; those who were still there left with the call, the customer with its status.
    pub(super) fn close(mut self, end_at: Timestamp, status: EndStatus) -> Vec<Participant> {
        for one in &mut self.0 {
            let own = match (one.part.kind, one.part.answered_at) {
                (ParticipantKind::Customer, _) => status,
                (_, Some(_)) => EndStatus::Ok,
                (_, None) => EndStatus::RingingGiveUp,
            };
            one.leave(end_at, own);
        }
        self.0.into_iter().map(|one| one.part).collect()
    }

    fn chief(&self) -> Option<&Person> {
        let mut devices = self
            .0
            .iter()
            .filter(|one| one.part.kind != ParticipantKind::Customer);
        let talked = devices.clone().filter(|one| one.part.answered_at.is_some());
        talked
            .max_by_key(|one| one.rung_us)
            .or_else(|| devices.next_back())
    }

    fn update(&mut self, sequence: u32, change: impl FnOnce(&mut Person)) {
        if let Some(one) = self.0.iter_mut().rfind(|one| one.part.sequence == sequence) {
            change(one);
        }
    }
}

impl Person {
    fn new(event: &CallEvent, sequence: u32, kind: ParticipantKind) -> Person {
        let part = Participant {
            sequence,
            kind,
            agent: None,
            staff_number: None,
            phone: None,
            skill_group: None,
            started_at: event.at,
            rang_at: None,
            answered_at: None,
            ended_at: event.at,
            end_status: EndStatus::Ok,
        };
        Person {
            part,
            rang_us: None,
            rung_us: None,
            over: false,
        }
    }

    fn customer(event: &CallEvent) -> Person {
        Person::new(event, 0, ParticipantKind::Customer)
    }

    fn leave(&mut self, at: Timestamp, status: EndStatus) {
        if !self.over {
            self.part.ended_at = at;
            self.part.end_status = status;
            self.over = true;
        }
    }
}

/// How the part of somebody who was only rung ended. Who lost a simultaneous ring missed nothing.
fn of_offer(end: OfferEnd) -> EndStatus {
    match end {
        OfferEnd::NoAnswer | OfferEnd::Rejected | OfferEnd::Withdrawn => EndStatus::SeatGiveUp,
        OfferEnd::Failed => EndStatus::ClientError,
        OfferEnd::AnsweredElsewhere => EndStatus::Ok,
        OfferEnd::CallerGone => EndStatus::RingingGiveUp,
    }
}

/// How the part of somebody who talked ended: the system lets a participant go alone only when his
/// device or network failed.
fn of_talk(by: HungUpBy) -> EndStatus {
    match by {
        HungUpBy::User | HungUpBy::Agent => EndStatus::Ok,
        HungUpBy::System => EndStatus::ClientError,
    }
}
