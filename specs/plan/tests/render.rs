//! The three lengths of a plan, and the comment of a pull request.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "helpers of tests may fail like tests"
)]

mod common;

use model::config::{Agent, Weight};
use model::{Hotword, Name, Revision};
use plan::render::{self, Length};
use plan::{Document, Impact, Plan, diff};

use common::{agent, live, made, name};

#[test]
fn in_brief_there_is_one_line_a_resource() {
    insta::assert_snapshot!(render::text(&made(), Length::Brief, false));
}

#[test]
fn in_full_nothing_is_left_out() {
    insta::assert_snapshot!(render::text(&made(), Length::Full, false));
}

#[test]
fn as_the_comment_of_a_pull_request() {
    insta::assert_snapshot!(render::markdown(&made(), render::MAX_BYTES));
}

/// A plan that replaces the list of words by another.
fn words(live: &[(&str, u8)], desired: &[(&str, u8)]) -> Plan {
    let with = |words: &[(&str, u8)]| model::Config {
        hotwords: words
            .iter()
            .map(|(word, weight)| (Hotword::new(word).expect("a word"), Weight(*weight)))
            .collect(),
        ..common::live()
    };
    plan(&with(live), with(desired))
}

#[test]
fn another_list_of_hotwords_is_told_as_one() {
    let plan = words(
        &[("核保", 5), ("redis", 3), ("old", 1)],
        &[("核保", 9), ("redis", 3), ("存储桶", 10), ("智聆", 2)],
    );
    let text = render::text(&plan, Length::Usual, false);
    assert_eq!(
        text,
        "~ hotwords: 2 added, 1 removed, 1 changed\n    - old: 1\n    + 存储桶: 10\n    + 智聆: 2\n    ~ 核保: 5 -> 9\n\n\
         2 to create, 1 to change, 1 to delete\n"
    );
    let brief = render::text(&plan, Length::Brief, false);
    assert!(brief.starts_with("~ hotwords: 2 added, 1 removed, 1 changed\n\n"));
}

#[test]
fn a_thousand_hotwords_take_few_lines_and_count_in_a_comment() {
    let names: Vec<String> = (0..1_000).map(|n| format!("w{n}")).collect();
    let many: Vec<(&str, u8)> = names.iter().map(|name| (name.as_str(), 5)).collect();
    let plan = words(&[], &many);
    let text = render::text(&plan, Length::Usual, false);
    assert!(text.starts_with("+ hotwords: 1000 added\n"), "{text}");
    assert!(text.contains("… 989 more lines: see --full"), "{text}");
    assert!(text.lines().count() < 20, "{text}");
    let comment = render::markdown(&plan, render::MAX_BYTES);
    assert!(!comment.contains("left out"), "{comment}");
    let short = render::markdown(&plan, 1_100);
    assert!(
        short.contains("**1000 more resources are left out here**"),
        "{short}"
    );
}

#[test]
fn one_edit_takes_few_lines() {
    let (live, mut desired) = (live(), live());
    desired.agents.insert(name("amy"), agent("1009"));
    let text = render::text(&plan(&live, desired), Length::Usual, false);
    assert!(text.lines().count() <= 5, "{text}");
}

/// A plan that creates so many agents, whose names hold whatever breaks out of a fence.
fn many(agents: u32) -> Plan {
    let (live, mut desired) = (live(), live());
    for n in 0..agents {
        let trap = format!("```` </details> @all {n}");
        let agent = Agent {
            name: trap,
            ..agent(&n.to_string())
        };
        let own = Name::new(&format!("a{n}")).expect("a name");
        desired.agents.insert(own, agent);
    }
    desired.agents.insert(
        name("amy"),
        Agent {
            name: "`````".to_owned(),
            ..agent("1001")
        },
    );
    plan(&live, desired)
}

fn plan(live: &model::Config, desired: model::Config) -> Plan {
    let changes = diff(live, &desired, &Default::default());
    let impact = Impact::of(live, &desired, &Default::default());
    Plan::seal(Revision(7), live, desired, changes, impact)
}

#[test]
fn a_comment_is_cut_at_whole_resources_and_says_how_many_are_left_out() {
    for agents in [0, 10, 5_000] {
        let plan = many(agents);
        let comment = render::markdown(&plan, render::MAX_BYTES);
        assert!(comment.len() <= render::MAX_BYTES, "{}", comment.len());
        let shown = comment.lines().filter(|line| line.starts_with("+ agents/"));
        let left = agents as usize - shown.count();
        let told = format!("**{} more resources are left out here**", left + 1);
        assert_eq!(comment.contains(&told), left > 0, "{comment}");
    }
}

#[test]
fn nothing_that_a_plan_says_ends_the_fence_of_a_comment() {
    let comment = render::markdown(&many(3), render::MAX_BYTES);
    let fences = comment.lines().filter(|line| line.starts_with("``````"));
    assert_eq!(fences.count(), 2, "{comment}");
}

#[test]
fn nothing_that_a_plan_says_steers_a_terminal() {
    let (live, mut desired) = (live(), live());
    let agent = Agent {
        name: "\u{9b}2J\u{1b}[2J\u{202e}".to_owned(),
        ..agent("1001")
    };
    desired.agents.insert(name("amy"), agent);
    let text = render::text(&plan(&live, desired), Length::Full, false);
    let steers = text
        .chars()
        .any(|c| (c.is_control() && c != '\n') || c == '\u{202e}');
    assert!(!steers, "{text:?}");
}

#[test]
fn the_document_for_programs_has_no_configuration_and_fits_its_schema() {
    let document = serde_json::to_value(Document::new(&made())).expect("JSON");
    assert_eq!(document["schema_version"], 1);
    assert_eq!(document["summary"]["create"], 2);
    assert!(document.get("desired").is_none());
    let schema = serde_json::to_value(Document::schema()).expect("JSON");
    let known = schema["properties"].as_object().expect("properties");
    let keys = document.as_object().expect("a map").keys();
    let unknown: Vec<_> = keys.filter(|key| !known.contains_key(*key)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[test]
fn webhooks_that_cannot_be_called_and_what_is_left_behind_are_told_with_the_place() {
    let unreached = plan::OutOfReach {
        webhook: name("crm"),
        field: "url".to_owned(),
        why: "127.0.0.1 is not on the public internet: mend it".to_owned(),
        place: None,
    };
    let left = |webhook: &str, records| plan::LeftBehind {
        webhook: name(webhook),
        records,
    };
    let impact = Impact {
        webhooks_out_of_reach: vec![unreached],
        webhooks_left_behind: vec![left("old", 1), left("warehouse", 4_012)],
        ..Impact::default()
    };
    let made = made();
    let plan = Plan::seal(Revision(7), &live(), made.desired, made.changes, impact);
    let mut places = model::Places::default();
    let place = model::Place {
        file: "webhooks.yaml".into(),
        line: 12,
        column: 5,
    };
    places.insert("webhooks/crm/url".to_owned(), place);
    let text = render::text(&plan.located(&places), Length::Brief, false);
    let told: Vec<&str> = text.lines().filter(|line| line.starts_with('!')).collect();
    let expected = [
        "! webhooks/crm (webhooks.yaml:12) cannot be called: url: 127.0.0.1 is not on the public internet: mend it",
        "! 1 record waits for webhooks/old, which is deleted, and is not sent any more",
        "! 4012 records wait for webhooks/warehouse, which is deleted, and are not sent any more",
    ];
    assert_eq!(told, expected);
}
