//! `transfer` to agents whom a variable or a customer's system names.

use model::CallId;
use model::ask::{AskFailure, Reply};
use model::config::{AgentsFrom, Config, Fallback, Node, Transfer};
use model::record::{Outcome, QueueExit};
use model::state::Presence;
use serde_json::{Value, json};

use crate::tests::setup::{end, flow, ivr_name, name, sales, say, staff, transfer};
use crate::tests::world::World;
use crate::{LegEvent, Release};

/// A center with amy (2001), ben (2002) and zoe (2003) in `sales`, and nobody yet in `vip`.
fn meant(change: impl FnOnce(&mut Transfer), agent: &str) -> Config {
    let mut queue = Transfer {
        on_no_agent: Some(name("nobody")),
        on_busy: Some(name("busy")),
        ..transfer("sales")
    };
    change(&mut queue);
    let mut config = sales(queue.clone(), &["amy", "ben", "zoe"]);
    for (agent, own) in &mut config.agents {
        own.email = Some(format!("{agent}@example.com"));
    }
    let mut ivr = flow(&[
        ("queue", Node::Transfer(queue)),
        ("nobody", end("nobody")),
        ("busy", end("busy")),
    ]);
    ivr.variables = [(name("Agent"), agent.to_owned())].into();
    config.ivrs.insert(ivr_name("main"), ivr.into());
    config.center.sdk_app_id = Some(1_400_000_000);
    config
}

fn by_variable(agent: &str) -> Config {
    let template = "${Agent}".parse().unwrap();
    meant(|queue| queue.agent = Some(template), agent)
}

fn by_system(change: impl FnOnce(&mut Transfer)) -> Config {
    let from = AgentsFrom {
        url: "https://crm.example.com/seats?plan=${Agent}"
            .parse()
            .unwrap(),
        send: [("Plan".to_owned(), "a".parse().unwrap())].into(),
        timeout: model::Span::seconds(3),
    };
    meant(
        |queue| {
            queue.agents_from = Some(from);
            change(queue);
        },
        "b c",
    )
}

/// A call whose system has answered so.
fn told(config: Config, reply: Reply) -> (World, CallId) {
    let mut world = World::staffed(config);
    let call = world.call();
    world.reply(call, reply);
    (world, call)
}

fn seats(emails: &[&str]) -> Reply {
    let answer = json!({ "RequestId": "1", "ErrMsg": "", "ErrCode": 0, "SeatEmails": emails });
    Ok(answer.to_string().into())
}

#[test]
fn an_agent_is_named_by_name_staff_number_or_email() {
    for agent in ["ben", "92002", "Ben@Example.com", " ben "] {
        let mut world = World::staffed(by_variable(agent));
        let call = world.call();
        assert_eq!(world.devices(call), ["2002"], "{agent}");
        world.close();
    }
}

#[test]
fn a_call_for_somebody_who_is_there_goes_to_nobody_else() {
    let mut world = World::staffed(by_variable("ben"));
    let first = world.call();
    world.answer("2002");
    let second = world.call();
    assert_eq!(
        world.path(second),
        ["queue", "busy"],
        "others of the group are free"
    );
    world.hang_up(first);
    world.set("ben", Presence::Offline);
    let third = world.call();
    assert_eq!(world.path(third), ["queue", "nobody"]);
    world.close();
}

#[test]
fn a_name_that_nobody_has_leaves_the_call_to_the_group() {
    for agent in ["", "eve", "eve@example.com"] {
        let mut world = World::staffed(by_variable(agent));
        let call = world.call();
        assert_eq!(world.devices(call), ["2001"], "{agent}");
        world.close();
    }
}

#[test]
fn anybody_of_the_group_will_do_if_the_flow_says_so() {
    let template = "ben".parse().unwrap();
    let config = meant(
        |queue| {
            queue.agent = Some(template);
            queue.fallback = Fallback::Group;
        },
        "",
    );
    let mut world = World::staffed(config);
    let first = world.call();
    assert_eq!(world.devices(first), ["2002"]);
    let second = world.call();
    assert_eq!(world.devices(second), ["2001"]);
    world.close();
}

#[test]
fn the_question_for_agents_is_that_of_the_manual() {
    let mut world = World::staffed(by_system(|_| {}));
    let call = world.call();
    let (id, ask) = world.asked[&call].clone();
    assert_eq!(
        ask.url,
        "https://crm.example.com/seats?plan=b%20c&action=specifiedSeat&version=1"
    );
    let body: Value = serde_json::from_str(&ask.body).unwrap();
    let wanted = json!({
        "RequestId": id.to_string(), "Timestamp": 1_800_000_000, "SdkAppId": 1_400_000_000,
        "SessionType": "tel", "User": "008613800138000", "Plan": "a"
    });
    assert_eq!(body, wanted);
    assert_eq!(ask.tries, 1);
    assert_eq!(world.devices(call), [] as [&str; 0]);
    world.close();
}

