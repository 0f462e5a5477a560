//! What is mended, and that nothing else is touched.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests may fail like tests"
)]

mod common;

use common::{Directory, sources};
use jiff::civil::{Date, date};
use lang::Source;
use lang::mend::{Mended, mend, problems};
use proptest::prelude::*;

const TODAY: Date = date(2026, 11, 29);

fn mended_with(files: &[Source], may: &dyn Fn(&str) -> bool) -> Mended {
    let (files, layers) = common::layers(files);
    mend(&files, &layers, &Directory, TODAY, may)
}

fn mended(text: &str) -> (String, Mended) {
    let mended = mended_with(&sources(&[("center.yaml", text)]), &|_| true);
    let text = String::from_utf8(mended.sources[0].text.clone()).expect("UTF-8");
    (text, mended)
}

/// What is written, what is to come of it.
const CASES: &[(&str, &str, &str)] = &[
    (
        "numbers and words that YAML reads as something else get quotes",
        "agents:\n  no: { name: on, staff_number: 0017 } # 王小美\n",
        "agents:\n  \"no\": { name: \"on\", staff_number: \"0017\" } # 王小美\n",
    ),
    (
        "extensions get quotes",
        "phones:\n  2001: {}\n  2002: {}\n",
        "phones:\n  \"2001\": {}\n  \"2002\": {}\n",
    ),
    (
        "truth values are written as such",
        "center: { record: no, silent_to_strangers: \"true\", strong_digest: 'Off' }\n",
        "center: { record: false, silent_to_strangers: true, strong_digest: false }\n",
    ),
    (
        "whole numbers lose their quotes",
        "center: { max_calls: \"20\" }\n",
        "center: { max_calls: 20 }\n",
    ),
    (
        "kinds, keys, words and types of nodes are spelled as they are",
        "center: { max-calls: 20 }\nroutnig:\n  default: { ordr: longest_idel, wrapup: 5s }\nivrs:\n  main: { nodes: { hi: { paly: hi, nxet: bye }, bye: { end: } } }\n",
        "center: { max_calls: 20 }\nrouting:\n  default: { order: longest_idle, wrap_up: 5s }\nivrs:\n  main: { nodes: { hi: { play: hi, next: bye }, bye: { end: } } }\n",
    ),
    (
        "nodes and resources are named as they are",
        "ivrs:\n  main:\n    nodes:\n      hi: { play: { prompt: welcom }, next: sael }\n      sale: { transfer: 'supprot' }\nprompts:\n  welcome: { text: hi }\nskill_groups:\n  support: { phones: [\"2001\"] }\nphones:\n  \"2001\": {}\n",
        "ivrs:\n  main:\n    nodes:\n      hi: { play: { prompt: welcome }, next: sale }\n      sale: { transfer: 'support' }\nprompts:\n  welcome: { text: hi }\nskill_groups:\n  support: { phones: [\"2001\"] }\nphones:\n  \"2001\": {}\n",
    ),
    (
        "variables and readings are spelled as they are",
        "prompts:\n  a: { text: \"Waitno: ${WaitNo:digts}\" }\n  b: { text: \"${Waitno} 位\" }\n",
        "prompts:\n  a: { text: \"Waitno: ${WaitNo:digits}\" }\n  b: { text: \"${WaitNo} 位\" }\n",
    ),
    (
        "telephone keys get quotes, one after the other",
        "ivrs:\n  main:\n    nodes:\n      m:\n        menu: hi\n        keys:\n          1: bye\n          #: bye\n          *: m\n      bye: { end: }\n",
        "ivrs:\n  main:\n    nodes:\n      m:\n        menu: hi\n        keys:\n          \"1\": bye\n          \"#\": bye\n          \"*\": m\n      bye: { end: }\n",
    ),
    (
        "in braces as well",
        "ivrs:\n  main:\n    nodes:\n      m: { menu: hi, keys: { #: bye } }\n      bye: { end: }\n",
        "ivrs:\n  main:\n    nodes:\n      m: { menu: hi, keys: { \"#\": bye } }\n      bye: { end: }\n",
    ),
    (
        "both in one line of braces, one after the other",
        "ivrs:\n  main:\n    nodes:\n      m: { menu: hi, keys: { #: bye, 1: bye, *: m } }\n      bye: { end: }\n",
        "ivrs:\n  main:\n    nodes:\n      m: { menu: hi, keys: { \"#\": bye, \"1\": bye, \"*\": m } }\n      bye: { end: }\n",
    ),
    (
        "whichever stands first",
        "ivrs:\n  main:\n    nodes:\n      m: { menu: hi, keys: {*: m, #: bye} }\n      bye: { end: }\n",
        "ivrs:\n  main:\n    nodes:\n      m: { menu: hi, keys: {\"*\": m, \"#\": bye} }\n      bye: { end: }\n",
    ),
    (
        "names of variables of the center are spelled as they are",
        "vars:\n  carrier: { type: string, default: A }\ncenter: { name: \"${var.carier}!\" }\n",
        "vars:\n  carrier: { type: string, default: A }\ncenter: { name: \"${var.carrier}!\" }\n",
    ),
    (
        "what was moved is named by its name of today, people too",
        "moved:\n  - { kind: agents, from: ann, to: amy }\n  - { kind: skill_groups, from: sales, to: presales }\nagents:\n  amy: { name: Amy, staff_number: \"1\" }\nskill_groups:\n  presales: { members: { ann: 2 } }\nphones:\n  2001: { agent: ann } # her own\nivrs:\n  main: { nodes: { t: { transfer: sales } } }\n",
        "moved:\n  - { kind: agents, from: ann, to: amy }\n  - { kind: skill_groups, from: sales, to: presales }\nagents:\n  amy: { name: Amy, staff_number: \"1\" }\nskill_groups:\n  presales: { members: { amy: 2 } }\nphones:\n  \"2001\": { agent: amy } # her own\nivrs:\n  main: { nodes: { t: { transfer: presales } } }\n",
    ),
];

