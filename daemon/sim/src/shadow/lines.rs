//! The lines to devices, by what goes over the wire: an extension has one call at a time, and who is not
//! wanted any more because somebody else answered is told so, and nobody else is.

use std::collections::{BTreeMap, BTreeSet};

use contact::LegId;
use model::CallId;

/// What a device is told that need not ring any more (RFC 3326).
const ELSEWHERE: &[u8] = b"cause=200";

/// A rule and how it was broken.
pub type Broken = (&'static str, String);

/// A leg to an extension, perhaps at several contacts.
#[derive(Debug)]
struct Line {
    user: String,
    call_ids: BTreeSet<String>,
}

/// All lines.
#[derive(Debug, Default)]
pub struct Lines {
    open: BTreeMap<LegId, Line>,
    /// Call-IDs of those who ring in vain because somebody else answered.
    elsewhere: BTreeSet<String>,
}

impl Lines {
    /// A contact of an extension is called, or calls: it may do so beside a call that it has, to consult
    /// somebody.
    pub fn called(&mut self, leg: LegId, user: &str, call_id: &str) -> Option<Broken> {
        let hinders = |other: &LegId| *other != leg && (leg.number > 0 || other.number == 0);
        let other = |(other, line): &(&LegId, &Line)| hinders(other) && line.user == user;
        let busy = self.open.iter().find(other).map(|(other, _)| *other);
        let line = self.open.entry(leg).or_insert_with(|| Line {
            user: user.to_owned(),
            call_ids: BTreeSet::new(),
        });
        line.call_ids.insert(call_id.to_owned());
        let busy = busy?;
        let what = format!("{user} for {leg:?} and {busy:?}");
        Some(("an extension is called for one call at a time", what))
    }

    /// A contact answers and has the call.
    pub fn answered(&mut self, leg: LegId, call_id: &str) {
        let lines = self.open.iter().filter(|(it, _)| it.call == leg.call);
        let ids = lines.flat_map(|(_, line)| &line.call_ids);
        let others = ids.filter(|id| *id != call_id).cloned();
        self.elsewhere.extend(others);
    }

    /// A leg is over.
    pub fn closed(&mut self, leg: LegId) {
        self.open.remove(&leg);
    }

    /// The power failed.
    pub fn crashed(&mut self) {
        *self = Lines::default();
    }

    /// A contact is told not to ring any more.
    pub fn cancelled(&self, call: CallId, call_id: &str, bytes: &[u8]) -> Option<Broken> {
        let told = bytes.windows(ELSEWHERE.len()).any(|it| it == ELSEWHERE);
        let right = self.elsewhere.contains(call_id);
        let what = format!("{call}: told {told}, answered {right}");
        let rule = "who loses a ring is told that somebody else answered";
        (told != right).then_some((rule, what))
    }
}
