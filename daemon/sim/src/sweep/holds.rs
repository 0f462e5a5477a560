//! What people at telephones do in the middle of a call: they hold it, retrieve it, ask for an offer.

use media::sdp::Direction;
use phone::Command;

use super::{Deed, Run};
use crate::world::HandsetId;

impl Run {
    /// Somebody talks; with a chance of `percent` each he will hold the call for a while, and have his
    /// telephone ask for an offer.
    pub(super) fn may_hold(&mut self, id: HandsetId, percent: u64) {
        if self.chance.percent(percent) {
            let way = if self.chance.percent(50) {
                Direction::SendOnly
            } else {
                Direction::Inactive
            };
            let holds = self.millis(500, 6_000);
            let retrieves = holds + self.millis(300, 6_000);
            self.later(holds, Deed::Phone(id, Command::Offer(way)));
            let both = Command::Offer(Direction::SendRecv);
            self.later(retrieves, Deed::Phone(id, both));
        }
        if self.chance.percent(percent) {
            let asks = self.millis(500, 10_000);
            self.later(asks, Deed::Phone(id, Command::AskOffer));
        }
    }

    /// The center has taken what somebody offered, or has not.
    pub(super) fn reoffered(&mut self, id: HandsetId, taken: bool) {
        let agreed = self.world.handset(id).and_then(|it| it.agreed());
        let what = match agreed.filter(|_| taken) {
            None => "offers not taken",
            Some((None, _)) => "offers asked for",
            Some((Some(Direction::SendRecv), _)) => "offers to go on",
            Some((Some(Direction::Inactive), _)) => "offers to hold, inactive",
            Some(_) => "offers to hold, sendonly",
        };
        self.report.count(what);
    }
}
