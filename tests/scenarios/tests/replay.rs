//! Calls that are over, played through other flows: who would come elsewhere, and of whom it is not known.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test may stop where it stands"
)]

use std::time::Duration;

use model::Config;
use model::record::CallRecord;
use sim::replay::{Fate, Landing, Replayer, Why};
use sim::walk::{Choice, Scene, Staff, Start, Stop, Walk};

const PEOPLE: &str = r#"
trunks: { carrier: { mode: peer, address: 203.0.113.10:5060, allow: [203.0.113.0/28] } }
numbers: { "02160001000": { trunk: carrier, ivr: main } }
agents: { amy: { name: 王小美, staff_number: "1001" } }
phones: { "2001": { agent: amy } }
skill_groups: { sales: { members: [amy] }, service: { members: [amy] } }
hours: { office: { weekly: { mon-sun: 00:00-24:00 }, holidays: [2026-10-01] } }
"#;

const FLOW: &str = "
      when: { hours: office, open: menu, closed: closed }
      menu: { menu: 售前请按一，卡号请按二，余额请按三, keys: { '1': sales, '2': card, '3': ask }, exhausted: bye }
      sales: { transfer: sales, timeout: 2m, on_timeout: message, on_no_agent: bye }
      card: { collect: 请输入四位数字, into: Card, length: 4, exhausted: bye, next: kind }
      kind: { condition: [{ when: \"${Card} = 4711\", next: sales }], otherwise: bye }
      ask: { http: https://crm.example.com/who, receive: { Level: level }, on_failure: bye, next: sales }
      message: { voicemail: 请留言, next: bye }
      closed: { end: 下班 }
      bye: { end: 再见 }
";

fn center(nodes: &str) -> Config {
    let text = format!("{PEOPLE}ivrs:\n  main:\n    nodes:\n{nodes}");
    let source = lang::Source {
        path: "center.yaml".to_owned(),
        text: text.into_bytes(),
    };
    let compiled = lang::compile(&[source], &lang::NoFiles);
    compiled.expect("a center").config
}

fn press(keys: &str) -> Choice {
    Choice::Press(keys.to_owned())
}

fn group(staff: Staff) -> Choice {
    Choice::Group("sales".parse().expect("a name"), staff)
}

/// The record of a call in which this happened, after which the caller hangs up.
fn call(choices: &[Choice]) -> CallRecord {
    let live = center(FLOW);
    let number = live.numbers.keys().next().expect("a number");
    let scene = Scene::new(&live, number).expect("a flow");
    let start = Start {
        wall: "2026-11-20T16:00:00+08:00".parse().expect("a time"),
        caller: "13800138000".to_owned(),
    };
    let run = Walk::play_and_hang_up(&scene, &start, choices, Duration::from_secs(3_600));
    match run.stop {
        Stop::Over(record) => *record,
        other => panic!("{other:?}"),
    }
}

fn fate(record: &CallRecord, proposed: &Config) -> Fate {
    Replayer::new(&center(FLOW), proposed).replay(record)
}

fn elsewhere(record: &CallRecord, nodes: &str) -> (String, String) {
    match fate(record, &center(nodes)) {
        Fate::Elsewhere { from, to } => (from.to_string(), to.to_string()),
        other => panic!("{other:?}"),
    }
}

fn served() -> CallRecord {
    call(&[press("1"), group(Staff::Answers)])
}

#[test]
fn through_the_same_flow_every_call_comes_where_it_came() {
    let failed = Choice::Reply(Err(model::ask::AskFailure::Timeout));
    let calls: [&[Choice]; 7] = [
        &[],
        &[press("1"), group(Staff::Answers)],
        &[press("1"), group(Staff::Nobody)],
        &[press("1"), group(Staff::Busy)],
        &[press("2"), press("4711"), group(Staff::Answers)],
        &[press("2"), press("1111")],
        &[press("3"), failed],
    ];
    for choices in calls {
        let record = call(choices);
        assert_eq!(fate(&record, &center(FLOW)), Fate::Same, "{choices:?}");
    }
}

#[test]
fn who_presses_the_same_key_may_come_to_another_group() {
    let nodes = FLOW.replace("transfer: sales", "transfer: service");
    let way = elsewhere(&served(), &nodes);
    assert_eq!(way, ("group sales".to_owned(), "group service".to_owned()));
    let longer = FLOW.replace("= 4711", "= 4712");
    let record = call(&[press("2"), press("4711"), group(Staff::Answers)]);
    let way = elsewhere(&record, &longer);
    assert_eq!(
        way,
        ("group sales".to_owned(), "end in bye (ivrEnd)".to_owned())
    );
}

#[test]
fn who_left_a_queue_may_come_elsewhere_by_the_same_exit() {
    let nodes = FLOW.replace("on_no_agent: bye", "on_no_agent: message");
    let (from, to) = elsewhere(&call(&[press("1"), group(Staff::Nobody)]), &nodes);
    assert_eq!(
        (&*from, &*to),
        ("end in bye (ivrEnd)", "a message in message")
    );
    assert_eq!(fate(&served(), &center(&nodes)), Fate::Same);
}

#[test]
fn the_clock_shows_what_it_showed() {
    let mut proposed = center(FLOW);
    let hours = proposed.hours.values_mut().next().expect("hours");
    hours.holidays.push(model::config::Holiday {
        from: model::config::Day::Once("2026-11-20".parse().expect("a date")),
        to: None,
        name: None,
    });
    let to = match fate(&served(), &proposed) {
        Fate::Elsewhere { to, .. } => to.to_string(),
        other => panic!("{other:?}"),
    };
    assert_eq!(to, "end in closed (notWorkTime)");
    proposed.numbers.clear();
    let to = Landing::Nowhere;
    let from = Landing::Group("sales".parse().expect("a name"));
    assert_eq!(fate(&served(), &proposed), Fate::Elsewhere { from, to });
}

#[test]
fn what_the_record_does_not_tell_is_never_guessed() {
    let unknown = |record: &CallRecord, nodes: &str, why| {
        assert_eq!(fate(record, &center(nodes)), Fate::Unknown(why));
    };
    let answered = call(&[
        press("3"),
        Choice::Reply(Ok("{\"level\": \"a\"}".into())),
        group(Staff::Answers),
    ]);
    unknown(&answered, FLOW, Why::NotRecorded);
    let silent = call(&[Choice::Silence, Choice::Silence, Choice::Silence]);
    unknown(&silent, FLOW, Why::NotRecorded);
    let asked = FLOW.replace("open: menu", "open: first")
        + "      first: { menu: 请按一, keys: { '1': menu }, exhausted: bye }\n";
    unknown(&served(), &asked, Why::NeverAsked);
    let mut other = served();
    other.path.retain(|step| step.node.as_str() != "when");
    unknown(&other, FLOW, Why::NotRepeated);
    let mut out = served();
    out.callee = "02160009999".to_owned();
    unknown(&out, FLOW, Why::NoCustomer);
    let mut masked = served();
    masked.caller = "138****8000".to_owned();
    assert_eq!(fate(&masked, &center(FLOW)), Fate::Same);
    let compares = FLOW.replace("${Card} = 4711", "${SystemCallerNumber} = 13800138000");
    unknown(&masked, &compares, Why::Masked);
    let both = FLOW.replace("on_no_agent: bye", "on_no_agent: bye, on_full: bye");
    let nobody = call(&[press("1"), group(Staff::Nobody)]);
    let live = center(&both);
    let unclear = Replayer::new(&live, &live).replay(&nobody);
    assert_eq!(
        unclear,
        Fate::Unknown(Why::NotRecorded),
        "two exits lead there"
    );
}
