//! `menu`: asks for a key and branches on it (feature I3).
//!
//! A key cuts the prompt short, and one that was pressed ahead answers without it. The time for a
//! key counts from the end of the prompt. One counter counts time-outs and wrong keys of the node
//! together, over all visits until a key fits; on failure number `max_errors` the call leaves at
//! once. Before that, a failure has its comment, and then the menu asks again or sends the call on.

use model::config::{Menu, Reaction};
use model::record::EventKind;
use model::{Key, Name};

use super::{At, Stay, Step, sound};
use crate::call::{Call, Ending};
use crate::floor::Floor;
use crate::limits;

/// What a menu is doing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Stage {
    /// Its prompt plays.
    Asking,
    /// It waits for a key.
    Listening,
    /// It comments on a failure, then goes to a node or asks again.
    Commenting(Option<Name>),
}

pub(super) fn enter(call: &mut Call, floor: &mut Floor, node: &Name, menu: &Menu) -> Step {
    ask(call, floor, node, menu)
}

pub(super) fn pressed(
    call: &mut Call,
    floor: &mut Floor,
    node: &Name,
    menu: &Menu,
    stage: Stage,
    key: Key,
) -> Step {
    call.quiet(floor);
    match stage {
        Stage::Asking | Stage::Listening => choose(call, floor, node, menu, key),
        Stage::Commenting(next) => {
            call.keys.push(key, &mut floor.counters);
            go_on(call, floor, node, menu, next)
        }
    }
}

pub(super) fn played(
    call: &mut Call,
    floor: &mut Floor,
    node: &Name,
    menu: &Menu,
    stage: Stage,
) -> Step {
    match stage {
        Stage::Asking | Stage::Listening => {
            let listening = Stay {
                node: node.clone(),
                at: At::Menu(Stage::Listening),
            };
            call.stay(floor, listening, menu.timeout.get());
            Step::Stay
        }
        Stage::Commenting(next) => go_on(call, floor, node, menu, next),
    }
}

pub(super) fn late(
    call: &mut Call,
    floor: &mut Floor,
    node: &Name,
    menu: &Menu,
    stage: Stage,
) -> Step {
    match stage {
        Stage::Listening => fail(call, floor, node, menu, None),
        playing => {
            call.quiet(floor);
            played(call, floor, node, menu, playing)
        }
    }
}

fn ask(call: &mut Call, floor: &mut Floor, node: &Name, menu: &Menu) -> Step {
    if let Some(key) = call.keys.pop() {
        return choose(call, floor, node, menu, key);
    }
    let Some(sound) = sound::of(&menu.speech, call, floor) else {
        return Step::Exception;
    };
    call.play(floor, vec![sound], Some(1));
    call.stay(
        floor,
        Stay {
            node: node.clone(),
            at: At::Menu(Stage::Asking),
        },
        limits::PROMPT,
    );
    Step::Stay
}

fn choose(call: &mut Call, floor: &mut Floor, node: &Name, menu: &Menu, key: Key) -> Step {
    let Some(choice) = menu.keys.get(&key) else {
        return fail(call, floor, node, menu, Some(key));
    };
    call.errors.remove(node);
    let label = choice.label.clone().unwrap_or_else(|| key.to_string());
    call.journal(floor, EventKind::Chose { key, label });
    Step::Go(choice.next.clone())
}

fn fail(call: &mut Call, floor: &mut Floor, node: &Name, menu: &Menu, key: Option<Key>) -> Step {
    let count = call.errors.entry(node.clone()).or_default();
    *count = count.saturating_add(1);
    let errors = *count;
    call.journal(floor, EventKind::Failed { key, errors });
    if errors >= menu.max_errors {
        call.errors.remove(node);
        let exhausted = menu.exhausted.clone();
        return exhausted.map_or(Step::End(Ending::Flow(None)), Step::Go);
    }
    let reaction = if key.is_some() {
        &menu.on_error
    } else {
        &menu.on_timeout
    };
    react(call, floor, node, menu, reaction)
}

fn react(
    call: &mut Call,
    floor: &mut Floor,
    node: &Name,
    menu: &Menu,
    reaction: &Reaction,
) -> Step {
    let comment = reaction
        .play
        .as_ref()
        .and_then(|speech| sound::of(speech, call, floor));
    let Some(comment) = comment else {
        return go_on(call, floor, node, menu, reaction.next.clone());
    };
    call.play(floor, vec![comment], Some(1));
    let commenting = At::Menu(Stage::Commenting(reaction.next.clone()));
    call.stay(
        floor,
        Stay {
            node: node.clone(),
            at: commenting,
        },
        limits::PROMPT,
    );
    Step::Stay
}

fn go_on(call: &mut Call, floor: &mut Floor, node: &Name, menu: &Menu, next: Option<Name>) -> Step {
    match next {
        Some(next) => Step::Go(next),
        None => ask(call, floor, node, menu),
    }
}
