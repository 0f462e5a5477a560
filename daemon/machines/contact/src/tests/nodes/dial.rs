//! `dial`: a number outside.

use model::CallId;
use model::ask::AskFailure;
use model::config::{Config, Dial, NumberSource};
use model::record::{Cause, DiversionReason, HungUpBy, Outcome, ParticipantKind};

use crate::tests::setup::{center, end, flow, name, number, say};
use crate::tests::world::World;
use crate::{CallPhase, DialCause, LegEvent, Output, Release};

const FAR: &str = "13900000000";

fn dials(change: impl FnOnce(&mut Dial)) -> Config {
    let mut dial = Dial::to(FAR.parse().unwrap(), number("100"));
    for exit in [
        &mut dial.on_busy,
        &mut dial.on_no_answer,
        &mut dial.on_failed,
    ] {
        *exit = Some(name("sorry"));
    }
    change(&mut dial);
    let mut ivr = flow(&[("out", dial.into()), ("sorry", end("sorry"))]);
    ivr.nodes.insert(name("thanks"), end("thanks"));
    center(ivr)
}

fn dialling(change: impl FnOnce(&mut Dial)) -> (World, CallId) {
    let mut world = World::new(dials(change));
    let call = world.call();
    (world, call)
}

#[test]
fn the_caller_hears_ring_back_then_talks_and_the_call_was_normal() {
    let (mut world, call) = dialling(|_| {});
    assert_eq!(world.heard(), ["ring-back"]);
    let leg = world.outside();
    assert_eq!(world.outside[&leg], (FAR.to_owned(), "100".to_owned()));
    let [Some(forwarded)] = &world.forwarded[..] else {
        panic!("{:?}", world.forwarded)
    };
    assert_eq!(forwarded.called, number("100"));
    assert_eq!(forwarded.reason, DiversionReason::Unconditional);
    world.secs(2);
    world.there(LegEvent::Ringing);
    world.secs(3);
    world.there(LegEvent::Up);
    let phase = world.center.call(call).unwrap().phase;
    assert!(matches!(phase, CallPhase::Talking(other) if other.number.as_deref() == Some(FAR)));
    world.secs(60);
    world.there(LegEvent::Gone(Release::HungUp));
    let record = world.record(call);
    assert_eq!(record.end_status.code(), 1);
    assert_eq!(record.hung_up_by, HungUpBy::Agent);
    assert_eq!(record.durations.talk_ms, 60_000);
    assert_eq!((record.agent.as_ref(), record.recordings.len()), (None, 1));
    let other = &record.participants[1];
    assert_eq!(other.kind, ParticipantKind::Outside);
    assert_eq!(other.number.as_deref(), Some(FAR));
    assert_eq!(other.end_status.code(), 1);
    assert!(other.rang_at < other.answered_at);
    world.close();
}

#[test]
fn each_failure_has_its_exit_and_its_status() {
    let cases = [
        (DialCause::Busy, "busy", 206),
        (DialCause::Rejected, "busy", 203),
        (DialCause::NoAnswer, "late", 202),
        (DialCause::Off, "late", 204),
        (DialCause::NoNumber, "failed", 205),
        (DialCause::NotANumber, "failed", 215),
        (DialCause::Unreachable, "failed", 210),
        (DialCause::Blocked, "failed", 212),
        (DialCause::Carrier, "failed", 208),
    ];
    for (cause, exit, status) in cases {
        let mut config = dials(|dial| {
            dial.on_busy = Some(name("busy"));
            dial.on_no_answer = Some(name("late"));
            dial.on_failed = Some(name("failed"));
        });
        let main = config.ivrs.get_mut("main").unwrap();
        let main = std::sync::Arc::make_mut(main);
        for exit in ["busy", "late", "failed"] {
            main.nodes.insert(name(exit), end(exit));
        }
        let mut world = World::new(config);
        let call = world.call();
        world.there(LegEvent::Failed(cause));
        assert_eq!(world.path(call), ["out", exit], "{cause:?}");
        world.hang_up(call);
        let record = world.record(call);
        assert_eq!(record.end_status.code(), 102);
        assert_eq!(
            record.participants[1].end_status.code(),
            status,
            "{cause:?}"
        );
        world.close();
    }
}

