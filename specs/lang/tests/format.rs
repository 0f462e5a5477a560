//! The canonical form of files.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests may fail like tests"
)]

#[path = "common/callers.rs"]
mod callers;
#[allow(dead_code, reason = "its hashes are for whoever compiles")]
#[path = "common/center.rs"]
mod center;
mod common;
#[path = "common/hours.rs"]
mod hours;
#[path = "common/messy.rs"]
mod messy;
#[path = "common/nodes.rs"]
mod nodes;
#[path = "common/trunks.rs"]
mod trunks;
#[path = "common/webhooks.rs"]
mod webhooks;

use lang::Source;
use lang::format::{Refusal, format};
use proptest::prelude::*;
use serde_yaml::Value;

fn source(text: &str) -> Source {
    Source {
        path: "center.yaml".to_owned(),
        text: text.as_bytes().to_vec(),
    }
}

fn formatted(text: &str) -> Result<String, Refusal> {
    format(&source(text))
}

#[track_caller]
fn becomes(text: &str, wanted: &str) {
    let once = formatted(text).unwrap_or_else(|refusal| panic!("{refusal:?}\n{text}"));
    assert_eq!(
        once, wanted,
        "\n--- is\n{once}--- wanted\n{wanted}--- of\n{text}"
    );
    assert_eq!(formatted(&once).as_deref(), Ok(wanted), "the second time");
}

