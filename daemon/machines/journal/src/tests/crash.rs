//! Crashes and failures from seeds: nothing durable is lost, nothing changes its order.

use std::time::Duration;

use kernel::Chance;

use super::bench::Bench;
use crate::simulated::{Faults, SimulatedDisk};
use crate::{Limits, Seq};

fn limits() -> Limits {
    let back_off = Duration::from_millis(5);
    Limits {
        segment_bytes: 20_000,
        batch_bytes: 4_000,
        back_off,
        ..Limits::default()
    }
}

/// Several lives of one journal; each ends in a crash at any moment.
fn lives(seed: u64) -> Faults {
    let mut chance = Chance::from_number(seed);
    let mut disk = SimulatedDisk::new(chance.fork());
    let mut marks: Vec<u32> = Vec::new();
    let mut promised = Seq::ZERO;
    for life in 0..6 {
        disk.set_fault_percent(0);
        let (mut bench, recovery) = Bench::on(disk, limits());
        let found = bench.writer.fold().0.clone();
        assert!(
            found.len() as u64 >= promised.get(),
            "seed {seed} life {life}: lost durable entries"
        );
        assert!(
            (1..)
                .zip(&marks)
                .zip(&found)
                .all(|((seq, mark), entry)| *entry == (seq, *mark)),
            "seed {seed} life {life}: not a prefix of what was appended",
        );
        assert!(
            found.len() <= marks.len(),
            "seed {seed} life {life}: entries from nowhere"
        );
        assert_eq!(recovery.resume.last, Seq::new(found.len() as u64));
        marks.truncate(found.len());

        bench.disk.set_fault_percent(chance.below(3) * 15);
        bench.pace = Duration::from_micros(200 + chance.below(8_000));
        for _ in 0..chance.below(150) {
            if chance.percent(3) {
                bench
                    .disk
                    .set_capacity(bench.disk.used() + chance.below(2_000));
            } else if chance.percent(10) {
                bench.disk.set_capacity(u64::MAX);
            }
            let mark = chance.number() as u32;
            bench
                .append(mark, chance.below(900) as usize)
                .expect("room in memory");
            marks.push(mark);
            bench.run(Duration::from_micros(chance.below(6_000)));
        }
        promised = bench.last_durable().max(recovery.resume.last);
        disk = bench.disk;
        disk.set_capacity(u64::MAX);
        disk.crash();
    }
    disk.faults()
}

#[test]
fn no_crash_loses_what_was_called_durable() {
    let mut sum = Faults::default();
    for seed in 0..300 {
        let faults = lives(seed);
        sum.writes += faults.writes;
        sum.syncs += faults.syncs;
        sum.others += faults.others;
        sum.full += faults.full;
        sum.crashes += faults.crashes;
    }
    let happened = [sum.writes, sum.syncs, sum.others, sum.full, sum.crashes];
    assert!(happened.iter().all(|count| *count >= 100), "{sum:?}");
}
