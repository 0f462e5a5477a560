//! The interpreter of call flows: one file for each type of node, each with its one meaning.
//!
//! A call keeps the flow it entered with. Prompts of the library and skill groups are looked up in
//! the live configuration, when they are wanted. A node that cannot do its work because what it
//! names is gone leads to the flow's exception exit, or ends the call with cause `flow`; a playing
//! that fails counts as played.

pub(crate) mod answer;
pub(crate) mod asking;
pub(crate) mod clock;
mod errors;
mod keys;
mod nodes;
pub(crate) mod seats;
pub(crate) mod sound;
mod steps;
mod trail;
mod variables;
mod visit;

use std::sync::Arc;
use std::time::Duration;

use model::ask::Reply;
use model::record::{Cause, EventKind};
use model::{Key, Name};

pub(crate) use errors::Errors;
pub(crate) use keys::Keys;
pub(crate) use nodes::At;
pub(crate) use steps::Steps;
pub(crate) use trail::Trail;
pub(crate) use variables::Variables;
pub(crate) use visit::Visit;

use crate::call::{self, Call, Ending, Phase};
use crate::floor::{Floor, Timer};

/// What a node wants next.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// To wait in the node, at most for so long.
    Stay(At, Duration),
    /// To go on waiting: in the node as before, or where the node has brought the call.
    Stayed,
    /// To go to a node.
    Go(Name),
    /// To take the exception exit.
    Exception,
    /// To end the call.
    End(Ending),
}

/// What a node in which a call stays is told.
#[derive(Clone, Debug)]
pub(crate) enum Heard {
    /// The caller pressed a key.
    Key(Key),
    /// What it played has ended, well or not.
    Played,
    /// Its time is over. For one that plays, its playing never ended: it counts as played. For one that
    /// records, the caller has said nothing for as long as it listens.
    Late,
    /// The answer to what it asked of a customer's system.
    Replied(Reply),
}

/// Takes a step, and all that follow from it, until the call waits for something or is over.
pub(crate) fn go(call: &mut Call, floor: &mut Floor, first: Step) {
    let mut step = first;
    loop {
        step = match step {
            Step::Stayed => return,
            Step::Stay(at, longest) => return call.stay(floor, at, longest),
            Step::Go(node) => enter(call, floor, &node),
            Step::Exception => exception(call, floor),
            Step::End(ending) => return call::end(call, floor, ending),
        };
    }
}

/// Something happened in the node in which a call stays.
pub(crate) fn hear(call: &mut Call, floor: &mut Floor, heard: Heard) {
    let Phase::Staying(at) = &call.phase else {
        return;
    };
    let (at, ivr, name) = (at.clone(), Arc::clone(&call.ivr), call.node.clone());
    let step = match ivr.nodes.get(&name) {
        Some(node) => nodes::hear(node, &mut visit(call, floor, &name), at, heard),
        None => Step::Exception,
    };
    go(call, floor, step);
}

fn enter(call: &mut Call, floor: &mut Floor, name: &Name) -> Step {
    floor.timers.clear(&Timer::Node(call.id));
    call.forget(floor);
    call.end_message(floor);
    call.phase = Phase::Moving;
    if !call.steps.allow(floor.now.mono) {
        floor.counters.loops += 1;
        return call
            .steps
            .start_over()
            .map_or(GIVE_UP, |()| Step::Exception);
    }
    let ivr = Arc::clone(&call.ivr);
    let Some(node) = ivr.nodes.get(name) else {
        return Step::Exception;
    };
    if let Some(ivr) = call.ivr_name.clone() {
        let node = name.clone();
        call.journal(floor, EventKind::Entered { ivr, node });
    }
    call.node = name.clone();
    call.trail.enter(name);
    nodes::enter(node, &mut visit(call, floor, name))
}

fn visit<'v>(call: &'v mut Call, floor: &'v mut Floor, node: &'v Name) -> Visit<'v> {
    Visit { call, floor, node }
}

const GIVE_UP: Step = Step::End(Ending::Flow(Some(Cause::Flow)));

fn exception(call: &mut Call, floor: &mut Floor) -> Step {
    floor.counters.exceptions += 1;
    call.quiet(floor);
    call.ivr.on_exception.clone().map_or(GIVE_UP, Step::Go)
}