/// What another reader of YAML makes of a text.
fn read(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// The comments of a text that has `#` in its comments alone, or in one of the two forms below.
fn comments(text: &str) -> Vec<&str> {
    let lines = text.lines();
    let comments = lines.filter_map(|line| {
        line.find("# on ")
            .or(line.find("# at "))
            .map(|n| &line[n..])
    });
    comments.map(str::trim_end).collect()
}

#[track_caller]
fn is_canonical(text: &str) -> Result<(), TestCaseError> {
    prop_assert!(text.is_empty() || text.ends_with('\n'), "{}", text);
    prop_assert!(!text.contains(['\r', '\u{FEFF}']), "{}", text);
    prop_assert!(!text.starts_with('\n'), "{}", text);
    Ok(())
}

#[test]
fn lines_are_indented_by_two_and_lists_within_their_key() {
    becomes(
        "a:\n    b:   1\n    c:\n    -   x\n    -\n        y: 2\n        z: 3\n    d : 4\n",
        "a:\n  b: 1\n  c:\n    - x\n    - y: 2\n      z: 3\n  d: 4\n",
    );
    becomes("- - a\n  -   b\n-\n  - c\n", "- - a\n  - b\n- - c\n");
}

#[test]
fn brackets_on_one_line_stay_with_one_space_inside_of_braces() {
    becomes(
        "a: {b: 1,c: [ 2,3 , ], d: {}, e: [ ],}\n",
        "a: { b: 1, c: [2, 3], d: {}, e: [] }\n",
    );
    becomes("a: {\"b\":1, c, d: }\n", "a: { \"b\": 1, c, d: }\n");
    becomes("a: [b: 1, {c: 2}]\n", "a: [b: 1, { c: 2 }]\n");
}

#[test]
fn brackets_over_several_lines_become_lines() {
    becomes(
        "a: { b: 1,\n  c: [2, 3], d: [ 4,\n 5 ] }\ne: 6\n",
        "a:\n  b: 1\n  c: [2, 3]\n  d:\n    - 4\n    - 5\ne: 6\n",
    );
    becomes(
        "a: [\n  { b: 1, c: 2 },\n  { b: 3,\n    c: 4 },\n  d: 5,\n  e,\n]\n",
        "a:\n  - { b: 1, c: 2 }\n  - b: 3\n    c: 4\n  - d: 5\n  - e\n",
    );
    becomes("a: {b,\n c: 1}\n", "a:\n  b:\n  c: 1\n");
    becomes("a: [\n  ]\nb: {\n }\n", "a: []\nb: {}\n");
    becomes("{ \"a\": 1,\n \"b\": [ {} ] }\n", "\"a\": 1\n\"b\": [{}]\n");
    becomes("a: !replace {\n b: 1 }\n", "a: !replace\n  b: 1\n");
    becomes(
        "- {\n  a: 1 }\n- [\n  [ b,\n c ] ]\n",
        "- a: 1\n- - - b\n    - c\n",
    );
}

#[test]
fn comments_stay_with_what_they_speak_of() {
    becomes(
        "#top\na:\n\n      # of b\n   b: 1\n   # of c\n   c: 2\n      # deeper\n# of d\nd: 3\n   # end\n",
        "#top\na:\n  # of b\n  b: 1\n  # of c\n  c: 2\n  # deeper\n# of d\nd: 3\n# end\n",
    );
    becomes(
        "a:\n- 1\n# of b\nb:\n  # c: 1\nd:\n  e: 1\n  # at the end of d\nf: 1\n",
        "a:\n  - 1\n# of b\nb:\n  # c: 1\nd:\n  e: 1\n  # at the end of d\nf: 1\n",
    );
    becomes(
        "a: [ # of a\n  1, # one\n  # two\n  2 # too\n  , 3\n  # end\n] # after\nb: [ # no\n ]\n",
        "a:  # of a\n  - 1  # one\n  # two\n  - 2  # too\n  - 3\n  # end\n# after\nb: []  # no\n",
    );
    becomes(
        "a: # of a\n  !secret # of its source\n  env:A\nb: | # of b\n   text\nc: # of c\n  - 1\n",
        "a:  # of a\n  !secret  # of its source\n  env:A\nb: |  # of b\n  text\nc:  # of c\n  - 1\n",
    );
}

#[test]
fn comments_of_adjoining_lines_stand_below_each_other() {
    becomes(
        "a: 1 # one\nbc: 2 # two\nd: 3\ne: 名字 # four\nfghijk: 5 # five\n",
        "a: 1   # one\nbc: 2  # two\nd: 3\ne: 名字    # four\nfghijk: 5  # five\n",
    );
}

#[test]
fn one_blank_line_stays_and_none_at_the_beginning_of_something() {
    becomes(
        "\n\na:\n\n  b: 1\n\n\n  c: [\n\n    1,\n\n    2\n\n  ]\n\n\nd: |\n  x\n\n\ne: 1\n\n\n",
        "a:\n  b: 1\n\n  c:\n    - 1\n\n    - 2\n\nd: |\n  x\n\ne: 1\n",
    );
    becomes("# a\n\n\n# b\n\na:\n\nb: 1\n", "# a\n\n# b\n\na:\n\nb: 1\n");
}

#[test]
fn the_file_itself_is_plain() {
    becomes("\u{FEFF}a: 1  \r\nb:\t\"x\"\r\n", "a: 1\nb: \"x\"\n");
    becomes("a: 1\rb: 2", "a: 1\nb: 2\n");
    becomes("", "");
    becomes("# only this", "# only this\n");
    becomes("---\na: 1\n...\n", "---\na: 1\n...\n");
}

#[test]
fn keys_that_look_like_something_else_are_quoted_and_values_are_left() {
    becomes(
        "2001: { 1: x, on: y, \"2\": 5 }\n1.5: 0x1F\n~: n\ntrue: [01]\n",
        "\"2001\": { \"1\": x, \"on\": y, \"2\": 5 }\n\"1.5\": 0x1F\n~: n\n\"true\": [01]\n",
    );
}

#[test]
fn single_quotes_are_double_where_that_changes_nothing() {
    becomes(
        "a: 'x'\nb: 'say \"hi\"'\nc: 'it''s'\nd: 'a\\b'\n'e': ''\n",
        "a: \"x\"\nb: 'say \"hi\"'\nc: 'it''s'\nd: 'a\\b'\n\"e\": \"\"\n",
    );
}

#[test]
fn texts_over_several_lines_keep_them() {
    becomes(
        "a: one\n      two\n\n      three\nb: \"x  \n y \\\n   z\\ \n w\"\n",
        "a: one\n  two\n\n  three\nb: \"x\n  y \\\n  z\\ \n  w\"\n",
    );
    becomes(
        "a:\n    - |\n       x\n         y\n\n       # no comment\n    - >2-\n       z\n    # a comment\nb: |+\n x\n\n\n",
        "a:\n  - |\n    x\n      y\n\n    # no comment\n  - >2-\n     z\n  # a comment\nb: |+\n  x\n\n\n",
    );
    becomes("a: |\nb: >-\n\nc: 1\n", "a: |\nb: >-\n\nc: 1\n");
}

#[test]
fn what_the_language_refuses_otherwise_is_laid_out_all_the_same() {
    becomes(
        "a:   &x\n    b: 1\nc: *x\nd:\n   <<:   *x\n*x : 1\nd: 2\n",
        "a: &x\n  b: 1\nc: *x\nd:\n  <<: *x\n*x : 1\nd: 2\n",
    );
}

#[test]
fn what_is_no_yaml_is_told_like_everywhere() {
    let problems = |text: &str| match formatted(text) {
        Err(Refusal::Problems(problems)) => problems[0].to_string(),
        other => panic!("{other:?}"),
    };
    assert!(problems("a: [1\nb: 2\n").contains("this is no YAML"));
    assert!(problems("a: \"x\n").contains("this is no YAML"));
    assert!(problems("a: 1\n---\nb: 2\n").contains("a second YAML document"));
    assert!(problems("a: \0\n").contains("control character"));
}

#[test]
fn keys_that_are_no_text_on_a_line_are_told() {
    for (text, line) in [
        ("? a\n: b\n", 1),
        ("a: 1\n{ b: 1 }: c\n", 2),
        ("a: {\n  [b]: c }\n", 2),
        ("a: {\n  [b],\n c: 1 }\n", 2),
        ("a: {\n  \"b\n   c\": d }\n", 3),
        (": a\n", 1),
    ] {
        match formatted(text) {
            Err(Refusal::Strange { line: told, .. }) => assert_eq!(told, line, "{text}"),
            other => panic!("{text}: {other:?}"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn whatever_is_laid_out_says_the_same_and_is_laid_out_once(
        tree in messy::tree(),
        dice in prop::collection::vec(any::<u8>(), 1..200),
    ) {
        let text = messy::write(&tree, &dice);
        let once = formatted(&text).map_err(|refusal| TestCaseError::fail(format!("{refusal:?}\n{text}")))?;
        prop_assert_eq!(read(&once), read(&text), "\n--- of\n{}\n--- is\n{}", &text, &once);
        prop_assert_eq!(comments(&once), comments(&text), "\n--- of\n{}\n--- is\n{}", &text, &once);
        is_canonical(&once)?;
        let twice = formatted(&once).map_err(|refusal| TestCaseError::fail(format!("{refusal:?}\n{once}")))?;
        prop_assert_eq!(&twice, &once, "\n--- of\n{}", &text);
    }

    #[test]
    fn bytes_of_any_kind_never_panic(text in prop::collection::vec(any::<u8>(), 0..200)) {
        let path = String::new();
        let _ = format(&Source { path, text });
    }

    #[test]
    fn noise_is_refused_or_says_the_same(text in "[\\-\\?:,\\[\\]{}#&*!|>'\"%@` \n\tab1~<.]{0,80}") {
        if let Ok(once) = formatted(&text) {
            is_canonical(&once)?;
            let twice = formatted(&once);
            prop_assert_eq!(twice, Ok(once), "{}", &text);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn what_is_exported_is_laid_out_already(config in center::config()) {
        for (path, text) in lang::emit::to_files(&config) {
            prop_assert_eq!(formatted(&text), Ok(text), "{}", path);
        }
    }

    #[test]
    fn what_is_emitted_can_be_laid_out(config in center::config()) {
        let text = lang::emit::to_yaml(&config);
        let once = formatted(&text).map_err(|refusal| TestCaseError::fail(format!("{refusal:?}\n{text}")))?;
        prop_assert_eq!(read(&once), read(&text));
        prop_assert_eq!(formatted(&once), Ok(once));
    }
}
