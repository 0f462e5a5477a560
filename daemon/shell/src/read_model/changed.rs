//! What is changed at run time, as it is shown beside what the configuration says.

use api::LiveStory;
use jiff::Timestamp;
use jiff::civil::Date;
use model::config::Config;
use model::live::{Ended, Listed, LiveChange, LiveChanges, Subject};
use model::{Moved, Name, Renames};
use switch::{Applied, BlockedCaller};

use super::Live;
use super::live_past::{began, blocked};

/// Before a number that is blocked.
pub const BLACKLIST: &str = "blacklist.";

impl Live {
    /// Something is changed at run time.
    pub(super) fn change(&mut self, change: LiveChange) {
        self.live_past.changed(&mut self.changes, change);
        self.config = self.changes.over(&self.desired);
    }

    /// It is again what the configuration says.
    pub(super) fn end_change(&mut self, ended: &Ended<Subject>) {
        self.live_past.ended(&mut self.changes, ended);
        self.config = self.changes.over(&self.desired);
    }

    /// Another configuration is desired.
    pub(super) fn desire(&mut self, applied: &Applied, names: &Renames) {
        let (changes, blocked) = (&mut self.changes, &mut self.blocked);
        self.live_past.applied(changes, blocked, applied, names);
        self.desired = applied.config.config().clone();
        self.config = self.changes.over(&self.desired);
    }

    /// All that is changed at run time, blocked callers last.
    pub fn live_changes(&self) -> Vec<api::LiveChange> {
        let changes = self.changes.iter().map(|(_, change)| self.shown(change));
        let blocked = self.blocked.values().map(|caller| self.blocked(caller));
        changes.chain(blocked).collect()
    }

    /// What is changed at run time about one thing.
    pub fn live_change(&self, subject: &Subject) -> Option<api::LiveChange> {
        self.changes.get(subject).map(|change| self.shown(change))
    }

    /// What is changed at run time and would end with a configuration, and what would be left.
    pub fn ending(&self, desired: &Config, moved: &[Moved]) -> (Vec<String>, LiveChanges) {
        let mut left = self.changes.clone();
        let ended = left.settle(desired, &Renames::of(moved));
        let told = switch::ending_with_apply(&ended, self.listed(desired));
        (told, left)
    }

    /// How many of the callers who are blocked a configuration turns away itself.
    fn listed(&self, desired: &Config) -> usize {
        if self.blocked.is_empty() {
            return 0;
        }
        let listed = Listed::of(desired);
        let said = self.blocked.keys().filter(|caller| listed.has(caller));
        said.count()
    }

    /// The day that it is for business hours.
    pub fn today(&self, hours: &Name, now: Timestamp) -> Option<Date> {
        let known = self.desired.hours.get(hours)?;
        contact::today(&self.desired, known, now)
    }

    /// A change as it is shown.
    pub fn shown(&self, change: &LiveChange) -> api::LiveChange {
        let value = &change.value;
        let desired = value.in_config(&self.desired);
        let desired = desired.map_or_else(String::new, |it| it.to_string());
        holding(began(change), desired, !value.is_unmanaged(&self.desired))
    }

    fn blocked(&self, caller: &BlockedCaller) -> api::LiveChange {
        let managed = !self.desired.center.unmanaged;
        holding(blocked(caller), "free".to_owned(), managed)
    }
}

/// What has begun and holds, beside what the configuration says.
fn holding(story: LiveStory, desired: String, managed: bool) -> api::LiveChange {
    let LiveStory {
        path,
        before: _,
        after,
        day,
        by,
        since,
        expires_at,
        note,
        ended: _,
    } = story;
    api::LiveChange {
        path,
        desired,
        live: after,
        day,
        by,
        since,
        expires_at,
        note,
        managed,
    }
}
