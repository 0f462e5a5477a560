//! Warnings of what can be run and was perhaps not meant, and how they are ignored.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests may fail like tests"
)]

mod common;

use common::{Directory, show, sources};
use jiff::civil::{Date, date};
use lang::{Code, Layers, Problem, Source};

/// Two days before December.
const TODAY: Date = date(2026, 11, 29);

/// A number, somebody with a phone, and a group with him in it.
const PEOPLE: &str = r#"
trunks:
  carrier: { mode: peer, address: 203.0.113.10 }
numbers:
  "400": { trunk: carrier, ivr: main }
agents:
  amy: { name: 王小美, staff_number: "1001" }
phones:
  "2001": { agent: amy }
skill_groups:
  desk: { members: [amy] }
"#;

/// A flow against which nothing can be said.
const FLOW: &str = "\
ivrs:
  main: { nodes: { hi: { play: 您好, next: desk }, desk: { transfer: desk } } }
";

struct Case {
    code: Code,
    name: &'static str,
    /// Each with the warning.
    told: &'static [&'static str],
    /// Each without it, and without any.
    quiet: &'static [&'static str],
}

const CASES: &[Case] = &[
    Case {
        code: Code::UnstaffedGroup,
        name: "a_group_without_members_in_opening_hours",
        told: &[
            "agents:\n  ben: { name: 李本, staff_number: \"1002\" }\nskill_groups:\n  night: { members: [ben] }\nivrs:\n  main:\n    nodes:\n      hi: { play: 您好, next: hours }\n      hours: { hours: office, open: night, closed: desk }\n      night: { transfer: night }\n      desk: { transfer: desk }\nhours:\n  office: { weekly: { mon-fri: 09:00-18:00 } }\n",
            "skill_groups:\n  night: { members: {} }\nivrs:\n  main: { nodes: { hi: { play: 您好, next: desk }, desk: { transfer: desk, on_busy: night }, night: { transfer: night } } }\n",
        ],
        quiet: &[
            "skill_groups:\n  night: { members: {} }\nivrs:\n  main:\n    nodes:\n      hi: { play: 您好, next: hours }\n      hours: { hours: office, open: desk, closed: night }\n      night: { transfer: night }\n      desk: { transfer: desk }\nhours:\n  office: { weekly: { mon-fri: 09:00-18:00 } }\n",
            "phones:\n  \"2101\": {}\nskill_groups:\n  door: { phones: [\"2101\"] }\nivrs:\n  main: { nodes: { hi: { play: 您好, next: desk }, desk: { transfer: desk, on_busy: door }, door: { transfer: door } } }\n",
        ],
    },
    Case {
        code: Code::NoPerson,
        name: "no_way_to_people",
        told: &[
            "ivrs:\n  main: { nodes: { hi: { voicemail: 请留言 } } }\n  other: { nodes: { hi: { play: 您好, next: desk }, desk: { transfer: desk } } }\nnumbers:\n  \"401\": { trunk: carrier, ivr: other }\n",
        ],
        quiet: &[
            "ivrs:\n  main: { nodes: { hi: { play: 您好, next: out }, out: { dial: \"13900000000\", caller: \"400\", on_failed: desk }, desk: { transfer: desk } } }\n",
            // Nobody calls a number that is only shown.
            "ivrs:\n  main: { nodes: { hi: { play: 您好, next: desk }, desk: { transfer: desk } } }\n  none: { nodes: { bye: { end: } } }\nnumbers:\n  \"401\": { trunk: carrier, ivr: none, direction: out, outbound_skill_groups: [desk] }\n",
        ],
    },
    Case {
        code: Code::LongPrompt,
        name: "long_before_a_choice",
        told: &[
            // 84 characters are 21 seconds.
            "ivrs:\n  main: { nodes: { ask: { menu: 您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好, keys: { \"1\": desk }, exhausted: desk }, desk: { transfer: desk } } }\n",
            "ivrs:\n  main: { nodes: { hi: { play: { prompt: long }, times: 2, next: ask }, ask: { collect: 您好, into: Id, length: 4, exhausted: desk, next: desk }, desk: { transfer: desk } } }\nprompts:\n  long: { text: one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty one two three four five six }\n",
            "ivrs:\n  main: { nodes: { ask: { menu: { prompt: hold }, keys: { \"1\": desk }, exhausted: desk }, desk: { transfer: desk } } }\nprompts:\n  hold: { file: audio/minute.wav }\n",
        ],
        quiet: &[
            "ivrs:\n  main: { nodes: { ask: { menu: 您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好您好, keys: { \"1\": desk }, exhausted: desk }, desk: { transfer: desk } } }\n",
            "ivrs:\n  main: { nodes: { hi: { play: { prompt: hold }, interruptible: true, next: ask }, ask: { menu: 您好, keys: { \"1\": desk }, exhausted: desk }, desk: { transfer: desk, music: { prompt: hold } } } }\nprompts:\n  hold: { file: audio/minute.wav }\n",
        ],
    },
    Case {
        code: Code::ManyChoices,
        name: "a_menu_of_six",
        told: &[
            "ivrs:\n  main: { nodes: { ask: { menu: 您好, keys: { \"1\": desk, \"2\": desk, \"3\": desk, \"4\": desk, \"5\": desk, \"0\": desk }, exhausted: desk }, desk: { transfer: desk } } }\n",
        ],
        quiet: &[
            "ivrs:\n  main: { nodes: { ask: { menu: 您好, keys: { \"1\": desk, \"2\": desk, \"3\": desk, \"4\": desk, \"0\": desk, \"*\": ask }, exhausted: desk }, desk: { transfer: desk } } }\n",
        ],
    },
    Case {
        code: Code::UntoldRecording,
        name: "recorded_without_a_word",
        told: &[
            "ivrs:\n  main: { nodes: { desk: { transfer: desk } } }\n",
            "center: { record: true }\nivrs:\n  main: { nodes: { ask: { menu: 您好, keys: { \"1\": tell, \"0\": desk }, exhausted: desk }, tell: { play: 为保证服务质量，本次通话将被录音, next: desk }, desk: { transfer: desk } } }\n",
        ],
        quiet: &[
            "center: { record: false }\nivrs:\n  main: { nodes: { desk: { transfer: desk } } }\n",
            "ivrs:\n  main: { nodes: { tell: { play: This call may be recorded., next: desk }, desk: { transfer: desk } } }\n",
            "ivrs:\n  main: { nodes: { ask: { menu: { prompt: hello }, keys: { \"1\": tell, \"0\": desk }, exhausted: desk }, tell: { play: 本次通话将被录音, next: desk }, desk: { transfer: desk } } }\nprompts:\n  hello: { file: audio/hold.wav }\n",
            // Who leaves a message records it himself.
            "ivrs:\n  main: { nodes: { hi: { play: 您好, next: desk }, desk: { transfer: desk, on_no_agent: note }, note: { voicemail: 请开始录音 } } }\n",
        ],
    },
    Case {
        code: Code::HolidayGap,
        name: "a_year_without_holidays",
        told: &[
            "hours:\n  office: { weekly: { mon: 09:00-18:00 }, holidays: [2025-10-01, 01-01] }\n",
            "hours:\n  office: { weekly: { mon: 09:00-18:00 }, holidays: [2026-10-01] }\n  cards: { weekly: { mon: 09:00-18:00 }, holidays: [2026-10-01, 2027-10-01] }\n",
            "hours:\n  office: { weekly: { mon: 09:00-18:00 }, holidays: [2026-10-01, 2028-10-01] }\n  cards: { weekly: { mon: 09:00-18:00 }, holidays: [{ from: 2026-12-30, to: 2028-01-02 }] }\n",
        ],
        quiet: &[
            "hours:\n  office: { weekly: { mon: 09:00-18:00 }, holidays: [2026-01-01] }\n  cards: { weekly: { mon: 09:00-18:00 }, holidays: [01-01] }\n",
            "hours:\n  office: { weekly: { mon: 09:00-18:00 }, holidays: [2027-01-01] }\n  cards: { weekly: { mon: 09:00-18:00 }, holidays: [2026-01-01, 2027-02-06] }\n",
        ],
    },
    Case {
        code: Code::ClockChange,
        name: "hours_within_a_change_of_the_clocks",
        told: &[
            // On 28 March 2027 the clocks of Berlin go from 02:00 to 03:00, on 31 October from 03:00 to 02:00.
            "hours:\n  office: { time_zone: Europe/Berlin, weekly: { sat: 22:00-02:30 } }\n",
            "hours:\n  office: { time_zone: Europe/Berlin, weekly: { sun: 02:00-03:00 } }\n",
            "center: { time_zone: America/New_York }\nhours:\n  office: { weekly: { sun: 01:15-20:00 } }\n",
        ],
        quiet: &[
            "hours:\n  office: { time_zone: Europe/Berlin, weekly: { sat: 22:00-06:00, sun: 22:00-02:30 } }\n",
            "hours:\n  office: { weekly: { sat: 22:00-02:30 } }\n",
            "hours:\n  office: { time_zone: Europe/Berlin, weekly: { sat: 22:00-02:00, sun: 03:00-20:00 } }\n",
            "hours:\n  office: { time_zone: Europe/Berlin, weekly: { sat: 22:00-02:30 }, extra_days: [{ date: 2027-03-27, hours: 22:00-01:00 }, { date: 2027-10-30, hours: 22:00-01:00 }] }\n",
        ],
    },
    Case {
        code: Code::UnusedResource,
        name: "what_nothing_names",
        told: &[
            "prompts:\n  hold: { file: audio/hold.wav }\n",
            "skill_groups:\n  sales: { members: [amy] }\n",
            "ivrs:\n  spare: { nodes: { hi: { play: 您好, next: desk }, desk: { transfer: desk } } }\n",
            "numbers:\n  \"401\": { trunk: carrier, ivr: main, direction: out }\n",
            "hours:\n  office: { weekly: { mon: 09:00-18:00 } }\n",
        ],
        quiet: &[
            "skill_groups:\n  callers: { members: [amy] }\nnumbers:\n  \"401\": { trunk: carrier, ivr: main, direction: out, outbound_skill_groups: [callers] }\n",
            "numbers:\n  \"401\": { trunk: carrier, ivr: menu }\nivrs:\n  base: { nodes: { hi: { play: 您好, next: desk }, desk: { transfer: desk } } }\n  menu@1: { from: base }\n  menu@2: { from: menu@1, nodes: { hi: { play: 欢迎, next: desk } } }\n",
            "numbers:\n  \"401\": { trunk: carrier, ivr: main, direction: out }\n  \"402\": { trunk: carrier, ivr: far }\nivrs:\n  far: { nodes: { hi: { play: 您好, next: out }, out: { dial: \"139\", caller: \"401\" } } }\n",
        ],
    },
];

