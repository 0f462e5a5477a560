use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use super::wav::{HEADER, header};
use super::*;

const PATIENCE: Duration = Duration::from_secs(20);
const AT: jiff::Timestamp = jiff::Timestamp::UNIX_EPOCH;

type Told = mpsc::Receiver<(Tag, RecordingEvent)>;

fn start(disk: impl Disk + 'static) -> (Recorder, Told) {
    let (sender, told) = mpsc::channel();
    let sender = Mutex::new(sender);
    let tell: Tell = Arc::new(move |tag, event| {
        drop(sender.lock().expect("not poisoned").send((tag, event)));
    });
    (
        Recorder::start(Arc::new(disk), 4_000_000, tell).expect("started"),
        told,
    )
}

fn chunk(recording: u128, frame: u64, samples: &[i16], last: bool) -> Chunk {
    let begin = Begin {
        tag: 9,
        recording,
        at: AT,
    };
    Chunk {
        begin,
        frame,
        samples: samples.to_vec(),
        last,
    }
}

fn bytes(samples: &[i16]) -> Vec<u8> {
    samples
        .iter()
        .flat_map(|sample| sample.to_le_bytes())
        .collect()
}

fn wav(samples: &[i16]) -> Vec<u8> {
    [&header(samples.len() as u64 * 2)[..], &bytes(samples)].concat()
}

/// Whether the data directory holds notes of unfinished recordings.
fn notes(data: &Path) -> usize {
    std::fs::read_dir(data.join(path::NOTES)).map_or(0, Iterator::count)
}

#[test]
fn a_recording_becomes_a_finished_file_at_its_path() {
    let data = tempfile::tempdir().expect("a folder");
    let (recorder, told) = start(Folder::new(data.path()));
    assert!(recorder.tray().audio(chunk(7, 0, &[1, -1, 2, -2], false)));
    assert!(recorder.tray().audio(chunk(7, 2, &[3, -3], true)));
    let file = recording_path(7, AT);
    let closed = RecordingEvent::Closed {
        recording: 7,
        file: file.clone(),
        duration_ms: 0,
        bytes: 56,
    };
    assert_eq!(told.recv_timeout(PATIENCE), Ok((9, closed)));
    let written = std::fs::read(data.path().join(&file)).expect("the file");
    assert_eq!(written, wav(&[1, -1, 2, -2, 3, -3]));
    assert_eq!(notes(data.path()), 0);
}

#[test]
fn audio_that_was_dropped_is_silence_so_that_the_rest_keeps_its_time() {
    let data = tempfile::tempdir().expect("a folder");
    let (recorder, told) = start(Folder::new(data.path()));
    recorder.tray().audio(chunk(7, 0, &[1, 1], false));
    recorder.tray().audio(chunk(7, 3, &[4, 4], true));
    told.recv_timeout(PATIENCE).expect("closed");
    let written = std::fs::read(data.path().join(recording_path(7, AT))).expect("the file");
    assert_eq!(written, wav(&[1, 1, 0, 0, 0, 0, 4, 4]));
}

#[test]
fn stopping_finishes_recordings_that_have_no_end() {
    let data = tempfile::tempdir().expect("a folder");
    let (recorder, told) = start(Folder::new(data.path()));
    (1..=50).for_each(|id| assert!(recorder.tray().audio(chunk(id, 0, &[5; 16_000], false))));
    recorder.stop();
    let events: Vec<_> = told.try_iter().collect();
    assert_eq!(events.len(), 50);
    assert!(events.iter().all(|(_, event)| matches!(
        event,
        RecordingEvent::Closed {
            duration_ms: 1_000,
            bytes: 32_044,
            ..
        }
    )));
    assert_eq!(repair(data.path()).expect("repaired"), vec![]);
}

