//! The moments and callers with which calls begin: business hours and lists of callers come out each way.

use std::collections::BTreeSet;
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use model::Config;
use model::config::{BusinessHours, Day, Node};

use super::values::Values;
use crate::walk::{Scene, Start};
use crate::world::DAWN;

/// A caller of whom nothing is known; he is also the one of a test that names none.
pub const CALLER: &str = "13800138000";

/// How often the hours of a fortnight are looked at.
const STEP: Duration = Duration::from_secs(1_800);
const STEPS: u32 = 14 * 48;
/// Days of their own that are looked at, and the year of those that come every year.
const DAYS: usize = 200;
const YEAR: i16 = 2026;
/// Beginnings of a flow.
const MOST: usize = 32;

/// A beginning.
#[derive(Clone, Debug)]
pub struct Beginning {
    /// The call.
    pub start: Start,
    /// What a test says of its moment; `None`: nothing.
    pub at: Option<DateTime>,
}

/// The beginnings that differ.
pub fn of(config: &Config, scene: &Scene) -> Vec<Beginning> {
    let walls = walls(config, scene);
    let callers = callers(config, scene);
    let pairs = walls.iter().flat_map(|(wall, at)| {
        callers.iter().map(|caller| Beginning {
            start: Start {
                wall: *wall,
                caller: caller.clone(),
            },
            at: *at,
        })
    });
    pairs.take(MOST).collect()
}

/// One moment for each combination of open and closed that is found.
fn walls(config: &Config, scene: &Scene) -> Vec<(Timestamp, Option<DateTime>)> {
    let names: BTreeSet<_> = scene
        .ivr
        .nodes
        .values()
        .filter_map(|node| match node {
            Node::Hours(hours) => Some(&hours.hours),
            _ => None,
        })
        .collect();
    let hours: Vec<&BusinessHours> = names
        .into_iter()
        .filter_map(|name| config.hours.get(name))
        .collect();
    if hours.is_empty() {
        return vec![(DAWN, None)];
    }
    let zone = contact::zone(&config.center.time_zone).unwrap_or(TimeZone::UTC);
    let mut seen = BTreeSet::new();
    let moments = fortnight().chain(days(&hours, &zone));
    let fresh = moments.filter(|at| {
        let open = hours
            .iter()
            .map(|hours| contact::is_open(config, hours, *at));
        seen.insert(open.collect::<Vec<_>>())
    });
    fresh.map(|at| (at, Some(zone.to_datetime(at)))).collect()
}

fn fortnight() -> impl Iterator<Item = Timestamp> {
    (0..STEPS).filter_map(|step| DAWN.checked_add(STEP * step).ok())
}

/// Ten in the morning of every holiday and every day with hours of its own.
fn days<'h>(
    hours: &'h [&BusinessHours],
    zone: &'h TimeZone,
) -> impl Iterator<Item = Timestamp> + 'h {
    let date = |day: &Day| match day {
        Day::Once(date) => Some(*date),
        Day::Yearly(month, day) => Date::new(YEAR, *month, *day).ok(),
    };
    let dates = hours.iter().flat_map(move |hours| {
        let holidays = hours.holidays.iter().filter_map(move |it| date(&it.from));
        holidays.chain(hours.extra_days.iter().map(|it| it.date))
    });
    let morning = |date: Date| date.to_datetime(Time::constant(10, 0, 0, 0));
    dates
        .take(DAYS)
        .filter_map(move |date| Some(morning(date).to_zoned(zone.clone()).ok()?.timestamp()))
}

/// Somebody, whoever the flow asks for by his number, and one of each list of callers.
fn callers(config: &Config, scene: &Scene) -> Vec<String> {
    let values = Values::of(&scene.ivr);
    let screening = &scene.ivr.screening;
    let lists = screening.blacklist.iter().chain(&screening.whitelist);
    let listed = lists.filter_map(|list| {
        let pattern = config.caller_lists.get(list)?.numbers.first()?;
        Some(match pattern.as_str().strip_suffix('*') {
            Some(start) => format!("{start}13800138"),
            None => pattern.as_str().to_owned(),
        })
    });
    let mut callers = vec![CALLER.to_owned()];
    callers.extend(values.callers().cloned());
    callers.extend(listed);
    let mut seen = BTreeSet::new();
    callers.retain(|caller| seen.insert(caller.clone()));
    callers
}
