//! Opening, closing and opening again, whatever the files look like.

use std::fs::{self, File};
use std::os::unix::fs::FileExt;
use std::sync::mpsc;

use journal::{Full, Seq};

use super::common::{LONG, all, counted, entry, fill, open, small};
use crate::{Journal, Settings, StoreError};

#[test]
fn entries_are_there_after_closing() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, replay) = open(dir.path(), small());
    assert_eq!(counted(&replay), (0, 0));
    let last = (0..500)
        .map(|number| journal.append(entry(number, 200)).unwrap())
        .last()
        .unwrap();
    journal.close().unwrap();
    assert_eq!(journal.append(entry(0, 0)), Err(Full::Closed));
    assert_eq!(journal.durable(), last);
    drop(journal);
    let (journal, replay) = open(dir.path(), small());
    let (before, after) = counted(&replay);
    assert_eq!(before + after, 500);
    assert!(
        before > 0 && after < 300,
        "a start reads one segment: {before} + {after}"
    );
    assert_eq!(all(&journal), (0..500).collect::<Vec<_>>());
    assert_eq!(journal.append(entry(500, 0)).unwrap(), Seq::new(501));
}

#[test]
fn listeners_hear_of_every_advance() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, _) = open(dir.path(), Settings::default());
    let (sender, receiver) = mpsc::channel();
    journal.on_durable(Box::new(move |seq| sender.send(seq).unwrap()));
    fill(&journal, 0, 100, 10);
    journal.close().unwrap();
    drop(journal);
    let heard: Vec<Seq> = receiver.iter().collect();
    assert!(heard.is_sorted());
    assert_eq!(heard.last(), Some(&Seq::new(100)));
}

#[test]
fn a_second_opener_is_told_who_has_it() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, _) = open(dir.path(), Settings::default());
    let error = Journal::open(dir.path(), Settings::default(), ())
        .err()
        .unwrap();
    let holder = Some(std::process::id());
    assert!(
        matches!(&error, StoreError::Locked { pid, .. } if *pid == holder),
        "{error:?}"
    );
    let text = error.to_string();
    assert!(text.contains(&dir.path().display().to_string()), "{text}");
    drop(journal);
    open(dir.path(), Settings::default());
}

#[test]
fn a_torn_tail_is_cut_reported_and_kept_aside() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, _) = open(dir.path(), Settings::default());
    fill(&journal, 0, 10, 100);
    drop(journal);
    let segment = dir.path().join("00000001.log");
    let length = fs::metadata(&segment).unwrap().len();
    File::options()
        .write(true)
        .open(&segment)
        .unwrap()
        .set_len(length - 3)
        .unwrap();

    let (journal, replay) = open(dir.path(), Settings::default());
    assert_eq!(replay.last(), Seq::new(9));
    assert_eq!(replay.dropped().len(), 1);
    assert!(replay.dropped()[0].damage.tail);
    assert_eq!(fs::read_dir(dir.path().join("damaged")).unwrap().count(), 1);
    fill(&journal, 9, 20, 100);
    drop(journal);
    let (journal, replay) = open(dir.path(), Settings::default());
    assert!(replay.dropped().is_empty());
    assert_eq!(all(&journal), (0..20).collect::<Vec<_>>());
}

#[test]
fn a_damaged_middle_costs_its_entry_and_is_reported_once() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, _) = open(dir.path(), Settings::default());
    for number in 0..20 {
        fill(&journal, number, number + 1, 100);
    }
    drop(journal);
    let segment = File::options()
        .write(true)
        .open(dir.path().join("00000001.log"))
        .unwrap();
    segment.write_all_at(b"?????", 1_000).unwrap();

    let (journal, replay) = open(dir.path(), Settings::default());
    assert!(!replay.dropped().is_empty());
    assert_eq!(counted(&replay), (0, 19));
    fill(&journal, 20, 21, 100);
    drop(journal);
    let (journal, replay) = open(dir.path(), Settings::default());
    assert!(
        replay.dropped().is_empty(),
        "the next segment begins with a checkpoint"
    );
    assert_eq!(counted(&replay), (19, 1));
    assert_eq!(all(&journal).len(), 20);
}

#[test]
fn a_journal_of_rubbish_opens() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("00000001.log"), vec![0x5a; 100_000]).unwrap();
    fs::write(dir.path().join("00000002.log"), b"").unwrap();
    fs::write(dir.path().join("notes.log"), b"not a segment").unwrap();
    let (journal, replay) = open(dir.path(), Settings::default());
    assert_eq!(replay.dropped().len(), 1);
    fill(&journal, 0, 3, 10);
    drop(journal);
    let (journal, _) = open(dir.path(), Settings::default());
    assert_eq!(all(&journal), [0, 1, 2]);
}

#[test]
fn counts_tell_what_happened() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, _) = open(dir.path(), Settings::default());
    fill(&journal, 0, 50, 100);
    assert!(journal.wait_durable(Seq::new(50), LONG));
    journal.close().unwrap();
    let status = journal.status();
    assert_eq!((status.counters.appended, status.waiting_entries), (50, 0));
    assert_eq!((status.counters.failures, status.trouble), (0, None));
    assert!(status.counters.syncs >= 1 && status.counters.bytes > 5_000);
}
