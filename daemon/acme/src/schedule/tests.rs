use super::*;

const HOUR: Duration = Duration::from_secs(3600);
const DAY: Duration = Duration::from_secs(24 * 3600);

fn start() -> Now {
    Now {
        mono: Mono::from_micros(1_000_000),
        wall: "2030-01-01T00:00:00Z".parse().expect("a time"),
    }
}

fn term(from: Now, days: u32) -> Term {
    let until = from.later(DAY * days).wall;
    Term::of((from.wall, until)).expect("some time")
}

fn schedule(term: Option<Term>) -> Schedule {
    Schedule::new(term, Chance::from_number(7))
}

/// What is due after the wait, with both clocks where they should be.
fn after(schedule: &Schedule, now: Now, wait: Duration) -> Due {
    schedule.due(now.later(wait))
}

#[test]
fn without_a_certificate_one_is_ordered_at_once() {
    assert_eq!(schedule(None).due(start()), Due::Order);
}

#[test]
fn a_certificate_is_renewed_after_two_thirds_of_its_time_and_not_everywhere_at_once() {
    let renewals: Vec<_> = (0..100)
        .map(|seed| Schedule::new(Some(term(start(), 90)), Chance::from_number(seed)))
        .filter_map(|schedule| schedule.renewal())
        .collect();
    let earliest = start().later(DAY * 60).wall;
    let latest = start().later(DAY * 63).wall;
    assert!(renewals.iter().all(|at| (earliest..=latest).contains(at)));
    let mut different = renewals.clone();
    different.sort();
    different.dedup();
    assert!(renewals.len() == 100 && different.len() > 90);
    let schedule = schedule(Some(term(start(), 90)));
    assert_eq!(after(&schedule, start(), DAY * 59), Due::Nothing(LOOK));
    assert_eq!(after(&schedule, start(), DAY * 63), Due::Order);
}

#[test]
fn waits_after_failures_double_up_to_a_limit_and_differ() {
    let mut schedule = schedule(None);
    let mut now = start();
    let mut waits = Vec::new();
    for _ in 0..12 {
        let wait = schedule.failed(now, Setback::Refused);
        assert_ne!(schedule.due(now), Due::Order);
        now = now.later(wait);
        assert_eq!(schedule.due(now), Due::Order);
        waits.push(wait);
    }
    assert!((REFUSED / 2..=REFUSED).contains(&waits[0]), "{waits:?}");
    assert!(waits[1] >= REFUSED && waits[11] >= LONGEST / 2);
    assert!(waits.iter().all(|wait| *wait <= LONGEST));
    assert_ne!(waits[10], waits[11]);
    assert_eq!(schedule.failures(), 12);
}

#[test]
fn within_the_first_hour_of_failures_no_more_than_five_orders_are_spent() {
    for seed in 0..100 {
        let mut schedule = Schedule::new(None, Chance::from_number(seed));
        let mut spent = 1;
        let mut passed = schedule.failed(start(), Setback::Refused);
        while passed < HOUR {
            spent += 1;
            passed += schedule.failed(start().later(passed), Setback::Refused);
        }
        assert!(spent <= 5, "{spent} with {seed}");
    }
}

#[test]
fn an_authority_is_left_alone_for_as_long_as_it_says_but_not_for_ever() {
    let mut schedule = schedule(None);
    assert_eq!(schedule.failed(start(), Setback::Limited(DAY)), DAY);
    assert_eq!(after(&schedule, start(), DAY - HOUR), Due::Nothing(LOOK));
    assert_eq!(after(&schedule, start(), DAY), Due::Order);
    assert_eq!(
        schedule.failed(start(), Setback::Limited(DAY * 3_650)),
        PATIENCE
    );
    let soon = schedule.failed(start(), Setback::Limited(Duration::ZERO));
    assert!(soon >= REFUSED, "{soon:?}");
}

#[test]
fn who_has_mended_it_does_not_wait() {
    let mut schedule = schedule(None);
    schedule.failed(start(), Setback::Limited(DAY));
    schedule.again();
    assert_eq!(schedule.due(start()), Due::Order);
}

