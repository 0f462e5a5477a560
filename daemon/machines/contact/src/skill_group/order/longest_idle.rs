//! The one who has been idle longest comes first. Who did not take a call begins to be idle anew;
//! who lost a ring by no doing of his own keeps his place.

use super::{Candidate, Rank};

pub(super) fn rank(of: &Candidate) -> Rank {
    Rank(0, of.idle_since.as_micros())
}
