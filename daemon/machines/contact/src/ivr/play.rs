//! `play`: plays something and goes on (feature I2).
//!
//! A key cuts an interruptible play short. Either way the key is kept for the next menu, so a caller
//! who knows the way can type ahead.

use model::config::Play;
use model::{Key, Name};

use super::{At, Stay, Step, sound};
use crate::call::Call;
use crate::floor::Floor;
use crate::limits;

pub(super) fn enter(call: &mut Call, floor: &mut Floor, node: &Name, play: &Play) -> Step {
    let Some(sound) = sound::of(&play.speech, call, floor) else {
        return Step::Exception;
    };
    call.play(floor, vec![sound], Some(play.times.max(1)));
    call.stay(
        floor,
        Stay {
            node: node.clone(),
            at: At::Play,
        },
        limits::PROMPT,
    );
    Step::Stay
}

pub(super) fn pressed(call: &mut Call, floor: &mut Floor, play: &Play, key: Key) -> Step {
    call.keys.push(key, &mut floor.counters);
    if !play.interruptible {
        return Step::Stay;
    }
    call.quiet(floor);
    Step::Go(play.next.clone())
}
