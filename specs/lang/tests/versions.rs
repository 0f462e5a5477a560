//! Versions of flows: what one takes over, and which one a number means.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests may fail like tests"
)]

mod common;

use common::{compile, show, sources};
use model::config::{Config, Ivr, Node};
use model::{DialString, IvrName};

const TRUNK: &str = "trunks: { carrier: { mode: peer, address: 203.0.113.10 } }\n";

fn config(text: &str) -> Config {
    let text = format!("{TRUNK}{text}");
    match compile(&text) {
        Ok(compiled) => compiled.config,
        Err(problems) => panic!("{}", show(&problems, &sources(&[("center.yaml", &text)]))),
    }
}

fn flow<'c>(config: &'c Config, name: &str) -> &'c Ivr {
    &config.ivrs[&IvrName::new(name).expect("a name")]
}

fn names(ivr: &Ivr) -> Vec<&str> {
    ivr.nodes.keys().map(|name| name.as_str()).collect()
}

fn bound(config: &Config, number: &str) -> String {
    let number = DialString::new(number).expect("a number");
    config.numbers[&number].ivr.to_string()
}

const THREE: &str = "\
ivrs:
  main@1:
    on_exception: bye
    nodes:
      hello: { play: 您好, next: ask }
      ask: { menu: 请按键, keys: { \"1\": bye } }
      bye: { end: 再见 }
  main@2:
    from: main@1
    note: 不再问候
    start: ask
    nodes:
      hello:
      ask: { menu: 请按一, keys: { \"1\": thanks } }
      thanks: { play: 谢谢, next: bye }
  main@10:
    from: main@2
    nodes:
      bye: { end: }
numbers:
  \"100\": { trunk: carrier, ivr: main@1 }
  \"200\": { trunk: carrier, ivr: main }
";

#[test]
fn a_version_takes_over_what_it_does_not_write() {
    let config = config(THREE);
    let second = flow(&config, "main@2");
    assert_eq!(names(second), ["ask", "bye", "thanks"]);
    assert_eq!(second.start.as_str(), "ask");
    assert_eq!(second.note, "不再问候");
    assert_eq!(
        second.on_exception.as_ref().map(|name| name.as_str()),
        Some("bye")
    );
    let bye = |ivr: &Ivr| match &ivr.nodes["bye"] {
        Node::End(end) => end.speech.is_some(),
        other => panic!("{other:?}"),
    };
    assert!(bye(second));
    let third = flow(&config, "main@10");
    assert_eq!(names(third), ["ask", "bye", "thanks"]);
    assert!(!bye(third), "what it writes is its own");
    assert_eq!(third.note, "", "a note is of one version");
}

#[test]
fn the_old_version_stays_as_it_is() {
    let config = config(THREE);
    assert_eq!(names(flow(&config, "main@1")), ["ask", "bye", "hello"]);
    assert_eq!(flow(&config, "main@1").start.as_str(), "hello");
}

#[test]
fn a_number_is_bound_to_a_version_or_to_the_latest() {
    let config = config(THREE);
    assert_eq!(bound(&config, "100"), "main@1");
    assert_eq!(bound(&config, "200"), "main@10");
}

#[test]
fn a_flow_of_just_that_name_is_meant_before_any_version() {
    let text = THREE.replace("ivrs:\n", "ivrs:\n  main: { nodes: { bye: { end: } } }\n");
    assert_eq!(bound(&config(&text), "200"), "main");
}

#[test]
fn versions_are_written_out_in_full() {
    let config = config(THREE);
    let text = lang::emit::to_yaml(&config);
    assert!(!text.contains("from:"), "{text}");
    assert_eq!(compile(&text).expect("it compiles").config, config);
}

/// Whoever adds a whitelist means to keep the blacklist.
#[test]
fn what_a_version_does_not_say_of_its_callers_it_takes_over_key_by_key() {
    let lists =
        "caller_lists: { bad: { numbers: [\"137*\"] }, good: { numbers: [\"1370000\"] } }\n";
    let flows = "\
ivrs:
  main@1: { blacklist: [bad], on_blocked: bye, nodes: { bye: { end: } } }
  main@2: { from: main@1, whitelist: [good] }
  main@3: { from: main@2, whitelist_only: true, blacklist: [] }
";
    let config = config(&format!("{lists}{flows}"));
    let told = |name| {
        let screening = &flow(&config, name).screening;
        let list = |list: &[model::Name]| list.first().map(ToString::to_string);
        (
            list(&screening.blacklist),
            list(&screening.whitelist),
            screening.whitelist_only,
            screening.on_blocked.is_some(),
        )
    };
    let (bad, good) = (Some("bad".to_owned()), Some("good".to_owned()));
    assert_eq!(told("main@1"), (bad.clone(), None, false, true));
    assert_eq!(told("main@2"), (bad, good.clone(), false, true));
    assert_eq!(told("main@3"), (None, good, true, true));

    let none = flows.replace("whitelist: [good]", "note: none");
    let problems = compile(format!("{TRUNK}{lists}{none}")).expect_err("it takes nobody");
    let codes: Vec<_> = problems.iter().map(|it| it.code.to_string()).collect();
    assert_eq!(codes, ["CC0203"], "{problems:?}");
}