/// Everything of a case: what its YAML does not say itself is that of the others.
fn center(of: &str) -> Vec<Source> {
    let mut files = vec![
        ("people.yaml", PEOPLE.to_owned()),
        ("case.yaml", of.to_owned()),
    ];
    if !of.contains("  main:") {
        files.push(("flow.yaml", FLOW.to_owned()));
    }
    // Business hours are used, where the case is not about that.
    let names = ["office", "cards"].into_iter();
    let spare =
        names.filter(|name| of.contains(&format!("  {name}: {{")) && of.contains("holidays"));
    let zoned = of.contains("time_zone") || of.contains("22:00");
    let mut flows = String::new();
    for name in spare.chain(zoned.then_some("office")) {
        flows.push_str(&format!(
            "  by-{name}: {{ nodes: {{ hi: {{ play: 您好, next: h }}, h: {{ hours: {name}, open: desk, closed: desk }}, desk: {{ transfer: desk }} }} }}\n"
        ));
    }
    if !flows.is_empty() {
        let numbers = flows.lines().filter_map(|line| line.trim().split_once(':'));
        let numbers = numbers
            .enumerate()
            .map(|(n, (name, _))| format!("  \"50{n}\": {{ trunk: carrier, ivr: {name} }}\n"));
        let numbers: String = numbers.collect();
        files.push(("hours.yaml", format!("ivrs:\n{flows}numbers:\n{numbers}")));
    }
    sources(&files)
}

