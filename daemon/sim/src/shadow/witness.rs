//! The witness: hears what goes to and from the center, and judges its records by that alone.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::Duration;

use contact::LegId;
use journal::Seq;
use kernel::Mono;
use model::CallId;
use model::record::{CallRecord, Cause};
use switch::{MediaCommand, MediaEvent};

use super::grounds::Grounds;
use super::lines::{Broken, Lines};
use super::parts::Departure;
use super::refusals::{Refusals, turned_away};
use super::signal::{Read, Signal, read};
use super::story::Story;
use super::verdict::Verdict;
use crate::sweep::center;
use crate::world::World;

/// How much later than a datagram its double may come.
const ON_THE_WAY: Duration = Duration::from_millis(300);

/// What the center is about to react to.
#[derive(Debug, Default)]
enum Trigger {
    /// Time, or something that is nobody's in a call.
    #[default]
    Other,
    /// Somebody calls.
    Arriving(Arrival),
    /// The caller of a call hangs up.
    CallerLeaves(CallId),
    /// A device hangs up.
    DeviceLeaves(LegId),
    /// Who talks at a leg wants his caller to have somebody else.
    Refers(LegId, String),
    /// A device refuses.
    DeviceRefuses(LegId, u16),
    /// No audio comes from a caller.
    Silent(CallId),
    /// There is no port for a leg.
    NoPort(LegId),
    /// The administrator ends a call.
    Dismissed(CallId),
    /// The daemon is told to end everything.
    Stopping,
}

/// Somebody who calls.
#[derive(Clone, Debug, Default)]
pub struct Arrival {
    /// The Call-ID with which he does.
    pub call_id: String,
    /// What he has dialled.
    pub dialled: String,
    /// His number, or the extension of one of our phones.
    pub from: String,
}

/// What is known from hearing it.
#[derive(Debug, Default)]
pub struct Witness {
    stories: BTreeMap<CallId, Story>,
    /// The leg of each Call-ID.
    legs: BTreeMap<String, LegId>,
    /// Call-IDs of devices that have answered for good.
    decided: BTreeSet<String>,
    /// Those who were refused the moment they called.
    refusals: Refusals,
    trigger: Trigger,
    /// Those who have called and are neither let in nor refused.
    arriving: VecDeque<Arrival>,
    touched: BTreeSet<CallId>,
    /// When each 200 to an INVITE was first heard.
    answers: BTreeMap<String, Mono>,
    repeated: [u64; 2],
    /// Entries that are not durable yet, and when they were made.
    open: VecDeque<(Seq, Mono)>,
    lines: Lines,
    broken: Vec<Broken>,
    /// Those who have called.
    came: Vec<Arrival>,
    /// Those who were let in, or have that final answer, by Call-ID.
    decided_on: Vec<(String, Option<u16>)>,
}

impl Witness {
    /// The center gets a datagram.
    pub fn received(&mut self, now: Mono, bytes: &[u8]) {
        let Some(read) = read(bytes) else {
            self.trigger = Trigger::Other;
            return;
        };
        let [phones, _] = &mut self.repeated;
        *phones += u64::from(repeats(&mut self.answers, now, &read));
        let is_of_answer = self.is_of_answer(&read);
        let Read {
            signal,
            call_id,
            from,
            ..
        } = read;
        let leg = self.legs.get(call_id).copied();
        self.trigger = match (signal, leg) {
            (Signal::Request("INVITE", dialled), None) => {
                let arrival = Arrival {
                    call_id: call_id.to_owned(),
                    dialled: dialled.to_owned(),
                    from: from.to_owned(),
                };
                if self.arriving.iter().all(|known| known.call_id != call_id) {
                    self.arriving.push_back(arrival.clone());
                }
                self.came.push(arrival.clone());
                Trigger::Arriving(arrival)
            }
            (Signal::Request("BYE" | "CANCEL", _), Some(leg)) if leg.number == 0 => {
                Trigger::CallerLeaves(leg.call)
            }
            (Signal::Request("BYE", _), Some(leg)) if self.talks(leg) => Trigger::DeviceLeaves(leg),
            (Signal::Request("REFER", target), Some(leg)) => {
                Trigger::Refers(leg, target.to_owned())
            }
            // That of a 401 tells nothing.
            (Signal::Request("ACK", _), Some(leg)) if leg.number == 0 && is_of_answer => {
                self.with(leg.call, Story::acknowledged);
                Trigger::Other
            }
            (Signal::Answer(status), Some(leg)) if leg.number > 0 => {
                self.device_answers(now, leg, call_id, status)
            }
            _ => Trigger::Other,
        };
    }

