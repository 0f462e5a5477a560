//! Pieces of flows: what they become in the flows that use them.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests may fail like tests"
)]

mod common;

use common::{compile, show, sources};
use lang::{Code, Compiled};
use model::config::{Ivr, Node};

fn compiled(text: &str) -> Compiled {
    match compile(text) {
        Ok(compiled) => compiled,
        Err(problems) => panic!("{}", show(&problems, &sources(&[("center.yaml", text)]))),
    }
}

fn names(ivr: &Ivr) -> Vec<&str> {
    ivr.nodes.keys().map(|name| name.as_str()).collect()
}

fn exits(ivr: &Ivr, node: &str) -> Vec<String> {
    let exits = ivr.nodes[node].outline().exits();
    exits.iter().map(|exit| exit.to.to_string()).collect()
}

const PAYMENT: &str = r#"
pieces:
  payment:
    parameters:
      prompt: { type: string }
      tries: { type: number, default: 3 }
    exits: [paid, refused]
    nodes:
      ask: { collect: !var prompt, into: Card, length: 4, max_errors: !var tries, exhausted: refused, next: check }
      check: { condition: [{ when: "${Card} == 1234", next: thanks }], otherwise: refused }
      thanks: { play: "${var.prompt}，谢谢", next: paid }
ivrs:
  main:
    nodes:
      hi: { play: 您好, next: pay }
      pay: { use: payment, with: { prompt: 请输入卡号 }, exits: { paid: bye, refused: again } }
      again: { use: payment, with: { prompt: 请再输入, tries: 1 }, exits: { paid: bye, refused: bye } }
      bye: { end: }
"#;

#[test]
fn the_nodes_of_a_piece_stand_in_the_flow_under_the_name_of_the_node_that_uses_it() {
    let compiled = compiled(PAYMENT);
    let main = &compiled.config.ivrs["main"];
    assert_eq!(
        names(main),
        [
            "again--ask",
            "again--check",
            "again--thanks",
            "bye",
            "hi",
            "pay--ask",
            "pay--check",
            "pay--thanks"
        ]
    );
    assert_eq!(exits(main, "hi"), ["pay--ask"]);
    assert_eq!(exits(main, "pay--ask"), ["pay--check", "again--ask"]);
    assert_eq!(exits(main, "pay--thanks"), ["bye"]);
    assert!(compiled.warnings.is_empty(), "{:?}", compiled.warnings);
}

#[test]
fn each_use_has_its_own_values() {
    let compiled = compiled(PAYMENT);
    let main = &compiled.config.ivrs["main"];
    let tries = |node: &str| match &main.nodes[node] {
        Node::Collect(collect) => collect.asking.max_errors,
        other => panic!("{other:?}"),
    };
    assert_eq!((tries("pay--ask"), tries("again--ask")), (3, 1));
    let text = lang::emit::to_yaml(&compiled.config);
    assert!(
        text.contains("请输入卡号，谢谢") && text.contains("请再输入，谢谢"),
        "{text}"
    );
}

#[test]
fn a_place_is_that_in_the_piece_and_of_an_exit_that_in_the_flow() {
    let compiled = compiled(PAYMENT);
    let line = |path: &str| compiled.places.get(path).expect(path).line;
    assert_eq!(line("ivrs/main/nodes.pay--check"), 10);
    assert_eq!(line("ivrs/main/nodes.pay--thanks.next"), 16);
    assert_eq!(line("ivrs/main/nodes.again--thanks.next"), 17);
}

#[test]
fn a_piece_may_use_a_piece_and_lead_its_exits_on() {
    let text = r#"
pieces:
  inner: { exits: [out], nodes: { say: { play: 内, next: out } } }
  outer:
    exits: [done]
    nodes:
      first: { use: inner, exits: { out: last } }
      last: { use: inner, exits: { out: done } }
ivrs:
  main: { on_exception: go, nodes: { go: { use: outer, exits: { done: bye } }, bye: { end: } } }
"#;
    let config = compiled(text).config;
    let main = &config.ivrs["main"];
    assert_eq!(names(main), ["bye", "go--first--say", "go--last--say"]);
    assert_eq!(main.start.as_str(), "go--first--say");
    assert_eq!(
        main.on_exception.as_ref().map(|name| name.as_str()),
        Some("go--first--say")
    );
    assert_eq!(exits(main, "go--first--say"), ["go--last--say"]);
    assert_eq!(exits(main, "go--last--say"), ["bye"]);
}

