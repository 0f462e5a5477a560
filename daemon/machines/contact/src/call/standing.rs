//! Where a call stands in its flow, for whoever plays through every way that it can take.

use model::CallId;

use super::{Call, Phase};
use crate::center::Center;
use crate::ivr::At;

impl Center {
    /// What decides how a call goes on from here, as one text: its node and what that does, keys pressed
    /// ahead, failed tries, variables, who talked last. Of two calls of one flow with the same text the
    /// same becomes if the same happens to them. `None`: there is no such call.
    pub fn standing(&self, id: CallId) -> Option<String> {
        self.calls.get(&id).map(Call::standing)
    }
}

impl Call {
    fn standing(&self) -> String {
        let doing = match &self.phase {
            // Since when it waits for an answer changes nothing of what it makes of that.
            Phase::Staying(At::Http(_) | At::Transfer(_) | At::Dial(_)) => "asks".to_owned(),
            Phase::Staying(at) => format!("{at:?}"),
            Phase::Waiting(waiting) => format!("waits for {}", waiting.group),
            Phase::Answering => "is not answered".to_owned(),
            Phase::Dialling(_) => "dials".to_owned(),
            Phase::Talking(_) => "talks".to_owned(),
            Phase::Moving | Phase::Over => "is nowhere".to_owned(),
        };
        let staff = &self.last_agent.staff_number;
        format!(
            "{} {doing} {:?} {:?} {:?} {staff:?}",
            self.node, self.keys, self.errors, self.variables
        )
    }
}
