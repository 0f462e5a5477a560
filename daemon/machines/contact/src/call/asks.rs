//! The question to a customer's system that a call waits for: one at a time, and none outlives its node.

use model::ask::{Ask, AskId};

use super::Call;
use crate::Output;
use crate::floor::Floor;

/// The questions of a call.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asks {
    /// How many there were.
    asked: u32,
    /// The one that is open.
    open: Option<u32>,
}

impl Asks {
    /// Notes an answer; says whether it is the one that is waited for.
    pub(super) fn close(&mut self, number: u32) -> bool {
        self.open.take_if(|open| *open == number).is_some()
    }
}

impl Call {
    /// The id that the next question will have.
    pub(crate) fn next_ask(&self) -> AskId {
        AskId {
            call: self.id,
            number: self.asks.asked.wrapping_add(1),
        }
    }

    /// Asks a customer's system, in place of what was asked before.
    pub(crate) fn ask(&mut self, floor: &mut Floor, ask: Ask) {
        self.forget(floor);
        let id = self.next_ask();
        self.asks.asked = id.number;
        self.asks.open = Some(id.number);
        floor.counters.asked += 1;
        floor.out.push_back(Output::Ask(id, ask));
    }

    /// Waits no longer for an answer.
    pub(crate) fn forget(&mut self, floor: &mut Floor) {
        if let Some(number) = self.asks.open.take() {
            let call = self.id;
            floor.out.push_back(Output::Forget(AskId { call, number }));
        }
    }
}