#[test]
fn what_could_not_be_written_is_written_later_and_not_ordered_again() {
    let mut schedule = schedule(None);
    schedule.issued(start(), term(start(), 90));
    assert_eq!(schedule.due(start()), Due::Write);
    schedule.not_written(start());
    assert_eq!(schedule.due(start()), Due::Nothing(LOOK));
    assert_eq!(after(&schedule, start(), REWRITE), Due::Write);
    schedule.written(start().later(REWRITE));
    assert_eq!(after(&schedule, start(), REWRITE), Due::Nothing(LOOK));
}

#[test]
fn a_wall_clock_that_jumps_orders_once_and_then_rests() {
    let mut schedule = schedule(Some(term(start(), 90)));
    let ahead = start().later(DAY * 365);
    assert_eq!(schedule.due(ahead), Due::Order);
    // What comes has long ended by this clock.
    schedule.issued(ahead, term(start(), 90));
    schedule.written(ahead);
    assert_eq!(schedule.due(ahead), Due::Nothing(LOOK));
    assert_eq!(schedule.failures(), 1);
    // It is set back, and all is well once the rest is over.
    let back = Now {
        mono: ahead.later(HOUR).mono,
        wall: start().wall,
    };
    assert_eq!(schedule.due(back), Due::Nothing(LOOK));
    let beginning = Now {
        wall: Timestamp::UNIX_EPOCH,
        ..back
    };
    assert_eq!(schedule.due(beginning), Due::Nothing(LOOK));
}

#[test]
fn a_rest_is_measured_by_the_clock_that_does_not_jump() {
    let mut schedule = schedule(None);
    schedule.failed(start(), Setback::Refused);
    let set_back = Now {
        wall: Timestamp::UNIX_EPOCH,
        ..start().later(HOUR)
    };
    assert_eq!(schedule.due(set_back), Due::Order);
}

#[test]
fn a_certificate_of_no_time_is_none() {
    let at = start().wall;
    assert_eq!(Term::of((at, at)), None);
    let ends = (Timestamp::MIN, Timestamp::MAX);
    let longest = schedule(Term::of(ends));
    assert!(longest.renewal().is_some());
}

#[test]
fn a_restart_asks_no_sooner_and_waits_go_on_doubling() {
    let mut before = schedule(None);
    let mut now = start();
    for _ in 0..4 {
        now = now.later(before.failed(now, Setback::Refused));
    }
    let wait = before.failed(now, Setback::Refused);
    let kept = before.rest(now).expect("it rests");
    assert_eq!((kept.failures, kept.until), (5, now.later(wait).wall));
    // Another process has another beginning of its clock.
    let later = Now {
        mono: Mono::from_micros(5),
        wall: now.later(wait / 2).wall,
    };
    let mut again = schedule(None).rested(later, kept);
    assert_ne!(again.due(later), Due::Order);
    assert_eq!(after(&again, later, wait - wait / 2), Due::Order);
    let next = again.failed(later.later(wait), Setback::Refused);
    assert!(next >= REFUSED * 16 && again.failures() == 6, "{next:?}");
}

#[test]
fn what_was_kept_forbids_nothing_for_longer_than_an_authority_may() {
    let kept = Rest {
        failures: 1,
        until: start().later(DAY * 10_000).wall,
    };
    let schedule = schedule(None).rested(start(), kept);
    assert_eq!(after(&schedule, start(), PATIENCE), Due::Order);
}

#[test]
fn whoever_has_mended_it_or_got_a_certificate_leaves_no_wait_behind() {
    let mut schedule = schedule(None);
    assert_eq!(schedule.rest(start()), None);
    schedule.failed(start(), Setback::Limited(DAY));
    schedule.again();
    let kept = schedule.rest(start()).map(|rest| rest.until);
    assert_eq!(kept, Some(start().wall));
    schedule.issued(start(), term(start(), 90));
    schedule.written(start());
    assert_eq!(schedule.rest(start()), None);
}
