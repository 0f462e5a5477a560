//! The story of one call as its parties lived through it: who rang, who answered, what the caller heard.
//! Of what the center writes down about it nothing is known here.

use std::collections::BTreeMap;
use std::time::Duration;

use kernel::Mono;
use model::record::{CallRecord, Cause, EndStatus, Participant};

use super::grounds::Grounds;
use super::parts::{Departure, Over, Parts};
use super::times::Times;
use super::verdict::Verdict;
use crate::sweep::center::{self, RING_SECONDS};

/// How long a 200 of ours may lack its ACK (RFC 3261 section 13.3.1.4).
const UNACKNOWLEDGED: Duration = Duration::from_secs(32);

/// What the caller hears.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Hears {
    /// A flow, or nothing yet.
    Flow,
    /// The music or announcement of a queue, since then.
    Queue(Mono),
}

/// A device that is called.
#[derive(Debug)]
struct Offer {
    since: Mono,
    rings: bool,
}

/// A call.
#[derive(Debug)]
pub struct Story {
    /// The number that was dialled.
    pub dialled: String,
    hears: Hears,
    /// Whether he was told that nobody works at this hour.
    closed: bool,
    /// Our 200 without an ACK.
    unacknowledged: Option<Mono>,
    offers: BTreeMap<u16, Offer>,
    /// The extensions that were ever called, by leg.
    called: BTreeMap<u32, String>,
    /// Whether an agent ever answered.
    talked: bool,
    /// The leg with which the caller talks.
    talks: Option<u16>,
    parts: Parts,
    times: Times,
    over: Over,
    /// Whether a device was called in vain for a reason that lies with its user.
    missed: bool,
    /// What the call would be if it were cut off, from each moment on.
    past: Vec<(Mono, EndStatus)>,
    end: Option<(Mono, Vec<Verdict>)>,
}

impl Story {
    /// A call that comes in.
    pub fn new(now: Mono, dialled: String) -> Story {
        Story {
            dialled,
            hears: Hears::Flow,
            closed: false,
            unacknowledged: None,
            offers: BTreeMap::new(),
            called: BTreeMap::new(),
            talked: false,
            talks: None,
            parts: Parts::default(),
            times: Times::new(now),
            over: Over::No,
            missed: false,
            past: vec![(now, EndStatus::IvrGiveUp)],
            end: None,
        }
    }

    /// The caller is sent a 200.
    pub fn answered(&mut self, now: Mono) {
        self.unacknowledged.get_or_insert(now);
    }

    /// His ACK came.
    pub fn acknowledged(&mut self) {
        self.unacknowledged = None;
    }

    /// The caller begins to hear something.
    pub fn hears(&mut self, now: Mono, queue: bool, closed: bool) {
        self.closed |= closed;
        self.hears = match self.hears {
            Hears::Queue(since) if queue => Hears::Queue(since),
            _ if queue => Hears::Queue(now),
            _ => Hears::Flow,
        };
    }

    /// A device is called.
    pub fn offered(&mut self, now: Mono, leg: u16) {
        let since = now;
        self.offers.insert(
            leg,
            Offer {
                since,
                rings: false,
            },
        );
    }

    /// That extension is called on a leg.
    pub fn called(&mut self, leg: u16, extension: &str) {
        let extension = extension.to_owned();
        self.called.entry(u32::from(leg)).or_insert(extension);
    }

    /// Whom a record names who was not called there.
    pub fn misnames(&self, record: &CallRecord) -> Option<String> {
        let devices = record.participants.iter().filter(|it| it.sequence > 0);
        let wrong = |it: &&Participant| {
            let extension = self.called.get(&it.sequence);
            extension.is_some_and(|right| !is_at(it, right))
        };
        let stranger = devices.clone().find(wrong);
        let talked = devices.clone().any(|it| it.answered_at.is_some());
        let could =
            |it: &Participant| it.agent == record.agent && it.staff_number == record.staff_number;
        let mut known = devices.filter(|it| !talked || it.answered_at.is_some());
        let named = record.agent.is_none() || known.any(could);
        match stranger {
            Some(it) => Some(format!("participant {} is {:?}", it.sequence, it.agent)),
            None if !named => Some(format!("{:?} is none of those", record.agent)),
            None => None,
        }
    }

    /// It rings.
    pub fn rings(&mut self, leg: u16) {
        if let Some(offer) = self.offers.get_mut(&leg) {
            offer.rings = true;
        }
    }

    /// It answers; false: too late, it is not called any more.
    pub fn picked_up(&mut self, now: Mono, leg: u16) -> bool {
        let wanted = self.offers.remove(&leg).is_some();
        if wanted {
            self.hears = Hears::Flow;
            self.talked = true;
            self.talks = Some(leg);
            self.parts.answers();
            self.times.answered(now);
        }
        wanted
    }

    /// It is not called any more, or its talk is over.
    pub fn left(&mut self, now: Mono, leg: u16, how: Departure) {
        let talked = self.talks.take_if(|talks| *talks == leg).is_some();
        if talked {
            self.times.left(now);
        }
        let offer = self.offers.remove(&leg);
        let rang_out = |offer: &Offer| now.since(offer.since) >= Duration::from_secs(RING_SECONDS);
        let how = match (how, &offer) {
            (Departure::LetGo, _) if talked => Departure::CutOff,
            (Departure::LetGo, Some(offer)) if rang_out(offer) => Departure::RangOut,
            (how, _) => how,
        };
        if talked || offer.is_some() {
            self.missed |= how.is_missed();
            self.parts.leaves(leg, how);
        }
    }

