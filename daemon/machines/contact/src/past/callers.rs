//! Who served each caller last: a bounded memory that forgets the caller who was served longest ago.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::Name;
use model::phone_number::normalise;
use serde::{Deserialize, Serialize};

use crate::limits;

/// Callers by number, in the form in which all spellings of a number are one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Vec<Line>", into = "Vec<Line>")]
pub(crate) struct Callers {
    by_caller: BTreeMap<String, Served>,
    by_turn: BTreeMap<u64, String>,
    turns: u64,
    pub(crate) forgotten: u64,
}

#[derive(Clone, Debug, PartialEq)]
struct Served {
    agent: Name,
    at: Timestamp,
    turn: u64,
}

/// A caller, his agent, and the second in which he was served.
#[derive(Serialize, Deserialize)]
struct Line(String, Name, i64);

impl Callers {
    /// An agent took a caller's call.
    pub(crate) fn served(&mut self, caller: &str, agent: &Name, at: Timestamp) {
        // A number that is withheld is nobody's.
        if caller.is_empty() {
            return;
        }
        let caller = normalise(caller);
        self.turns += 1;
        let served = Served {
            agent: agent.clone(),
            at,
            turn: self.turns,
        };
        self.by_turn.insert(self.turns, caller.clone());
        if let Some(before) = self.by_caller.insert(caller, served) {
            self.by_turn.remove(&before.turn);
        }
        while self.by_caller.len() > limits::CALLERS {
            let Some((_, caller)) = self.by_turn.pop_first() else {
                return;
            };
            self.by_caller.remove(&caller);
            self.forgotten += 1;
        }
    }

    /// The same, told by a record: the last talk counts, and records come in the order in which calls
    /// ended.
    pub(crate) fn was_served(&mut self, caller: &str, agent: &Name, at: Timestamp) {
        if self.last(caller).is_none_or(|(_, known)| known <= at) {
            self.served(caller, agent, at);
        }
    }

    /// An agent has another name from here on.
    pub(crate) fn rename(&mut self, from: &Name, to: &Name) {
        let served = self.by_caller.values_mut();
        for served in served.filter(|served| served.agent == *from) {
            served.agent = to.clone();
        }
    }

    /// Who served a caller last, and when.
    pub(crate) fn last(&self, caller: &str) -> Option<(&Name, Timestamp)> {
        let served = self.by_caller.get(&normalise(caller))?;
        Some((&served.agent, served.at))
    }

    pub(crate) fn len(&self) -> usize {
        self.by_caller.len()
    }
}

impl From<Vec<Line>> for Callers {
    fn from(lines: Vec<Line>) -> Callers {
        let mut callers = Callers::default();
        for Line(caller, agent, second) in lines {
            let at = Timestamp::from_second(second).unwrap_or_default();
            callers.served(&caller, &agent, at);
        }
        callers
    }
}

impl From<Callers> for Vec<Line> {
    fn from(callers: Callers) -> Vec<Line> {
        let line = |caller: &String| {
            let served = callers.by_caller.get(caller)?;
            let second = served.at.as_second();
            Some(Line(caller.clone(), served.agent.clone(), second))
        };
        callers.by_turn.values().filter_map(line).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Name {
        Name::new(text).expect("a name")
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("a timestamp")
    }

    #[test]
    fn every_spelling_of_a_number_is_one_caller() {
        let mut callers = Callers::default();
        callers.served("+8613800138000", &name("amy"), at(1));
        for spelling in ["13800138000", "8613800138000", "008613800138000"] {
            let found = callers.last(spelling).map(|(agent, _)| agent.as_str());
            assert_eq!(found, Some("amy"), "{spelling}");
        }
        callers.served("", &name("amy"), at(2));
        assert_eq!(callers.last(""), None, "withheld");
    }

    #[test]
    fn the_caller_who_was_served_longest_ago_is_forgotten_first() {
        let mut callers = Callers::default();
        let last = i64::try_from(limits::CALLERS).expect("it fits");
        for n in 0..last {
            callers.served(&format!("c{n}"), &name("amy"), at(n));
        }
        callers.served("c0", &name("ben"), at(last));
        callers.served("another", &name("ben"), at(last));
        assert_eq!((callers.len(), callers.forgotten), (limits::CALLERS, 1));
        assert_eq!(callers.last("c1"), None);
        assert_eq!(callers.last("c0"), Some((&name("ben"), at(last))));
    }

    #[test]
    fn a_record_of_an_earlier_talk_that_ended_later_changes_nothing() {
        let mut callers = Callers::default();
        callers.was_served("138", &name("ben"), at(14));
        callers.was_served("138", &name("amy"), at(9));
        assert_eq!(callers.last("138"), Some((&name("ben"), at(14))));
        callers.was_served("138", &name("amy"), at(15));
        assert_eq!(callers.last("138"), Some((&name("amy"), at(15))));
    }

    #[test]
    fn what_is_kept_comes_back_in_its_order() {
        let mut callers = Callers::default();
        for (n, caller) in ["b", "a", "c", "b"].into_iter().enumerate() {
            callers.served(caller, &name("amy"), at(n as i64));
        }
        let text = serde_json::to_string(&callers).expect("JSON");
        assert_eq!(text, r#"[["a","amy",1],["c","amy",2],["b","amy",3]]"#);
        let back: Callers = serde_json::from_str(&text).expect("the same");
        assert_eq!(back.last("b"), callers.last("b"));
    }
}
