//! A plan on another revision than the one that it was made against.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "helpers of tests may fail like tests"
)]

mod common;

use model::config::Priority;
use model::{Config, Revision};
use plan::{Impact, Plan, Removals, diff, protected_deletions, rebase};
use serde_json::json;

use common::{agent, desired, live, name};

fn plan(desired: Config) -> Plan {
    let base = live();
    let changes = diff(&base, &desired, &Default::default());
    let impact = Impact::default();
    Plan::seal(Revision(7), &base, desired, changes, impact)
}

/// Amy has another staff number.
fn other_amy(number: &str) -> Config {
    let mut config = live();
    config.agents.insert(name("amy"), agent(number));
    config
}

#[test]
fn what_somebody_else_has_changed_besides_stays() {
    let mut theirs = live();
    theirs.center.max_calls = 7;
    theirs.agents.insert(name("cleo"), agent("1007"));
    theirs.agents.remove("ben");
    theirs
        .skill_groups
        .get_mut("sales")
        .expect("sales")
        .members
        .remove("ben");
    let merged = rebase(&plan(other_amy("1009")), &theirs, Some(&live())).expect("no conflict");
    let mut expected = theirs.clone();
    expected.agents.insert(name("amy"), agent("1009"));
    assert_eq!(merged, expected);
}

#[test]
fn what_the_plan_changes_and_somebody_else_too_is_told_in_three_versions() {
    let conflicts = rebase(&plan(other_amy("1009")), &other_amy("1008"), Some(&live()));
    let conflicts = serde_json::to_value(conflicts.expect_err("a conflict")).expect("JSON");
    let expected = json!([{ "kind": "agents", "name": "amy", "fields": [
        { "path": "staff_number", "base": "1001", "theirs": "1008", "yours": "1009" }
    ] }]);
    assert_eq!(conflicts, expected);
}

#[test]
fn without_the_base_the_two_versions_are_told_whole() {
    let conflicts = rebase(&plan(other_amy("1009")), &other_amy("1008"), None);
    let conflicts = conflicts.expect_err("a conflict");
    assert_eq!(conflicts[0].fields.len(), 1);
    let field = &conflicts[0].fields[0];
    assert_eq!((field.path.as_str(), &field.base), ("", &json!(null)));
    assert_eq!(field.theirs["staff_number"], "1008");
}

#[test]
fn both_may_want_the_same() {
    let merged = rebase(&plan(other_amy("1009")), &other_amy("1009"), Some(&live()));
    assert_eq!(merged.expect("no conflict"), other_amy("1009"));
}

#[test]
fn what_a_changed_resource_names_was_read_as_well() {
    let mut yours = live();
    let sales = yours.skill_groups.get_mut("sales").expect("sales");
    sales.members.insert(name("amy"), Priority(1));
    let yours = plan(yours);
    assert!(yours.read.contains_key("agents/amy"), "{:?}", yours.read);
    assert!(!yours.read.contains_key("numbers/400"), "{:?}", yours.read);
    let conflicts = rebase(&yours, &other_amy("1008"), Some(&live())).expect_err("a conflict");
    assert_eq!(conflicts.len(), 1);
    let field = &conflicts[0].fields[0];
    assert_eq!(
        (&field.base, &field.yours),
        (&json!("1001"), &json!("1001"))
    );
    assert_eq!(field.theirs, "1008");
}

#[test]
fn what_is_deleted_there_and_changed_here_is_a_conflict() {
    let mut theirs = live();
    theirs.agents.remove("amy");
    let conflicts = rebase(&plan(other_amy("1009")), &theirs, Some(&live()));
    let conflicts = conflicts.expect_err("a conflict");
    assert_eq!(conflicts[0].fields[0].theirs, json!(null));
}

#[test]
fn whatever_a_plan_changes_of_each_kind_arrives() {
    let wanted = desired();
    let merged = rebase(&plan(wanted.clone()), &live(), None).expect("no conflict");
    assert_eq!(merged, wanted);
    // From nothing to all of it and back.
    let all = diff(&Config::default(), &wanted, &Default::default());
    let created = Plan::seal(
        Revision(0),
        &Config::default(),
        wanted.clone(),
        all,
        Impact::default(),
    );
    assert_eq!(rebase(&created, &Config::default(), None), Ok(wanted));
}

#[test]
fn protection_goes_with_its_resource() {
    let mut guarded = live();
    guarded.protected.insert("numbers/400".to_owned());
    let merged = rebase(&plan(guarded.clone()), &live(), None).expect("no conflict");
    assert_eq!(merged.protected, guarded.protected);
    assert_eq!(protected_deletions(&guarded, &desired()), ["numbers/400"]);
    assert_eq!(protected_deletions(&guarded, &live()), [""; 0]);
    assert_eq!(protected_deletions(&live(), &desired()), [""; 0]);
}

#[test]
fn removals_count_members_numbers_and_agents() {
    let removals = Removals::of(&live(), &desired());
    assert_eq!(
        (removals.members, removals.numbers, removals.agents),
        (1, 1, 1)
    );
    let all = Removals::of(&live(), &Config::default());
    assert_eq!(
        (all.members, all.numbers, all.agents, all.most()),
        (2, 1, 2, 2)
    );
}
