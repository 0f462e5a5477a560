//! The story of one call as its parties lived through it: who rang, who answered, what the caller heard.
//! Of what the center writes down about it nothing is known here.

use std::collections::BTreeMap;
use std::time::Duration;

use kernel::Mono;
use model::record::{Cause, EndStatus};

use super::verdict::Verdict;
use crate::sweep::center::RING_SECONDS;

/// Refusals that say that somebody was there, or could have been, and let the call pass.
const LET_PASS: [u16; 6] = [408, 480, 486, 487, 600, 603];
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
    /// Our 200 without an ACK.
    unacknowledged: Option<Mono>,
    offers: BTreeMap<u16, Offer>,
    /// Whether an agent ever answered.
    talked: bool,
    /// The leg with which the caller talks.
    talks: Option<u16>,
    /// Whether a device was called in vain for a reason that lies with its user.
    missed: bool,
    /// What the call would be if it were cut off, from each moment on.
    past: Vec<(Mono, EndStatus)>,
    end: Option<(Mono, Vec<Verdict>)>,
}

/// What the center did not hear from anybody in the call, but must have had for an end of its own.
#[derive(Copy, Clone, Debug)]
pub struct Grounds {
    /// Some group has nobody online.
    pub deserted: bool,
    /// Somebody else waits, so that a group may be full.
    pub others_wait: bool,
    /// What the call's flow leads to is gone.
    pub gone: bool,
    /// The longest wait of a flow that has no exit for it.
    pub longest: Option<Duration>,
}

impl Story {
    /// A call that comes in.
    pub fn new(now: Mono, dialled: String) -> Story {
        Story {
            dialled,
            hears: Hears::Flow,
            unacknowledged: None,
            offers: BTreeMap::new(),
            talked: false,
            talks: None,
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
    pub fn hears(&mut self, now: Mono, queue: bool) {
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

    /// It rings.
    pub fn rings(&mut self, leg: u16) {
        if let Some(offer) = self.offers.get_mut(&leg) {
            offer.rings = true;
        }
    }

    /// It answers; too late if it is not called any more.
    pub fn picked_up(&mut self, leg: u16) {
        if self.offers.remove(&leg).is_some() {
            self.hears = Hears::Flow;
            self.talked = true;
            self.talks = Some(leg);
        }
    }

    /// It is not called any more, or its talk is over; with the refusal that led to it.
    pub fn left(&mut self, now: Mono, leg: u16, refusal: Option<u16>) {
        self.talks.take_if(|talks| *talks == leg);
        let Some(offer) = self.offers.remove(&leg) else {
            return;
        };
        let rang_out = now.since(offer.since) >= Duration::from_secs(RING_SECONDS);
        self.missed |= rang_out || refusal.is_some_and(|status| LET_PASS.contains(&status));
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
    }

    fn phase(&self) -> EndStatus {
        let rings = self.offers.values().any(|offer| offer.rings);
        match self.hears {
            _ if self.talked => EndStatus::Ok,
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
        self.end.get_or_insert_with(|| (now, vec![verdict]));
    }

    /// The call is over because the center says so.
    pub fn is_ended(&mut self, now: Mono, grounds: Grounds) {
        let verdicts = self.verdicts(now, grounds);
        self.end.get_or_insert((now, verdicts));
    }

    fn verdicts(&self, now: Mono, grounds: Grounds) -> Vec<Verdict> {
        if self
            .unacknowledged
            .is_some_and(|since| now.since(since) >= UNACKNOWLEDGED)
        {
            let signalling = Some(Cause::Signalling);
            return vec![Verdict::by_center(self.reached(), signalling)];
        }
        let status = match (self.talked, self.missed) {
            (true, _) => EndStatus::Ok,
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
        let verdicts = known.into_iter().chain(cut_off).collect();
        self.end = Some((now, verdicts));
    }

    /// How it may be judged; `None`: it is not over.
    pub fn judgement(&self) -> Option<&[Verdict]> {
        self.end.as_ref().map(|(_, verdicts)| verdicts.as_slice())
    }
}
