//! Breaks, counted by their reasons.

use std::collections::BTreeMap;

use contact::AgentStatus;
use model::Name;
use model::config::BreakReason;
use model::state::AgentState;

/// How often agents went on a break since the start.
#[derive(Debug, Default)]
pub struct Breaks(BTreeMap<String, u64>);

/// The reason of a break, empty without one; `None`: he is on no break.
pub fn reason_of(status: &AgentStatus) -> Option<&str> {
    let on_break = status.state == AgentState::Break;
    on_break.then(|| status.reason.as_ref().map_or("", Name::as_str))
}

impl Breaks {
    /// An agent was as he was and is as he is.
    pub fn note(&mut self, before: Option<&AgentStatus>, after: &AgentStatus) {
        if let Some(reason) = reason_of(after)
            && before.and_then(reason_of) != Some(reason)
        {
            *self.0.entry(reason.to_owned()).or_default() += 1;
        }
    }

    /// Forgets reasons that are no longer configured, so that there are no more than those.
    pub fn forget_but(&mut self, reasons: &BTreeMap<Name, BreakReason>) {
        self.0
            .retain(|reason, _| reason.is_empty() || reasons.contains_key(reason.as_str()));
    }

    /// All of them.
    pub fn counts(&self) -> impl Iterator<Item = (&str, u64)> {
        self.0
            .iter()
            .map(|(reason, count)| (reason.as_str(), *count))
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use model::state::Presence;

    use super::*;

    fn name(text: &str) -> Name {
        Name::new(text).expect("a name")
    }

    fn amy(state: AgentState, reason: Option<&str>) -> AgentStatus {
        AgentStatus {
            agent: name("amy"),
            presence: Presence::Break,
            reason: reason.map(name),
            forced: false,
            pending: None,
            state,
            since: Timestamp::UNIX_EPOCH,
            wrap_up: None,
        }
    }

    #[test]
    fn a_break_counts_once_and_for_its_reason() {
        let mut breaks = Breaks::default();
        let days = [
            amy(AgentState::Break, Some("lunch")),
            amy(AgentState::Break, Some("lunch")),
            amy(AgentState::Break, None),
            amy(AgentState::OnCall, Some("lunch")),
            amy(AgentState::Break, Some("lunch")),
        ];
        let mut before = None;
        for day in &days {
            breaks.note(before, day);
            before = Some(day);
        }
        assert_eq!(breaks.counts().collect::<Vec<_>>(), [("", 1), ("lunch", 2)]);
        breaks.forget_but(&BTreeMap::new());
        assert_eq!(breaks.counts().collect::<Vec<_>>(), [("", 1)]);
    }
}
