//! The one with the highest priority in the group comes first, of several the one who has been idle
//! longest.

use super::{Candidate, Rank};

pub(super) fn rank(of: &Candidate) -> Rank {
    Rank(u32::from(of.priority.0), of.idle_since.as_micros())
}
