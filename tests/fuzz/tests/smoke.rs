//! Every seed, and 400 mutants for each target, the same in every run. libFuzzer
//! looks deeper (`make fuzz`); this keeps what it found from coming back, on any toolchain.

// All of it is test, the helpers too.
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeSet;
use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use fuzz::{Run, TARGETS};
use kernel::Chance;

/// The mutants of each target, shared by its seeds.
const MUTANTS: usize = 400;
/// Those of each message that `make mutants` takes.
const OF_EACH: usize = 19_000;

#[test]
fn no_seed_and_no_mutant_of_one_breaks_a_promise() {
    for (name, run) in TARGETS {
        let seeds = seeds(name);
        for (seed, bytes) in &seeds {
            check(run, bytes, &format!("seed {name}/{seed}"));
        }
        check_mutants(name, run, &seeds, MUTANTS);
    }
}

#[test]
#[ignore = "takes half an hour at the most"]
fn nineteen_thousand_mutants_of_each_message_break_no_promise() {
    for (name, run) in TARGETS.into_iter().filter(|(name, _)| *name == "sip") {
        let seeds = seeds(name);
        assert!(seeds.len() >= 50, "{} seeds", seeds.len());
        check_mutants(name, run, &seeds, OF_EACH * seeds.len());
    }
}

fn check_mutants(name: &str, run: Run, seeds: &[(String, Vec<u8>)], count: usize) {
    let mut chance = Chance::from_number(1);
    for (n, (seed, bytes)) in seeds.iter().cycle().take(count).enumerate() {
        let mut bytes = bytes.clone();
        for _ in 0..=chance.below(4) {
            mutate(&mut bytes, seeds, &mut chance);
        }
        check(run, &bytes, &format!("mutant {n} of seed {name}/{seed}"));
    }
}

#[test]
fn every_target_has_seeds_and_is_known_to_libfuzzer() {
    let names: BTreeSet<String> = TARGETS.iter().map(|(name, _)| name.to_string()).collect();
    assert_eq!(files(&home().join("seeds")), names);
    let programs = files(&home().join("libfuzzer/targets"));
    let programs: BTreeSet<_> = programs.iter().map(|it| it.replace(".rs", "")).collect();
    assert_eq!(programs, names);
}

fn check(run: Run, bytes: &[u8], what: &str) {
    if catch_unwind(|| run(bytes)).is_err() {
        panic!("{what} breaks a promise: b\"{}\"", bytes.escape_ascii());
    }
}

/// One change of the kinds that readers stumble over.
fn mutate(bytes: &mut Vec<u8>, seeds: &[(String, Vec<u8>)], chance: &mut Chance) {
    let at = below(chance, bytes.len());
    let end = (at + below(chance, 40)).min(bytes.len());
    match chance.below(7) {
        0 => bytes
            .iter_mut()
            .skip(at)
            .take(1)
            .for_each(|byte| *byte ^= 1 << chance.below(8)),
        1 => bytes
            .iter_mut()
            .skip(at)
            .take(1)
            .for_each(|byte| *byte = chance.below(256) as u8),
        2 => bytes.truncate(at),
        3 => drop(bytes.drain(at..end)),
        4 => {
            let again = bytes[at..end].repeat(1 + below(chance, 3));
            bytes.splice(at..at, again);
        }
        5 => {
            let word = WORDS[below(chance, WORDS.len())];
            bytes.splice(at..end, word.iter().copied());
        }
        _ => {
            let (_, other) = &seeds[below(chance, seeds.len())];
            bytes.splice(at.., other[below(chance, other.len())..].iter().copied());
        }
    }
}

const WORDS: [&[u8]; 16] = [
    b"",
    b"\0",
    b"\r\n",
    b"\r\n\r\n",
    b"\x1e",
    b"\x1e\x1e",
    b"\"",
    b";",
    b",",
    b"<",
    b"@",
    b":",
    b"%",
    b"-1",
    b"18446744073709551616",
    b"\xff\xff\xff\xff",
];

fn below(chance: &mut Chance, end: usize) -> usize {
    chance.below(end as u64) as usize
}

fn seeds(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = home().join("seeds").join(target);
    let read = |name: String| {
        let bytes = fs::read(folder.join(&name)).expect("a seed");
        (name, bytes)
    };
    let seeds: Vec<_> = files(&folder).into_iter().map(read).collect();
    assert!(!seeds.is_empty(), "no seed for {target}");
    seeds
}

fn files(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    entries
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect()
}

fn home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}