#[test]
fn what_is_certain_is_mended() {
    for (name, before, after) in CASES {
        let (text, mended) = mended(before);
        assert_eq!(text, *after, "{name}\n{:#?}", problems(&mended.result));
        assert!(!mended.worse, "{name}");
    }
}

#[test]
fn a_code_that_is_mended_says_so() {
    for (name, before, _) in CASES {
        let problems = common::problems(before);
        let mut mended = problems.iter().filter(|problem| problem.mend.is_some());
        let silent = mended.find(|problem| problem.code.documentation().fix.is_none());
        assert_eq!(silent, None, "{name}");
    }
}

/// What could mean two things, or another than what it looks like.
const UNCERTAIN: &[&str] = &[
    // People have names that differ in a letter.
    "agents:\n  jane: { name: Jane, staff_number: \"1\" }\nskill_groups:\n  desk: { members: [june] }\n",
    // Another team, another extension, another word.
    "skill_groups:\n  team-a: { phones: [\"2001\"] }\nphones:\n  \"2001\": {}\nnumbers:\n  \"400\": { trunk: carrier, ivr: main, outbound_skill_groups: [team-b] }\ntrunks:\n  carrier: { mode: peer, address: 1.2.3.4 }\nivrs:\n  main: { nodes: { bye: { end: } } }\n",
    "skill_groups:\n  desk: { phones: [\"2002\"] }\nphones:\n  \"2001\": {}\n",
    "ivrs:\n  main: { nodes: { hi: { play: 您好, next: 售后 }, 售前: { end: } } }\n",
    // Two are as close.
    "ivrs:\n  main: { nodes: { hi: { play: hi, next: sals }, sale: { end: }, sala: { end: } } }\n",
    // The key is there already.
    "agents:\n  amy: { nmae: Amy, name: Amy, staff_number: \"1\" }\n",
    // So are the exit, the parameter and the code.
    "pieces:\n  say: { exits: [done], nodes: { p: { play: hi, next: done } } }\nivrs:\n  main: { nodes: { a: { use: say, exits: { doen: b, done: b } }, b: { end: } } }\n",
    "pieces:\n  say: { parameters: { text: { type: string } }, exits: [done], nodes: { p: { play: !var text, next: done } } }\nivrs:\n  main: { nodes: { a: { use: say, with: { txet: hi, text: hi }, exits: { done: b } }, b: { end: } } }\n",
    "ignore: { cc0950: why, CC0950: why }\n",
    // Seconds or minutes.
    "routing:\n  default: { ring_timeout: 20 }\n",
    // The text comes from a variable.
    "vars:\n  order: { type: string, default: longest_idel }\nrouting:\n  default: { order: !var order }\n",
    // How wide is a tab?
    "agents:\n  amy:\n\tname: Amy\n",
];

#[test]
fn what_is_not_certain_is_left() {
    for text in UNCERTAIN {
        let (after, mended) = mended(text);
        assert_eq!(after, *text);
        assert!(mended.rounds.is_empty() && mended.result.is_err(), "{text}");
    }
}

