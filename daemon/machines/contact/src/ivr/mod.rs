//! The interpreter of call flows: one file for each type of node, each with its one meaning.
//!
//! A call keeps the flow it entered with. Prompts of the library and skill groups are looked up in
//! the live configuration, when they are wanted. A node that cannot do its work because what it
//! names is gone leads to the flow's exception exit, or ends the call with cause `flow`; a playing
//! that fails counts as played.

mod end;
mod keys;
mod menu;
mod play;
pub(crate) mod sound;
mod steps;

use std::sync::Arc;

use model::config::Node;
use model::record::{Cause, EventKind};
use model::{Key, Name};

pub(crate) use keys::Keys;
pub(crate) use steps::Steps;

use crate::call::{self, Call, Ending, Phase};
use crate::floor::{Floor, Timer};
use crate::skill_group;

/// What a node wants next.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// To wait where the call is.
    Stay,
    /// To go to a node.
    Go(Name),
    /// To take the exception exit.
    Exception,
    /// To end the call.
    End(Ending),
}

/// A node that waits, and for what.
#[derive(Clone, Debug)]
pub(crate) struct Stay {
    pub(crate) node: Name,
    pub(crate) at: At,
}

/// What a waiting node is doing.
#[derive(Clone, Debug)]
pub(crate) enum At {
    /// A play node plays.
    Play,
    /// A menu asks, listens or comments.
    Menu(menu::Stage),
    /// An end node says good-bye.
    End,
}

/// Takes a step, and all that follow from it, until the call waits for something or is over.
pub(crate) fn go(call: &mut Call, floor: &mut Floor, first: Step) {
    let mut step = first;
    loop {
        step = match step {
            Step::Stay => return,
            Step::Go(node) => enter(call, floor, &node),
            Step::Exception => exception(call, floor),
            Step::End(ending) => return call::end(call, floor, ending),
        };
    }
}

/// The caller pressed a key while a node waits.
pub(crate) fn pressed(call: &mut Call, floor: &mut Floor, key: Key) {
    in_node(call, floor, |call, floor, stay, node| {
        match (stay.at, node) {
            (At::Play, Node::Play(play)) => play::pressed(call, floor, play, key),
            (At::Menu(stage), Node::Menu(menu)) => {
                menu::pressed(call, floor, &stay.node, menu, stage, key)
            }
            _ => {
                floor.counters.keys_ignored += 1;
                Step::Stay
            }
        }
    });
}

/// What a node played has ended, well or not.
pub(crate) fn played(call: &mut Call, floor: &mut Floor) {
    in_node(call, floor, |call, floor, stay, node| {
        match (stay.at, node) {
            (At::Play, Node::Play(play)) => Step::Go(play.next.clone()),
            (At::Menu(stage), Node::Menu(menu)) => {
                menu::played(call, floor, &stay.node, menu, stage)
            }
            _ => Step::End(Ending::Flow(None)),
        }
    });
}

/// A node's time is over. For one that plays, its playing never ended: it counts as played.
pub(crate) fn late(call: &mut Call, floor: &mut Floor) {
    in_node(call, floor, |call, floor, stay, node| {
        match (stay.at, node) {
            (At::Play, Node::Play(play)) => Step::Go(play.next.clone()),
            (At::Menu(stage), Node::Menu(menu)) => menu::late(call, floor, &stay.node, menu, stage),
            _ => Step::End(Ending::Flow(None)),
        }
    });
}

/// Lets the node in which a call waits say what comes next.
fn in_node(
    call: &mut Call,
    floor: &mut Floor,
    act: impl FnOnce(&mut Call, &mut Floor, Stay, &Node) -> Step,
) {
    let Phase::Staying(stay) = &call.phase else {
        return;
    };
    let (stay, ivr) = (stay.clone(), Arc::clone(&call.ivr));
    let step = match ivr.nodes.get(&stay.node) {
        Some(node) => act(call, floor, stay, node),
        None => Step::Exception,
    };
    go(call, floor, step);
}

fn enter(call: &mut Call, floor: &mut Floor, name: &Name) -> Step {
    floor.timers.clear(&Timer::Node(call.id));
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
    call.journal(
        floor,
        EventKind::Entered {
            ivr: call.ivr_name.clone(),
            node: name.clone(),
        },
    );
    match node {
        Node::Play(play) => play::enter(call, floor, name, play),
        Node::Menu(menu) => menu::enter(call, floor, name, menu),
        Node::Transfer(transfer) => skill_group::enqueue(call, floor, name, transfer),
        Node::End(end) => end::enter(call, floor, name, end),
    }
}

const GIVE_UP: Step = Step::End(Ending::Flow(Some(Cause::Flow)));

fn exception(call: &mut Call, floor: &mut Floor) -> Step {
    floor.counters.exceptions += 1;
    call.quiet(floor);
    call.ivr.on_exception.clone().map_or(GIVE_UP, Step::Go)
}
