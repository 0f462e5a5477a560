//! A simulated day against queueing theory: callers who lose patience, as Erlang A has them (Palm, 1957).

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test may stop where it stands"
)]

use std::sync::Arc;
use std::time::Duration;

use model::Config;
use serde_json::json;
use sim::day::{Arrivals, Day, Figure, Report, Row, SLOTS, Spread, simulate};

const AGENTS: u32 = 8;
const TALK: f64 = 120.0;
const PATIENCE: f64 = 90.0;
/// Calls in a half hour: the agents would be just busy if everybody waited.
const CALLS: f64 = 120.0;
/// Half hours in which there are calls, from midnight on.
const CALLED: usize = 18;

/// A number whose callers go straight to a group.
fn center() -> Arc<Config> {
    let people = (1..=AGENTS).map(|n| {
        let agent = json!({ "name": format!("a{n}"), "staff_number": n.to_string() });
        (format!("a{n}"), agent)
    });
    let phones = (1..=AGENTS).map(|n| {
        let phone = json!({ "agent": format!("a{n}") });
        ((2_000 + n).to_string(), phone)
    });
    let members = (1..=AGENTS).map(|n| (format!("a{n}"), json!(3)));
    let config = json!({
        "trunks": { "carrier": { "mode": "peer", "address": "203.0.113.10:5060", "allow": [] } },
        "numbers": { "100": { "trunk": "carrier", "ivr": "main" } },
        "ivrs": { "main": { "start": "queue", "nodes": { "queue": { "transfer": { "group": "all" } } } } },
        "skill_groups": { "all": { "members": serde_json::Map::from_iter(members) } },
        "agents": serde_json::Map::from_iter(people),
        "phones": serde_json::Map::from_iter(phones),
    });
    Arc::new(serde_json::from_value(config).expect("a center"))
}

fn day(config: &Config, patience: f64, runs: u32) -> Day {
    let number = config.numbers.keys().next().expect("a number").clone();
    let arrivals = (0..CALLED).map(|slot| Arrivals {
        number: number.clone(),
        slot,
        calls: CALLS,
        keys: Vec::new(),
    });
    Day {
        midnight: "2026-01-05T00:00:00+08:00".parse().expect("a time"),
        arrivals: arrivals.collect(),
        talk: Duration::from_secs_f64(TALK),
        spread: Spread::Exponential,
        patience: Some(Duration::from_secs_f64(patience)),
        rings: Duration::ZERO,
        shifts: config
            .agents
            .keys()
            .map(|it| (it.clone(), [true; SLOTS]))
            .collect(),
        open: [true; SLOTS],
        target: Duration::from_secs(20),
        seed: 1,
        runs,
    }
}

/// What theory says: who hangs up, in percent, how long all wait, in seconds, and how busy agents are.
struct Theory {
    abandons: f64,
    wait: f64,
    busy: f64,
}

/// The steady state of births and deaths: `n` callers leave at the rate of those who talk and of those who
/// lose patience.
fn erlang_a() -> Theory {
    let agents = f64::from(AGENTS);
    let (come, go, lose) = (CALLS / 1_800.0, 1.0 / TALK, 1.0 / PATIENCE);
    let (mut weight, mut all, mut waiting, mut talking) = (1.0, 1.0, 0.0, 0.0);
    for n in 1..1_000 {
        let n = f64::from(n);
        let (talk, wait) = (n.min(agents), (n - agents).max(0.0));
        weight *= come / (talk * go + wait * lose);
        all += weight;
        waiting += weight * wait;
        talking += weight * talk;
    }
    let queue = waiting / all;
    Theory {
        abandons: 100.0 * lose * queue / come,
        wait: queue / come,
        busy: 100.0 * talking / all / agents,
    }
}

/// The group over the whole day.
fn whole(report: &Report) -> &Row {
    let mut rows = report.rows.iter();
    rows.find(|row| row.slot.is_none()).expect("the day")
}

/// Which figures of the day are further from theory than chance and 4 % explain.
fn wrong(report: &Report, right: &Theory) -> Vec<&'static str> {
    let row = whole(report);
    let share = 100.0 / row.offered.mean;
    let abandons = Figure {
        mean: share * row.abandoned.mean,
        within: row.abandoned.within.map(|within| share * within),
    };
    let figures = [
        ("abandoned", Some(abandons), right.abandons),
        ("wait", row.wait, right.wait),
        ("occupancy", busy(row), right.busy),
    ];
    let wrong = figures.into_iter().filter(|(name, figure, right)| {
        let figure = figure.expect("callers");
        let within = figure.within.expect("several runs");
        assert!(
            within < 0.2 * figure.mean,
            "{name} is not certain: {figure:?}"
        );
        !figure.agrees(*right, 0.04 * right)
    });
    wrong.map(|(name, ..)| name).collect()
}

/// How busy agents were while there were calls: they were there all day.
fn busy(row: &Row) -> Option<Figure> {
    let part = SLOTS as f64 / CALLED as f64;
    row.occupancy.map(|figure| Figure {
        mean: part * figure.mean,
        within: figure.within.map(|within| part * within),
    })
}

#[test]
fn callers_wait_and_lose_patience_as_erlang_a_says_and_with_another_patience_they_do_not() {
    let (config, right) = (center(), erlang_a());
    let report = |patience| simulate(&config, &day(&config, patience, 12));
    assert_eq!(wrong(&report(PATIENCE), &right), Vec::<&str>::new());
    let impatient = wrong(&report(PATIENCE / 3.0), &right);
    assert!(impatient.contains(&"wait"), "{impatient:?}");
    let patient = wrong(&report(PATIENCE * 3.0), &right);
    assert!(
        patient.contains(&"wait") && patient.contains(&"abandoned"),
        "{patient:?}"
    );
}

#[test]
fn a_seed_repeats_the_day_and_another_does_not() {
    let config = center();
    let report = |seed| {
        simulate(
            &config,
            &Day {
                seed,
                ..day(&config, PATIENCE, 2)
            },
        )
    };
    assert_eq!(report(7), report(7));
    assert_ne!(report(7), report(8));
}

#[test]
fn nobody_answers_outside_of_the_shifts_and_a_wrap_up_keeps_agents_busy() {
    let config = center();
    let mut off = day(&config, PATIENCE, 2);
    for shift in off.shifts.values_mut() {
        shift.iter_mut().take(4).for_each(|there| *there = false);
    }
    let report = simulate(&config, &off);
    let row = |slot| {
        report
            .rows
            .iter()
            .find(|row| row.slot == Some(slot))
            .expect("a row")
    };
    assert_eq!((row(0).answered.mean, row(0).occupancy), (0.0, None));
    assert!(row(4).answered.mean > 0.0);
    let mut slow = Config::clone(&config);
    let wrap_up = model::config::Routing {
        wrap_up: model::Span::seconds(60),
        ..Default::default()
    };
    slow.routing
        .insert("default".parse().expect("a name"), wrap_up);
    let slow = simulate(&Arc::new(slow), &day(&config, PATIENCE, 2));
    let quick = simulate(&config, &day(&config, PATIENCE, 2));
    let answered = |report: &Report| whole(report).answered.mean;
    assert!(answered(&slow) < 0.8 * answered(&quick));
}
