//! `transfer`: hands the call to a skill group, which keeps it until it has an agent, an exit or no
//! caller any more (feature I6).
//!
//! It may be meant for some agents, whom a variable names or a customer's system. If that names nobody
//! whom the center knows, it is a call of the group like any other.

use std::time::Duration;

use kernel::Mono;
use model::Name;
use model::ask::Reply;
use model::config::{Fallback, Transfer};

use super::{At, Work};
use crate::floor::Timer;
use crate::ivr::seats::{self, Named};
use crate::ivr::{Heard, Step, Visit, answer};
use crate::skill_group::{self, Otherwise, Wanted, Wish};

/// How much longer than allowed an answer may take.
const MARGIN: Duration = Duration::from_secs(5);

impl Work for Transfer {
    /// Since when it waits for the names of agents.
    type Stage = Mono;

    fn enter(&self, visit: &mut Visit<'_>) -> Step {
        let Some(from) = &self.agents_from else {
            let named = self.agent.as_ref().map(|agent| visit.text(agent));
            let agent = named.and_then(|text| seats::agent(&text, &visit.floor.config));
            return queue(self, visit, agent.into_iter().collect());
        };
        let question = seats::question(from, visit);
        visit.ask(question);
        if let Some(music) = &self.music {
            visit.loop_over(music);
        }
        let longest = from.timeout.get() + MARGIN;
        Step::Stay(At::Transfer(visit.floor.now.mono), longest)
    }

    fn hear(&self, visit: &mut Visit<'_>, since: Mono, heard: Heard) -> Step {
        match heard {
            Heard::Replied(reply) => take(self, visit, since, &reply),
            Heard::Late => take(self, visit, since, &answer::NONE),
            Heard::Played => Step::Stayed,
            Heard::Key(_) => visit.ignore_key(),
        }
    }
}

/// Takes what a customer's system says, and queues the call.
fn take(transfer: &Transfer, visit: &mut Visit<'_>, since: Mono, reply: &Reply) -> Step {
    let (Named { agents, group }, outcome) = seats::named(reply, &visit.floor.config);
    if let Some(from) = &transfer.agents_from {
        visit.consulted(&from.url, since, outcome);
    }
    visit.floor.timers.clear(&Timer::Node(visit.call.id));
    visit.call.forget(visit.floor);
    match group {
        None => queue(transfer, visit, agents),
        Some(group) => {
            let elsewhere = Transfer {
                group,
                ..transfer.clone()
            };
            queue(&elsewhere, visit, agents)
        }
    }
}

fn queue(transfer: &Transfer, visit: &mut Visit<'_>, agents: Vec<Name>) -> Step {
    let otherwise = match transfer.fallback {
        Fallback::Wait => Otherwise::Wait,
        Fallback::Group => Otherwise::Group,
    };
    let wish = Wish {
        wanted: (!agents.is_empty()).then(|| Wanted::new(agents, otherwise)),
        on_busy: transfer.on_busy.clone(),
    };
    skill_group::enqueue(visit.call, visit.floor, visit.node, transfer, wish)
}
