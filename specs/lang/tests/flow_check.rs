//! The check of flows (I17), rule by rule: each refuses a flow that breaks it, with a place and with help,
//! and lets the one pass that keeps it.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests may fail like tests"
)]

mod common;

use common::{compile, problems};
use lang::Code;

/// A rule of the check.
struct Rule {
    name: &'static str,
    code: Code,
    /// The nodes of a flow that break it; the place of the problem is marked with `»`.
    broken: &'static str,
    /// The same, mended.
    kept: &'static str,
}

/// What the nodes may name.
const AROUND: &str = "\
trunks:
  carrier: { mode: peer, address: 203.0.113.10:5060 }
numbers:
  \"400\": { trunk: carrier, ivr: main }
prompts:
  hi: { text: hi }
skill_groups:
  sales: { phones: [\"2001\", \"2002\"] }
phones:
  \"2001\": {}
  \"2002\": {}
";

const RULES: &[Rule] = &[
    Rule {
        name: "no path to an end",
        code: Code::NoEnd,
        broken: "»a: { play: a, next: b }\nb: { play: b, next: a }",
        kept: "a: { play: a, next: b }\nb: { end: }",
    },
    Rule {
        name: "dangling name",
        code: Code::UnknownNode,
        broken: "a: { play: a, next: »bey }\nbye: { end: }",
        kept: "a: { play: a, next: bye }\nbye: { end: }",
    },
    Rule {
        name: "unreachable node",
        code: Code::Unreachable,
        broken: "a: { end: }\n»lost: { end: }",
        kept: "a: { play: a, next: lost }\nlost: { end: }",
    },
    Rule {
        name: "missing default branch",
        code: Code::MissingKey,
        broken: "»a: { condition: [{ when: \"${WaitNo} > 3\", next: bye }] }\nbye: { end: }",
        kept: "a: { condition: [{ when: \"${WaitNo} > 3\", next: bye }], otherwise: bye }\nbye: { end: }",
    },
    Rule {
        name: "loop without a wait",
        code: Code::BusyLoop,
        broken: "»a: { transfer: sales, on_no_agent: b }\nb: { transfer: sales, on_full: a }",
        kept: "a: { transfer: sales, on_no_agent: b }\nb: { play: wait, next: a }",
    },
    Rule {
        name: "prompt missing",
        code: Code::UnknownReference,
        broken: "a: { end: { prompt: »hy } }",
        kept: "a: { end: { prompt: hi } }",
    },
    Rule {
        name: "key twice",
        code: Code::DuplicateKey,
        broken: "a: { menu: a, keys: { \"1\": bye, »\"1\": bye } }\nbye: { end: }",
        kept: "a: { menu: a, keys: { \"1\": bye, \"2\": bye } }\nbye: { end: }",
    },
    Rule {
        name: "an exit that would hang: who presses nothing goes round for ever",
        code: Code::SilentCircle,
        broken: "»a: { menu: a, keys: { \"1\": bye }, exhausted: a }\nbye: { end: }",
        kept: "a: { menu: a, keys: { \"1\": bye }, exhausted: bye }\nbye: { end: }",
    },
    Rule {
        name: "an exit that would hang: the wait before it has no end",
        code: Code::EndlessWait,
        broken: "a: { transfer: sales, on_timeout: »bye }\nbye: { end: }",
        kept: "a: { transfer: sales, timeout: 5m, on_timeout: bye }\nbye: { end: }",
    },
    Rule {
        name: "outside number without a caller number",
        code: Code::NoCaller,
        broken: "»a: { dial: \"13900000000\" }",
        kept: "a: { dial: \"13900000000\", caller: \"400\" }",
    },
    Rule {
        name: "mixed extension lengths",
        code: Code::MixedExtensions,
        broken: "a: { extension: who, length: »5 }",
        kept: "a: { extension: who, length: 4 }",
    },
];

/// A center with one flow of these nodes, and where the mark stood in it: line and column, from 1.
fn center(nodes: &str) -> (String, Option<(u32, u32)>) {
    let nodes: Vec<String> = nodes
        .lines()
        .map(|line| format!("      {line}\n"))
        .collect();
    let text = format!("{AROUND}ivrs:\n  main:\n    nodes:\n{}", nodes.concat());
    let marked = text.lines().zip(1..).find_map(|(line, number)| {
        let before = line.split_once('»')?.0;
        let column = before.chars().count() + 1;
        Some((number, u32::try_from(column).expect("a short line")))
    });
    (text.replace('»', ""), marked)
}

#[test]
fn what_breaks_a_rule_is_told_with_its_place_and_with_help() {
    for rule in RULES {
        let (text, marked) = center(rule.broken);
        let problems = problems(&text);
        let shown: Vec<String> = problems.iter().map(ToString::to_string).collect();
        let [problem] = problems.as_slice() else {
            panic!("{}: {shown:?}", rule.name);
        };
        assert_eq!(problem.code, rule.code, "{}: {shown:?}", rule.name);
        let place = &problem.labels[0];
        assert_eq!(place.path, "center.yaml", "{}", rule.name);
        assert_eq!(
            Some((place.line, place.column)),
            marked,
            "{}: {shown:?}",
            rule.name
        );
        assert!(problem.help.is_some(), "{}: {shown:?}", rule.name);
    }
}

#[test]
fn what_keeps_a_rule_passes_without_a_word() {
    for rule in RULES {
        let (text, _) = center(rule.kept);
        let compiled = compile(&text);
        let warnings = compiled.map(|compiled| compiled.warnings);
        assert_eq!(warnings, Ok(Vec::new()), "{}", rule.name);
    }
}

/// Whoever presses nothing comes to an end by way of people, of a message, of a time-out that leads there, or
/// of the last failure.
#[test]
fn a_silent_caller_is_let_out_in_many_ways() {
    let menu = "a: { menu: a, keys: { \"1\": bye }";
    let bye = "bye: { end: }";
    for rest in [
        "}\n",
        ", on_timeout: { next: a } }\n",
        ", on_timeout: { next: bye }, exhausted: a }\n",
        ", exhausted: people }\npeople: { transfer: sales, timeout: 1m, on_no_agent: a, on_timeout: a }\n",
        ", exhausted: leave }\nleave: { voicemail: speak }\n",
        ", exhausted: rate }\nrate: { survey: how, keys: { \"1\": good } }\n",
    ] {
        let (text, _) = center(&format!("{menu}{rest}{bye}"));
        let compiled = compile(&text);
        assert!(compiled.is_ok(), "{rest}: {:?}", compiled.err());
    }
}

/// What needs a key to go on is no way out for him.
#[test]
fn a_silent_caller_is_held_where_only_keys_lead_on() {
    for nodes in [
        "a: { survey: how, keys: { \"1\": good }, exhausted: a }",
        "a: { extension: who, length: 4, exhausted: a }",
        "a: { collect: id, into: Id, length: 4, next: bye, exhausted: b }\nb: { play: again, next: a }\nbye: { end: }",
    ] {
        let (text, _) = center(nodes);
        let codes: Vec<Code> = problems(&text).iter().map(|problem| problem.code).collect();
        assert_eq!(codes, [Code::SilentCircle], "{nodes}");
    }
}
