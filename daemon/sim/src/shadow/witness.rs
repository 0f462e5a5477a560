//! The witness: hears what goes to and from the center, and judges its records by that alone.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::Duration;

use contact::{LegId, Sound};
use jiff::Timestamp;
use journal::Seq;
use kernel::Mono;
use model::CallId;
use model::record::{CallRecord, Cause, EndStatus};
use switch::{MediaCommand, MediaEvent};

use super::grounds::Grounds;
use super::lines::{Broken, Lines};
use super::parts::Departure;
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
    /// Somebody calls a number, with that Call-ID.
    Arriving(String, String),
    /// The caller of a call hangs up.
    CallerLeaves(CallId),
    /// A device hangs up.
    DeviceLeaves(LegId),
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

/// What is known from hearing it.
#[derive(Debug, Default)]
pub struct Witness {
    stories: BTreeMap<CallId, Story>,
    /// The leg of each Call-ID.
    legs: BTreeMap<String, LegId>,
    /// Call-IDs of devices that have answered for good.
    decided: BTreeSet<String>,
    /// When somebody who called was told at once that there is no room.
    turned_away: BTreeSet<Timestamp>,
    trigger: Trigger,
    /// Those who have called and are neither let in nor refused: their Call-IDs, and what they dialled.
    arriving: VecDeque<(String, String)>,
    touched: BTreeSet<CallId>,
    /// When each 200 to an INVITE was first heard.
    answers: BTreeMap<String, Mono>,
    repeated: [u64; 2],
    /// Entries that are not durable yet, and when they were made.
    open: VecDeque<(Seq, Mono)>,
    lines: Lines,
    broken: Vec<Broken>,
    came: Vec<String>,
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
        let Read {
            signal,
            call_id,
            from,
            ..
        } = read;
        let leg = self.legs.get(call_id).copied();
        self.trigger = match (signal, leg) {
            (Signal::Request("INVITE", dialled), None) => {
                self.came.push(from.to_owned());
                if self.arriving.iter().all(|(known, _)| known != call_id) {
                    let arrival = (call_id.to_owned(), dialled.to_owned());
                    self.arriving.push_back(arrival);
                }
                Trigger::Arriving(call_id.to_owned(), dialled.to_owned())
            }
            (Signal::Request("BYE" | "CANCEL", _), Some(leg)) if leg.number == 0 => {
                Trigger::CallerLeaves(leg.call)
            }
            (Signal::Request("BYE", _), Some(leg)) if self.talks(leg) => Trigger::DeviceLeaves(leg),
            (Signal::Request("ACK", _), Some(leg)) if leg.number == 0 => {
                self.with(leg.call, Story::acknowledged);
                Trigger::Other
            }
            (Signal::Answer(status), Some(leg)) if leg.number > 0 => {
                self.device_answers(now, leg, call_id, status)
            }
            _ => Trigger::Other,
        };
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
            ..
        } = read;
        if matches!(signal, Signal::Answer(300..)) {
            self.arriving.retain(|(known, _)| known != call_id);
        }
        match signal {
            Signal::Request("INVITE", user) => {
                // Repeated after its leg is over, its port may be another's.
                let unknown = !self.legs.contains_key(call_id);
                if let Some(leg) = world.media().owner_of(port).filter(|_| unknown) {
                    self.legs.insert(call_id.to_owned(), leg);
                    self.with(leg.call, |story| story.called(leg.number, user));
                    self.broken.extend(self.lines.called(leg, user, call_id));
                }
            }
            Signal::Request("CANCEL", _) => {
                if let Some(leg) = self.legs.get(call_id) {
                    let broken = self.lines.cancelled(leg.call, call_id, bytes);
                    self.broken.extend(broken);
                }
            }
            Signal::Answer(503) if matches!(&self.trigger, Trigger::Arriving(id, _) if id == call_id) =>
            {
                self.turned_away.insert(world.now().wall);
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

    /// The media plane tells something.
    pub fn told(&mut self, now: Mono, leg: LegId, event: &MediaEvent) {
        self.trigger = match event {
            MediaEvent::Silent if leg.number == 0 => Trigger::Silent(leg.call),
            MediaEvent::OpenFailed => Trigger::NoPort(leg),
            _ => Trigger::Other,
        };
        if leg.number == 0 && *event == MediaEvent::OpenFailed {
            self.with(leg.call, |story| story.ends(now, refusal(Cause::Overload)));
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
            MediaCommand::Open(leg) if leg.number == 0 => self.arrives(now, *leg),
            MediaCommand::Open(leg) => {
                self.with(leg.call, |story| story.offered(now, leg.number));
            }
            MediaCommand::Close(leg) if leg.number == 0 => {
                self.ends(world, leg.call);
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
            MediaCommand::Play { leg, sounds, .. } if leg.number == 0 => {
                let queue = sounds.iter().all(of_queue);
                let closed = sounds.iter().any(of_closed);
                self.with(leg.call, |story| story.hears(now, queue, closed));
            }
            _ => {}
        }
    }

    fn arrives(&mut self, now: Mono, leg: LegId) {
        let arrival = match std::mem::take(&mut self.trigger) {
            Trigger::Arriving(call_id, dialled) => Some((call_id, dialled)),
            _ => self.arriving.pop_front(),
        };
        if let Some((call_id, dialled)) = arrival {
            self.arriving.retain(|(known, _)| *known != call_id);
            self.legs.insert(call_id, leg);
            self.stories.insert(leg.call, Story::new(now, dialled));
        }
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
            Trigger::CallerLeaves(left) if left == call => Some(Verdict::by_caller(reached)),
            Trigger::DeviceLeaves(leg) if leg.call == call => Some(Verdict::by_agent()),
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

    /// The numbers of those who have called since this was asked last.
    pub fn came(&mut self) -> Vec<String> {
        std::mem::take(&mut self.came)
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
            let turned_away = self.turned_away.contains(&record.started_at);
            let right = turned_away
                && [Cause::Overload, Cause::Restart]
                    .map(refusal)
                    .contains(&found);
            return (!right).then(|| format!("{found}, and nobody was told so"));
        };
        let Some(right) = story.judgement() else {
            return Some(format!("{found}, and nobody saw it end"));
        };
        if right.contains(&found) {
            let parts = story.parts().contradicts(&record.participants);
            return parts.or_else(|| story.misnames(record));
        }
        let right: Vec<String> = right.iter().map(ToString::to_string).collect();
        Some(format!("{found}, not {}", right.join(" or ")))
    }
}

/// The verdict on a call that got no further than its INVITE.
fn refusal(cause: Cause) -> Verdict {
    Verdict::by_center(EndStatus::IvrGiveUp, Some(cause))
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

/// Whether a sound is one of those that the queues of a sweep play; they announce a bare number.
fn of_queue(sound: &Sound) -> bool {
    *sound == Sound::RingBack || place(sound).is_some()
}

/// The number of callers ahead that a sound tells.
pub fn place(sound: &Sound) -> Option<usize> {
    match sound {
        Sound::Text { text, .. } => text.parse().ok(),
        Sound::RingBack | Sound::Clip(_) | Sound::Beep => None,
    }
}

/// Whether it is what callers are told outside of business hours.
fn of_closed(sound: &Sound) -> bool {
    matches!(sound, Sound::Text { text, .. } if **text == *center::CLOSED)
}
