//! Numbers outside: what whoever is called there does.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use model::phone_number::normalise;
use model::tests::{Outsider, Test};
use phone::{Command, Event};

use crate::world::HandsetId;

/// Whoever the carriers reach.
pub struct Outside {
    handsets: BTreeSet<HandsetId>,
    /// What numbers do, as they are compared.
    scripts: BTreeMap<String, Outsider>,
    /// How long those who were called lately will talk.
    talks: BTreeMap<HandsetId, Duration>,
}

impl Outside {
    /// The telephones that stand for all numbers outside.
    pub fn new(test: &Test, handsets: BTreeSet<HandsetId>) -> Outside {
        let scripts = test.outside.iter();
        let scripts = scripts.map(|(number, script)| (normalise(number.as_str()), script.clone()));
        Outside {
            handsets,
            scripts: scripts.collect(),
            talks: BTreeMap::new(),
        }
    }

    /// What somebody there does about something that he notices, and after how long.
    pub fn deed(&mut self, id: HandsetId, event: &Event) -> Option<(Duration, Command)> {
        if !self.handsets.contains(&id) {
            return None;
        }
        match event {
            Event::Incoming { to, .. } => {
                let script = self.scripts.get(&normalise(to)).cloned();
                self.called(id, script.unwrap_or_default())
            }
            Event::Up => self.talks.remove(&id).map(|span| (span, Command::HangUp)),
            _ => None,
        }
    }

    fn called(&mut self, id: HandsetId, script: Outsider) -> Option<(Duration, Command)> {
        self.talks.remove(&id);
        let refuse = |status| Some((Duration::ZERO, Command::Refuse(status)));
        match script {
            Outsider::Answers { after, talks_for } => {
                self.talks.extend(talks_for.map(|span| (id, span.get())));
                Some((after.get(), Command::Answer))
            }
            Outsider::NoAnswer => None,
            Outsider::Busy => refuse(486),
            Outsider::Rejects => refuse(603),
            Outsider::Vacant => refuse(404),
        }
    }
}
