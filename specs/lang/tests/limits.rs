//! Files that are made to be slow are refused quickly.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests may fail like tests"
)]

mod common;

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use common::{Directory, problems, sources};
use lang::Code;

/// What the problems of a text are, found within a time that leaves room for a slow machine.
#[allow(
    clippy::disallowed_methods,
    reason = "this test is about the time that passes"
)]
fn quickly(text: &str) -> Vec<Code> {
    let begun = Instant::now();
    let codes = problems(text).iter().map(|problem| problem.code).collect();
    let taken = begun.elapsed();
    assert!(
        taken < Duration::from_secs(10),
        "{taken:?} for {} bytes",
        text.len()
    );
    codes
}

#[test]
fn nesting_is_bounded() {
    for open in ["[", "{a: ", "- ", "? ", "[{a: "] {
        assert_eq!(quickly(&open.repeat(10_000)), [Code::TooDeep], "{open:?}");
    }
    assert!(!quickly(&"- - [".repeat(10_000)).is_empty());
    let mut steps = String::new();
    for depth in 0..1_000 {
        let _ = writeln!(steps, "{}a:", " ".repeat(depth));
    }
    assert_eq!(quickly(&steps), [Code::TooDeep]);
}

#[test]
fn aliases_multiply_nothing() {
    let mut text = "a: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for letter in 'b'..='z' {
        let before = char::from_u32(u32::from(letter) - 1).expect("a letter");
        let aliases = vec![format!("*{before}"); 9].join(", ");
        let _ = writeln!(text, "{letter}: &{letter} [{aliases}]");
    }
    assert!(quickly(&text).contains(&Code::Anchor));
}

#[test]
fn a_long_line_and_a_long_key_are_no_trouble() {
    assert!(!quickly(&format!("agents: {{ {}: {{}} }}", "a".repeat(200_000))).is_empty());
    assert!(!quickly(&"a".repeat(1_000_000)).is_empty());
    assert!(!quickly(&format!("\"{}", "a ".repeat(500_000))).is_empty());
    assert!(!quickly(&format!("agents: {{ {} }}", "a: {}, ".repeat(20_000))).is_empty());
}

#[test]
fn thousands_of_unknown_names_do_not_cost_seconds() {
    let mut text = "agents:\n".to_owned();
    for n in 0..3_000 {
        let _ = writeln!(text, "  agent-{n}: {{ name: A, staff_number: \"{n}\" }}");
    }
    text.push_str("phones:\n");
    for n in 0..3_000 {
        let _ = writeln!(text, "  \"{}\": {{ agent: agnt-{n} }}", 10_000 + n);
    }
    assert_eq!(quickly(&text).len(), 1_001);
}

#[test]
fn values_that_take_far_more_room_than_their_bytes_are_bounded_together() {
    let half = format!("a: [{}]\n", "1,".repeat(lang::MAX_VALUES / 2));
    let files = sources(&[("a.yaml", &half), ("b.yaml", &half), ("c.yaml", &half)]);
    let problems = lang::compile(&files, &Directory).expect_err("too many values");
    let large: Vec<_> = problems
        .iter()
        .filter(|problem| problem.code == Code::TooLarge)
        .collect();
    assert_eq!(large.len(), 1, "it is said once: {problems:?}");
    assert_eq!(large[0].labels[0].path, "b.yaml");
}
