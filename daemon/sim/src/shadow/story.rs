//! The story of one call as its parties lived through it: who rang, who answered, what the caller heard.
//! Of what the center writes down about it nothing is known here.

mod handing;
mod past_queues;
mod unreached;

use std::collections::BTreeMap;
use std::time::Duration;

use contact::Sound;
use kernel::Mono;
use model::record::{CallRecord, Cause, EndStatus, Participant};

use super::callee::{Missed, Way};
use super::grounds::Grounds;
use super::heard;
use super::lines::Broken;
use super::message::Messages;
use super::parts::{Departure, Leaving, Over, Parts};
use super::times::Times;
use super::verdict::Verdict;
use crate::sweep::{center, reach};
use handing::Handing;
use unreached::Unreached;

/// How long a 200 of ours may lack its ACK (RFC 3261 section 13.3.1.4), or a 180 its PRACK.
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
    /// The extension of the phone of ours that called.
    own: Option<String>,
    /// Whether what was dialled there is called at a carrier: a phone may have been taken away whose
    /// extension it was.
    outside: bool,
    hears: Hears,
    /// Whether he was told that nobody works at this hour.
    closed: bool,
    /// Our 200 without an ACK.
    unacknowledged: Option<Mono>,
    offers: BTreeMap<u16, Offer>,
    /// The extensions that were ever called, by leg.
    called: BTreeMap<u32, String>,
    /// What those who talked with the caller made of the call; `None`: nobody did.
    talked: Option<EndStatus>,
    /// The leg with which the caller talks.
    talks: Option<u16>,
    /// Who hands the caller over.
    handing: Option<Handing>,
    /// Why those were called whom a transfer meant.
    handed: BTreeMap<u16, Way>,
    /// Who has handed the caller over, and is about to be let go.
    released: Option<u16>,
    /// Who has the caller back, and since when.
    given_back: Option<(u16, Mono)>,
    /// The leg that has answered one of our phones, which has no answer yet itself.
    pending: Option<u16>,
    /// How somebody who was called past every queue did not take the call, by the present input.
    missing: Option<Missed>,
    /// The same of any input, as the status of his part.
    refused: Option<EndStatus>,
    /// Whether somebody was lost in a talk by the present input.
    lost: bool,
    /// What the caller is to be told next.
    expects: Option<&'static str>,
    broken: Vec<Broken>,
    /// What the caller leaves.
    pub messages: Messages,
    parts: Parts,
    times: Times,
    over: Over,
    /// How those were not reached whom a queue called.
    unreached: Unreached,
    /// What the call would be if it were cut off, from each moment on.
    past: Vec<(Mono, EndStatus)>,
    end: Option<(Mono, Vec<Verdict>)>,
}

impl Story {
    /// A call that comes in.
    pub fn new(now: Mono, dialled: String) -> Story {
        Story::begin(now, dialled, None)
    }

    /// A call that one of our phones begins.
    pub fn own(now: Mono, dialled: String, extension: String) -> Story {
        Story::begin(now, dialled, Some(extension))
    }

    fn begin(now: Mono, dialled: String, own: Option<String>) -> Story {
        let status = match own {
            Some(_) => EndStatus::CallerCancel,
            None => EndStatus::IvrGiveUp,
        };
        let callers = own.iter().map(|extension| (0, extension.clone()));
        Story {
            called: callers.collect(),
            outside: !center::is_extension(&dialled),
            dialled,
            own,
            hears: Hears::Flow,
            closed: false,
            unacknowledged: None,
            offers: BTreeMap::new(),
            talked: None,
            talks: None,
            handing: None,
            handed: BTreeMap::new(),
            released: None,
            given_back: None,
            pending: None,
            missing: None,
            refused: None,
            lost: false,
            expects: None,
            broken: Vec::new(),
            messages: Messages::default(),
            parts: Parts::default(),
            times: Times::new(now),
            over: Over::No,
            unreached: Unreached::default(),
            past: vec![(now, status)],
            end: None,
        }
    }

    /// Whether one of our phones began it.
    pub fn is_own(&self) -> bool {
        self.own.is_some()
    }

    /// Whether one of our phones began it and nobody has answered; what it is told then is of the call,
    /// and not of what it offers in the middle of it.
    pub fn calls_yet(&self) -> bool {
        self.is_own() && self.talked.is_none()
    }

    /// The caller is sent a 200. One of our phones is as soon as somebody has answered it.
    pub fn answered(&mut self, now: Mono) {
        self.unacknowledged.get_or_insert(now);
        if let Some(leg) = self.pending.take() {
            self.talk(now, leg);
        }
    }

    /// His ACK came.
    pub fn acknowledged(&mut self) {
        self.unacknowledged = None;
    }

