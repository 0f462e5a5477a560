//! What is in effect: what was applied, and beside it what was changed at run time, by what the
//! administrator said and when, not by what the center made of it. A crash takes it back to what the disk
//! holds, and never before what was answered.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use jiff::Timestamp;
use journal::Seq;
use model::Config;
use model::config::{Shift, Weekday};
use model::live::{LiveValue, Subject};
use switch::{Command, Entry, LiveDraft, Reply, Ticket};

use super::guests;
use crate::report::Report;
use crate::sweep::center::{OFFICE, TODAY};

/// Whether somebody works, as a caller is told.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Works {
    /// Somebody does.
    Yes,
    /// Nobody does at this hour.
    No,
    /// Nobody does because of an emergency.
    Emergency,
}

/// Something that was said at run time, and until when it holds.
#[derive(Clone, Debug)]
struct Said {
    value: LiveValue,
    until: Option<Timestamp>,
}

/// All that is in effect.
#[derive(Clone, Debug, Default)]
struct State {
    applied: Arc<Config>,
    live: BTreeMap<Subject, Said>,
    /// Callers who are blocked, and until when.
    blocked: BTreeMap<String, Option<Timestamp>>,
}

/// How it was once, to which a crash may take it back.
#[derive(Debug)]
struct Kept {
    asked: Option<Ticket>,
    /// The entry that has written it down.
    written: Option<Seq>,
    state: State,
}

/// What is known of it.
#[derive(Debug, Default)]
pub struct InEffect {
    state: State,
    /// What was applied with the members of run time.
    config: Arc<Config>,
    kept: VecDeque<Kept>,
    /// Whether each thing that was asked for is to be done.
    asked: BTreeMap<Ticket, bool>,
    /// Whether the present input has something to write down about what was said.
    unwritten: bool,
    changed: bool,
}

impl InEffect {
    /// What was applied, with the members of run time.
    pub fn config(&self) -> &Arc<Config> {
        &self.config
    }

    /// Whether that has become another since this was asked last.
    pub fn has_changed(&mut self) -> bool {
        std::mem::take(&mut self.changed)
    }

    /// Whether somebody works.
    pub fn works(&self, wall: Timestamp) -> Works {
        let State { applied, live, .. } = &self.state;
        let said = |subject: &Subject| live.get(subject).map(|said| &said.value);
        let emergency = match said(&Subject::Emergency) {
            Some(LiveValue::Emergency { on }) => *on,
            _ => applied.center.emergency,
        };
        let today = OFFICE.parse().ok().map(Subject::Hours);
        let open = match today.and_then(|it| said(&it)) {
            Some(LiveValue::Hours { open, .. }) => open.as_slice(),
            _ => weekly(applied),
        };
        match (emergency, open.iter().any(|shift| has(*shift, wall))) {
            (true, _) => Works::Emergency,
            (false, true) => Works::Yes,
            (false, false) => Works::No,
        }
    }

    /// Whether somebody is turned away who calls that number.
    pub fn turns_away(&self, caller: &str, dialled: &str) -> bool {
        let caller = guests::local(caller);
        let blocked = self.state.blocked.contains_key(caller);
        guests::turns_away(&self.state.applied, caller, dialled, blocked)
    }

    /// What takes back all that was said at run time.
    pub fn taking_back(&self) -> Vec<Command> {
        let State { live, blocked, .. } = &self.state;
        let ends = live.keys().cloned().map(Command::EndLive);
        let lets_in = blocked.keys().cloned().map(Command::Unblock);
        ends.chain(lets_in).collect()
    }

    /// Time passes: what was said for a while may be over.
    pub fn pass(&mut self, wall: Timestamp, report: &mut Report) {
        let holds = |until: Option<Timestamp>| until.is_none_or(|until| wall < until);
        let State { live, blocked, .. } = &mut self.state;
        let before = live.len() + blocked.len();
        live.retain(|_, said| holds(said.until));
        blocked.retain(|_, until| holds(*until));
        let over = before - live.len() - blocked.len();
        if over > 0 {
            report.add("live changes that ended by themselves", over as u64);
            self.becomes();
        }
    }

    /// The administrator wants something.
    pub fn wants(&mut self, ticket: Ticket, command: &Command) {
        let done = match command {
            Command::ChangeLive(draft) => self.state.changes(draft),
            Command::EndLive(subject) => self.state.live.remove(subject).is_some(),
            Command::Block {
                caller, expires, ..
            } => {
                let caller = guests::local(caller).to_owned();
                self.state.blocked.insert(caller, *expires);
                true
            }
            Command::Unblock(caller) => {
                let caller = guests::local(caller);
                self.state.blocked.remove(caller).is_some()
            }
            _ => return,
        };
        self.asked.insert(ticket, done);
        if done {
            self.unwritten = true;
            self.keep(Some(ticket), None);
        }
    }

    /// He has his answer; false: another than is right.
    pub fn answered(&mut self, ticket: Ticket, reply: &Reply) -> bool {
        let Some(done) = self.asked.remove(&ticket) else {
            return true;
        };
        let mut kept = self.kept.iter_mut();
        if let Some(kept) = kept.find(|kept| kept.asked == Some(ticket)) {
            kept.written = Some(Seq::ZERO);
        }
        done != matches!(reply, Reply::Problem(_))
    }

    /// The center writes something down.
    pub fn entry(&mut self, seq: Seq, entry: &Entry, report: &mut Report) {
        match entry {
            Entry::Applied(applied) => {
                let ended = self.state.applies(applied.config.config());
                report.add("live changes that an apply ended", ended as u64);
                self.keep(None, Some(seq));
            }
            Entry::LiveChanged(_)
            | Entry::LiveEnded(_)
            | Entry::Blocked(_)
            | Entry::Unblocked(_)
                if self.unwritten =>
            {
                self.unwritten = false;
                if let Some(kept) = self.kept.back_mut() {
                    kept.written = Some(seq);
                }
            }
            _ => {}
        }
    }

