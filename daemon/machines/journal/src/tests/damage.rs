//! A damaged medium: what is readable is kept, the rest is reported, and the next start is clean.

use std::time::Duration;

use super::bench::{Bench, History};
use crate::{Disk, Fold, Item, Limits, Segment, Seq, history, recover};

fn filled(entries: u32) -> Bench {
    let mut bench = Bench::new(
        Limits {
            segment_bytes: 4_000,
            ..Limits::default()
        },
        1,
    );
    for mark in 0..entries {
        bench.append(mark, 100).unwrap();
        bench.run(Duration::from_millis(10));
    }
    bench
}

#[test]
fn a_damaged_middle_costs_one_entry_and_the_next_start_is_clean() {
    let mut bench = filled(20);
    assert!(bench.disk.flip(Segment::FIRST, 8 * 1_000));
    let (mut bench, recovery) = Bench::on(bench.disk, Limits::default());
    assert_eq!(
        recovery.dropped.len(),
        2,
        "the damage and the gap: {:?}",
        recovery.dropped
    );
    assert_eq!(bench.writer.fold().0.len(), 19);
    assert_eq!(bench.disk.set_aside_count(), 1);
    assert_eq!(bench.append(77, 100), Ok(Seq::new(21)));
    bench.run(Duration::from_millis(20));
    let (again, recovery) = Bench::on(bench.disk, Limits::default());
    assert!(recovery.dropped.is_empty());
    assert_eq!(again.writer.fold().0.len(), 20);
}

#[test]
fn a_damaged_checkpoint_falls_back_to_the_one_before() {
    let mut bench = filled(60);
    let newest = bench.disk.segments().unwrap().pop().unwrap();
    assert!(newest > Segment::FIRST);
    assert!(bench.disk.flip(newest, 8 * 40));
    let (again, recovery) = Bench::on(bench.disk, Limits::default());
    assert_eq!(recovery.resume.create, Some(newest.next()));
    assert_eq!(again.writer.fold().0.len(), 60);
}

#[test]
fn a_segment_that_was_only_just_made_is_made_again() {
    let mut bench = filled(60);
    let newest = bench.disk.segments().unwrap().pop().unwrap().next();
    bench.disk.create(newest).unwrap();
    bench.disk.write(newest, 0, b"CCJC torn").unwrap();
    let (again, recovery) = Bench::on(bench.disk, Limits::default());
    assert_eq!(recovery.resume.create, Some(newest));
    assert_eq!(again.writer.fold().0.len(), 60);
}

#[test]
fn a_checkpoint_that_the_fold_refuses_is_passed_over() {
    struct Picky(History);
    impl Fold for Picky {
        fn apply(&mut self, seq: Seq, payload: &[u8]) {
            self.0.apply(seq, payload);
        }
        fn checkpoint(&self) -> Vec<u8> {
            self.0.checkpoint()
        }
        fn restore(&mut self, checkpoint: &[u8]) -> Result<(), crate::Unreadable> {
            match checkpoint {
                [] => Ok(()),
                _ => Err(crate::Unreadable("from another time".to_owned())),
            }
        }
    }
    let mut bench = filled(60);
    let mut fold = Picky(History::default());
    let recovery = recover(&mut bench.disk, &mut fold).unwrap();
    assert_eq!(fold.0.0.len(), 60);
    assert_eq!(
        recovery.items().next(),
        Some(Item::Checkpoint(Seq::ZERO, b""))
    );
    assert_eq!(recovery.items().count(), 61);
}

#[test]
fn history_begins_after_any_entry_and_tells_of_damage() {
    let mut bench = filled(100);
    for (after, upto) in [
        (0, 100),
        (0, 40),
        (37, 100),
        (99, 100),
        (100, 100),
        (50, 60),
    ] {
        let mut seen = Vec::new();
        let mut see = |seq: Seq, _: &[u8]| seen.push(seq.get());
        let dropped = history(&mut bench.disk, Seq::new(after), Seq::new(upto), &mut see).unwrap();
        assert!(dropped.is_empty());
        assert_eq!(seen, (after + 1..=upto).collect::<Vec<_>>());
    }
    assert!(bench.disk.flip(Segment::FIRST, 8 * 1_000));
    let mut seen = 0;
    let upto = Seq::new(100);
    let dropped = history(&mut bench.disk, Seq::ZERO, upto, &mut |_, _| seen += 1).unwrap();
    assert_eq!((seen, dropped.len()), (99, 2));
}
