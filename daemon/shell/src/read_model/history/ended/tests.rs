use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;
use store::Journal;
use switch::Ledger;

use super::*;
use crate::hooks::sample::record;

/// Entries of which every tenth says that a call is over.
fn entry(n: u64) -> Entry {
    match n % 10 {
        3 => Entry::Record(Box::new(record(n as u128))),
        7 if n % 100 == 7 => Entry::Remarked(Box::new(record(n as u128))),
        _ => Entry::Alive(Timestamp::UNIX_EPOCH),
    }
}

fn written(folder: &Path, entries: u64) -> Arc<Journal> {
    let settings = store::Settings::default();
    let (journal, _) =
        Journal::open(&folder.join("journal"), settings, Ledger::default()).expect("a journal");
    let mut last = Seq::ZERO;
    for n in 1..=entries {
        let payload = serde_json::to_vec(&entry(n)).expect("JSON");
        while let Err(_full) = journal.append(payload.clone()).map(|seq| last = seq) {
            journal.wait_durable(last, Duration::from_secs(10));
        }
    }
    assert!(journal.wait_durable(last, Duration::from_secs(60)));
    Arc::new(journal)
}

/// All calls behind a place, read a few at a time.
fn all(history: &History, mut behind: u64) -> Vec<u64> {
    let mut places = Vec::new();
    while behind < history.shown() {
        let read = history.ended(behind, 7).expect("a reading");
        assert!(read.upto > behind);
        places.extend(read.calls.iter().map(|call| call.place));
        behind = read.upto;
    }
    places
}

fn expected(behind: u64, upto: u64) -> Vec<u64> {
    let is_end = |n: &u64| n % 10 == 3 || n % 100 == 7;
    (behind + 1..=upto).filter(is_end).collect()
}

#[test]
fn calls_are_found_in_the_journal_and_in_memory_alike() {
    let folder = tempfile::tempdir().expect("a folder");
    let journal = written(folder.path(), 2_000);
    let history = History::open(journal, &folder.path().join("views")).expect("a history");
    for behind in [0, 3, 1_999, 2_000] {
        assert_eq!(all(&history, behind), expected(behind, 2_000), "{behind}");
        let tally = history.tally(behind).expect("a reading");
        assert_eq!(tally.behind, expected(behind, 2_000).len() as u64);
        assert_eq!(tally.in_all, 0);
    }
    // What comes while the daemon runs.
    history.keep_ended(true);
    let more: Vec<_> = (2_001..=15_000).map(|n| (Seq::new(n), entry(n))).collect();
    history.keep(more.iter().map(|(seq, entry)| (*seq, entry)));
    let in_memory = history.newest(14_000, 10_000).expect("they are in memory");
    let places: Vec<_> = in_memory.calls.iter().map(|call| call.place).collect();
    assert_eq!(places, expected(14_000, 15_000));
    assert!(history.newest(3_000, 10_000).is_none());
    let tally = history.tally(14_000).expect("a reading");
    assert_eq!(tally.behind, expected(14_000, 15_000).len() as u64);
    assert_eq!(tally.in_all, expected(2_000, 15_000).len() as u64);
}

#[test]
fn what_nobody_is_told_of_is_counted_and_not_kept() {
    let mut newest = Newest::new(Seq::ZERO);
    let more = |newest: &mut Newest, entries: std::ops::RangeInclusive<u64>| {
        entries.for_each(|n| newest.push(Seq::new(n), &entry(n)));
    };
    more(&mut newest, 1..=20);
    assert_eq!((newest.in_all, newest.calls.len()), (3, 0));
    assert!(newest.after(12).is_none() && newest.after(13).is_some());
    newest.follow(true);
    more(&mut newest, 21..=40);
    let places = newest.after(13).expect("they are here").map(|it| it.place);
    assert_eq!(places.collect::<Vec<_>>(), [23, 33]);
    newest.follow(false);
    assert!(newest.calls.is_empty() && newest.after(32).is_none());
    more(&mut newest, 41..=50);
    newest.follow(true);
    assert!(newest.after(42).is_none() && newest.after(43).is_some());
}

#[test]
fn an_entry_that_ends_a_call_is_known_by_how_it_begins() {
    for n in [3, 7] {
        let payload = serde_json::to_vec(&entry(n)).expect("JSON");
        assert!(BEGINNINGS.iter().any(|it| payload.starts_with(it)));
    }
    let other = serde_json::to_vec(&entry(1)).expect("JSON");
    assert!(!BEGINNINGS.iter().any(|it| other.starts_with(it)));
}
