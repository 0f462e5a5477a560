//! Bugs on purpose, at the boundary of the switch: they show that the invariants catch such bugs. The
//! switch itself is the one of production, unaltered.

mod bug;
mod forger;
mod forgetful;
mod intruder;
mod liar;
mod misdialler;

use std::sync::Arc;

use contact::LegId;
use kernel::{Chance, Mono};
use model::Key;
use model::config::{Config, Node, Order};
use switch::{Command, Entry, Input, MediaCommand, MediaEvent, Output};

pub use bug::Bug;

use forger::Forger;
use intruder::Intruder;
use liar::Liar;
use misdialler::Misdialler;

/// How many of 100 chances a bug uses: one that always bites would be no test of the invariants.
const BITES: u64 = 40;

/// What becomes of an input or output.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It goes through, perhaps altered.
    Through,
    /// It is lost.
    Lost,
    /// It comes twice.
    Twice,
    /// It goes through, and nobody sees it.
    Unseen,
}

/// Stands between the switch and its world.
#[derive(Debug)]
pub struct Saboteur {
    bug: Option<Bug>,
    chance: Chance,
    last_leg: Option<LegId>,
    /// The configuration that was to be applied.
    wanted: Option<Arc<Config>>,
    liar: Liar,
    forger: Forger,
    intruder: Intruder,
    misdialler: Misdialler,
}

impl Saboteur {
    /// One who does nothing, if there is no bug.
    pub fn new(bug: Option<Bug>, chance: Chance) -> Saboteur {
        Saboteur {
            bug,
            chance,
            last_leg: None,
            wanted: None,
            liar: Liar::default(),
            forger: Forger::default(),
            intruder: Intruder::default(),
            misdialler: Misdialler::default(),
        }
    }

    /// Whether entries are called durable before they are.
    pub fn acknowledges_early(&self) -> bool {
        self.bug == Some(Bug::EarlyAcknowledgement)
    }

    /// What somebody does to the switch whom nobody has asked.
    pub fn intruder(&mut self) -> &mut Intruder {
        &mut self.intruder
    }

    /// Whether a datagram is kept back.
    pub fn keeps_back(&mut self, now: Mono, input: &Input<'_>) -> bool {
        let swaps = self.bug == Some(Bug::ArrivalsSwapped);
        swaps && self.intruder.keeps_back(now, input, &mut self.chance)
    }

    /// Looks at what goes in.
    pub fn input(&mut self, input: &mut Input<'_>) -> Fate {
        let Some(bug) = self.bug else {
            return Fate::Through;
        };
        self.forger.next();
        self.intruder.next();
        match (bug, input) {
            (Bug::DigitLost, Input::Media(_, MediaEvent::Digit(_)))
            | (Bug::PlayedLost, Input::Media(_, MediaEvent::Played(..))) => self.maybe(Fate::Lost),
            (Bug::DigitWrong, Input::Media(_, MediaEvent::Digit(key))) => {
                if self.chance.percent(BITES) {
                    *key = other_than(*key);
                }
                Fate::Through
            }
            (Bug::TimersDead, Input::Timeout) => Fate::Lost,
            (bug, Input::Command(_, _, Command::Apply(apply))) if Bug::DEAF.contains(&bug) => {
                self.wanted = Some(Arc::clone(apply.config.config()));
                let mut config = Config::clone(apply.config.config());
                match bug {
                    Bug::OrderIgnored => forget_orders(&mut config),
                    Bug::NamedIgnored => name_nobody(&mut config),
                    Bug::LastAgentIgnored => forget_callers(&mut config),
                    _ => lead_astray(&mut config),
                }
                apply.config = config.into();
                Fate::Through
            }
            (bug, input) => {
                let fate = forgetful::input(bug, input, &mut self.chance);
                fate.unwrap_or(Fate::Through)
            }
        }
    }

