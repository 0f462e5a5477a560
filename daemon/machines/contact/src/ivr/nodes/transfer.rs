//! `transfer`: hands the call to a skill group, which keeps it until it has an agent, an exit or no
//! caller any more (feature I6).

use std::convert::Infallible;

use model::config::Transfer;

use super::Work;
use crate::ivr::{Heard, Step, Visit};
use crate::skill_group;

impl Work for Transfer {
    /// A call never stays in the node itself.
    type Stage = Infallible;

    fn enter(&self, visit: &mut Visit<'_>) -> Step {
        skill_group::enqueue(visit.call, visit.floor, visit.node, self)
    }

    fn hear(&self, _: &mut Visit<'_>, stage: Infallible, _: Heard) -> Step {
        match stage {}
    }
}
