//! Bugs on purpose, at the boundary of the switch: they show that the invariants catch such bugs. The
//! switch itself is the one of production, unaltered.

mod liar;

use std::sync::Arc;

use contact::LegId;
use kernel::Chance;
use model::Key;
use model::config::{Config, Order};
use switch::{Command, Entry, Input, MediaCommand, MediaEvent, Output};

use liar::Liar;

/// What goes wrong.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bug {
    /// A ringing phone is not told that it need not ring any more.
    CancelSkipped,
    /// The other side is not told that the call is over.
    ByeSwallowed,
    /// A leg's port is never given back.
    PortLeaked,
    /// A record is written twice.
    RecordTwice,
    /// A record is not written.
    RecordLost,
    /// An event of a call is not written.
    EventLost,
    /// A key is not told.
    DigitLost,
    /// Another key is told.
    DigitWrong,
    /// The end of a playing is not told.
    PlayedLost,
    /// Two who talk do not hear each other.
    BridgeForgotten,
    /// A recording is not begun.
    RecordingForgotten,
    /// A recording goes on when the talk is over.
    RecordingLeaked,
    /// The other side's media is connected to another leg.
    WrongLeg,
    /// Who holds a call is sent audio all the same.
    HoldIgnored,
    /// Something is shown before it is durable.
    EarlyAcknowledgement,
    /// No deadline is told.
    TimersDead,
    /// An agent's choice is not written.
    PresenceLost,
    /// A registration is not written.
    RegistrationLost,
    /// Who hangs up while an agent rings is written down as who hangs up while he waits.
    RingingForgotten,
    /// An agent's hang-up is written down as his customer's.
    WrongHand,
    /// That an agent let the call pass is not written down.
    MissedForgotten,
    /// A wait that a crash cut off is written down as a flow.
    PhaseForgotten,
    /// Why the center ended a call is not written down.
    CauseForgotten,
    /// Calls are offered to the one who has been idle longest, whatever the order of the group.
    OrderIgnored,
}

impl Bug {
    /// All of them.
    pub const ALL: [Bug; 24] = [
        Bug::CancelSkipped,
        Bug::ByeSwallowed,
        Bug::PortLeaked,
        Bug::RecordTwice,
        Bug::RecordLost,
        Bug::EventLost,
        Bug::DigitLost,
        Bug::DigitWrong,
        Bug::PlayedLost,
        Bug::BridgeForgotten,
        Bug::RecordingForgotten,
        Bug::RecordingLeaked,
        Bug::WrongLeg,
        Bug::HoldIgnored,
        Bug::EarlyAcknowledgement,
        Bug::TimersDead,
        Bug::PresenceLost,
        Bug::RegistrationLost,
        Bug::RingingForgotten,
        Bug::WrongHand,
        Bug::MissedForgotten,
        Bug::PhaseForgotten,
        Bug::CauseForgotten,
        Bug::OrderIgnored,
    ];

    /// Those that spoil nothing but what is written of a call's end.
    pub const LIES: [Bug; 5] = [
        Bug::RingingForgotten,
        Bug::WrongHand,
        Bug::MissedForgotten,
        Bug::PhaseForgotten,
        Bug::CauseForgotten,
    ];

    /// The bug of this name, such as `WrongHand`.
    pub fn named(name: &str) -> Option<Bug> {
        Bug::ALL.into_iter().find(|bug| format!("{bug:?}") == name)
    }
}

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
        }
    }

    /// Whether entries are called durable before they are.
    pub fn acknowledges_early(&self) -> bool {
        self.bug == Some(Bug::EarlyAcknowledgement)
    }

    /// Looks at what goes in.
    pub fn input(&mut self, input: &mut Input<'_>) -> Fate {
        let Some(bug) = self.bug else {
            return Fate::Through;
        };
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
            (Bug::OrderIgnored, Input::Command(_, _, Command::Apply(apply))) => {
                self.wanted = Some(apply.config.clone());
                apply.config = Arc::new(without_orders(&apply.config));
                Fate::Through
            }
            _ => Fate::Through,
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
            (Bug::RecordTwice, Output::Journal(Entry::Record(_))) => self.maybe(Fate::Twice),
            (Bug::OrderIgnored, Output::Journal(Entry::Applied(applied))) => {
                if let Some(wanted) = self.wanted.take() {
                    applied.config = wanted;
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
            _ => Fate::Through,
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

fn without_orders(config: &Config) -> Config {
    let mut config = config.clone();
    for routing in config.routing.values_mut() {
        routing.order = Order::default();
    }
    config
}

fn other_than(key: Key) -> Key {
    let other = if key.as_char() == '9' { '8' } else { '9' };
    Key::new(other).unwrap_or(key)
}
