//! What is changed at run time stands beside what is desired, survives applies and crashes, and ends by
//! itself where it was given an end. What is in effect is made in one place: [`Switch::lay`].

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use kernel::{Mono, Now};
use model::Touched;
use model::config::{Config, Shift};
use model::live::{Ended, Ending, How, LIMIT, LiveChange, LiveValue, Subject};

use crate::access::Principal;
use crate::interface::{Output, Problem};
use crate::ledger::Entry;
use crate::switch::Switch;

/// What somebody wants to be so at run time.
#[derive(Clone, Debug)]
pub struct LiveDraft {
    /// What is to be how.
    pub value: LiveValue,
    /// When it ends by itself; hours of a day end with the day in any case.
    pub expires: Option<Timestamp>,
    /// Why, for people.
    pub note: String,
}

/// Nothing is looked at sooner than this after it was looked at last.
const LEAST: Duration = Duration::from_millis(1);

impl Switch {
    /// Changes something at run time. What the configuration says itself is no change: where it was
    /// changed before, that ends. Gives back what is over by it.
    pub(crate) fn change_live(
        &mut self,
        now: Now,
        principal: &Principal,
        draft: LiveDraft,
    ) -> Result<Option<LiveChange>, Problem> {
        let LiveDraft {
            value,
            expires,
            note,
        } = draft;
        if let Some((kind, name)) = value.unknown_in(&self.desired) {
            return Err(Problem::NotFound { kind, name });
        }
        if let Some((phone, agent)) = value.bound_in(&self.desired) {
            return Err(Problem::Bound(phone.clone(), agent.clone()));
        }
        let ends = self.day_ends(now, &value)?;
        let subject = value.subject();
        if value.is_said_by(&self.desired) {
            return Ok(self.take_back(now, principal, subject));
        }
        if self.live.len() >= LIMIT && self.live.get(&subject).is_none() {
            self.counters.refused_live_changes += 1;
            return Err(Problem::Limit {
                kind: "live changes",
                limit: LIMIT,
            });
        }
        let change = LiveChange {
            before: value.in_config(&self.config),
            value,
            by: principal.to_string(),
            at: now.wall,
            expires: [expires, ends].into_iter().flatten().min(),
            note,
        };
        let over = self.live.put(change.clone());
        self.put(Output::Journal(Entry::LiveChanged(Box::new(change))));
        self.lay(now, &[subject]);
        Ok(over)
    }

    /// Lets something be again what the configuration says.
    pub(crate) fn end_live(
        &mut self,
        now: Now,
        principal: &Principal,
        subject: Subject,
    ) -> Result<(), Problem> {
        let path = subject.to_string();
        let over = self.take_back(now, principal, subject);
        self.known("live change", &path, over.is_some())
    }

    fn take_back(
        &mut self,
        now: Now,
        principal: &Principal,
        subject: Subject,
    ) -> Option<LiveChange> {
        let over = self.live.remove(&subject)?;
        let ending = Ending::by(How::Undone, principal.to_string(), now.wall);
        self.tell_ended(subject.clone(), ending);
        self.lay(now, &[subject]);
        Some(over)
    }

    fn tell_ended(&mut self, what: Subject, ending: Ending) {
        let ended = Ended { what, ending };
        self.put(Output::Journal(Entry::LiveEnded(ended)));
    }

    /// Ends what has had its time.
    pub(crate) fn expire_live(&mut self, now: Now) {
        if self.live_due.is_none_or(|due| now.mono < due) {
            return;
        }
        self.expire_blocked(now);
        let over = self.live.expired(now.wall);
        for subject in &over {
            self.live.remove(subject);
            self.tell_ended(subject.clone(), Ending::expired(now.wall));
        }
        match over.is_empty() {
            // A caller was let in again, or the wall clock was set back.
            true => self.watch_live(now),
            false => self.lay(now, &over),
        }
    }

    /// Lays what is changed at run time over what is desired, where these changes are others; that is in effect
    /// from this moment.
    pub(crate) fn lay(&mut self, now: Now, changed: &[Subject]) {
        self.config = self.live.over(&self.desired);
        let mut touched = Touched::default();
        changed.iter().for_each(|subject| touched.by(subject));
        self.take_effect(now, touched);
    }

    /// Lets the center go by what is in effect and touches this.
    pub(crate) fn take_effect(&mut self, now: Now, touched: Touched) {
        let configured = contact::Input::Configured(self.config.clone(), self.revision, touched);
        self.center.handle(now, configured);
        self.watch_live(now);
    }

    /// Looks when the next change ends by itself.
    pub(crate) fn watch_live(&mut self, now: Now) {
        let ends = [self.live.next_end(), self.blocked.next_end()];
        self.live_due = ends.into_iter().flatten().min().map(|end| due(now, end));
    }

    /// When hours of a day are over; `None`: it is about none. Hours of another day than this are not
    /// set at run time: they belong into the configuration.
    fn day_ends(&self, now: Now, value: &LiveValue) -> Result<Option<Timestamp>, Problem> {
        let LiveValue::Hours { hours, date, open } = value else {
            return Ok(None);
        };
        let known = self.desired.hours.get(hours);
        let today = known.and_then(|known| contact::today(&self.desired, known, now.wall));
        if today != Some(*date) {
            return Err(Problem::NotToday(hours.clone()));
        }
        Ok(end_of(&self.desired, value, open))
    }
}

/// When the hours that begin on a day are over: at midnight, or where they go on after it, with them.
fn end_of(config: &Config, value: &LiveValue, open: &[Shift]) -> Option<Timestamp> {
    let LiveValue::Hours { hours, date, .. } = value else {
        return None;
    };
    let hours = config.hours.get(hours)?;
    let zone = hours.time_zone.as_ref().unwrap_or(&config.center.time_zone);
    let minutes = open.iter().filter_map(|shift| shift.past_midnight()).max();
    let minutes = i64::from(minutes.unwrap_or(0));
    let midnight = date.tomorrow().ok()?.at(0, 0, 0, 0);
    let end = midnight
        .checked_add(SignedDuration::from_mins(minutes))
        .ok()?;
    let end = contact::zone(zone)?.to_zoned(end).ok()?;
    Some(end.timestamp())
}

/// When a moment of the wall clock has come, as far as can be told.
fn due(now: Now, end: Timestamp) -> Mono {
    let left = Duration::try_from(end.duration_since(now.wall)).unwrap_or_default();
    now.mono + left.max(LEAST)
}
