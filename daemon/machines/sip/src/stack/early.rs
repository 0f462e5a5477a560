//! What may be agreed on before an INVITE is answered (RFC 3262 section 5, RFC 3311 section 5).

use super::session::{Proposal, Reoffer, Session};
use super::terms::Terms;

/// The exchange of offers of a session that is not up.
#[derive(Debug, Default)]
pub(super) struct Early {
    /// Whether the offer of the INVITE has its answer, so that others may follow.
    pub exchanged: bool,
    /// What the other side understands.
    pub terms: Terms,
    /// Their new offer that waits for our answer.
    pub reoffer: Option<Reoffer>,
    /// Our new offer that waits for theirs.
    pub proposal: Option<Proposal>,
}

impl Early {
    /// The status that puts a new offer off: `first` while that of the INVITE has no answer, and for a
    /// second INVITE always.
    pub fn obstacle(&self, update: bool, first: u16) -> Option<u16> {
        if !update || !self.exchanged {
            Some(first)
        } else if self.proposal.is_some() {
            Some(491)
        } else {
            self.reoffer.as_ref().map(|_| 500)
        }
    }
}

impl Session {
    /// Where their new offer waits, if one may.
    pub fn reoffer_mut(&mut self) -> Option<&mut Option<Reoffer>> {
        match self {
            Session::Arriving(arriving) => Some(&mut arriving.early.reoffer),
            Session::Calling(calling) => Some(&mut calling.exchange.reoffer),
            Session::Up(up) => Some(&mut up.reoffer),
            Session::Leaving(_) => None,
        }
    }

    /// Where our new offer waits, if one may.
    pub fn proposal_mut(&mut self) -> Option<&mut Option<Proposal>> {
        match self {
            Session::Arriving(arriving) => Some(&mut arriving.early.proposal),
            Session::Calling(calling) => Some(&mut calling.exchange.proposal),
            Session::Up(up) => Some(&mut up.proposal),
            Session::Leaving(_) => None,
        }
    }
}
