//! The center on its machine: the switch, its journal on a simulated disk, crash and restart.

use std::collections::VecDeque;
use std::time::Duration;

use journal::simulated::SimulatedDisk;
use journal::{DiskError, Limits, Output as Action, Seq, Writer, perform, recover};
use kernel::{Chance, Mono, Now};
use model::ask::{Ask, AskId};
use sip::Flow;
use switch::{
    Entry, Input, Ledger, MediaCommand, Output, Principal, Reply, Resource, Settings, Switch,
    Ticket,
};

use crate::saboteur::{Fate, Saboteur};

/// What the center wants of the world.
pub enum Effect {
    /// Send a datagram.
    Transmit(Flow, Vec<u8>),
    /// Tell the media plane.
    Media(MediaCommand),
    /// Ask a customer's system.
    Ask(AskId, Ask),
    /// Nobody waits for its answer any more.
    Forget(AskId),
    /// This goes into the journal under that number.
    Entry(Seq, Box<Entry>),
    /// All entries up to this one are durable.
    Durable(Seq),
    /// Whoever asked is answered.
    Reply(Ticket, Reply),
    /// The disk is busy for so long.
    Busy(Duration),
}

/// The running process.
struct Process {
    switch: Switch,
    writer: Writer<Ledger>,
    replies: VecDeque<(Seq, Ticket, Reply)>,
    /// What the disk does, and how it went if that is known already.
    busy: Option<(Action, Option<Result<(), DiskError>>)>,
    appended: Seq,
    strained: bool,
}

/// The machine of the center.
pub struct Node {
    settings: Settings,
    /// Its disk.
    pub disk: SimulatedDisk,
    /// How long the disk takes for each action.
    pub latency: Duration,
    /// The wake-up that is planned.
    pub wake: Option<Mono>,
    chance: Chance,
    saboteur: Saboteur,
    process: Option<Process>,
    acknowledged: Seq,
}

/// Few enough that a disk that hangs for some seconds is noticed.
const LIMITS: Limits = Limits {
    strained_entries: 60,
    strained_bytes: 64 << 20,
    max_entries: 40_000,
    max_bytes: 128 << 20,
    gather: Duration::from_millis(2),
    batch_bytes: 1 << 20,
    segment_bytes: 256 << 10,
    back_off: Duration::from_millis(100),
    back_off_max: Duration::from_secs(5),
};

impl Node {
    /// A machine with an empty disk on which nothing runs.
    pub fn new(settings: Settings, saboteur: Saboteur, mut chance: Chance) -> Node {
        Node {
            settings,
            disk: SimulatedDisk::new(chance.fork()),
            latency: Duration::from_millis(2),
            wake: None,
            chance,
            saboteur,
            process: None,
            acknowledged: Seq::ZERO,
        }
    }

    /// The switch, while it runs.
    pub fn switch(&self) -> Option<&Switch> {
        self.process.as_ref().map(|process| &process.switch)
    }

    /// The last entry that was called durable.
    pub fn acknowledged(&self) -> Seq {
        self.acknowledged
    }

    /// Whether everything that was to be written is durable.
    pub fn is_settled(&self) -> bool {
        self.process
            .as_ref()
            .is_some_and(|process| process.writer.is_idle())
    }

    /// Starts the process from what is on the disk; the last entry that was found there.
    ///
    /// # Errors
    /// If the disk cannot be read.
    pub fn start(&mut self, now: Now, effects: &mut Vec<Effect>) -> Result<Seq, DiskError> {
        let mut ledger = Ledger::default();
        let resume = recover(&mut self.disk, &mut ledger)?.resume;
        let writer = Writer::new(LIMITS, resume, ledger.clone());
        let switch = Switch::new(now, self.settings.clone(), ledger, self.chance.fork());
        self.process = Some(Process {
            switch,
            writer,
            replies: VecDeque::new(),
            busy: None,
            appended: resume.last,
            strained: false,
        });
        self.wake = None;
        self.saboteur.intruder().starts(true);
        self.drain(now, effects);
        self.saboteur.intruder().starts(false);
        if let Some(output) = self.saboteur.intruder().again() {
            self.carry_out(now, output, true, effects);
        }
        Ok(resume.last)
    }

    /// The power fails.
    pub fn crash(&mut self) {
        self.process = None;
        self.disk.crash();
    }

    /// Tells the switch something.
    pub fn handle(&mut self, now: Now, input: Input<'_>, effects: &mut Vec<Effect>) {
        if self.saboteur.keeps_back(now.mono, &input) {
            return;
        }
        self.tell(now, input, effects);
        if let Some((flow, bytes)) = self.saboteur.intruder().lets_go(now.mono) {
            self.tell(now, Input::Datagram(flow, &bytes), effects);
        }
    }

    fn tell(&mut self, now: Now, mut input: Input<'_>, effects: &mut Vec<Effect>) {
        if let Some(process) = &mut self.process
            && self.saboteur.input(&mut input) != Fate::Lost
        {
            process.switch.handle(now, input);
            self.drain(now, effects);
        }
    }

