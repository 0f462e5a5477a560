//! What was changed at run time, from its beginning to its end, as it is shown.

use api::LiveStory;
use jiff::Timestamp;
use model::live::{Ending, LiveChange, LiveValue};
use switch::{BlockedCaller, LivePast};

use super::{BLACKLIST, Live};

impl Live {
    /// What was changed at run time and is over.
    pub fn past(&self) -> &LivePast {
        &self.live_past
    }

    /// The last of all that was changed at run time, over or not, what began last first.
    pub fn live_history(&self, most: usize) -> Vec<LiveStory> {
        let LivePast { changes, callers } = &self.live_past;
        let open = self.changes.iter().map(|(_, it)| Told::Change(it, None));
        let over = changes.iter().rev();
        let over = over.map(|it| Told::Change(&it.what, Some(&it.ending)));
        let blocked = self.blocked.values().map(|it| Told::Caller(it, None));
        let let_in = callers.iter().rev();
        let let_in = let_in.map(|it| Told::Caller(&it.what, Some(&it.ending)));
        let mut told: Vec<Told<'_>> = open.chain(over).chain(blocked).chain(let_in).collect();
        // Of what began in one moment that is first which ended last, if it has.
        told.sort_by_key(|one| std::cmp::Reverse(one.since()));
        told.truncate(most);
        told.into_iter().map(Told::story).collect()
    }
}

/// One of them, and its end.
#[derive(Copy, Clone)]
enum Told<'a> {
    Change(&'a LiveChange, Option<&'a Ending>),
    Caller(&'a BlockedCaller, Option<&'a Ending>),
}

impl Told<'_> {
    fn since(&self) -> Timestamp {
        match self {
            Told::Change(change, _) => change.at,
            Told::Caller(caller, _) => caller.at,
        }
    }

    fn story(self) -> LiveStory {
        let (story, ended) = match self {
            Told::Change(change, ended) => (began(change), ended),
            Told::Caller(caller, ended) => (blocked(caller), ended),
        };
        LiveStory {
            ended: ended.cloned(),
            ..story
        }
    }
}

/// How a change began.
pub fn began(change: &LiveChange) -> LiveStory {
    let value = &change.value;
    LiveStory {
        path: value.subject().to_string(),
        before: change.before.as_ref().map(ToString::to_string),
        after: value.to_string(),
        day: match value {
            LiveValue::Hours { date, .. } => Some(*date),
            _ => None,
        },
        by: change.by.clone(),
        since: change.at,
        expires_at: change.expires,
        note: change.note.clone(),
        ended: None,
    }
}

/// How a caller was blocked.
pub fn blocked(caller: &BlockedCaller) -> LiveStory {
    LiveStory {
        path: format!("{BLACKLIST}{}", caller.caller),
        before: Some("free".to_owned()),
        after: "blocked".to_owned(),
        day: None,
        by: caller.by.clone(),
        since: caller.at,
        expires_at: caller.expires,
        note: caller.note.clone(),
        ended: None,
    }
}