    /// Whether the caller talks with that leg.
    pub fn talks_with(&self, leg: u16) -> bool {
        self.talks == Some(leg)
    }

    /// Whether the caller waits.
    pub fn waits(&self) -> bool {
        self.end.is_none() && matches!(self.hears, Hears::Queue(_))
    }

    /// Everything that one input led to is known: the call has reached what it has reached.
    pub fn settled(&mut self, now: Mono) {
        let phase = self.phase();
        if self.end.is_none() && self.reached() != phase {
            self.past.push((now, phase));
        }
        self.parts.settle(now, self.over);
    }

    fn phase(&self) -> EndStatus {
        let rings = self.offers.values().any(|offer| offer.rings);
        match self.hears {
            _ if self.talked => EndStatus::Ok,
            Hears::Flow if self.closed => EndStatus::NotWorkTime,
            Hears::Flow => EndStatus::IvrGiveUp,
            Hears::Queue(_) if rings => EndStatus::RingingGiveUp,
            Hears::Queue(_) => EndStatus::WaitingGiveUp,
        }
    }

    /// The status of a call that is cut off where it was before the present input.
    pub fn reached(&self) -> EndStatus {
        self.past
            .last()
            .map_or(EndStatus::IvrGiveUp, |(_, status)| *status)
    }

    /// The call is over, for a reason that could be seen.
    pub fn ends(&mut self, now: Mono, verdict: Verdict) {
        if self.end.is_none() {
            self.end = Some((now, vec![verdict]));
            self.over = Over::CutOff;
        }
    }

    /// The call is over because the center says so.
    pub fn is_ended(&mut self, now: Mono, grounds: Grounds) {
        if self.end.is_some() {
            return;
        }
        if self.is_lost(now) {
            let signalling = Verdict::by_center(self.reached(), Some(Cause::Signalling));
            return self.ends(now, signalling);
        }
        self.end = Some((now, self.verdicts(now, grounds)));
        self.over = Over::RunOut;
    }

    /// Whether the caller has not acknowledged our answer for too long.
    fn is_lost(&self, now: Mono) -> bool {
        self.unacknowledged
            .is_some_and(|since| now.since(since) >= UNACKNOWLEDGED)
    }

    fn verdicts(&self, now: Mono, grounds: Grounds) -> Vec<Verdict> {
        let status = match (self.talked, self.missed) {
            (true, _) => EndStatus::Ok,
            _ if self.closed => EndStatus::NotWorkTime,
            (_, true) => EndStatus::SeatGiveUp,
            _ => EndStatus::IvrEnd,
        };
        let waited = match self.hears {
            Hears::Queue(since) => Some(now.since(since)),
            Hears::Flow => None,
        };
        let too_long = waited
            .zip(grounds.longest)
            .is_some_and(|(waited, longest)| waited >= longest);
        let mut verdicts = Vec::new();
        if waited.is_none() {
            verdicts.push(Verdict::by_center(status, None));
        }
        if too_long || (waited.is_none() && grounds.others_wait) {
            verdicts.push(Verdict::by_center(status, Some(Cause::QueueExit)));
        }
        if grounds.gone {
            verdicts.push(Verdict::by_center(status, Some(Cause::Flow)));
        }
        if grounds.deserted {
            let nobody = if self.talked {
                EndStatus::Ok
            } else {
                EndStatus::NoSeatOnline
            };
            verdicts.push(Verdict::by_center(nobody, None));
        }
        verdicts
    }

    /// The power failed: what the disk has not is forgotten, from `lost` on if anything.
    pub fn crashed(&mut self, now: Mono, lost: Option<Mono>) {
        let rings = self.offers.keys().copied();
        self.parts.crashed(now, lost, rings, self.talks);
        self.times.crashed(lost);
        self.offers.clear();
        self.talks = None;
        let forgotten = |at: Mono| lost.is_some_and(|lost| lost <= at);
        let known = match &self.end {
            Some((at, _)) if !forgotten(*at) => return,
            Some((_, verdicts)) => verdicts.clone(),
            None => Vec::new(),
        };
        let until = self.past.iter().skip(1).map(|(at, _)| Some(*at));
        let phases = self.past.iter().zip(until.chain([None]));
        let cut_off = phases
            .filter(|(_, until)| until.is_none_or(forgotten))
            .map(|((_, status), _)| Verdict::by_center(*status, Some(Cause::Restart)));
        // A queue lets a device go before the caller, and a crash may come in between.
        let let_go = Verdict::by_center(EndStatus::WaitingGiveUp, Some(Cause::Restart));
        let ran_out = self.over == Over::RunOut && self.reached() == EndStatus::RingingGiveUp;
        let let_go = ran_out.then_some(let_go);
        let verdicts = known.into_iter().chain(cut_off).chain(let_go).collect();
        self.end = Some((now, verdicts));
    }

    /// How long it took.
    pub fn times(&self) -> &Times {
        &self.times
    }

    /// The caller's line is closed.
    pub fn closed(&mut self, now: Mono) {
        self.times.ended(now);
    }

    /// How those who were called came out of it.
    pub fn parts(&self) -> &Parts {
        &self.parts
    }

    /// How it may be judged; `None`: it is not over.
    pub fn judgement(&self) -> Option<&[Verdict]> {
        self.end.as_ref().map(|(_, verdicts)| verdicts.as_slice())
    }
}

/// Whether somebody is the one at an extension, on its telephone.
fn is_at(one: &Participant, extension: &str) -> bool {
    let phone = one.phone.as_ref().map(|phone| phone.as_str());
    let agent = one.agent.as_ref().map(|agent| agent.as_str().to_owned());
    phone == Some(extension) && agent == center::agent_at(extension)
}