#[test]
fn without_an_exit_the_call_ends_and_says_why() {
    let (mut world, call) = dialling(|dial| dial.on_busy = None);
    world.there(LegEvent::Failed(DialCause::Busy));
    assert_eq!(world.status(call), 107);
    assert_eq!(world.record(call).cause, Some(Cause::NotReached));
    world.close();
}

#[test]
fn nobody_rings_longer_than_the_node_says() {
    let (mut world, call) = dialling(|_| {});
    world.there(LegEvent::Ringing);
    world.secs(59);
    assert_eq!(world.path(call), ["out"]);
    world.secs(1);
    assert_eq!(world.path(call), ["out", "sorry"]);
    assert!(world.outside.is_empty(), "the leg is hung up");
    world.close();
}

#[test]
fn when_the_caller_is_gone_nobody_rings_any_more() {
    for (rings, status) in [(false, 209), (true, 220)] {
        let (mut world, call) = dialling(|_| {});
        if rings {
            world.there(LegEvent::Ringing);
        }
        world.hang_up(call);
        assert!(world.outside.is_empty());
        assert_eq!(world.status(call), 102);
        let other = &world.record(call).participants[1];
        assert_eq!(other.end_status.code(), status);
        world.close();
    }
}

#[test]
fn what_the_network_says_before_an_answer_is_heard() {
    let (mut world, call) = dialling(|_| {});
    world.heard();
    world.there(LegEvent::Early);
    let said = std::mem::take(&mut world.outputs);
    assert!(matches!(said[..], [Output::Stop(_), Output::Bridge(..)]));
    world.there(LegEvent::Up);
    let bridged = |output: &Output| matches!(output, Output::Bridge(..));
    assert!(!world.outputs.iter().any(bridged), "they hear each other");
    world.hang_up(call);
    assert_eq!(world.status(call), 1);
    world.close();
}

#[test]
fn after_the_talk_the_caller_goes_on_where_the_node_says() {
    let (mut world, call) = dialling(|dial| dial.then = Some(name("thanks")));
    world.there(LegEvent::Up);
    world.there(LegEvent::Gone(Release::HungUp));
    assert_eq!(world.path(call), ["out", "thanks"]);
    world.played(call);
    assert_eq!(world.status(call), 1);
    world.close();
}

#[test]
fn a_leg_that_breaks_outside_is_the_carriers_fault() {
    let (mut world, call) = dialling(|_| {});
    world.there(LegEvent::Up);
    world.there(LegEvent::Gone(Release::Broken));
    let record = world.record(call);
    assert_eq!(record.end_status.code(), 1);
    assert_eq!(record.participants[1].end_status.code(), 208);
    world.close();
}

#[test]
fn a_trunk_that_is_full_takes_the_exit_at_once_and_counts_both_directions() {
    let mut config = dials(|_| {});
    config.trunks.get_mut("carrier").unwrap().channels = Some(2);
    let mut world = World::new(config);
    let first = world.call();
    assert_eq!(world.path(first), ["out"]);
    // Its own leg and the one outside are the two channels.
    let second = world.arrive();
    assert_eq!(world.record(second).cause, Some(Cause::Overload));
    world.there(LegEvent::Failed(DialCause::Busy));
    let third = world.call();
    assert_eq!(world.path(third), ["out", "sorry"]);
    assert!(world.outside.is_empty());
    world.close();
}

#[test]
fn a_number_goes_out_with_so_many_calls_at_once() {
    let mut config = dials(|_| {});
    let shown = config.numbers.values_mut().next().unwrap();
    shown.outbound_channels = 1;
    let mut world = World::new(config);
    let first = world.call();
    assert_eq!(world.path(first), ["out"]);
    let second = world.call();
    assert_eq!(world.path(second), ["out", "sorry"]);
    world.there(LegEvent::Failed(DialCause::Busy));
    let third = world.call();
    assert_eq!(world.path(third), ["out"]);
    world.hang_up(third);
    world.close();
}

#[test]
fn numbers_that_are_never_dialled_are_not() {
    for (far, allowed) in [
        ("0015551230000", false),
        ("+442071234567", false),
        ("16812345678", false),
        ("+8613900000000", true),
        ("010-7654 0000", true),
        ("no number", false),
        ("", false),
    ] {
        let mut config = dials(|dial| dial.number = far.parse().unwrap());
        config.center.dial_never = vec!["168".to_owned()];
        let mut world = World::new(config);
        let call = world.call();
        assert_eq!(world.outside.len(), usize::from(allowed), "{far}");
        assert_eq!(world.path(call).len(), if allowed { 1 } else { 2 });
        world.close();
    }
}