    /// Whether an ACK is that of a 200.
    fn is_of_answer(&self, read: &Read<'_>) -> bool {
        let number = read.cseq.strip_suffix(" ACK");
        let key = number.map(|number| format!("{} {number} INVITE", read.call_id));
        key.is_some_and(|key| self.answers.contains_key(&key))
    }

    fn talks(&self, leg: LegId) -> bool {
        let story = self.stories.get(&leg.call);
        story.is_some_and(|story| story.talks_with(leg.number))
    }

    fn device_answers(&mut self, now: Mono, leg: LegId, call_id: &str, status: u16) -> Trigger {
        // What comes behind a final answer was overtaken by it.
        if self.decided.contains(call_id) {
            return Trigger::Other;
        }
        if status >= 200 {
            self.decided.insert(call_id.to_owned());
        }
        match status {
            101..200 => self.with(leg.call, |story| story.rings(leg.number)),
            200..300 => {
                let mut wanted = false;
                self.with(leg.call, |story| wanted = story.picked_up(now, leg.number));
                if wanted {
                    self.lines.answered(leg, call_id);
                }
            }
            300.. => return Trigger::DeviceRefuses(leg, status),
            _ => {}
        }
        Trigger::Other
    }

    /// The center sends a datagram.
    pub fn sent(&mut self, world: &World, bytes: &[u8]) {
        let Some(read) = read(bytes) else {
            return;
        };
        let now = world.now().mono;
        let [_, ours] = &mut self.repeated;
        *ours += u64::from(repeats(&mut self.answers, now, &read));
        let Read {
            signal,
            call_id,
            port,
            from,
            ..
        } = read;
        if matches!(signal, Signal::Answer(300..)) {
            self.arriving.retain(|known| known.call_id != call_id);
        }
        match signal {
            Signal::Request("INVITE", user) => {
                // Repeated after its leg is over, its port may be another's.
                let unknown = !self.legs.contains_key(call_id);
                if let Some(leg) = world.media().owner_of(port).filter(|_| unknown) {
                    self.legs.insert(call_id.to_owned(), leg);
                    // At a carrier a number of ours is shown.
                    let outside = center::is_ours(from);
                    self.with(leg.call, |story| story.called(leg.number, user, outside));
                    let inside = (!outside).then_some(user);
                    let broken = inside.and_then(|user| self.lines.called(leg, user, call_id));
                    self.broken.extend(broken);
                }
            }
            Signal::Request("CANCEL", _) => {
                if let Some(leg) = self.legs.get(call_id) {
                    let broken = self.lines.cancelled(leg.call, call_id, bytes);
                    self.broken.extend(broken);
                }
            }
            Signal::Answer(status @ 402..) => {
                self.decided_on.push((call_id.to_owned(), Some(status)));
                self.refused(world, call_id, status);
            }
            Signal::Answer(200) => {
                let leg = self.legs.get(call_id).copied();
                if let Some(leg) = leg.filter(|leg| leg.number == 0) {
                    self.with(leg.call, |story| story.answered(now));
                }
            }
            _ => {}
        }
    }

    /// Whoever called is told that he gets nobody; not that he has to prove who he is.
    fn refused(&mut self, world: &World, call_id: &str, status: u16) {
        let own = self.legs.get(call_id).filter(|leg| leg.number == 0);
        let own = own.map(|leg| leg.call);
        match (&self.trigger, own) {
            (Trigger::Arriving(it), None) if it.call_id == call_id => {
                let at = world.now().wall;
                self.refusals.add(at, &it.dialled, status);
            }
            (_, Some(call)) if self.stories.get(&call).is_some_and(Story::calls_yet) => {
                self.ends(world, call);
                self.lines.closed(LegId { call, number: 0 });
                self.with(call, |story| story.closed(world.now().mono));
            }
            _ => {}
        }
    }

    /// The media plane tells something.
    pub fn told(&mut self, now: Mono, leg: LegId, event: &MediaEvent) {
        self.trigger = match event {
            MediaEvent::Silent if leg.number == 0 => Trigger::Silent(leg.call),
            MediaEvent::OpenFailed => Trigger::NoPort(leg),
            _ => Trigger::Other,
        };
        if leg.number == 0 && *event == MediaEvent::OpenFailed {
            self.with(leg.call, |story| {
                let own = Verdict::by_center(story.reached(), Some(Cause::Overload));
                let verdict = match story.is_own() {
                    true => own,
                    false => turned_away(Cause::Overload),
                };
                story.ends(now, verdict);
            });
        }
        if let (0, MediaEvent::Played(play, _)) = (leg.number, event) {
            self.with(leg.call, |story| story.messages.played(*play));
        }
    }

