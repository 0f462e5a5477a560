//! Who took part in a call or was rung for it.

use jiff::Timestamp;
use model::record::{
    CallEvent, CallKind, Direction, EndStatus, EventKind, HungUpBy, OfferEnd, Participant,
    ParticipantKind,
};
use model::{Extension, Name};

/// The participants in the making, in the order in which they came.
#[derive(Default)]
pub(super) struct People {
    all: Vec<Person>,
    /// Whether one of our own phones called.
    out: bool,
    /// Whether the center itself did, which is nobody.
    test: bool,
    /// Who hands the caller over, until somebody has taken him.
    hands_over: Option<u32>,
}

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
            EventKind::Arrived {
                direction, kind, ..
            } => {
                self.out = *direction == Direction::Out;
                self.test = *kind == CallKind::Test;
                if !self.test {
                    self.all
                        .push(Person::new(event, 0, ParticipantKind::Customer));
                }
            }
            EventKind::Originated {
                agent,
                staff_number,
                phone,
            } => self.update(0, |one| one.is_at(agent, staff_number, phone)),
            EventKind::Accepted => self.update(0, |one| one.part.answered_at = Some(event.at)),
            EventKind::Offered {
                participant,
                agent,
                staff_number,
                phone,
                group,
            } => {
                let mut person = Person::new(event, *participant, ParticipantKind::Phone);
                person.is_at(agent, staff_number, phone);
                person.part.skill_group = Some(group.clone());
                self.all.push(person);
            }
            EventKind::Dialled {
                participant,
                agent,
                staff_number,
                phone,
                number,
                ..
            } => {
                let customer = self.out && !self.test && self.hands_over.is_none();
                let outside = match customer {
                    true => ParticipantKind::Customer,
                    false => ParticipantKind::Outside,
                };
                let mut person = Person::new(event, *participant, outside);
                if let Some(phone) = phone {
                    person.is_at(agent, staff_number, phone);
                }
                person.part.number.clone_from(number);
                self.all.push(person);
            }
            EventKind::DialEnded {
                participant,
                status,
                ..
            } => self.update(*participant, |one| {
                one.rung_us = Some(event.elapsed_us);
                one.leave(event.at, *status);
            }),
            EventKind::Ringing { participant } => self.update(*participant, |one| {
                one.part.rang_at = Some(event.at);
                one.rang_us = Some(event.elapsed_us);
            }),
            EventKind::Answered { participant } => {
                self.update(*participant, |one| {
                    one.part.answered_at = Some(event.at);
                    one.rung_us = Some(event.elapsed_us);
                });
                self.take_over(*participant);
            }
            EventKind::Transferring { participant } => self.hands_over = Some(*participant),
            EventKind::TakenBack { .. } => self.hands_over = None,
            EventKind::HandedOver { participant } => {
                self.update(*participant, |one| {
                    one.leave(event.at, EndStatus::CallForward)
                });
            }
            EventKind::OfferEnded { participant, end } => self.update(*participant, |one| {
                one.rung_us = Some(event.elapsed_us);
                one.leave(event.at, of_offer(*end));
            }),
            EventKind::Left { participant, by } => {
                self.update(*participant, |one| {
                    let status = of_talk(one.part.kind, *by);
                    one.leave(event.at, status);
                });
            }
            _ => {}
        }
    }

    /// Whoever has answered has the caller from who handed him over, if somebody did.
    fn take_over(&mut self, participant: u32) {
        if let Some(by) = self.hands_over.take() {
            self.update(by, |one| one.part.transferred_to = Some(participant));
            self.update(participant, |one| one.part.transferred_from = Some(by));
        }
    }

    /// The agent who was the last to talk, or the last who was rung, with his staff number.
    pub(super) fn answerer(&self) -> Option<(Option<Name>, Option<String>)> {
        self.chief()
            .map(|one| (one.part.agent.clone(), one.part.staff_number.clone()))
    }

    /// How long the device of the same person rang, or that of whoever was dialled if he called himself;
    /// `end_us` is the end of the call.
    pub(super) fn ring_us(&self, end_us: u64) -> u64 {
        let ring = |one: &Person| {
            let since = one.rang_us?;
            Some(one.rung_us.unwrap_or(end_us).saturating_sub(since))
        };
        let chief = match self.out {
            true => self.all.last(),
            false => self.chief(),
        };
        chief.and_then(ring).unwrap_or(0)
    }

    /// All of them; those who were still there left with the call, whoever called with its status.
    pub(super) fn close(mut self, end_at: Timestamp, status: EndStatus) -> Vec<Participant> {
        let out = self.out;
        let talked = |one: &Person| one.part.sequence > 0 && one.part.answered_at.is_some();
        let reached = self.all.iter().any(talked);
        for one in &mut self.all {
            let own = match (one.part.sequence, one.part.answered_at) {
                (0, _) => status,
                (_, Some(_)) => EndStatus::Ok,
                (_, None) if out && !reached => status,
                (_, None) => one.cut_off(out),
            };
            one.leave(end_at, own);
        }
        self.all.into_iter().map(|one| one.part).collect()
    }

    /// Of those at our own devices the one who was the last to answer, or the last of them.
    fn chief(&self) -> Option<&Person> {
        let ours = |one: &&Person| {
            matches!(
                one.part.kind,
                ParticipantKind::Agent | ParticipantKind::Phone
            )
        };
        let mut devices = self.all.iter().filter(ours);
        let talked = devices.clone().filter(|one| one.part.answered_at.is_some());
        talked
            .max_by_key(|one| one.rung_us)
            .or_else(|| devices.next_back())
    }

    fn update(&mut self, sequence: u32, change: impl FnOnce(&mut Person)) {
        if let Some(one) = self
            .all
            .iter_mut()
            .rfind(|one| one.part.sequence == sequence)
        {
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
            number: None,
            skill_group: None,
            transferred_from: None,
            transferred_to: None,
            started_at: event.at,
            rang_at: None,
            answered_at: None,
            ended_at: event.at,
            end_status: EndStatus::Ok,
            call_id: None,
            codec: None,
            media: None,
        };
        Person {
            part,
            rang_us: None,
            rung_us: None,
            over: false,
        }
    }

    /// He is at one of our phones.
    fn is_at(&mut self, agent: &Option<Name>, staff_number: &Option<String>, phone: &Extension) {
        self.part.kind = match agent {
            Some(_) => ParticipantKind::Agent,
            None => ParticipantKind::Phone,
        };
        self.part.agent.clone_from(agent);
        self.part.staff_number.clone_from(staff_number);
        self.part.phone = Some(phone.clone());
    }

    /// How the part of somebody ended who was called when the call was cut off, as it ends when its
    /// caller hangs up.
    fn cut_off(&self, out: bool) -> EndStatus {
        let by_queue = self.part.skill_group.is_some();
        match (self.rang_us, &self.part.phone) {
            (_, _) if by_queue => EndStatus::RingingGiveUp,
            (Some(_), Some(_)) if !out => EndStatus::RingingGiveUp,
            (Some(_), _) => EndStatus::CallerCancelWhileRing,
            (None, _) => EndStatus::CallerCancel,
        }
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
/// device or network failed, or, outside, the carrier did.
fn of_talk(kind: ParticipantKind, by: HungUpBy) -> EndStatus {
    match (by, kind) {
        (HungUpBy::User | HungUpBy::Agent, _) => EndStatus::Ok,
        (HungUpBy::System, ParticipantKind::Agent | ParticipantKind::Phone) => {
            EndStatus::ClientError
        }
        (HungUpBy::System, _) => EndStatus::OperatorError,
    }
}