#[test]
fn the_center_dials_only_so_many_numbers_a_minute() {
    let mut config = dials(|_| {});
    config
        .numbers
        .values_mut()
        .for_each(|number| number.outbound_channels = 1_000);
    let mut world = World::new(config);
    for _ in 0..60 {
        let call = world.call();
        assert_eq!(world.path(call), ["out"]);
    }
    let call = world.call();
    assert_eq!(world.path(call), ["out", "sorry"]);
    assert_eq!(world.center.counters().dials_too_many, 1);
    world.close();
}

fn asking() -> (World, CallId) {
    dialling(|dial| {
        dial.from = Some(NumberSource::at(
            "http://example.com/route".parse().unwrap(),
        ));
    })
}

#[test]
fn a_customers_system_names_the_number_and_the_one_to_show() {
    let mut config = dials(|dial| {
        dial.from = Some(NumberSource::at("http://example.com".parse().unwrap()));
    });
    let other = config.numbers["100"].clone();
    config.numbers.insert(number("200"), other);
    let mut world = World::new(config);
    let call = world.call();
    let (_, ask) = &world.asked[&call];
    let body: serde_json::Value = serde_json::from_str(&ask.body).unwrap();
    assert_eq!(
        (&body["callee"], &body["caller"]),
        (&FAR.into(), &"100".into())
    );
    world.reply(
        call,
        Ok(r#"{"callee": "010-7654 3210", "caller": "200"}"#.into()),
    );
    let shown = ("01076543210".to_owned(), "200".to_owned());
    assert_eq!(world.outside[&world.outside()], shown);
    world.hang_up(call);
    let found = &world.record(call).consultations[0];
    assert_eq!(
        (found.host.as_str(), found.outcome),
        ("example.com", Outcome::Answered)
    );
    world.close();
}

#[test]
fn whatever_a_customers_system_answers_wrongly_is_replaced_by_what_the_node_says() {
    let late = AskFailure::Timeout;
    let wrong = r#"{"callee": "sip:a@example.com", "caller": "4711"}"#;
    let answers = [
        (Err(late), Outcome::Failed(late)),
        (Ok("no json"), Outcome::Malformed),
        (Ok("{}"), Outcome::Incomplete),
        (Ok(r#"{"callee": 5, "caller": null}"#), Outcome::Incomplete),
        (Ok(wrong), Outcome::Incomplete),
        (Ok(r#"["13911111111"]"#), Outcome::Malformed),
    ];
    for (answer, outcome) in answers {
        let (mut world, call) = asking();
        world.reply(call, answer.map(Into::into));
        let said = (FAR.to_owned(), "100".to_owned());
        assert_eq!(world.outside[&world.outside()], said, "{answer:?}");
        world.hang_up(call);
        assert_eq!(world.record(call).consultations[0].outcome, outcome);
        world.close();
    }
}

#[test]
fn what_a_caller_says_stays_a_value_of_the_url() {
    let url = "http://example.com/route?caller=${SystemCallerNumber}";
    let config = dials(|dial| dial.from = Some(NumberSource::at(url.parse().unwrap())));
    let mut world = World::new(config);
    let call = world.call_from("+1&callee=2#");
    let (_, ask) = &world.asked[&call];
    assert!(!ask.url.contains("&callee="), "{}", ask.url);
    world.close();
}

#[test]
fn a_system_that_never_answers_holds_nobody_up() {
    let (mut world, call) = asking();
    world.secs(50);
    assert_eq!(world.outside.len(), 1);
    assert!(world.asked.is_empty());
    world.hang_up(call);
    let outcome = world.record(call).consultations[0].outcome;
    assert_eq!(outcome, Outcome::Failed(AskFailure::Timeout));
    world.close();
}

#[test]
fn the_music_of_the_node_plays_meanwhile() {
    let (mut world, _) = dialling(|dial| dial.music = Some(say("one moment")));
    assert_eq!(world.heard(), ["one moment"]);
    world.close();
}

#[test]
fn a_number_to_show_that_is_gone_takes_the_exception_exit() {
    let (mut world, call) = dialling(|dial| dial.caller = number("999"));
    assert_eq!(world.record(call).cause, Some(Cause::Flow));
    world.heard();
    world.close();
}