    /// The administrator ends a call.
    pub fn dismissed(&mut self, call: CallId) {
        self.trigger = Trigger::Dismissed(call);
    }

    /// The daemon is told to end everything.
    pub fn stopping(&mut self) {
        self.trigger = Trigger::Stopping;
    }

    /// The media plane is told something.
    pub fn media(&mut self, world: &World, command: &MediaCommand) {
        let now = world.now().mono;
        match command {
            MediaCommand::Open(leg, _) if leg.number == 0 => self.arrives(now, *leg),
            MediaCommand::Open(leg, _) => {
                self.departs(now, *leg);
                let config = world.switch().map(|switch| switch.config().0);
                let is_phone = |target: &str| {
                    let mut phones = config.iter().flat_map(|config| config.phones.keys());
                    phones.any(|phone| phone.as_str() == target)
                };
                self.with(leg.call, |story| story.offered(now, leg.number, is_phone));
            }
            MediaCommand::Close(leg) if leg.number == 0 => {
                self.ends(world, leg.call);
                self.lines.closed(*leg);
                self.with(leg.call, |story| story.closed(now));
            }
            MediaCommand::Close(leg) => {
                self.lines.closed(*leg);
                let how = match self.trigger {
                    Trigger::DeviceRefuses(from, status) if from == *leg => {
                        Departure::Refused(status)
                    }
                    Trigger::DeviceLeaves(from) if from == *leg => Departure::HungUp,
                    Trigger::NoPort(of) if of == *leg => Departure::NoPort,
                    _ => Departure::LetGo,
                };
                self.with(leg.call, |story| story.left(now, leg.number, how));
            }
            MediaCommand::Play {
                leg, play, sounds, ..
            } if leg.number == 0 => self.with(leg.call, |story| {
                story.hears(now, sounds);
                story.messages.plays(*play, sounds);
            }),
            MediaCommand::Unbridge(_, leg) => {
                if let Trigger::Refers(by, target) = &self.trigger
                    && by == leg
                {
                    let target = target.clone();
                    self.with(leg.call, |story| story.hands_over(now, leg.number, target));
                }
            }
            MediaCommand::Bridge(_, leg) => {
                self.with(leg.call, |story| story.hear_each_other(now, leg.number));
            }
            MediaCommand::RecordAlone { leg, recording, .. } => {
                self.with(leg.call, |story| story.messages.begins(now, *recording));
            }
            MediaCommand::StopRecording(call, recording) => {
                self.with(*call, |story| story.messages.stops(now, *recording));
            }
            _ => {}
        }
    }

    fn arrives(&mut self, now: Mono, leg: LegId) {
        // One of our phones is let in before it is answered.
        if self.stories.contains_key(&leg.call) {
            return;
        }
        let arrival = match std::mem::take(&mut self.trigger) {
            Trigger::Arriving(arrival) => Some(arrival),
            _ => self.arriving.pop_front(),
        };
        if let Some(arrival) = arrival {
            let story = Story::new(now, arrival.dialled);
            self.let_in(leg, arrival.call_id, story);
        }
    }

    /// Somebody is called for whoever calls and has no call yet: he is at one of our phones.
    fn departs(&mut self, now: Mono, leg: LegId) {
        let call = leg.call;
        if let (Trigger::Arriving(arrival), false) =
            (&self.trigger, self.stories.contains_key(&call))
        {
            let Arrival {
                call_id,
                dialled,
                from,
            } = arrival.clone();
            let own = LegId { call, number: 0 };
            self.broken.extend(self.lines.called(own, &from, &call_id));
            self.let_in(own, call_id, Story::own(now, dialled, from));
        }
    }

    fn let_in(&mut self, leg: LegId, call_id: String, story: Story) {
        self.arriving.retain(|known| known.call_id != call_id);
        self.decided_on.push((call_id.clone(), None));
        self.legs.insert(call_id, leg);
        self.stories.insert(leg.call, story);
    }