#[test]
fn the_agents_of_the_answer_are_rung_in_its_order() {
    let emails = ["eve@example.com", "Zoe@example.com", "ben@example.com"];
    let (mut world, call) = told(by_system(|_| {}), seats(&emails));
    assert_eq!(world.devices(call), ["2003"]);
    world.at("2003", LegEvent::Gone(Release::HungUp));
    assert_eq!(world.devices(call), ["2002"]);
    world.answer("2002");
    world.hang_up(call);
    let found = &world.record(call).consultations[0];
    assert_eq!(
        (found.node.as_str(), found.outcome),
        ("queue", Outcome::Incomplete)
    );
    world.close();
}

#[test]
fn whatever_names_nobody_leaves_the_call_to_the_group() {
    let timeout = AskFailure::Timeout;
    for (reply, outcome) in [
        (seats(&[]), Outcome::Answered),
        (seats(&["eve@example.com"]), Outcome::Incomplete),
        (Ok("{}".into()), Outcome::Answered),
        (
            Ok(r#"{"ErrCode": 5, "SeatEmails": ["ben@example.com"]}"#.into()),
            Outcome::Incomplete,
        ),
        (
            Ok(r#"{"SeatEmails": "ben@example.com"}"#.into()),
            Outcome::Malformed,
        ),
        (Ok(r#"{"SeatEmails": [1]}"#.into()), Outcome::Malformed),
        (Ok("<html>".into()), Outcome::Malformed),
        (Err(timeout), Outcome::Failed(timeout)),
    ] {
        let (mut world, call) = told(by_system(|_| {}), reply);
        assert_eq!(world.devices(call), ["2001"]);
        world.hang_up(call);
        assert_eq!(world.record(call).consultations[0].outcome, outcome);
        world.close();
    }
}

#[test]
fn the_answer_may_name_another_group() {
    let mut config = by_system(|_| {});
    staff(&mut config, "vip", &[]);
    let phone = model::Extension::new("2101").unwrap();
    config.phones.insert(phone.clone(), Default::default());
    let group = config.skill_groups.get_mut("vip").unwrap();
    group.phones.insert(phone, Default::default());
    for (other, rings) in [
        (json!("vip"), "2101"),
        (json!("gone"), "2001"),
        (json!(7), "2001"),
    ] {
        let reply = Ok(json!({ "SkillGroup": other }).to_string().into());
        let (world, call) = told(config.clone(), reply);
        assert_eq!(world.devices(call), [rings], "{other}");
        world.close();
    }
}

#[test]
fn who_waits_for_names_hears_the_music_and_waits_no_longer_than_that() {
    let mut world = World::staffed(by_system(|queue| queue.music = Some(say("music"))));
    let call = world.call();
    assert_eq!(world.heard(), ["music"]);
    world.press(call, '1');
    world.secs(7);
    assert_eq!(world.devices(call), [] as [&str; 0]);
    world.secs(1);
    assert_eq!(world.devices(call), ["2001"]);
    world.close();
}

#[test]
fn busy_nobody_there_and_waited_too_long_are_told_apart() {
    let limited = |queue: &mut Transfer| {
        queue.on_busy = None;
        queue.timeout = Some(model::Span::seconds(9));
        queue.on_timeout = Some(name("busy"));
    };
    let reply = || seats(&["ben@example.com"]);
    let exit = |world: &World, call: CallId| {
        world.events(call).iter().find_map(|event| match event {
            model::record::EventKind::Dequeued { exit, .. } => Some(*exit),
            _ => None,
        })
    };
    let (mut world, call) = told(by_system(limited), reply());
    world.secs(9);
    assert_eq!(exit(&world, call), Some(QueueExit::Timeout));
    world.set("ben", Presence::Offline);
    let call = world.call();
    world.reply(call, reply());
    assert_eq!(exit(&world, call), Some(QueueExit::NoAgent));
    world.close();
    let mut world = World::staffed(by_system(|_| {}));
    world.set("ben", Presence::NotReady);
    let call = world.call();
    world.reply(call, reply());
    assert_eq!(exit(&world, call), Some(QueueExit::AllBusy));
    world.close();
}
