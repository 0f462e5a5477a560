//! Killing a process that writes: nothing that it had called durable is lost.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use kernel::Chance;

use super::common::{all, entry, open, small};

const PLACE: &str = "STORE_TEST_KILL_DIR";
const KILLS: usize = 30;

/// The process that is killed: not a test by itself.
#[test]
fn writes_until_it_is_killed() {
    let Ok(dir) = std::env::var(PLACE) else {
        return;
    };
    let (journal, replay) = open(Path::new(&dir), small());
    journal.on_durable(Box::new(|seq| {
        let mut out = std::io::stdout().lock();
        writeln!(out, "durable {seq}").unwrap();
        out.flush().unwrap();
    }));
    for number in replay.last().get().. {
        while journal.append(entry(number, 300)).is_err() {
            std::thread::yield_now();
        }
        if number % 16 == 0 {
            std::thread::sleep(Duration::from_micros(500));
        }
    }
}

/// Starts the writer and kills it some time after its first durable entry; says what it had reached.
fn one_life(dir: &Path, chance: &mut Chance) -> u64 {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "tests::kill::writes_until_it_is_killed",
            "--nocapture",
        ])
        .env(PLACE, dir)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap())
        .lines()
        .map_while(Result::ok);
    let number = |line: String| line.rsplit_once("durable ")?.1.parse().ok();
    let mut reached: u64 = lines.by_ref().find_map(number).unwrap();
    for _ in 0..chance.below(60) {
        reached = lines.next().and_then(number).unwrap_or(reached);
    }
    child.kill().unwrap();
    reached = lines.filter_map(number).last().unwrap_or(reached);
    child.wait().unwrap();
    reached
}

#[test]
fn thirty_kills_lose_nothing_durable() {
    let dir = tempfile::tempdir().unwrap();
    let mut chance = Chance::from_number(9);
    let mut last = 0;
    for life in 0..KILLS {
        let reached = one_life(dir.path(), &mut chance);
        assert!(reached > last, "life {life} made no progress");
        let (journal, replay) = open(dir.path(), small());
        last = replay.last().get();
        assert!(
            last >= reached,
            "life {life}: {reached} was durable, {last} is there"
        );
        if life % 10 == 9 {
            assert!(
                all(&journal).into_iter().eq(0..last),
                "life {life}: gap or disorder"
            );
        }
    }
}
