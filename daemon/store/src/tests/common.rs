//! What the tests keep in a journal.

use std::path::Path;
use std::time::Duration;

use journal::{Fold, Item, Seq, Unreadable};

use crate::{Journal, Replay, Settings};

/// Longer than anything here takes.
pub const LONG: Duration = Duration::from_secs(30);

/// Counts the entries.
#[derive(Debug, Default)]
pub struct Count(pub u64);

impl Fold for Count {
    fn apply(&mut self, _seq: Seq, _payload: &[u8]) {
        self.0 += 1;
    }

    fn checkpoint(&self) -> Vec<u8> {
        self.0.to_le_bytes().to_vec()
    }

    fn restore(&mut self, checkpoint: &[u8]) -> Result<(), Unreadable> {
        self.0 = 0;
        let bytes = checkpoint
            .try_into()
            .map_err(|_| Unreadable("a count has 8 bytes".to_owned()))?;
        self.0 = u64::from_le_bytes(bytes);
        Ok(())
    }
}

/// Small groups and segments, so that a test has several.
pub fn small() -> Settings {
    let mut settings = Settings {
        ballast_bytes: 64 * 1024,
        ..Settings::default()
    };
    settings.limits.batch_bytes = 4 * 1024;
    settings.limits.segment_bytes = 32 * 1024;
    settings
}

pub fn open(dir: &Path, settings: Settings) -> (Journal, Replay) {
    Journal::open(dir, settings, Count::default()).unwrap()
}

/// The payload of entry `number`: its number, then `length` bytes of filling.
pub fn entry(number: u64, length: usize) -> Vec<u8> {
    let mut bytes = number.to_le_bytes().to_vec();
    bytes.resize(8 + length, b'x');
    bytes
}

pub fn number_in(payload: &[u8]) -> u64 {
    u64::from_le_bytes(*payload.first_chunk().unwrap())
}

/// Appends entries `from..to` and waits until they are durable.
pub fn fill(journal: &Journal, from: u64, to: u64, length: usize) {
    let mut last = Seq::ZERO;
    for number in from..to {
        last = journal.append(entry(number, length)).unwrap();
        if number % 1_000 == 999 {
            assert!(journal.wait_durable(last, LONG));
        }
    }
    assert!(journal.wait_durable(last, LONG));
}

/// The numbers of all entries, read from the first segment on.
pub fn all(journal: &Journal) -> Vec<u64> {
    let mut numbers = Vec::new();
    journal
        .replay_all(&mut |_, payload| numbers.push(number_in(payload)))
        .unwrap();
    numbers
}

/// How many entries there were up to the replay's base, and how many follow it.
pub fn counted(replay: &Replay) -> (u64, u64) {
    let mut sum = (0, 0);
    for item in replay.items() {
        match item {
            Item::Checkpoint(_, state) => sum.0 = number_in(state),
            Item::Entry(..) => sum.1 += 1,
        }
    }
    sum
}
