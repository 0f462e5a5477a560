//! A disk without room: work goes on in memory, nothing is lost, and room is used when it comes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use journal::simulated::SimulatedDisk;
use journal::{Disk, DiskError, Segment, Seq};
use kernel::Chance;

use super::common::{Count, LONG, all, entry, fill, open};
use crate::view::Place;
use crate::{Journal, Opening, Settings, StoreError, view};

/// A disk that the test can fill up while the journal writes to it.
#[derive(Clone)]
struct Shared(Arc<Mutex<SimulatedDisk>>);

impl Disk for Shared {
    fn segments(&mut self) -> Result<Vec<Segment>, DiskError> {
        self.0.lock().unwrap().segments()
    }
    fn read(&mut self, segment: Segment) -> Result<Vec<u8>, DiskError> {
        self.0.lock().unwrap().read(segment)
    }
    fn head(&mut self, segment: Segment, length: usize) -> Result<Vec<u8>, DiskError> {
        self.0.lock().unwrap().head(segment, length)
    }
    fn create(&mut self, segment: Segment) -> Result<(), DiskError> {
        self.0.lock().unwrap().create(segment)
    }
    fn write(&mut self, segment: Segment, offset: u64, bytes: &[u8]) -> Result<(), DiskError> {
        self.0.lock().unwrap().write(segment, offset, bytes)
    }
    fn sync(&mut self, segment: Segment) -> Result<(), DiskError> {
        self.0.lock().unwrap().sync(segment)
    }
    fn truncate(&mut self, segment: Segment, length: u64) -> Result<(), DiskError> {
        self.0.lock().unwrap().truncate(segment, length)
    }
    fn set_aside(&mut self, segment: Segment, offset: u64, bytes: &[u8]) {
        self.0.lock().unwrap().set_aside(segment, offset, bytes);
    }
}

fn disk() -> Shared {
    Shared(Arc::new(Mutex::new(SimulatedDisk::new(
        Chance::from_number(1),
    ))))
}

#[test]
fn ten_thousand_entries_wait_for_room_and_are_written_when_it_comes() {
    let dir = tempfile::tempdir().unwrap();
    let disk = disk();
    disk.0.lock().unwrap().set_capacity(0);
    let (journal, _) = Journal::open_on(
        dir.path(),
        Settings::default(),
        disk.clone(),
        Count::default(),
    )
    .unwrap();
    for number in 0..10_000 {
        assert!(!journal.is_strained());
        journal.append(entry(number, 1_000)).unwrap();
    }
    assert!(
        journal.is_strained(),
        "whoever asks refuses calls from here on"
    );
    assert!(
        journal.append(entry(10_000, 1_000)).is_ok(),
        "calls that are up still end well"
    );
    assert!(!journal.wait_durable(Seq::new(1), Duration::from_millis(50)));
    let status = journal.status();
    assert!(
        status.disk_full && status.counters.disk_full > 0,
        "{status:?}"
    );
    let room = Instant::now();
    disk.0.lock().unwrap().set_capacity(u64::MAX);
    assert!(journal.wait_durable(Seq::new(10_001), LONG));
    assert!(room.elapsed() < Duration::from_secs(10));
    assert!(!journal.is_strained());
    journal.close().unwrap();
    assert_eq!(journal.status().trouble, None);
}

#[test]
fn closing_on_a_full_disk_says_what_is_lost() {
    let dir = tempfile::tempdir().unwrap();
    let disk = disk();
    disk.0.lock().unwrap().set_capacity(0);
    let settings = Settings {
        close_limit: Duration::from_millis(50),
        ..Settings::default()
    };
    let (journal, _) = Journal::open_on(dir.path(), settings, disk, Count::default()).unwrap();
    journal.append(entry(0, 10)).unwrap();
    journal.append(entry(1, 10)).unwrap();
    let error = journal.close().unwrap_err();
    assert!(
        matches!(error, StoreError::Unwritten { entries: 2, .. }),
        "{error}"
    );
}

/// A small file system of its own; unmounted when dropped.
struct Tmpfs(PathBuf);

impl Tmpfs {
    /// `None` where mounting is not permitted.
    fn mount(dir: &Path) -> Option<Tmpfs> {
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=2m", "tmpfs"])
            .arg(dir)
            .output()
            .is_ok_and(|output| output.status.success());
        mounted.then(|| Tmpfs(dir.to_owned()))
    }
}

impl Drop for Tmpfs {
    fn drop(&mut self) {
        drop(Command::new("umount").arg("-l").arg(&self.0).status());
    }
}

#[test]
#[allow(clippy::print_stderr, reason = "tells what the run found")]
fn a_real_full_disk_is_survived_and_started_on() {
    let root = tempfile::tempdir().unwrap();
    let Some(small) = Tmpfs::mount(root.path()) else {
        eprintln!("skipped: mounting is not permitted here");
        return;
    };
    let dir = small.0.join("journal");
    let mut settings = Settings {
        ballast_bytes: 256 * 1024,
        ..Settings::default()
    };
    settings.limits.batch_bytes = 32 * 1024;
    let (journal, _) = open(&dir, settings);
    fill(&journal, 0, 100, 1_000);
    assert!(dir.join("ballast").exists());
    // Something else takes all the room.
    let filler = small.0.join("filler");
    assert!(fs::write(&filler, vec![1; 4 << 20]).is_err());
    for number in 100..1_000 {
        journal.append(entry(number, 1_000)).unwrap();
    }
    assert!(
        journal.wait_durable(Seq::new(200), LONG),
        "the ballast is given up"
    );
    assert!(!journal.wait_durable(Seq::new(1_000), Duration::from_millis(300)));
    assert!(journal.status().disk_full);
    assert!(!dir.join("ballast").exists());
    fs::remove_file(&filler).unwrap();
    let room = Instant::now();
    assert!(journal.wait_durable(Seq::new(1_000), LONG));
    assert!(
        room.elapsed() < Duration::from_secs(10),
        "{:?}",
        room.elapsed()
    );
    drop(journal);

    assert!(fs::write(&filler, vec![1; 4 << 20]).is_err());
    let (journal, replay) = open(&dir, settings);
    assert_eq!(replay.last(), Seq::new(1_000), "starts on a full disk");
    let views = small.0.join("views");
    let place = Place {
        dir: &views,
        version: 1,
        cache_bytes: 1 << 20,
    };
    let (view, opening) = view::open(&place, &journal, &mut |seq, payload, batch| {
        batch.put(seq.get().to_be_bytes(), payload);
    })
    .unwrap();
    assert!(matches!(opening, Opening::InMemory { .. }), "{opening:?}");
    assert_eq!(view.position().unwrap(), Seq::new(1_000));
    journal.append(entry(1_000, 1_000)).unwrap();
    fs::remove_file(&filler).unwrap();
    assert!(journal.wait_durable(Seq::new(1_001), LONG));
    assert_eq!(all(&journal).len(), 1_001);
}