    /// Looks at what comes out.
    pub fn output(&mut self, output: &mut Output) -> Fate {
        let Some(bug) = self.bug else {
            return Fate::Through;
        };
        match (bug, output) {
            (Bug::CancelSkipped, Output::Transmit(_, bytes)) if bytes.starts_with(b"CANCEL") => {
                Fate::Lost
            }
            (Bug::ByeSwallowed, Output::Transmit(_, bytes)) if bytes.starts_with(b"BYE") => {
                Fate::Lost
            }
            (Bug::PortLeaked, Output::Media(MediaCommand::Close(_)))
            | (Bug::BridgeForgotten, Output::Media(MediaCommand::Bridge(..)))
            | (Bug::RecordingForgotten, Output::Media(MediaCommand::Record { .. }))
            | (Bug::RecordingLeaked, Output::Media(MediaCommand::StopRecording(..)))
            | (Bug::RecordLost, Output::Journal(Entry::Record(_)))
            | (Bug::EventLost, Output::Journal(Entry::Call(_)))
            | (Bug::PresenceLost, Output::Journal(Entry::Presence { .. }))
            | (Bug::RegistrationLost, Output::Journal(Entry::Registered { .. })) => {
                self.maybe(Fate::Lost)
            }
            (bug, output) if forgetful::forgets(bug, output) => self.maybe(Fate::Lost),
            (Bug::RecordTwice, Output::Journal(Entry::Record(_))) => self.maybe(Fate::Twice),
            (bug, Output::Journal(Entry::Applied(applied))) if Bug::DEAF.contains(&bug) => {
                if let Some(wanted) = self.wanted.take() {
                    applied.config = wanted.into();
                }
                Fate::Through
            }
            (bug, Output::Journal(entry)) if Bug::LIES.contains(&bug) => {
                self.liar.write(bug, entry, &mut self.chance);
                Fate::Through
            }
            (Bug::HoldIgnored, Output::Media(MediaCommand::Connect(_, remote))) => {
                remote.send |= self.chance.percent(BITES);
                Fate::Through
            }
            (Bug::WrongLeg, Output::Media(MediaCommand::Connect(leg, _))) => {
                let before = self.last_leg.replace(*leg);
                if let Some(other) = before.filter(|_| self.chance.percent(BITES)) {
                    *leg = other;
                }
                Fate::Through
            }
            (bug, output) => {
                let chance = &mut self.chance;
                let fate = self.intruder.output(bug, output, chance);
                let fate = fate.or_else(|| self.misdialler.output(bug, output, chance));
                fate.unwrap_or_else(|| self.forger.output(bug, output, chance))
            }
        }
    }

    fn maybe(&mut self, fate: Fate) -> Fate {
        if self.chance.percent(BITES) {
            fate
        } else {
            Fate::Through
        }
    }
}

fn forget_orders(config: &mut Config) {
    for routing in config.routing.values_mut() {
        routing.order = Order::default();
    }
}

fn forget_callers(config: &mut Config) {
    for routing in config.routing.values_mut() {
        routing.last_agent = false;
    }
}

fn lead_astray(config: &mut Config) {
    for ivr in config.ivrs.values_mut() {
        for node in Arc::make_mut(ivr).nodes.values_mut() {
            match node {
                Node::Dial(dial) => dial.on_busy.clone_from(&dial.on_failed),
                Node::DialExtension(dial) => dial.on_busy.clone_from(&dial.on_offline),
                _ => {}
            }
        }
    }
}

fn name_nobody(config: &mut Config) {
    for ivr in config.ivrs.values_mut() {
        for node in Arc::make_mut(ivr).nodes.values_mut() {
            if let Node::Transfer(transfer) = node {
                transfer.agent = None;
            }
        }
    }
}

fn other_than(key: Key) -> Key {
    let other = if key.as_char() == '9' { '8' } else { '9' };
    Key::new(other).unwrap_or(key)
}
