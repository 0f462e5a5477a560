//! What is eight times as long takes about eight times as long.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests may fail like tests"
)]

mod common;
#[path = "common/growth.rs"]
mod growth;
#[path = "common/large.rs"]
mod large;

use common::Directory;
use lang::{Source, emit, format};
use large::center;

fn grows(what: &str, size: usize, text: impl Fn(usize) -> String, work: impl Fn(&str)) {
    growth::grows(what, size, text, |text| work(text));
}

fn source(text: &str) -> Source {
    Source {
        path: "center.yaml".to_owned(),
        text: text.into(),
    }
}

fn laid_out(text: &str) {
    format::format(&source(text)).unwrap_or_else(|why| panic!("{why:?}"));
}

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

#[test]
fn whatever_a_file_is_full_of_it_is_laid_out_in_its_time() {
    let pairs = |n| {
        "agents:\n".to_owned()
            + &lines(n, |n| {
                format!("  a{n}: {{ name: 王, staff_number: '{n}' }} # {n}\n")
            })
    };
    grows("pairs", 250, pairs, laid_out);
    grows(
        "comments",
        1_000,
        |n| lines(n, |n| format!("# {n}\n")) + "a: 1\n",
        laid_out,
    );
    let bracket = |n| {
        format!(
            "a: [ # one\n{}  b ]\n",
            lines(n, |n| format!("  b{n}, # {n}\n"))
        )
    };
    grows("a bracket", 250, bracket, laid_out);
    let silent = |n| format!("a: [ b\n{}]\n", lines(n, |n| format!("  # {n}\n")));
    grows("comments in a bracket", 1_000, silent, laid_out);
    let blocks = |n| lines(n, |n| format!("a{n}: |\n  one\n\n  two\n"));
    grows("blocks", 250, blocks, laid_out);
    grows(
        "a block",
        1_000,
        |n| format!("a: |\n{}", lines(n, |n| format!("  {n}\n"))),
        laid_out,
    );
    grows(
        "tags",
        500,
        |n| lines(n, |n| format!("a{n}: !var b{n}\n")),
        laid_out,
    );
    grows(
        "items",
        500,
        |n| format!("a:\n{}", lines(n, |n| format!("- b: {n}\n  c: d\n"))),
        laid_out,
    );
    let line = |n| format!("a: [{}]\n", lines(n, |n| format!("{{ b: {n} }}, ")));
    grows("a line", 250, line, laid_out);
}

#[test]
fn a_center_is_compiled_written_and_checked_again_in_its_time() {
    let compiled = |text: &str| lang::compile(&[source(text)], &Directory).expect("it is right");
    grows("compile", 50, center, |text| drop(compiled(text)));
    grows("emit", 50, center, |text| {
        drop(emit::to_yaml(&compiled(text).config))
    });
    grows("check again", 50, center, |text| {
        lang::recheck(&compiled(text).config, &Directory).expect("it is right");
    });
}
