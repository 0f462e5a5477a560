//! Bugs inside the switch, as they look from outside: somebody whom nobody sees does to it what leads to
//! the same, before it, behind it and when it starts.

use std::time::Duration;

use kernel::{Chance, Mono};
use model::Name;
use model::state::{AgentState, Presence};
use sip::Flow;
use switch::{Command, Entry, Input, Output};

use super::{BITES, Bug, Fate};
use crate::sweep::center;

/// The longest time for which a datagram is kept back if nothing comes that it could be swapped with.
const KEPT: Duration = Duration::from_millis(300);

/// Somebody whom nobody sees.
#[derive(Debug, Default)]
pub struct Intruder {
    /// What he is about to do.
    wants: Option<(Name, Presence)>,
    /// Whose choice he has just altered.
    altered: Option<Name>,
    kept: Option<(Mono, Flow, Vec<u8>)>,
    /// Whether something has come that what is kept can follow.
    followed: bool,
    starting: bool,
    /// The last record that was written.
    record: Option<Box<Output>>,
}

impl Intruder {
    /// The next input comes: what it changes is not his doing.
    pub fn next(&mut self) {
        self.altered = None;
    }

    /// What he wants of the switch, once it has said all it had to say.
    pub fn command(&mut self) -> Option<Command> {
        let (agent, presence) = self.wants.take()?;
        self.altered = Some(agent.clone());
        Some(Command::SetPresence(agent, presence))
    }

    /// The switch begins to say what it has to at its start, or has said it.
    pub fn starts(&mut self, starting: bool) {
        self.starting = starting;
        self.kept = None;
    }

    /// What is written once more when the switch has started.
    pub fn again(&mut self) -> Option<Output> {
        self.record.take().map(|record| *record)
    }

    /// Looks at what comes out; `None`: it is none of his business.
    pub fn output(&mut self, bug: Bug, output: &Output, chance: &mut Chance) -> Option<Fate> {
        match (bug, output) {
            (Bug::LeaseKept, Output::Transmit(_, bytes)) if bytes.starts_with(b"CANCEL") => {
                let agent = center::agent_at(user(bytes)?);
                self.want(
                    agent.and_then(|it| Name::new(&it).ok())?,
                    Presence::NotReady,
                    chance,
                );
            }
            (Bug::WrapUpEndless | Bug::WrapUpIgnored, Output::AgentChanged(status))
                if status.state == AgentState::WrapUp =>
            {
                // Whatever is set ends a wrap-up.
                let presence = match bug {
                    Bug::WrapUpEndless => Presence::NotReady,
                    _ => status.presence,
                };
                self.want(status.agent.clone(), presence, chance);
            }
            (_, Output::Journal(Entry::Presence { agent, .. }))
                if self.altered.as_ref() == Some(agent) =>
            {
                self.altered = None;
                return Some(Fate::Unseen);
            }
            (Bug::CrashRecordLost, Output::Journal(Entry::Record(_))) => {
                let lost = self.starting && chance.percent(BITES);
                return lost.then_some(Fate::Lost);
            }
            (Bug::CrashRecordTwice, Output::Journal(Entry::Record(_))) => {
                self.record = Some(Box::new(output.clone()));
            }
            _ => {}
        }
        None
    }

    fn want(&mut self, agent: Name, presence: Presence, chance: &mut Chance) {
        if chance.percent(BITES) {
            self.wants = Some((agent, presence));
        }
    }

    /// Whether somebody's call is kept back until another's has come.
    pub fn keeps_back(&mut self, now: Mono, input: &Input<'_>, chance: &mut Chance) -> bool {
        let Input::Datagram(flow, bytes) = input else {
            return false;
        };
        if !calls(bytes) {
            return false;
        }
        self.followed = self.kept.is_some();
        let keeps = self.kept.is_none() && chance.percent(BITES);
        if keeps {
            self.kept = Some((now, *flow, bytes.to_vec()));
        }
        keeps
    }

    /// What was kept back and comes now.
    pub fn lets_go(&mut self, now: Mono) -> Option<(Flow, Vec<u8>)> {
        let followed = self.followed;
        let due = |kept: &mut (Mono, Flow, Vec<u8>)| followed || now.since(kept.0) > KEPT;
        let (_, flow, bytes) = self.kept.take_if(due)?;
        self.followed = false;
        Some((flow, bytes))
    }
}

/// Whether this is an INVITE of somebody who is in no call yet.
fn calls(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.split("\r\n");
    let fresh = |line: &str| line.starts_with("To: ") && !line.contains(";tag=");
    text.starts_with("INVITE ") && lines.any(fresh)
}

/// The user that a request is for.
fn user(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (_, behind) = text.split_once(" sip:")?;
    behind.split('@').next()
}
