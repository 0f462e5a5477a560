//! Groups: how fast, how many at a time, and what happens when the disk does not keep up.

use std::time::Duration;

use super::bench::Bench;
use crate::{DiskError, Full, Limits, Seq};

const MS: Duration = Duration::from_millis(1);

#[test]
fn under_load_every_entry_is_durable_within_50_ms() {
    let mut bench = Bench::new(Limits::default(), 1);
    bench.pace = 10 * MS;
    let mut appended = Vec::new();
    for mark in 0..5_000 {
        let seq = bench.append(mark, 2_000).unwrap();
        appended.push((bench.now, seq));
        bench.run(MS);
    }
    bench.run(50 * MS);
    for (at, seq) in appended {
        let durable = bench.durable.iter().find(|(_, to)| *to >= seq).unwrap().0;
        assert!(
            durable.since(at) <= 50 * MS,
            "entry {seq} took {:?}",
            durable.since(at)
        );
    }
    assert!(
        bench.writer.counters().syncs < 1_000,
        "entries go in groups"
    );
}

#[test]
fn a_single_entry_waits_only_the_gathering_time() {
    let mut bench = Bench::new(
        Limits {
            gather: 5 * MS,
            ..Limits::default()
        },
        1,
    );
    bench.append(1, 4).unwrap();
    bench.run(5 * MS);
    assert_eq!(bench.last_durable(), Seq::ZERO);
    bench.run(3 * MS);
    assert_eq!(bench.last_durable(), Seq::new(1));
    assert!(bench.writer.is_idle());
}

#[test]
fn a_full_disk_strains_then_refuses_and_loses_nothing() {
    let limits = Limits {
        strained_entries: 10_000,
        max_entries: 12_000,
        ..Limits::default()
    };
    let mut bench = Bench::new(limits, 1);
    bench.disk.set_capacity(10);
    for mark in 0..12_000 {
        assert_eq!(bench.writer.is_strained(), mark >= 10_000);
        bench.append(mark, 4).unwrap();
        bench.run(MS);
    }
    assert_eq!(bench.append(0, 4), Err(Full::Entries { limit: 12_000 }));
    assert_eq!(bench.writer.trouble(), Some(&DiskError::Full));
    assert!(bench.writer.counters().disk_full > 2);
    bench.disk.set_capacity(u64::MAX);
    bench.run(Duration::from_secs(10));
    assert_eq!(
        bench.last_durable(),
        Seq::new(12_000),
        "all is written within 10 s"
    );
    assert!(!bench.writer.is_strained());
    assert_eq!(bench.writer.trouble(), None);
    let (again, recovery) = Bench::on(bench.disk, limits);
    assert!(recovery.dropped.is_empty());
    assert!((0..12_000).eq(again.writer.fold().0.iter().map(|(_, mark)| *mark)));
}

#[test]
fn bytes_are_limited_too() {
    let limits = Limits {
        max_bytes: 3_000,
        ..Limits::default()
    };
    let mut bench = Bench::new(limits, 1);
    bench.disk.set_fault_percent(100);
    bench.append(1, 1_000).unwrap();
    bench.append(2, 1_000).unwrap();
    assert_eq!(bench.append(3, 1_000), Err(Full::Bytes { limit: 3_000 }));
    assert_eq!(
        bench.append(3, 65 << 20),
        Err(Full::TooLong { bytes: 65 << 20 })
    );
    assert_eq!(bench.writer.counters().refused, 2);
}

#[test]
fn a_start_reads_one_segment() {
    let limits = Limits {
        segment_bytes: 10_000,
        ..Limits::default()
    };
    let mut bench = Bench::new(limits, 1);
    for mark in 0..500 {
        bench.append(mark, 100).unwrap();
        bench.run(10 * MS);
    }
    let segments = bench.writer.counters().segments;
    assert!(segments >= 4, "{segments} segments");
    let (again, recovery) = Bench::on(bench.disk, limits);
    assert!(recovery.items().count() < 200);
    assert_eq!(again.writer.fold().0.len(), 500);
    assert_eq!(again.writer.durable(), Seq::new(500));
}

#[test]
fn a_state_longer_than_a_segment_does_not_begin_one_with_every_group() {
    let limits = Limits {
        segment_bytes: 2_000,
        ..Limits::default()
    };
    let mut bench = Bench::new(limits, 1);
    for mark in 0..1_000 {
        bench.append(mark, 4).unwrap();
    }
    bench.run(100 * MS);
    let before = bench.writer.counters().segments;
    for mark in 0..40 {
        bench.append(mark, 100).unwrap();
        bench.run(10 * MS);
    }
    // 128 bytes a frame, and the state is longer than all of them.
    let segments = bench.writer.counters().segments - before;
    assert!((1..=4).contains(&segments), "{segments} segments");
}

#[test]
fn an_ended_wait_is_tried_at_once() {
    let mut bench = Bench::new(
        Limits {
            back_off: 60_000 * MS,
            ..Limits::default()
        },
        1,
    );
    bench.disk.set_capacity(0);
    bench.append(1, 4).unwrap();
    bench.run(10 * MS);
    bench.disk.set_capacity(1_000);
    bench.run(10 * MS);
    assert_eq!(bench.last_durable(), Seq::ZERO);
    bench.writer.retry();
    bench.run(10 * MS);
    assert_eq!(bench.last_durable(), Seq::new(1));
}
