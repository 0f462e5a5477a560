//! Centers that nobody should write, or that somebody wrote to do harm: each is refused in words, or read
//! as it was meant, and quickly.

use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::symlink;
use std::time::{Duration, Instant};

use cli_tests::{Ccctl, center};
use insta::assert_snapshot;

const GOOD: &str = "agents:\n  amy: { name: 王小美, staff_number: \"1001\" }\n";

/// What `validate` says of a file of these bytes.
fn said(bytes: &[u8]) -> String {
    let center = center(&[]);
    fs::write(center.path().join("center.yaml"), bytes).expect("written");
    Ccctl::new("validate DIR").directory(center.path()).run()
}

#[test]
fn what_editors_leave_behind_is_read_as_it_was_meant() {
    let marked = [b"\xEF\xBB\xBF", GOOD.as_bytes()].concat();
    let windows = GOOD.replace('\n', "\r\n");
    for bytes in [marked.as_slice(), windows.as_bytes(), GOOD.as_bytes()] {
        let said = said(bytes);
        assert!(
            said.contains("DIR is valid: 1 agent\n--- exit 0\n"),
            "{said}"
        );
    }
}

#[test]
fn what_is_no_text_or_not_of_the_language_is_refused_in_words() {
    let tabs = "agents:\n\tamy: {}\n";
    let twice = "agents:\n  amy: { name: A, staff_number: \"1\" }\n  amy: { name: B, staff_number: \"2\" }\n";
    let merged = "agents:\n  amy: { name: A, staff_number: \"1\" }\n  ben: { <<: *amy }\n";
    let circle = "pieces:\n  a: { nodes: { n: { use: b } } }\n  b: { nodes: { n: { use: a } } }\nivrs:\n  main: { nodes: { n: { use: a } } }\n";
    let cases: [&[u8]; 6] = [
        b"agents:\n  amy: { name: \"\xFF\xFE\" }\n",
        b"agents:\n  amy: { name: \"a\0b\" }\n",
        tabs.as_bytes(),
        twice.as_bytes(),
        merged.as_bytes(),
        circle.as_bytes(),
    ];
    assert_snapshot!(cases.map(said).join("\n"));
}

#[test]
fn no_path_leads_out_of_the_directory() {
    let center = center(&[
        (
            "center.yaml",
            "prompts:\n  a: { file: ../a.wav }\n  b: { file: /etc/hostname }\n  c: { file: link.wav }\n  d: { file: \"a\\0b.wav\" }\n",
        ),
        (
            "env/prod.yaml",
            "prompts: { a: { file: env/../../b.wav } }\n",
        ),
    ]);
    symlink("/etc/hostname", center.path().join("link.wav")).expect("a link");
    let run = |line: &str| Ccctl::new(line).directory(center.path()).run();
    assert_snapshot!(
        ["validate DIR", "validate DIR --env prod"]
            .map(run)
            .join("\n")
    );
}

/// What `validate` says of a file that is made to be slow, with at most 64 MiB of data.
#[allow(
    clippy::disallowed_methods,
    reason = "this test is about the time that passes"
)]
fn bounded(text: &str) -> String {
    let center = center(&[("center.yaml", text)]);
    let begun = Instant::now();
    let line = "validate DIR";
    let said = Ccctl::new(line).directory(center.path()).within(64).run();
    let taken = begun.elapsed();
    // A second by rule; the rest is for a machine that is busy and a program that is not optimised.
    assert!(taken < Duration::from_secs(20), "{taken:?}");
    assert!(
        said.ends_with("--- exit 3\n"),
        "{}",
        said.chars().take(500).collect::<String>()
    );
    said
}

#[test]
fn a_thousand_million_laughs_cost_neither_time_nor_memory() {
    let mut laughs = "a: &a [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (before, letter) in ('a'..).zip('b'..='i') {
        let aliases = vec![format!("*{before}"); 10].join(", ");
        let _ = writeln!(laughs, "{letter}: &{letter} [{aliases}]");
    }
    assert!(bounded(&laughs).contains("CC0107"));
}

#[test]
fn nesting_without_end_costs_neither_time_nor_memory() {
    assert!(bounded(&"[".repeat(10_000)).contains("CC0104"));
    assert!(bounded(&"{a: ".repeat(10_000)).contains("CC0104"));
}

#[test]
fn a_hundred_megabytes_are_not_even_read() {
    let said = bounded(&" ".repeat(100_000_000));
    assert!(said.contains("more than 32000000 bytes"), "{said}");
}
