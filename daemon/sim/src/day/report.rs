//! The figures of all runs together.

use std::collections::BTreeSet;
use std::ops::Range;
use std::time::Duration;

use model::{Config, Name};

use super::tally::{Callers, Tally, Who};
use super::{Day, Figure, SLOT, SLOTS};

/// One group in one half hour, or over the day.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Which half hour; `None`: the day.
    pub slot: Option<usize>,
    /// The group.
    pub group: Name,
    /// Callers who came to it.
    pub offered: Figure,
    /// Those who talked with somebody of it.
    pub answered: Figure,
    /// Those who hung up before.
    pub abandoned: Figure,
    /// Those answered in time, of all who came, in percent.
    pub service_level: Option<Figure>,
    /// How long those who came waited, however it ended, in seconds.
    pub wait: Option<Figure>,
    /// How much of their time the members were rung, talked or worked after a call, in percent.
    pub occupancy: Option<Figure>,
}

/// What is expected of the day.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// By half hour and group, then by group for the day.
    pub rows: Vec<Row>,
    /// All callers.
    pub calls: Option<Figure>,
    /// Those who were refused.
    pub refused: Option<Figure>,
    /// Those who came to no group.
    pub elsewhere: Option<Figure>,
}

/// The report of these runs.
pub fn of(config: &Config, day: &Day, runs: &[Tally]) -> Report {
    let keys = runs.iter().flat_map(|run| run.callers.keys().cloned());
    let keys: BTreeSet<(usize, Name)> = keys.collect();
    let groups: BTreeSet<&Name> = keys.iter().map(|(_, group)| group).collect();
    let halves = keys.iter().map(|(slot, group)| (Some(*slot), group));
    let whole = groups.into_iter().map(|group| (None, group));
    let rows = halves.chain(whole);
    let count = |of: fn(&Tally) -> u32| Figure::of(&each(runs, |run| Some(f64::from(of(run)))));
    Report {
        rows: rows
            .filter_map(|(slot, group)| row(config, day, runs, slot, group))
            .collect(),
        calls: count(|run| run.calls),
        refused: count(|run| run.refused),
        elsewhere: count(|run| run.elsewhere),
    }
}

/// What each run says that says anything.
fn each(runs: &[Tally], of: impl Fn(&Tally) -> Option<f64>) -> Vec<f64> {
    runs.iter().filter_map(of).collect()
}

fn row(
    config: &Config,
    day: &Day,
    runs: &[Tally],
    slot: Option<usize>,
    group: &Name,
) -> Option<Row> {
    let slots = slot.map_or(0..SLOTS, |slot| slot..slot + 1);
    let count = |of: fn(&Callers) -> u32| {
        let values = each(runs, |run| {
            Some(f64::from(of(&callers(run, &slots, group))))
        });
        Figure::of(&values)
    };
    let of_offered = |of: fn(&Callers) -> f64| {
        let values = each(runs, |run| {
            let callers = callers(run, &slots, group);
            (callers.offered > 0).then(|| of(&callers) / f64::from(callers.offered))
        });
        Figure::of(&values)
    };
    let there = members(config, day, group, &slots);
    let occupancy = each(runs, |run| occupancy(run, &there));
    Some(Row {
        slot,
        group: group.clone(),
        offered: count(|callers| callers.offered)?,
        answered: count(|callers| callers.answered)?,
        abandoned: count(|callers| callers.abandoned)?,
        service_level: of_offered(|callers| 100.0 * f64::from(callers.in_time)),
        wait: of_offered(|callers| callers.waited.as_secs_f64()),
        occupancy: Figure::of(&occupancy),
    })
}

/// The callers of a group in some half hours of a run.
fn callers(run: &Tally, slots: &Range<usize>, group: &Name) -> Callers {
    let mut sum = Callers::default();
    for slot in slots.clone() {
        if let Some(callers) = run.callers.get(&(slot, group.clone())) {
            sum.add(callers);
        }
    }
    sum
}

/// The members of a group, and in which of these half hours each is there.
fn members(
    config: &Config,
    day: &Day,
    group: &Name,
    slots: &Range<usize>,
) -> Vec<(Who, Vec<usize>)> {
    let Some(group) = config.skill_groups.get(group) else {
        return Vec::new();
    };
    let there = |shift: Option<&[bool; SLOTS]>| -> Vec<usize> {
        let is = |slot: &usize| shift.and_then(|it| it.get(*slot)).copied().unwrap_or(false);
        slots.clone().filter(is).collect()
    };
    let agents = group.members.keys();
    let agents = agents.map(|agent| (Who::Agent(agent.clone()), there(day.shifts.get(agent))));
    let phones = group.phones.keys();
    let phones = phones.map(|phone| (Who::Phone(phone.clone()), there(Some(&day.open))));
    agents.chain(phones).collect()
}

/// How much of their time they were busy, in percent; `None` if nobody was there.
fn occupancy(run: &Tally, there: &[(Who, Vec<usize>)]) -> Option<f64> {
    let (mut busy, mut time) = (Duration::ZERO, Duration::ZERO);
    for (who, slots) in there {
        let his = run.busy.get(who);
        for slot in slots {
            busy += his
                .and_then(|his| his.get(*slot))
                .copied()
                .unwrap_or_default();
            time += SLOT;
        }
    }
    (!time.is_zero()).then(|| 100.0 * busy.as_secs_f64() / time.as_secs_f64())
}
