//! `condition` and `set`: branches on the values of variables.

use model::config::{Branch, Condition, Config, Node, Otherwise, Set};
use model::record::EventKind;
use model::{CallId, Name};

use crate::tests::setup::{center, end, flow, name, play};
use crate::tests::world::World;

fn branch(when: &str, label: Option<&str>, next: &str) -> Branch {
    Branch {
        when: when.parse().unwrap(),
        label: label.map(str::to_owned),
        next: name(next),
    }
}

fn set(values: &[(&str, &str)], next: &str) -> Node {
    Node::Set(Set {
        values: values
            .iter()
            .map(|(variable, text)| (name(variable), text.parse().unwrap()))
            .collect(),
        next: name(next),
    })
}

/// A flow that sets a score and judges it.
fn grades(score: &str) -> Config {
    let condition = Condition {
        branches: vec![
            branch("${Score} >= 0.8", Some("优秀"), "good"),
            branch("${Score} < 0.8 and ${Score} >= 0.6", None, "fair"),
        ],
        otherwise: Otherwise {
            label: None,
            next: name("poor"),
        },
    };
    center(flow(&[
        ("score", set(&[("Score", score)], "judge")),
        ("judge", Node::Condition(condition)),
        ("good", end("good")),
        ("fair", end("fair")),
        ("poor", end("poor")),
    ]))
}

fn labels(world: &World, call: CallId) -> Vec<String> {
    let label = |event: &&EventKind| match event {
        EventKind::Branched { label } => Some(label.clone()),
        _ => None,
    };
    world.events(call).iter().filter_map(label).collect()
}

#[test]
fn the_first_branch_that_holds_is_taken_and_its_label_stands_in_the_path() {
    let fair = "${Score} < 0.8 and ${Score} >= 0.6";
    for (score, to, label) in [
        ("0.80", "good", "优秀"),
        ("0.6", "fair", fair),
        ("0.5", "poor", "otherwise"),
        ("none", "poor", "otherwise"),
    ] {
        let mut world = World::new(grades(score));
        let call = world.call();
        assert_eq!(world.path(call), ["score", "judge", to], "{score}");
        assert_eq!(labels(&world, call), [label]);
        world.hang_up(call);
        let judged = world.record(call).path[1].label.clone();
        assert_eq!(judged.as_deref(), Some(label));
        world.close();
    }
}

#[test]
fn what_the_center_knows_of_a_call_can_be_asked_for() {
    let condition = Condition {
        branches: vec![branch("${SystemCalleeNumber} = 100", Some("ours"), "yes")],
        otherwise: Otherwise {
            label: None,
            next: name("no"),
        },
    };
    let nodes = [
        ("which", Node::Condition(condition)),
        ("yes", end("")),
        ("no", end("")),
    ];
    let mut world = World::new(center(flow(&nodes)));
    let call = world.call();
    assert_eq!(world.path(call), ["which", "yes"]);
    world.close();
}

#[test]
fn all_texts_of_a_set_take_the_values_from_before_it() {
    let mut ivr = flow(&[
        (
            "swap",
            set(&[("A", "${B}"), ("B", "${A}"), ("C", "${A}+")], "say"),
        ),
        ("say", play("${A}${B}${C}", "bye")),
        ("bye", end("")),
    ]);
    let given = [("A", "1"), ("B", "2")];
    ivr.variables = given
        .iter()
        .map(|(variable, text)| (name(variable), (*text).to_owned()))
        .collect::<std::collections::BTreeMap<Name, String>>();
    let mut world = World::new(center(ivr));
    world.call();
    assert_eq!(world.heard(), ["211+"]);
    world.close();
}
