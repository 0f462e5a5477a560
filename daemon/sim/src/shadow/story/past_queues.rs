//! What becomes of a call in which somebody is called past every queue, by a flow or by one of our phones.

use kernel::Mono;
use model::record::{Cause, EndStatus};

use super::{Story, UNACKNOWLEDGED};
use crate::shadow::callee::{self, Missed, Way};
use crate::shadow::parts::{Departure, Leaving};
use crate::shadow::verdict::Verdict;
use crate::sweep::reach;

impl Story {
    /// Why devices are called for it.
    pub(super) fn way(&self) -> Way {
        match (&self.own, self.dialled.as_str()) {
            (Some(_), _) if self.outside => Way::Customer,
            (Some(_), _) => Way::Colleague,
            (None, reach::OUT) => Way::Outside,
            (None, reach::ASK) => Way::Extension,
            (None, _) => Way::Queue,
        }
    }

    pub(super) fn breaks_exit(&mut self, right: &str, said: Option<&str>) {
        let rule = "a caller goes on by how his callee took it";
        self.broken
            .push((rule, format!("told {said:?}, not {right:?}")));
    }

    /// Somebody does not take the call who was called past every queue.
    pub(super) fn misses(&mut self, of: Leaving) {
        let missed = Missed::of(of.way, of.how, of.rang, of.since);
        self.missing = Some(missed);
        self.refused = Some(missed.status(of.way));
        let way = self.way();
        self.expects = missed.exit(way).filter(|_| !way.is_own());
    }

    /// Somebody is gone who talked and was called past every queue.
    pub(super) fn parted(&mut self, way: Way, how: Departure) {
        self.lost = how == Departure::CutOff;
        self.expects = callee::exits(way).then.filter(|_| !way.is_own());
    }

    /// Whoever called hangs up.
    pub fn by_caller(&self) -> Verdict {
        match self.own {
            Some(_) => Verdict::by_agent(self.reached()),
            None => Verdict::by_customer(self.reached()),
        }
    }

    /// Whoever talked with him hangs up, and nothing more is said.
    pub fn by_other(&self) -> Verdict {
        match self.way() {
            Way::Customer => Verdict::by_customer(EndStatus::Ok),
            _ => Verdict::by_agent(self.reached()),
        }
    }

    /// How a call may be judged that waited for nobody.
    pub(super) fn verdicts_past_queues(&self, now: Mono, way: Way) -> Vec<Verdict> {
        let status = self.talked.unwrap_or(EndStatus::IvrEnd);
        let verdict = match (self.missing, self.lost) {
            // There is somewhere to go on.
            _ if self.expects.is_some() => None,
            (Some(missed), _) if way.is_own() => Some(Verdict::by_center(missed.status(way), None)),
            (Some(_), _) => Some(Verdict::by_center(status, Some(Cause::NotReached))),
            (None, lost) if lost || !way.is_own() => Some(Verdict::by_center(status, None)),
            (None, _) => None,
        };
        let given_up = self
            .gives_up_telling(now)
            .then(|| Verdict::by_center(EndStatus::ClientError, Some(Cause::Signalling)));
        verdict.into_iter().chain(given_up).collect()
    }

    /// Whether one of our phones, which calls, may have been told for too long that it rings without
    /// saying that it has heard it (RFC 3262 section 3).
    fn gives_up_telling(&self, now: Mono) -> bool {
        let mut offers = self.offers.values();
        self.way().is_own() && offers.any(|offer| now.since(offer.since) >= UNACKNOWLEDGED)
    }
}
