//! The one who has been idle longest comes first. Who did not take a call begins to be idle anew;
//! who lost a ring by no doing of his own keeps his place.

use super::Rank;
use crate::agent::Seat;

pub(super) fn rank(seat: &Seat) -> Rank {
    Rank(seat.idle_since.as_micros())
}
