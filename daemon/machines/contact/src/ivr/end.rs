//! `end`: says good-bye, if anything, and ends the call (feature I1).

use model::Name;
use model::config::End;

use super::{At, Stay, Step, sound};
use crate::call::{Call, Ending};
use crate::floor::Floor;
use crate::limits;

pub(super) fn enter(call: &mut Call, floor: &mut Floor, node: &Name, end: &End) -> Step {
    // A good-bye that is gone keeps nobody from ending.
    let Some(sound) = end
        .speech
        .as_ref()
        .and_then(|speech| sound::of(speech, call, floor))
    else {
        return Step::End(Ending::Flow(None));
    };
    call.play(floor, vec![sound], Some(1));
    call.stay(
        floor,
        Stay {
            node: node.clone(),
            at: At::End,
        },
        limits::PROMPT,
    );
    Step::Stay
}
