//! `survey`: the caller's satisfaction, in the flow and after the talk.

use model::CallId;
use model::config::{Asking, Config, Node, Survey, Transfer};
use model::record::Satisfaction;

use crate::tests::setup::{center, end, flow, ivr_name, key, name, play, sales, say, transfer};
use crate::tests::world::World;
use crate::{LegEvent, Release};

fn survey(next: Option<&str>) -> Survey {
    Survey {
        asking: Asking::new(say("were you satisfied?")),
        keys: [
            (key('1'), "满意".to_owned()),
            (key('0'), "不满意".to_owned()),
        ]
        .into(),
        into: name("Satisfaction"),
        next: next.map(name),
    }
}

fn in_the_flow(next: Option<&str>) -> Config {
    center(flow(&[
        ("survey", Node::Survey(survey(next))),
        ("told", play("you said ${Satisfaction}", "bye")),
        ("bye", end("bye")),
    ]))
}

/// A caller whose agent has just hung up.
fn after_the_talk() -> (World, CallId) {
    let queue = Transfer {
        then: Some(name("survey")),
        ..transfer("sales")
    };
    let mut config = sales(queue.clone(), &["amy"]);
    let ivr = flow(&[
        ("queue", Node::Transfer(queue)),
        ("survey", Node::Survey(survey(None))),
    ]);
    config.ivrs.insert(ivr_name("main"), ivr.into());
    let mut world = World::staffed(config);
    let call = world.call();
    world.answer("2001");
    world.at("2001", LegEvent::Gone(Release::HungUp));
    (world, call)
}

fn said(world: &World, call: CallId) -> Option<Satisfaction> {
    world.record(call).satisfaction.clone()
}

#[test]
fn the_answer_stands_in_a_variable_and_in_the_record() {
    let mut world = World::new(in_the_flow(Some("told")));
    let call = world.call();
    world.press(call, '1');
    let heard = world.heard();
    assert_eq!(heard.last().map(String::as_str), Some("you said 满意"));
    world.hang_up(call);
    let told = Satisfaction {
        key: key('1'),
        label: "满意".to_owned(),
        node: name("survey"),
    };
    assert_eq!(said(&world, call), Some(told));
    let step = &world.record(call).path[0];
    assert_eq!(
        (step.key, step.label.as_deref()),
        (Some(key('1')), Some("满意"))
    );
    assert_eq!(
        world.status(call),
        102,
        "in the flow it is like any other node"
    );
    world.close();
}

#[test]
fn who_has_answered_is_let_go_if_nothing_follows() {
    let mut world = World::new(in_the_flow(None));
    let call = world.call();
    world.press(call, '0');
    assert_eq!(world.status(call), 107);
    world.close();
}

#[test]
fn no_answer_and_wrong_ones_are_no_rating() {
    let mut world = World::new(in_the_flow(None));
    let call = world.call();
    for key in ['5', '*', '9'] {
        world.press(call, key);
    }
    assert_eq!(world.path(call), ["survey"]);
    assert!(!world.is_up(call));
    assert_eq!(said(&world, call), None);
    world.close();
}

#[test]
fn after_the_talk_the_caller_stays_and_rates_it() {
    let (mut world, call) = after_the_talk();
    assert_eq!(world.path(call), ["queue", "survey"]);
    world.press(call, '0');
    assert_eq!(
        said(&world, call).map(|it| it.label).as_deref(),
        Some("不满意")
    );
    assert_eq!(world.status(call), 1);
    assert_eq!(world.record(call).agent, Some(name("amy")));
    world.close();
}

#[test]
fn who_hangs_up_in_the_survey_has_had_a_normal_call() {
    let (mut world, call) = after_the_talk();
    world.hang_up(call);
    assert_eq!(world.status(call), 1);
    assert_eq!(said(&world, call), None);
    world.close();
}

#[test]
fn the_last_answer_counts() {
    let again = Survey {
        next: Some(name("again")),
        ..survey(None)
    };
    let ivr = flow(&[
        ("survey", Node::Survey(again)),
        ("again", Node::Survey(survey(None))),
    ]);
    let mut world = World::new(center(ivr));
    let call = world.call();
    world.press(call, '1');
    world.press(call, '0');
    let told = said(&world, call).map(|it| (it.label, it.node));
    assert_eq!(told, Some(("不满意".to_owned(), name("again"))));
    world.close();
}