#[test]
fn a_mend_says_where_it_is_and_what_it_writes() {
    let text = "\u{feff}center: { record: 否, strong_digest: no }\r\n";
    let (after, mended) = mended(text);
    assert_eq!(
        after,
        "\u{feff}center: { record: 否, strong_digest: false }\r\n"
    );
    let mut mends = mended.mends();
    let mend = mends.next().expect("a mend");
    assert_eq!(mends.next(), None);
    assert_eq!((mend.line, mend.column), (1, 37));
    assert_eq!(
        (mend.written.as_str(), mend.replacement.as_str()),
        ("no", "false")
    );
    assert_eq!(
        &text[mend.span.start..mend.span.start + mend.span.len],
        "no"
    );
}

#[test]
fn a_file_that_may_not_be_written_stays_as_it_is() {
    let files = sources(&[
        ("a.yaml", "phones:\n  2001: {}\n"),
        ("b.yaml", "center: { record: no }\n"),
    ]);
    let mended = mended_with(&files, &|path| path != "a.yaml");
    assert_eq!(mended.sources[0], files[0]);
    assert_eq!(mended.sources[1].text, b"center: { record: false }\n");
}

#[test]
fn an_overlay_is_mended_and_what_the_command_line_says_is_not() {
    let files = sources(&[
        (
            "a.yaml",
            "vars:\n  ring: { type: duration, default: 20s }\nrouting:\n  default: { ring_timeout: !var ring }\n",
        ),
        ("env/prod.yaml", "center: { record: no }\n"),
        ("(--var rng)", "30s"),
    ]);
    let mended = mended_with(&files, &|_| true);
    assert_eq!(mended.overlay[0].text, b"center: { record: false }\n");
    assert_eq!(mended.mends().count(), 1);
    assert!(mended.result.is_err());
}

#[test]
fn a_mend_of_a_piece_that_is_used_twice_is_made_once() {
    let text = "pieces:\n  say: { exits: [done], nodes: { p: { play: hi, interruptible: yes, next: done } } }\n\
                ivrs:\n  main: { nodes: { a: { use: say, exits: { done: b } }, b: { use: say, exits: { done: c } }, c: { end: } } }\n";
    let (after, mended) = mended(text);
    assert_eq!(after, text.replace("yes", "true"));
    assert_eq!(mended.mends().count(), 1);
}

#[test]
fn more_problems_than_before_are_told() {
    // With its flag right the flow is whole, and two mistakes in its shape come to light.
    let text = "ivrs:\n  main:\n    nodes:\n      hi: { play: hi, interruptible: yes, next: bye }\n      bye: { end: }\n      a: { play: hi, next: bye }\n      b: { play: hi, next: bye }\n";
    let (_, mended) = mended(text);
    assert!(mended.worse);
    // Those of a file that could not be read were there before.
    let (_, mended) = self::mended(
        "phones:\n  2001: {}\nivrs:\n  main:\n    nodes:\n      m:\n        menu: hi\n        keys:\n          *: gone\n        exhausted: lost\n",
    );
    assert!(mended.result.is_err() && !mended.worse);
    // An error hides warnings.
    let (_, mended) = self::mended("center: { record: no }\nskill_groups:\n  a: {}\n  b: {}\n");
    assert!(mended.result.is_ok() && !mended.worse);
}

/// A center with slips of every kind and whatever lies between them.
fn scribbled() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        (0..CASES.len()).prop_map(|n| CASES[n].1.to_owned()),
        (
            0..CASES.len(),
            any::<prop::sample::Index>(),
            "[ -~\n#*:\"'王]{0,3}"
        )
            .prop_map(|(n, at, more)| {
                let mut text = CASES[n].1.to_owned();
                let places: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
                text.insert_str(places[at.index(places.len())], &more);
                text
            }),
        "# [ -~]{0,12}\n",
    ];
    prop::collection::vec(line, 1..4).prop_map(|lines| lines.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn mending_twice_changes_nothing_more(text in scribbled()) {
        let (once, _) = mended(&text);
        let (twice, again) = mended(&once);
        prop_assert_eq!(&twice, &once);
        prop_assert!(again.rounds.is_empty());
    }

    #[test]
    fn nothing_outside_of_the_spans_is_touched(text in scribbled()) {
        let (after, mended) = mended(&text);
        let mut replayed = text;
        for round in &mended.rounds {
            // From behind, so that the places before stay where they are.
            for mend in round.iter().rev() {
                let span = mend.span.start..mend.span.start + mend.span.len;
                prop_assert_eq!(replayed.get(span.clone()), Some(mend.written.as_str()));
                prop_assert!(!mend.replacement.contains('\n'));
                replayed.replace_range(span, &mend.replacement);
            }
        }
        prop_assert_eq!(replayed, after);
    }
}