fn warnings_on(today: Date, sources: &[Source]) -> Vec<Problem> {
    let (files, layers) = common::layers(sources);
    match lang::compile_on(today, &files, &layers, &Directory) {
        Ok(compiled) => compiled.warnings,
        Err(problems) => panic!("{}", show(&problems, sources)),
    }
}

fn warnings(sources: &[Source]) -> Vec<Problem> {
    warnings_on(TODAY, sources)
}

fn codes(problems: &[Problem]) -> Vec<Code> {
    problems.iter().map(|problem| problem.code).collect()
}

#[test]
fn each_warning_is_told_where_it_is_due() {
    for case in CASES {
        let mut shown = String::new();
        for told in case.told {
            let sources = center(told);
            let warnings = warnings(&sources);
            assert_eq!(
                codes(&warnings),
                [case.code],
                "{told}\n{}",
                show(&warnings, &sources)
            );
            shown.push_str(&show(&warnings, &sources));
        }
        insta::assert_snapshot!(case.name, shown);
    }
}

#[test]
fn none_is_told_where_it_is_not() {
    for case in CASES {
        for quiet in case.quiet {
            let sources = center(quiet);
            let warnings = warnings(&sources);
            assert!(
                warnings.is_empty(),
                "{quiet}\n{}",
                show(&warnings, &sources)
            );
        }
    }
}