    /// The caller's audio ends: for him the call is over.
    fn ends(&mut self, world: &World, call: CallId) {
        let now = world.now().mono;
        let Some(story) = self.stories.get(&call) else {
            return;
        };
        let reached = story.reached();
        let cut_off = |cause| Some(Verdict::by_center(reached, Some(cause)));
        let verdict = match self.trigger {
            Trigger::CallerLeaves(left) if left == call => Some(story.by_caller()),
            Trigger::DeviceLeaves(leg) if leg.call == call => {
                let asked = !story.asks_nobody(now, leg.number);
                asked.then(|| story.by_other())
            }
            Trigger::Silent(lost) if lost == call => cut_off(Cause::NoMedia),
            Trigger::Dismissed(dismissed) if dismissed == call => cut_off(Cause::Admin),
            Trigger::Stopping => cut_off(Cause::Shutdown),
            _ => None,
        };
        let others = self.stories.iter().filter(|(other, _)| **other != call);
        let others_wait = others.into_iter().any(|(_, story)| story.waits());
        let grounds = Grounds::of(world, &story.dialled, others_wait);
        self.with(call, |story| match verdict {
            Some(verdict) => story.ends(now, verdict),
            None => story.is_ended(now, grounds),
        });
    }

    fn with(&mut self, call: CallId, change: impl FnOnce(&mut Story)) {
        if let Some(story) = self.stories.get_mut(&call) {
            change(story);
            self.touched.insert(call);
        }
    }

    /// Everything that one input led to has been heard.
    pub fn settled(&mut self, now: Mono) {
        self.trigger = Trigger::Other;
        for call in std::mem::take(&mut self.touched) {
            if let Some(story) = self.stories.get_mut(&call) {
                story.settled(now);
                let of_call = |(rule, what)| (rule, format!("{call}: {what}"));
                self.broken.extend(story.broken().into_iter().map(of_call));
            }
        }
    }

    /// The center wrote something down; what it was does not matter here.
    pub fn written(&mut self, now: Mono, seq: Seq) {
        self.open.push_back((seq, now));
    }

    /// All entries up to this one survive.
    pub fn durable(&mut self, seq: Seq) {
        while self.open.pop_front_if(|(open, _)| *open <= seq).is_some() {}
    }

    /// The power failed.
    pub fn crashed(&mut self, now: Mono) {
        let lost = self.open.front().map(|(_, at)| *at);
        self.open.clear();
        self.legs.clear();
        self.arriving.clear();
        self.lines.crashed();
        self.trigger = Trigger::Other;
        for story in self.stories.values_mut() {
            story.crashed(now, lost);
        }
    }

    /// Those who have called since this was asked last.
    pub fn came(&mut self) -> Vec<Arrival> {
        std::mem::take(&mut self.came)
    }

    /// Those who were let in since this was asked last, or have a final answer, by Call-ID.
    pub fn decided_on(&mut self) -> Vec<(String, Option<u16>)> {
        std::mem::take(&mut self.decided_on)
    }

    /// What was dialled in a call.
    pub fn dialled(&self, call: CallId) -> Option<&str> {
        let story = self.stories.get(&call)?;
        Some(&story.dialled)
    }

    /// What was broken on the wire since this was asked last.
    pub fn broken(&mut self) -> Vec<Broken> {
        std::mem::take(&mut self.broken)
    }

    /// How often a phone and the center repeated a 200 because its ACK did not come.
    pub fn repeated(&self) -> [u64; 2] {
        self.repeated
    }

    /// What is wrong with the times of a record.
    pub fn mistimes(&self, record: &CallRecord) -> Option<String> {
        let story = self.stories.get(&record.id)?;
        story.times().contradicts(&record.durations)
    }

    /// What is wrong with a record.
    pub fn contradicts(&self, record: &CallRecord) -> Option<String> {
        let found = Verdict::of(record);
        let Some(story) = self.stories.get(&record.id) else {
            return self.refusals.contradicts(record);
        };
        let Some(right) = story.judgement() else {
            return Some(format!("{found}, and nobody saw it end"));
        };
        if right.contains(&found) || story.fails_unseen(record, right) {
            let parts = story.parts().contradicts(&record.participants);
            let messages = || story.messages.contradicts(record);
            return parts.or_else(|| story.misnames(record)).or_else(messages);
        }
        let right: Vec<String> = right.iter().map(ToString::to_string).collect();
        Some(format!("{found}, not {}", right.join(" or ")))
    }
}

/// Whether this is a 200 to an INVITE that was heard before, and no double of the network's.
fn repeats(answers: &mut BTreeMap<String, Mono>, now: Mono, read: &Read<'_>) -> bool {
    if read.signal != Signal::Answer(200) {
        return false;
    }
    let key = format!("{} {}", read.call_id, read.cseq);
    let first = *answers.entry(key).or_insert(now);
    now.since(first) > ON_THE_WAY
}
