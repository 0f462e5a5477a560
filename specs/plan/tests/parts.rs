//! Only what differs is written out: that must show nothing else than writing out everything.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "helpers of tests may fail like tests"
)]

mod common;

use std::collections::BTreeSet;

use lang::emit;
use model::{Config, Places, Revision};
use plan::{Impact, Plan, diff, hashes, resource};

use common::{desired, live, places};

/// What differs by the hashes of everything.
fn by_hashes(one: &Config, other: &Config) -> BTreeSet<String> {
    let (one, other) = (hashes(one), hashes(other));
    let keys: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    let differs = |key: &&&String| one.get(**key) != other.get(**key);
    keys.iter()
        .filter(differs)
        .map(|it| (*it).clone())
        .collect()
}

#[test]
fn the_changes_are_those_that_comparing_everything_finds() {
    let mut guarded = desired();
    guarded.protected.insert("agents/amy".to_owned());
    guarded.center.max_calls = 7;
    for (before, after) in [
        (live(), desired()),
        (desired(), live()),
        (live(), guarded),
        (Config::default(), live()),
        (live(), Config::default()),
    ] {
        let changes = diff(&before, &after, &Places::default());
        let changed: BTreeSet<String> = changes.iter().map(plan::Change::key).collect();
        assert_eq!(changed, by_hashes(&before, &after));
    }
}

#[test]
fn one_resource_is_written_as_among_all() {
    let config = desired();
    for (kind, resources) in emit::resources(&config) {
        for (name, value) in resources {
            assert_eq!(resource(&config, kind, &name), Some(value), "{kind}/{name}");
        }
    }
    assert_eq!(resource(&config, "agents", "nobody"), None);
}

#[test]
fn a_plan_is_the_same_wherever_its_places_are_looked_up() {
    let (live, desired) = (live(), desired());
    let made = |places: &Places| {
        let changes = diff(&live, &desired, places);
        Plan::seal(
            Revision(7),
            &live,
            desired.clone(),
            changes,
            Impact::default(),
        )
    };
    let here = made(&Places::default()).located(&places());
    assert_eq!(here, made(&places()));
    assert!(here.verify().is_ok());
}