#[test]
fn a_version_takes_over_and_replaces_a_node_that_uses_a_piece() {
    let versions = PAYMENT.replace("  main:\n", "  main@1:\n")
        + "  main@2: { from: main@1, nodes: { again: { end: 再见 } } }\n  main@3: { from: main@2, nodes: { bye:, pay: { play: 再见, next: again } } }\n";
    let config = compiled(&versions).config;
    let of = |name: &str| names(&config.ivrs[name]);
    assert_eq!(
        of("main@2"),
        [
            "again",
            "bye",
            "hi",
            "pay--ask",
            "pay--check",
            "pay--thanks"
        ]
    );
    assert_eq!(
        exits(&config.ivrs["main@2"], "pay--check"),
        ["pay--thanks", "again"]
    );
    assert_eq!(of("main@3"), ["again", "hi", "pay"]);
}

#[test]
fn a_parameter_hides_the_variable_of_its_name() {
    let text = PAYMENT.to_owned()
        + "vars: { prompt: { type: string, default: 外 } }\ncenter: { name: !var prompt }\n";
    let config = compiled(&text).config;
    assert_eq!(config.center.name, "外");
    assert!(!lang::emit::to_yaml(&config).contains("外，谢谢"));
}

#[test]
fn what_is_written_out_needs_no_pieces() {
    let config = compiled(PAYMENT).config;
    let text = lang::emit::to_yaml(&config);
    assert_eq!(compiled(&text).config, config);
    assert!(lang::recheck(&config, &common::Directory).is_ok());
}

#[test]
fn pieces_that_multiply_each_other_are_refused_at_once() {
    let mut text = String::from("pieces:\n");
    for n in 0..14 {
        let next = n + 1;
        text.push_str(&format!(
            "  p{n}: {{ exits: [o], nodes: {{ a: {{ use: p{next}, exits: {{ o: b }} }}, b: {{ use: p{next}, exits: {{ o: c }} }}, c: {{ use: p{next}, exits: {{ o: d }} }}, d: {{ use: p{next}, exits: {{ o: o }} }} }} }}\n"
        ));
    }
    text.push_str("  p14: { exits: [o], nodes: { a: { play: hi, next: o } } }\nivrs:\n  main: { nodes: { a: { use: p0, exits: { o: b } }, b: { end: } } }\n");
    let problems = compile(&text).expect_err("far too many");
    let codes: Vec<Code> = problems.iter().map(|problem| problem.code).collect();
    assert_eq!(
        codes.iter().filter(|code| **code == Code::TooLarge).count(),
        1,
        "{codes:?}"
    );
}

/// Every node that the language has, as [`model::config::Outline::exits`] and its twin see it.
#[test]
fn the_two_lists_of_exits_have_one_order() {
    let text = compiled(ALL).config;
    for (name, node) in &text.ivrs["main"].nodes {
        let exits: Vec<_> = node
            .outline()
            .exits()
            .iter()
            .map(|exit| exit.to.clone())
            .collect();
        let mut twin = node.clone();
        let others: Vec<_> = twin.exits_mut().into_iter().map(|to| to.clone()).collect();
        assert_eq!(exits, others, "{name}");
    }
}

const ALL: &str = r#"
phones: { "2001": {} }
skill_groups: { s: { phones: ["2001"] } }
trunks: { t: { mode: peer, address: 1.2.3.4 } }
numbers: { "400": { trunk: t, ivr: main } }
hours: { office: { weekly: { mon: "09:00-18:00" } } }
ivrs:
  main:
    nodes:
      play: { play: a, next: menu }
      menu: { menu: a, keys: { "1": a, "2": b }, on_timeout: { next: c }, on_error: { next: d }, exhausted: e }
      a: { dynamic_menu: a, branches: "[]", targets: [b, c], on_invalid: d, on_timeout: { next: e }, exhausted: f }
      b: { collect: a, into: X, length: 4, next: c, on_error: { next: d }, exhausted: e }
      c: { survey: a, keys: { "1": good }, next: d, exhausted: e }
      d: { hours: office, open: e, closed: f }
      e: { http: "https://a.example", next: f, on_failure: g }
      f: { condition: [{ when: "${X} == 1", next: g }, { when: "${X} == 2", next: h }], otherwise: i }
      g: { set: { X: "1" }, next: h }
      h: { transfer: s, timeout: 1m, on_timeout: i, on_no_agent: j, on_busy: k, on_full: l, then: m }
      i: { dial: "139", caller: "400", on_busy: j, on_no_answer: k, on_failed: l, then: m }
      j: { extension: a, length: 4, on_busy: k, on_no_answer: l, on_offline: m, then: n, exhausted: o }
      k: { voicemail: a, next: l }
      l: { end: }
      m: { end: }
      n: { end: }
      o: { end: }
"#;
