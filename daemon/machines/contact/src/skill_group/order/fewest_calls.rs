//! The one who has taken the fewest calls since midnight comes first, of several the one who has been
//! idle longest. At midnight all are equal again.

use super::{Candidate, Rank};

pub(super) fn rank(of: &Candidate) -> Rank {
    Rank(of.calls, of.idle_since.as_micros())
}

/// The place that a seat has after midnight if it had this one before.
pub(super) fn overnight(rank: Rank) -> Rank {
    Rank(0, rank.1)
}