    /// The time of the journal or of the switch may have come.
    pub fn wake(&mut self, now: Now, effects: &mut Vec<Effect>) {
        self.handle(now, Input::Timeout, effects);
        self.pump(now.mono, effects);
    }

    /// The disk is done with what it was busy with.
    pub fn disk_done(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let Some(process) = &mut self.process else {
            return;
        };
        let Some((action, outcome)) = process.busy.take() else {
            return;
        };
        let outcome = outcome.or_else(|| perform(&mut self.disk, &action));
        match outcome.unwrap_or(Ok(())) {
            Ok(()) => process.writer.done(now.mono),
            Err(error) => process.writer.failed(now.mono, error),
        }
        self.pump(now.mono, effects);
        self.watch_strain(now, effects);
    }

    /// When it wants to be woken.
    pub fn next_deadline(&self) -> Option<Mono> {
        let process = self.process.as_ref()?;
        let journal = match process.busy {
            Some(_) => None,
            None => process.writer.next_deadline(),
        };
        [process.switch.next_deadline(), journal]
            .into_iter()
            .flatten()
            .min()
    }

    fn drain(&mut self, now: Now, effects: &mut Vec<Effect>) {
        self.say(now, effects);
        while let (Some(process), Some(command)) =
            (&mut self.process, self.saboteur.intruder().command())
        {
            let command = Input::Command(Ticket(u64::MAX), Principal::LocalAdmin, command);
            process.switch.handle(now, command);
            self.say(now, effects);
        }
        self.pump(now.mono, effects);
        self.watch_strain(now, effects);
    }

    fn say(&mut self, now: Now, effects: &mut Vec<Effect>) {
        while let Some(mut output) = self.process.as_mut().and_then(|it| it.switch.poll()) {
            match self.saboteur.output(&mut output) {
                Fate::Lost => {}
                Fate::Through => self.carry_out(now, output, true, effects),
                Fate::Unseen => self.carry_out(now, output, false, effects),
                Fate::Twice => {
                    self.carry_out(now, output.clone(), true, effects);
                    self.carry_out(now, output, true, effects);
                }
            }
        }
    }

    fn carry_out(&mut self, now: Now, output: Output, seen: bool, effects: &mut Vec<Effect>) {
        let Some(process) = &mut self.process else {
            return;
        };
        match output {
            Output::Transmit(flow, bytes) => effects.push(Effect::Transmit(flow, bytes)),
            Output::Media(command) => effects.push(Effect::Media(command)),
            Output::Journal(entry) => {
                let payload = serde_json::to_vec(&entry).unwrap_or_default();
                if let Ok(seq) = process.writer.append(now.mono, payload) {
                    process.appended = seq;
                    if seen {
                        effects.push(Effect::Entry(seq, Box::new(entry)));
                    }
                    if self.saboteur.acknowledges_early() {
                        self.acknowledged = seq;
                        effects.push(Effect::Durable(seq));
                    }
                }
            }
            Output::Reply(ticket, reply) => {
                process.replies.push_back((process.appended, ticket, reply));
            }
            Output::Ask(id, ask) => effects.push(Effect::Ask(id, ask)),
            Output::Forget(id) => effects.push(Effect::Forget(id)),
            // Nobody watches, and there is no DNS: trunks have addresses here.
            Output::AgentChanged(_)
            | Output::PhoneChanged { .. }
            | Output::TrunkChanged(_)
            | Output::Resolve(_)
            | Output::Trust(_)
            | Output::Know(_)
            | Output::Expect(_)
            | Output::Keep(_)
            | Output::Traced(..) => {}
        }
    }

    fn pump(&mut self, now: Mono, effects: &mut Vec<Effect>) {
        let Some(process) = &mut self.process else {
            return;
        };
        while process.busy.is_none() {
            let Some(action) = process.writer.poll(now) else {
                break;
            };
            if let Action::Durable(seq) = action {
                self.acknowledged = self.acknowledged.max(seq);
                effects.push(Effect::Durable(seq));
                continue;
            }
            // Bytes are on the medium before the disk says so, a sync only when it does.
            let outcome = match action {
                Action::Write { .. } => perform(&mut self.disk, &action),
                _ => None,
            };
            process.busy = Some((action, outcome));
            effects.push(Effect::Busy(self.latency));
        }
        let durable = process.writer.durable().max(self.acknowledged);
        while let Some((_, ticket, reply)) =
            process.replies.pop_front_if(|(seq, ..)| *seq <= durable)
        {
            effects.push(Effect::Reply(ticket, reply));
        }
    }

    fn watch_strain(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let Some(process) = &mut self.process else {
            return;
        };
        let strained = process.writer.is_strained();
        if std::mem::replace(&mut process.strained, strained) != strained {
            let overloaded = Input::Overloaded(Resource::Journal, strained);
            process.switch.handle(now, overloaded);
            self.drain(now, effects);
        }
    }
}