#[test]
fn a_crash_leaves_files_that_repair_makes_playable() {
    let data = tempfile::tempdir().expect("a folder");
    let disk = Folder::new(data.path());
    let file = recording_path(7, AT);
    let tape = disk.create(&file).expect("a file");
    tape.write_at(0, &header(0)).expect("written");
    tape.write_at(HEADER, &bytes(&[1, 2, 3, 4]))
        .expect("written");
    tape.write_at(HEADER + 8, &[9]).expect("half a sample");
    drop(
        disk.create(&recording_path(8, AT))
            .expect("a file without a header"),
    );
    let lost = recording_path(9, AT);
    drop(disk.create(&lost).expect("a file"));
    std::fs::remove_file(data.path().join(&lost)).expect("removed");

    let repaired = repair(data.path()).expect("repaired");
    let wanted = [(file.clone(), 52), (recording_path(8, AT), 44)].map(|(file, bytes)| Repaired {
        file,
        duration_ms: 0,
        bytes,
    });
    assert_eq!(repaired, wanted);
    assert_eq!(
        std::fs::read(data.path().join(file)).expect("the file"),
        wav(&[1, 2, 3, 4])
    );
    assert_eq!(
        repair(data.path()).expect("again"),
        vec![],
        "once is enough"
    );
}

#[test]
fn repair_touches_nothing_outside_the_recordings() {
    let data = tempfile::tempdir().expect("a folder");
    let notes_folder = data.path().join(path::NOTES);
    std::fs::create_dir_all(&notes_folder).expect("a folder");
    let precious = data.path().join("journal.wav");
    std::fs::write(&precious, "precious").expect("written");
    for (name, text) in [
        ("1", "recordings/../journal.wav"),
        ("2", "journal.wav"),
        ("3", ""),
    ] {
        std::fs::write(notes_folder.join(name), text).expect("written");
    }
    assert_eq!(repair(data.path()).expect("repaired"), vec![]);
    assert_eq!(std::fs::read(&precious).expect("there"), b"precious");
    assert_eq!(notes(data.path()), 0);
}

/// A disk in memory that has room for so many bytes in each file.
#[derive(Clone, Default)]
struct Memory {
    files: Arc<Mutex<BTreeMap<PathBuf, Vec<u8>>>>,
    room: usize,
}

struct MemoryTape(Memory, PathBuf);

impl Disk for Memory {
    fn create(&self, path: &Path) -> io::Result<Box<dyn Tape>> {
        Ok(Box::new(MemoryTape(self.clone(), path.to_owned())))
    }

    fn seal(&self, _: &[&Path]) -> io::Result<()> {
        Ok(())
    }
}

impl Tape for MemoryTape {
    fn write_at(&self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        let end = offset as usize + bytes.len();
        if end > self.0.room {
            return Err(ErrorKind::StorageFull.into());
        }
        let mut files = self.0.files.lock().expect("not poisoned");
        let file = files.entry(self.1.clone()).or_default();
        file.resize(file.len().max(end), 0);
        file[offset as usize..end].copy_from_slice(bytes);
        Ok(())
    }

    fn sync(&self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_full_disk_ends_the_recording_with_one_alarm_and_keeps_what_there_is() {
    let disk = Memory {
        room: 44 + 8,
        ..Memory::default()
    };
    let (recorder, told) = start(disk.clone());
    recorder.tray().audio(chunk(7, 0, &[1, 2, 3, 4], false));
    recorder.tray().audio(chunk(7, 2, &[5, 6], false));
    recorder.tray().audio(chunk(7, 3, &[7, 8], true));
    let why = RecordingFailure::NotWritten(ErrorKind::StorageFull);
    let failed = RecordingEvent::Failed { recording: 7, why };
    assert_eq!(told.recv_timeout(PATIENCE), Ok((9, failed)));
    let (_, closed) = told.recv_timeout(PATIENCE).expect("closed");
    assert!(
        matches!(closed, RecordingEvent::Closed { bytes: 52, .. }),
        "{closed:?}"
    );
    assert_eq!(
        disk.files.lock().expect("files")[&recording_path(7, AT)],
        wav(&[1, 2, 3, 4])
    );
}

#[test]
fn a_file_that_cannot_be_created_is_told_once_and_never_closed() {
    let (recorder, told) = start(Memory::default());
    recorder.tray().audio(chunk(7, 0, &[1, 2], false));
    recorder.tray().audio(chunk(7, 1, &[1, 2], true));
    recorder.stop();
    let why = RecordingFailure::NotCreated(ErrorKind::StorageFull);
    let events: Vec<_> = told.try_iter().collect();
    assert_eq!(
        events,
        vec![(9, RecordingEvent::Failed { recording: 7, why })]
    );
}
