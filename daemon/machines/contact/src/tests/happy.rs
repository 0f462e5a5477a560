//! The first call: welcome, menu, queue, talk, record.

use model::config::Node;
use model::record::{HungUpBy, ParticipantKind};
use model::state::AgentState;

use super::setup::{center, end, flow, menu, name, phone, play, staff, transfer};
use super::world::{CALLER, World};
use crate::{LegEvent, Output, Release};

fn first_call() -> World {
    let mut config = center(flow(&[
        ("welcome", play("hello", "menu")),
        (
            "menu",
            Node::Menu(menu(&[('1', "sales", "queue"), ('2', "bye", "bye")])),
        ),
        ("queue", Node::Transfer(transfer("sales"))),
        ("bye", end("bye")),
    ]));
    staff(&mut config, "sales", &["amy"]);
    World::staffed(config)
}

#[test]
fn a_caller_reaches_an_agent_and_leaves_one_record() {
    let mut world = first_call();
    let call = world.call();
    world.secs(2);
    world.played(call);
    world.secs(3);
    world.press(call, '1');
    assert_eq!(world.state("amy"), AgentState::OnCall);
    world.secs(1);
    world.at("2001", LegEvent::Ringing);
    world.secs(4);
    world.at("2001", LegEvent::Up);
    assert!(
        world
            .outputs
            .iter()
            .any(|output| matches!(output, Output::Bridge(..)))
    );
    world.secs(30);
    world.hang_up(call);
    assert_eq!(world.state("amy"), AgentState::Idle);

    let record = world.record(call);
    assert_eq!(record.end_status.code(), 1);
    assert_eq!((record.cause, record.hung_up_by), (None, HungUpBy::User));
    assert_eq!(
        (record.caller.as_str(), record.callee.as_str()),
        (CALLER, "100")
    );
    assert_eq!(record.agent, Some(name("amy")));
    assert_eq!(record.staff_number.as_deref(), Some("92001"));
    assert_eq!(record.skill_group, Some(name("sales")));
    assert_eq!(record.revision.0, 7);
    let path: Vec<_> = record
        .path
        .iter()
        .map(|step| (step.node.as_str(), step.label.as_deref()))
        .collect();
    assert_eq!(
        path,
        [("welcome", None), ("menu", Some("sales")), ("queue", None)]
    );
    let durations = record.durations;
    assert_eq!(
        (durations.ivr_ms, durations.wait_ms, durations.ring_ms),
        (5_000, 5_000, 4_000)
    );
    assert_eq!((durations.talk_ms, durations.total_ms), (30_000, 40_000));
    assert_eq!(record.participants.len(), 2);
    let agent = &record.participants[1];
    assert_eq!((agent.sequence, agent.kind), (1, ParticipantKind::Agent));
    assert_eq!(agent.phone, Some(phone("2001")));
    assert_eq!(agent.end_status.code(), 1);
    assert_eq!(record.recordings.len(), 1);
    let recording = &record.recordings[0];
    assert_eq!((recording.duration_ms, recording.participant), (30_000, 1));
    assert_eq!(
        recording.file,
        format!("recordings/2027/01/15/{}.wav", recording.id)
    );
    world.close();
}

#[test]
fn an_agent_who_hangs_up_ends_a_call_with_nothing_after_it() {
    let mut world = first_call();
    let call = world.call();
    world.played(call);
    world.press(call, '1');
    world.answer("2001");
    world.secs(9);
    world.at("2001", LegEvent::Gone(Release::HungUp));
    let record = world.record(call);
    assert_eq!(
        (record.end_status.code(), record.hung_up_by),
        (1, HungUpBy::Agent)
    );
    assert_eq!(record.durations.talk_ms, 9_000);
    world.close();
}