    /// The caller begins to hear something.
    pub fn hears(&mut self, now: Mono, sounds: &[Sound]) {
        let (queue, said) = (heard::of_queue(sounds), heard::said(sounds));
        if let Some(right) = self.expects.take().filter(|right| said != Some(*right)) {
            self.breaks_exit(right, said);
        }
        self.closed |= heard::of_closed(sounds);
        let put_through = self.handing.is_some();
        self.hears = match self.hears {
            // Music, while somebody else is called.
            hears if put_through => hears,
            Hears::Queue(since) if queue => Hears::Queue(since),
            _ if queue => Hears::Queue(now),
            _ => Hears::Flow,
        };
    }

    /// A device is called.
    pub fn offered(&mut self, now: Mono, leg: u16, is_phone: impl Fn(&str) -> bool) {
        let since = now;
        self.is_for_transfer(leg, is_phone);
        self.offers.insert(
            leg,
            Offer {
                since,
                rings: false,
            },
        );
    }

    /// Somebody is called on a leg, at a carrier or at a phone of ours.
    pub fn called(&mut self, leg: u16, user: &str, outside: bool) {
        let handed = self.handed.contains_key(&leg);
        self.outside = if handed { self.outside } else { outside };
        let right = match self.way() {
            _ if handed => self.handing.as_ref().map(Handing::target),
            Way::Outside => Some(reach::FAR),
            Way::Colleague | Way::Customer => Some(self.dialled.as_str()),
            Way::Queue | Way::Extension => None,
        };
        if let Some(right) = right.filter(|right| *right != user) {
            let rule = "whoever is called is the one who was dialled";
            self.broken.push((rule, format!("{user}, not {right}")));
        }
        let user = user.to_owned();
        self.called.entry(u32::from(leg)).or_insert(user);
    }

    /// Whom a record names who was not called there.
    pub fn misnames(&self, record: &CallRecord) -> Option<String> {
        let first = u32::from(!self.is_own());
        let is_lost = |it: &Participant| it.phone.is_none() && record.cause == Some(Cause::Restart);
        let devices = record.participants.iter().filter(|it| it.sequence >= first);
        let wrong = |it: &&Participant| {
            let user = self.called.get(&it.sequence);
            let leg = u16::try_from(it.sequence).unwrap_or(u16::MAX);
            let outside = leg > 0 && !self.way_of(leg).is_inside();
            // The power may fail when it is written that somebody calls, and not at which phone.
            let lost = leg == 0 && is_lost(it);
            user.is_some_and(|right| !lost && !is_at(it, right, outside))
        };
        let stranger = devices.clone().find(wrong);
        let talked = devices.clone().any(|it| it.answered_at.is_some());
        let could =
            |it: &Participant| it.agent == record.agent && it.staff_number == record.staff_number;
        let mut known = devices.filter(|it| !talked || it.answered_at.is_some() || self.is_own());
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
        let wanted = self.offers.contains_key(&leg) && self.pending.is_none();
        match self.own {
            _ if !wanted => {}
            Some(_) => self.pending = Some(leg),
            None => self.talk(now, leg),
        }
        wanted
    }

    fn talk(&mut self, now: Mono, leg: u16) {
        self.offers.remove(&leg);
        self.hears = Hears::Flow;
        self.is_taken(now);
        // Whoever answers outside whom one of ours has handed the caller to is none of ours.
        let ours = self.way_of(leg).is_inside();
        if ours || self.talked.is_none() {
            self.talked = Some(EndStatus::Ok);
        }
        self.talks = Some(leg);
        self.parts.answers();
        self.times.answered(now);
    }