#[test]
fn each_warning_of_the_whole_center_has_a_case_of_both() {
    let looked_for = Code::ALL.iter().copied();
    let looked_for = looked_for.filter(|code| code.is_of_the_whole() && *code != Code::IdleIgnore);
    let cases: Vec<Code> = CASES.iter().map(|case| case.code).collect();
    assert_eq!(looked_for.collect::<Vec<_>>(), cases);
    for case in CASES {
        assert!(!case.told.is_empty() && !case.quiet.is_empty());
        assert!(case.code.is_warning());
    }
}

#[test]
fn who_compiles_without_a_day_is_told_none_of_them() {
    for told in CASES.iter().flat_map(|case| case.told) {
        let compiled = lang::compile(&center(told), &Directory).expect("valid");
        assert_eq!(codes(&compiled.warnings), [], "{told}");
    }
}

#[test]
fn beside_an_error_none_of_them_is_told() {
    let files = [
        ("people.yaml", PEOPLE),
        ("flow.yaml", FLOW),
        ("more.yaml", "skill_groups:\n  spare: { members: [zoe] }\n"),
    ];
    let problems = lang::compile_on(TODAY, &sources(&files), &Layers::default(), &Directory);
    assert_eq!(
        codes(&problems.expect_err("an error")),
        [Code::UnknownReference]
    );
}

#[test]
fn the_holidays_of_the_next_year_are_due_in_december() {
    let told = "hours:\n  office: { weekly: { mon: 09:00-18:00 }, holidays: [2026-10-01] }\n";
    let sources = center(told);
    assert_eq!(codes(&warnings_on(date(2026, 11, 30), &sources)), []);
    let december = warnings_on(date(2026, 12, 1), &sources);
    assert_eq!(codes(&december), [Code::HolidayGap]);
}

const SPARE: &str = "skill_groups:\n  spare: { members: [amy] }\n";

fn with(files: &[(&str, &str)]) -> Vec<Source> {
    let base = [("people.yaml", PEOPLE), ("flow.yaml", FLOW)];
    sources(&[&base, files].concat())
}

#[test]
fn a_warning_is_ignored_by_its_resource_or_by_the_whole_center() {
    let here = "skill_groups:\n  spare: { members: [amy], ignore: { CC0974: 春节后启用 } }\n";
    assert_eq!(
        codes(&warnings(&with(&[("spare.yaml", SPARE)]))),
        [Code::UnusedResource]
    );
    assert_eq!(codes(&warnings(&with(&[("spare.yaml", here)]))), []);
    let all = ("all.yaml", "ignore:\n  CC0974: 春节后启用\n");
    assert_eq!(codes(&warnings(&with(&[("spare.yaml", SPARE), all]))), []);
}

#[test]
fn what_one_resource_ignores_is_told_of_another() {
    let two = "skill_groups:\n  spare: { members: [amy], ignore: { CC0974: later } }\n  other: { members: [amy] }\n";
    let told = warnings(&with(&[("two.yaml", two)]));
    assert_eq!(codes(&told), [Code::UnusedResource]);
    assert!(told[0].message.contains("`other`"), "{}", told[0].message);
}

