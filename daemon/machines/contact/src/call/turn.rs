//! Somebody hands over whom he has called himself: the call turns around.
//!
//! Whoever is handed over is at the first side of a call, keeps it up and hears music; whoever hands him
//! over is at the other. In a call that one of our phones has begun it is the other way round, until this
//! is asked of it. What each of the two holds changes sides with him, and the legs keep their numbers.

use model::record::DiversionReason;

use super::party::Party;
use super::{CALLER, Call, Phase};
use crate::Forwarded;

/// The leg of whoever a phone of ours has called.
pub(super) const DIALLED: u16 = 1;

/// Whoever was called is at the first side from here on, and whoever has called him at the other.
pub(super) fn around(call: &mut Call) {
    let Phase::Talking(talk) = &mut call.phase else {
        return;
    };
    let Some((seat, phone)) = call.phone.take() else {
        return;
    };
    let own = Party::Seat {
        seat,
        phone,
        group: None,
    };
    match std::mem::replace(&mut talk.party, own) {
        Party::Seat { seat, phone, .. } => call.phone = Some((seat, phone)),
        outside => call.carried = Some(outside),
    }
    std::mem::swap(&mut call.first, &mut talk.leg);
}

impl Call {
    /// Whether it came from outside.
    pub(super) fn comes_in(&self) -> bool {
        self.phone.is_none() && self.carried.is_none()
    }

    /// That it is sent on from here, if it came from outside.
    pub(super) fn forwarded(&self, reason: DiversionReason) -> Option<Forwarded> {
        self.comes_in().then(|| Forwarded {
            called: self.number.clone(),
            reason,
        })
    }

    /// The number of who is at the first side, and of ours the one that he has called or was called with.
    pub(super) fn numbers(&self) -> (String, String) {
        let dialled = self.number.as_str().to_owned();
        match (&self.carried, &self.phone) {
            (Some(Party::Outside { number, shown, .. }), _) => {
                (number.clone(), shown.as_str().to_owned())
            }
            (_, Some((_, phone))) if self.first != CALLER => {
                (phone.as_str().to_owned(), self.caller.clone())
            }
            _ => (self.caller.clone(), dialled),
        }
    }

    /// The customer's number; `None`: colleagues called each other.
    pub(super) fn customers_number(&self) -> Option<&str> {
        match &self.carried {
            None => self.comes_in().then_some(self.caller.as_str()),
            Some(party) if self.first == DIALLED => party.number().map(String::as_str),
            Some(_) => None,
        }
    }
}