    /// It is not called any more, or its talk is over.
    pub fn left(&mut self, now: Mono, leg: u16, how: Departure) {
        if self.lets_go(leg) {
            return;
        }
        let talked = self.talks.take_if(|talks| *talks == leg).is_some();
        if talked {
            self.times.left(now);
        }
        self.pending.take_if(|pending| *pending == leg);
        let offer = self.offers.remove(&leg);
        if !talked && offer.is_none() {
            return;
        }
        let (way, handed) = (self.way_of(leg), self.handed.contains_key(&leg));
        let longest = if handed {
            reach::OWN_RINGS
        } else {
            way.rings()
        };
        let since = offer.as_ref().map(|offer| now.since(offer.since));
        let how = match (how, since) {
            (Departure::LetGo, None) => Departure::CutOff,
            (Departure::LetGo, Some(since)) if since >= longest => Departure::RangOut,
            (how, _) => how,
        };
        let leaving = Leaving {
            way,
            how,
            rang: offer.is_some_and(|offer| offer.rings),
            since: since.unwrap_or_default(),
        };
        self.parts.leaves(leg, leaving);
        let alone = self.comes_to_nothing();
        match (self.way(), talked) {
            (_, false) if handed && !alone => {}
            (Way::Queue, true) => {}
            (Way::Queue, false) => self.unreached.add(how),
            (way, true) => self.parted(way, how),
            (_, false) => self.misses(leaving),
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
        self.missing = None;
        self.lost = false;
        if let Some(right) = self.expects.take().filter(|_| self.end.is_none()) {
            self.breaks_exit(right, None);
        }
        if self.messages.settled() && self.end.is_none() {
            let rule = "whoever has heard the beep is recorded";
            self.broken.push((rule, self.dialled.clone()));
        }
    }

    /// What was broken since this was asked last.
    pub fn broken(&mut self) -> Vec<Broken> {
        std::mem::take(&mut self.broken)
    }

    fn phase(&self) -> EndStatus {
        if let Some(status) = self.talked {
            return status;
        }
        let rings = self.offers.values().any(|offer| offer.rings);
        match self.hears {
            _ if self.is_own() => self.way().cut_off(rings),
            Hears::Flow if rings && self.way() == Way::Extension => EndStatus::RingingGiveUp,
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
            let also = self.rings_out(now, verdict);
            self.end = Some((now, [verdict].into_iter().chain(also).collect()));
            self.over = Over::CutOff;
        }
    }

    /// What else may be said when a device has rung for as long as it may at the very moment.
    fn rings_out(&self, now: Mono, verdict: Verdict) -> Option<Verdict> {
        let way = self.way();
        let mut offers = self.offers.values();
        let queued = way == Way::Queue && verdict.status == EndStatus::RingingGiveUp;
        let out = queued && offers.any(|offer| now.since(offer.since) >= way.rings());
        out.then_some(Verdict {
            status: EndStatus::WaitingGiveUp,
            ..verdict
        })
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
        let verdicts = match self.way() {
            Way::Queue => self.verdicts(now, grounds),
            way => self.verdicts_past_queues(now, way),
        };
        self.end = Some((now, verdicts));
        self.over = Over::RunOut;
    }

    /// Whether the caller has not acknowledged our answer for too long.
    fn is_lost(&self, now: Mono) -> bool {
        self.unacknowledged
            .is_some_and(|since| now.since(since) >= UNACKNOWLEDGED)
    }

    fn verdicts(&self, now: Mono, grounds: Grounds) -> Vec<Verdict> {
        let statuses = match self.talked {
            Some(status) => vec![status],
            None if self.closed => vec![EndStatus::NotWorkTime],
            None => self.unreached.statuses(),
        };
        let of_all = |cause| {
            let statuses = statuses.iter();
            statuses.map(move |status| Verdict::by_center(*status, cause))
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
            verdicts.extend(of_all(None));
        }
        if too_long || (waited.is_none() && grounds.others_wait) {
            verdicts.extend(of_all(Some(Cause::QueueExit)));
        }
        if grounds.gone {
            verdicts.extend(of_all(Some(Cause::Flow)));
        }
        if grounds.deserted {
            let nobody = self.talked.unwrap_or(EndStatus::NoSeatOnline);
            verdicts.push(Verdict::by_center(nobody, None));
        }
        verdicts
    }

    /// The power failed: what the disk has not is forgotten, from `lost` on if anything.
    pub fn crashed(&mut self, now: Mono, lost: Option<Mono>) {
        let way = self.way();
        let cut_off = |(leg, offer): (&u16, &Offer)| (*leg, self.way_of(*leg).cut_off(offer.rings));
        let called: Vec<(u16, EndStatus)> = self.offers.iter().map(cut_off).collect();
        let talks = self.talks.or(self.hands());
        self.parts.crashed(now, lost, called.into_iter(), talks);
        self.messages.crashed(lost);
        self.times.crashed(lost);
        self.offers.clear();
        (self.talks, self.pending, self.expects) = (None, None, None);
        (self.handing, self.released) = (None, None);
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
        // A queue lets a device go before the caller, or turns him away that joins it, and a crash may come
        // in between.
        let let_go = Verdict::by_center(EndStatus::WaitingGiveUp, Some(Cause::Restart));
        let by_queue = |it: &Verdict| {
            it.cause == Some(Cause::QueueExit) || it.status == EndStatus::NoSeatOnline
        };
        let queued = self.reached() == EndStatus::RingingGiveUp || known.iter().any(by_queue);
        let ran_out = self.over == Over::RunOut && queued;
        // The same holds of who answered for the others, whose answer is forgotten.
        let answered =
            |(at, status): &(Mono, EndStatus)| *status == EndStatus::Ok && forgotten(*at);
        let taken = way == Way::Queue && self.past.last().is_some_and(answered);
        let let_go = (ran_out || taken).then_some(let_go);
        // One of our phones is told after whoever it called.
        let refused = self.refused.filter(|_| way.is_own());
        let refused = refused.map(|status| Verdict::by_center(status, Some(Cause::Restart)));
        let verdicts = known.into_iter().chain(cut_off).chain(let_go);
        let verdicts = verdicts.chain(refused).collect();
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

/// Whether somebody is the one who was called by that user: at an extension, on its telephone, or at a
/// number outside.
fn is_at(one: &Participant, user: &str, outside: bool) -> bool {
    let phone = one.phone.as_ref().map(|phone| phone.as_str());
    let agent = one.agent.as_ref().map(|agent| agent.as_str().to_owned());
    match outside {
        false => phone == Some(user) && agent == center::agent_at(user),
        true => phone.is_none() && one.number.as_deref() == Some(user),
    }
}