    /// Everything that one input led to has been seen.
    pub fn settled(&mut self) {
        self.unwritten = false;
    }

    /// All entries up to this one survive.
    pub fn durable(&mut self, seq: Seq) {
        if let Some(last) = self.last_up_to(seq) {
            self.kept.drain(..last);
        }
    }

    /// The power failed; what was asked for gets no answer any more.
    pub fn crashed(&mut self) {
        self.asked.clear();
        self.unwritten = false;
    }

    /// The center runs again from what it has found on its disk.
    pub fn started(&mut self, found: Seq, report: &mut Report) {
        let last = self.last_up_to(found);
        let kept = last.and_then(|last| self.kept.remove(last));
        self.state = kept.map(|kept| kept.state).unwrap_or_default();
        let State { live, blocked, .. } = &self.state;
        let survive = live.len() + blocked.len();
        report.add("live changes that survived a crash", survive as u64);
        self.kept.clear();
        self.keep(None, Some(Seq::ZERO));
    }

    fn last_up_to(&self, seq: Seq) -> Option<usize> {
        let written = |kept: &Kept| kept.written.is_some_and(|written| written <= seq);
        self.kept.iter().rposition(written)
    }

    fn keep(&mut self, asked: Option<Ticket>, written: Option<Seq>) {
        let state = self.state.clone();
        self.kept.push_back(Kept {
            asked,
            written,
            state,
        });
        self.becomes();
    }

    fn becomes(&mut self) {
        self.config = self.state.with_members();
        self.changed = true;
    }
}

impl State {
    /// Something is to be so at run time; false: it cannot be.
    fn changes(&mut self, draft: &LiveDraft) -> bool {
        let subject = draft.value.subject();
        match is_applied(&self.applied, &draft.value) {
            None => return false,
            Some(true) => self.live.remove(&subject),
            Some(false) => {
                let (value, until) = (draft.value.clone(), draft.expires);
                self.live.insert(subject, Said { value, until })
            }
        };
        true
    }

    /// A configuration is live; how many things end that were said beside the one before.
    fn applies(&mut self, config: &Arc<Config>) -> usize {
        self.applied = Arc::clone(config);
        let before = self.live.len() + self.blocked.len();
        self.live
            .retain(|_, said| is_applied(config, &said.value) == Some(false));
        self.blocked
            .retain(|caller, _| !guests::is_on(config, &config.center.inbound_blacklist, caller));
        before - self.live.len() - self.blocked.len()
    }

    fn with_members(&self) -> Arc<Config> {
        if self.live.is_empty() {
            return Arc::clone(&self.applied);
        }
        let mut config = Config::clone(&self.applied);
        let groups = &mut config.skill_groups;
        for said in self.live.values() {
            match said.value.clone() {
                LiveValue::Member {
                    skill_group,
                    agent,
                    priority,
                } => {
                    let members = groups.get_mut(&skill_group).map(|it| &mut it.members);
                    members.map(|members| match priority {
                        Some(priority) => members.insert(agent, priority),
                        None => members.remove(&agent),
                    });
                }
                LiveValue::Phone {
                    skill_group,
                    phone,
                    priority,
                } => {
                    let phones = groups.get_mut(&skill_group).map(|it| &mut it.phones);
                    phones.map(|phones| match priority {
                        Some(priority) => phones.insert(phone, priority),
                        None => phones.remove(&phone),
                    });
                }
                LiveValue::Hours { .. } | LiveValue::Emergency { .. } => {}
            }
        }
        Arc::new(config)
    }
}

/// Whether what was applied says that itself; `None`: it cannot be so beside it.
fn is_applied(config: &Config, value: &LiveValue) -> Option<bool> {
    match value {
        LiveValue::Member {
            skill_group,
            agent,
            priority,
        } => {
            let group = config.skill_groups.get(skill_group)?;
            config.agents.get(agent)?;
            Some(group.members.get(agent) == priority.as_ref())
        }
        LiveValue::Phone {
            skill_group,
            phone,
            priority,
        } => {
            let group = config.skill_groups.get(skill_group)?;
            let known = config.phones.get(phone)?;
            let said = group.phones.get(phone) == priority.as_ref();
            known.agent.is_none().then_some(said)
        }
        LiveValue::Hours { hours, date, open } => {
            let today = *date == TODAY && config.hours.contains_key(hours);
            today.then(|| weekly(config) == open.as_slice())
        }
        LiveValue::Emergency { on } => Some(config.center.emergency == *on),
    }
}

/// The hours of the day of a sweep, a Monday.
fn weekly(config: &Config) -> &[Shift] {
    let office = config.hours.get(OFFICE);
    let monday = office.and_then(|office| office.weekly.get(&Weekday::Mon));
    monday.map_or(&[], Vec::as_slice)
}

/// Whether a moment is within hours, by how they are written.
fn has(shift: Shift, wall: Timestamp) -> bool {
    let written = shift.to_string();
    let minute = |of: &str| -> Option<i64> {
        let (hours, minutes) = of.split_once(':')?;
        Some(hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?)
    };
    let bounds = written.split_once('-');
    let bounds = bounds.and_then(|(from, to)| Some(minute(from)?..minute(to)?));
    // The clock of Shanghai is eight hours ahead all the year.
    let shown = (wall.as_second() / 60 + 8 * 60).rem_euclid(24 * 60);
    bounds.is_some_and(|bounds| bounds.contains(&shown))
}