#[test]
fn what_the_compiler_warns_of_is_ignored_alike() {
    let sources = sources(&[(
        "center.yaml",
        "trunks:\n  a: { mode: peer, address: 1.2.3.4, srtp: optional, ignore: { CC0930: a line of our own } }\n\
         skill_groups:\n  night: { ignore: { CC0902: filled at run time } }\n\
         vars:\n  city: { type: string, default: A, ignore: { CC0971: kept } }\n\
         pieces:\n  ask: { ignore: { CC0972: kept }, exits: [out], nodes: { p: { play: hi, next: out } } }\n\
         center: { phone_srtp: required, ignore: { CC0930: phones in this house } }\n\
         phones:\n  \"2001\": {}\n",
    )]);
    let compiled = lang::compile(&sources, &Directory).expect("valid");
    assert_eq!(
        codes(&compiled.warnings),
        [],
        "{}",
        show(&compiled.warnings, &sources)
    );
}

#[test]
fn ignoring_changes_nothing_of_the_center() {
    let plain = lang::compile(&with(&[("spare.yaml", SPARE)]), &Directory).expect("valid");
    let ignoring = "ignore: { CC0941: why }\nskill_groups:\n  spare: { members: [amy], ignore: { CC0974: why } }\n";
    let ignoring = lang::compile(&with(&[("spare.yaml", ignoring)]), &Directory).expect("valid");
    assert_eq!(ignoring.config, plain.config);
    assert!(!format!("{:?}", ignoring.places).contains("ignore"));
}

#[test]
fn what_ignores_nothing_is_told() {
    let idle = "ignore:\n  CC0942: once there was a menu\nagents:\n  ben: { name: 李本, staff_number: \"1002\", ignore: { CC0902: why } }\n";
    let sources = with(&[("idle.yaml", idle)]);
    let told = warnings(&sources);
    insta::assert_snapshot!("what_ignores_nothing", show(&told, &sources));
    assert_eq!(codes(&told), [Code::IdleIgnore; 2]);
    // Without a day nobody has looked.
    assert!(
        lang::compile(&sources, &Directory)
            .expect("valid")
            .warnings
            .is_empty()
    );
}

#[test]
fn what_depends_on_the_day_may_be_ignored_before_it_comes() {
    let early = "ignore: { CC0950: dates come in November, CC0951: few call then, CC0973: shared machine }\n";
    assert_eq!(codes(&warnings(&with(&[("early.yaml", early)]))), []);
}

#[test]
fn an_environment_does_not_need_what_the_center_ignores() {
    let base = "skill_groups:\n  spare: { members: [amy], ignore: { CC0974: prod has a number for it } }\n";
    let prod =
        "ivrs:\n  main: { nodes: { desk: { on_busy: spare }, spare: { transfer: spare } } }\n";
    assert_eq!(codes(&warnings(&with(&[("base.yaml", base)]))), []);
    let both = with(&[("base.yaml", base), ("env/prod.yaml", prod)]);
    assert_eq!(codes(&warnings(&both)), []);
    let own = with(&[("env/prod.yaml", "ignore: { CC0942: why }\n")]);
    assert_eq!(codes(&warnings(&own)), [Code::IdleIgnore]);
}

#[test]
fn a_long_prompt_of_a_piece_and_of_a_version_is_told_once() {
    let long = "您好".repeat(45);
    let text = format!(
        "pieces:\n  ask:\n    exits: [done]\n    nodes:\n      q: {{ menu: {long}, keys: {{ \"1\": done }}, exhausted: done }}\n\
         ivrs:\n  one@1: {{ nodes: {{ a: {{ use: ask, exits: {{ done: desk }} }}, desk: {{ transfer: desk }} }} }}\n  one@2: {{ from: one@1 }}\n\
         numbers:\n  \"401\": {{ trunk: carrier, ivr: one }}\n"
    );
    let sources = with(&[("long.yaml", &text)]);
    let told = warnings(&sources);
    assert_eq!(
        codes(&told),
        [Code::LongPrompt],
        "{}",
        show(&told, &sources)
    );
}
