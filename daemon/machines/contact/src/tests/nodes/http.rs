//! `http`: values from a customer's system.

use model::CallId;
use model::ask::{AskFailure, Reply};
use model::config::{Config, Http, Node, Received};
use model::record::Outcome;

use crate::limits;
use crate::tests::setup::{center, end, flow, menu, name, play, say};
use crate::tests::world::World;
use crate::{PlayEnd, Sound};

fn received(field: &str, default: &str) -> Received {
    Received {
        field: field.to_owned(),
        default: default.to_owned(),
    }
}

fn asks(change: impl FnOnce(&mut Http)) -> Config {
    let mut http = Http {
        url: "https://crm.example.com/score?of=${SystemCallerNumber}&plan=${Plan}"
            .parse()
            .unwrap(),
        send: [
            (
                "Callee".to_owned(),
                "${SystemCalleeNumber}".parse().unwrap(),
            ),
            ("Plan".to_owned(), "a \"${Plan}\"".parse().unwrap()),
        ]
        .into(),
        timeout: model::Span::seconds(2),
        max_errors: 3,
        receive: [
            (name("Score"), received("data.score", "0")),
            (name("Level"), received("level", "basic")),
        ]
        .into(),
        music: None,
        on_failure: None,
        next: name("told"),
    };
    change(&mut http);
    let mut ivr = flow(&[
        ("ask", Node::Http(http)),
        ("told", play("${Score} ${Level}", "bye")),
        ("sorry", play("sorry, ${Score}", "bye")),
        ("bye", end("bye")),
    ]);
    ivr.variables = [(name("Plan"), "金 & 1".to_owned())].into();
    center(ivr)
}

/// A call whose question was answered so.
fn told(reply: Reply, change: impl FnOnce(&mut Http)) -> (World, CallId) {
    let mut world = World::new(asks(change));
    let call = world.call();
    world.reply(call, reply);
    (world, call)
}

fn outcomes(world: &mut World, call: CallId) -> Vec<Outcome> {
    world.hang_up(call);
    let record = world.record(call);
    record.consultations.iter().map(|it| it.outcome).collect()
}

#[test]
fn what_is_sent_is_json_and_what_stands_in_the_url_is_encoded() {
    let mut world = World::new(asks(|_| {}));
    let call = world.call();
    let (_, ask) = &world.asked[&call];
    assert_eq!(
        ask.url,
        "https://crm.example.com/score?of=13800138000&plan=%E9%87%91%20%26%201"
    );
    assert_eq!(&*ask.body, r#"{"Callee":"100","Plan":"a \"金 & 1\""}"#);
    assert_eq!((ask.timeout, ask.tries), (model::Span::seconds(2), 3));
    world.close();
}

#[test]
fn an_answer_gives_variables_their_values() {
    let answer = r#"{"data": {"score": 0.8}, "level": "gold"}"#;
    let (mut world, call) = told(Ok(answer.into()), |_| {});
    assert_eq!(world.heard(), ["0.8 gold"]);
    world.hang_up(call);
    let found = &world.record(call).consultations[0];
    assert_eq!(
        (found.node.as_str(), found.host.as_str()),
        ("ask", "crm.example.com")
    );
    assert_eq!(found.outcome, Outcome::Answered);
    world.close();
}

#[test]
fn what_an_answer_lacks_has_its_default() {
    let long = format!(r#"{{"level": "{}"}}"#, "x".repeat(limits::VALUE + 1));
    for (answer, heard) in [
        ("{}", "0 basic"),
        (r#"{"data": 5, "level": null}"#, "0 basic"),
        (r#"{"data": {"score": true}}"#, "true basic"),
        (r#"{"level": [1, "a"]}"#, r#"0 [1,"a"]"#),
        (&long, "0 basic"),
    ] {
        let (mut world, call) = told(Ok(answer.into()), |_| {});
        assert_eq!(world.heard(), [heard]);
        assert_eq!(outcomes(&mut world, call), [Outcome::Incomplete]);
        world.close();
    }
}

#[test]
fn after_failures_the_flow_goes_on_with_the_defaults() {
    let late = AskFailure::Timeout;
    for (reply, outcome) in [
        (Err(late), Outcome::Failed(late)),
        (
            Err(AskFailure::Status(503)),
            Outcome::Failed(AskFailure::Status(503)),
        ),
        (Ok("<html>".into()), Outcome::Malformed),
        (Ok("[]".into()), Outcome::Malformed),
    ] {
        let (mut world, call) = told(reply.clone(), |_| {});
        assert_eq!(world.path(call), ["ask", "told"]);
        assert_eq!(world.heard(), ["0 basic"]);
        assert_eq!(outcomes(&mut world, call), [outcome]);
        world.close();
        let (mut world, call) = told(reply, |http| http.on_failure = Some(name("sorry")));
        assert_eq!(world.path(call), ["ask", "sorry"]);
        assert_eq!(world.heard(), ["sorry, 0"]);
        world.close();
    }
}

#[test]
fn an_answer_that_lacks_something_is_no_failure() {
    let (world, call) = told(Ok("{}".into()), |http| {
        http.on_failure = Some(name("sorry"))
    });
    assert_eq!(world.path(call), ["ask", "told"]);
    world.close();
}

#[test]
fn a_value_from_before_does_not_survive_an_answer_that_lacks_it() {
    let mut config = asks(|_| {});
    let ivr = std::sync::Arc::make_mut(config.ivrs.get_mut("main").unwrap());
    ivr.variables.insert(name("Level"), "gold".to_owned());
    let mut world = World::new(config);
    let call = world.call();
    world.reply(call, Ok("{}".into()));
    assert_eq!(world.heard(), ["0 basic"]);
    world.close();
}

#[test]
fn no_word_at_all_is_a_timeout_in_the_end() {
    let mut world = World::new(asks(|_| {}));
    let call = world.call();
    world.secs(20);
    assert_eq!(world.path(call), ["ask"]);
    world.secs(1);
    assert_eq!(world.path(call), ["ask", "told"]);
    let found = outcomes(&mut world, call);
    assert_eq!(found, [Outcome::Failed(AskFailure::Timeout)]);
    assert_eq!(world.record(call).consultations[0].took_ms, 21_000);
    world.close();
}

#[test]
fn who_waits_hears_music_and_can_type_ahead() {
    let mut config = asks(|http| {
        http.music = Some(say("music"));
        http.next = name("menu");
    });
    let ivr = std::sync::Arc::make_mut(config.ivrs.get_mut("main").unwrap());
    let choose = menu(&[('1', "on", "told")]);
    ivr.nodes.insert(name("menu"), Node::Menu(choose));
    let mut world = World::new(config);
    let call = world.call();
    let loops = |output: &crate::Output| match output {
        crate::Output::Play { sounds, times, .. } => {
            matches!(&sounds[..], [Sound::Text { .. }]) && times.is_none()
        }
        _ => false,
    };
    assert!(world.outputs.iter().any(loops));
    world.press(call, '1');
    world.ended(call, PlayEnd::Failed);
    assert_eq!(world.path(call), ["ask"]);
    world.reply(call, Ok("{}".into()));
    assert_eq!(world.path(call), ["ask", "menu", "told"]);
    world.close();
}

#[test]
fn who_hangs_up_waits_for_no_answer() {
    let mut world = World::new(asks(|_| {}));
    let call = world.call();
    world.hang_up(call);
    assert!(world.asked.is_empty());
    assert_eq!(world.status(call), 102);
    assert_eq!(world.record(call).consultations, []);
    world.close();
}
