//! Who is let in and who is turned away (features I19 and N3).

use model::config::{CallerList, CallerPattern, Config, Screening};
use model::record::EventKind;

use super::setup::{center, end, flow, name, play};
use super::world::{CALLER, World};
use crate::{Input, Output, Refusal};

fn list(numbers: &[&str]) -> CallerList {
    CallerList {
        numbers: numbers
            .iter()
            .map(|number| CallerPattern::new(number).unwrap())
            .collect(),
        ..CallerList::default()
    }
}

/// A flow that screens its callers; the list `these` holds some numbers.
fn screens(numbers: &[&str], change: impl FnOnce(&mut Screening)) -> Config {
    let mut ivr = flow(&[
        ("hello", play("hello", "bye")),
        ("bye", end("")),
        ("sorry", end("you cannot call us")),
    ]);
    change(&mut ivr.screening);
    let mut config = center(ivr);
    config.caller_lists.insert(name("these"), list(numbers));
    config
}

fn refused(world: &World) -> Vec<Refusal> {
    let refusal = |output: &Output| match output {
        Output::Refuse(_, refusal) => Some(*refusal),
        _ => None,
    };
    world.outputs.iter().filter_map(refusal).collect()
}

#[test]
fn a_caller_on_the_centers_blacklist_is_not_answered_and_has_100() {
    for spelled in [CALLER, "+8613800138000", "138*"] {
        let mut config = screens(&[spelled], |_| {});
        config.center.inbound_blacklist = vec![name("these")];
        let mut world = World::new(config);
        let call = world.arrive();
        assert_eq!(refused(&world), [Refusal::Blocked], "{spelled}");
        assert_eq!(world.status(call), 100);
        assert_eq!(world.record(call).blacklist, Some(name("these")));
        world.close();
    }
}

#[test]
fn a_flow_has_a_blacklist_of_its_own() {
    let mut world = World::new(screens(&[CALLER], |screening| {
        screening.blacklist = vec![name("these")];
    }));
    let call = world.arrive();
    assert_eq!(world.status(call), 100);
    world.close();
}

#[test]
fn who_is_turned_away_can_be_told_so_and_keeps_100() {
    let mut world = World::new(screens(&[CALLER], |screening| {
        screening.blacklist = vec![name("these")];
        screening.on_blocked = Some(name("sorry"));
    }));
    let call = world.call();
    assert_eq!(world.path(call), ["sorry"]);
    world.hang_up(call);
    assert_eq!(world.status(call), 100);
    let second = world.call();
    world.played(second);
    assert_eq!(world.status(second), 100);
    world.close();
}

#[test]
fn the_whitelist_overrules_every_blacklist() {
    let mut config = screens(&[CALLER], |screening| {
        screening.blacklist = vec![name("these")];
        screening.whitelist = vec![name("these")];
    });
    config.center.inbound_blacklist = vec![name("these")];
    let mut world = World::new(config);
    world.input(Input::Block(CALLER.to_owned(), true));
    let call = world.call();
    assert_eq!(world.path(call), ["hello"]);
    world.close();
}

#[test]
fn a_flow_can_take_its_whitelist_alone() {
    let only = |numbers: &[&str]| {
        World::new(screens(numbers, |screening| {
            screening.whitelist = vec![name("these")];
            screening.whitelist_only = true;
        }))
    };
    let mut world = only(&["1391*"]);
    let call = world.arrive();
    assert_eq!(world.status(call), 100);
    assert_eq!(world.record(call).blacklist, None);
    world.close();
    let mut world = only(&["138*"]);
    let call = world.call();
    assert_eq!(world.path(call), ["hello"]);
    world.close();
}

#[test]
fn a_caller_is_blocked_at_run_time_from_his_next_call_on() {
    let mut world = World::new(screens(&[], |_| {}));
    let first = world.call();
    world.input(Input::Block("013800138000".to_owned(), true));
    world.input(Input::Block(CALLER.to_owned(), true));
    assert!(world.is_up(first), "a call that is up goes on");
    let second = world.arrive();
    assert_eq!(world.status(second), 100);
    world.input(Input::Block("+8613800138000".to_owned(), false));
    let third = world.call();
    assert_eq!(world.path(third), ["hello"]);
    world.close();
}

#[test]
fn a_new_list_counts_from_the_next_call_on() {
    let with = |numbers: &[&str]| {
        let mut config = screens(numbers, |_| {});
        config.center.inbound_blacklist = vec![name("these")];
        config
    };
    let mut world = World::new(with(&[]));
    let first = world.call();
    world.configure(with(&[CALLER]));
    assert!(world.is_up(first));
    let second = world.arrive();
    assert_eq!(world.status(second), 100);
    world.close();
}

#[test]
fn who_withholds_his_number_is_on_a_list_that_says_so() {
    let mut config = screens(&[], |_| {});
    config.center.inbound_blacklist = vec![name("these")];
    config.caller_lists.insert(
        name("these"),
        CallerList {
            withheld: true,
            ..CallerList::default()
        },
    );
    let mut world = World::new(config);
    let known = world.call();
    assert!(world.is_up(known));
    let unknown = world.arrive_from("", "100");
    assert_eq!(world.status(unknown), 100);
    world.close();
}

#[test]
fn a_crash_leaves_a_caller_who_was_turned_away_his_status() {
    let mut world = World::new(screens(&[CALLER], |screening| {
        screening.blacklist = vec![name("these")];
        screening.on_blocked = Some(name("sorry"));
    }));
    let call = world.call();
    let events = &world.journal[&call];
    assert!(
        events
            .iter()
            .any(|event| matches!(event.kind, EventKind::Blocked { .. }))
    );
    assert_eq!(crate::record::reached(events).code(), 100);
    world.close();
}
