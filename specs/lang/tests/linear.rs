//! What is eight times as long takes about eight times as long. Time is that of the processor for this
//! thread, so that a busy machine changes nothing of it.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests may fail like tests"
)]

mod common;

use std::fs;

use common::Directory;
use lang::{Source, emit, format};

/// How much more there is, and how much more time it may take: of a square law that would be 64 times.
const MORE: usize = 8;
const MOST: f64 = 16.0;

/// Nanoseconds that this thread has had (proc_pid_schedstat(5)).
fn used() -> u64 {
    let text = fs::read_to_string("/proc/thread-self/schedstat").expect("Linux");
    let first = text.split(' ').next().expect("a number");
    first.parse().expect("nanoseconds")
}

/// The least of three runs, since nothing makes one of them faster than it is.
fn cost(work: &dyn Fn()) -> f64 {
    let runs = (0..3).map(|_| {
        let began = used();
        work();
        used() - began
    });
    runs.min().unwrap_or_default() as f64
}

fn grows(what: &str, size: usize, text: impl Fn(usize) -> String, work: impl Fn(&str)) {
    let [short, long] = [size, size * MORE].map(&text);
    let (small, large) = (cost(&|| work(&short)), cost(&|| work(&long)));
    let times = large / small;
    println!("{what}: {:.1} ms, {times:.1} times", small / 1e6);
    assert!(times < MOST, "{what}: {times:.1} times as long");
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

/// A center of departments, each with people, phones, prompts, a group, hours, a number and a flow.
fn center(departments: usize) -> String {
    let kinds: [(&str, fn(usize) -> String); 9] = [
        ("trunks", |n| {
            format!(
                "  t{n}: {{ mode: peer, address: 198.18.{}.{} }}\n",
                n / 250,
                n % 250 + 1
            )
        }),
        ("agents", |n| {
            format!("  a{n}: {{ name: 坐席{n}, staff_number: \"{n:06}\" }}\n")
        }),
        ("phones", |n| {
            format!(
                "  \"{}\": {{ agent: a{n}, password: !secret env:P }}\n",
                100_000 + n
            )
        }),
        ("prompts", |n| format!("  p{n}: {{ text: Message {n}. }}\n")),
        ("numbers", |n| {
            format!("  \"0216{n:07}\": {{ trunk: t{n}, ivr: i{n} }}\n")
        }),
        ("skill_groups", |n| {
            format!("  g{n}: {{ members: {{ a{n}: 2 }}, max_waiting: 50 }}\n")
        }),
        ("hours", |n| {
            format!("  h{n}: {{ weekly: {{ mon-fri: 09:00-18:00 }}, holidays: [01-01] }}\n")
        }),
        ("caller_lists", |n| {
            format!("  l{n}: {{ numbers: [\"139{n:08}\"] }}\n")
        }),
        ("ivrs", |n| {
            format!(
                "  i{n}:\n    nodes:\n      open: {{ hours: h{n}, open: hi, closed: bye }}\n      hi: {{ play: {{ prompt: p{n} }}, next: g }}\n      \
             g: {{ transfer: g{n}, timeout: 2m, on_timeout: bye }}\n      bye: {{ end: }}\n"
            )
        }),
    ];
    let kind = |(kind, line): &(&str, fn(usize) -> String)| {
        format!("{kind}:\n{}", lines(departments, line))
    };
    kinds.iter().map(kind).collect()
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
