//! How long a start takes.

use std::time::{Duration, Instant};

use journal::Seq;

use super::common::{fill, open};
use crate::view::Place;
use crate::{Batch, Opening, Settings, view};

#[test]
#[cfg_attr(
    debug_assertions,
    ignore = "a figure of optimised builds: cargo test --release -p store"
)]
#[allow(clippy::print_stderr, reason = "tells what the run found")]
fn ready_within_2_s_on_100_000_records_of_2_kb() {
    let dir = tempfile::tempdir().unwrap();
    let views = dir.path().join("view");
    let place = Place {
        dir: &views,
        version: 1,
        cache_bytes: 64 << 20,
    };
    let mut project = |seq: Seq, payload: &[u8], batch: &mut Batch| {
        batch.put([b"r", &seq.get().to_be_bytes()[..]].concat(), payload);
        batch.put(
            [b"t", &seq.get().to_be_bytes()[..]].concat(),
            seq.get().to_be_bytes(),
        );
    };
    let (journal, _) = open(&dir.path().join("journal"), Settings::default());
    fill(&journal, 0, 100_000, 2_000);
    drop(view::open(&place, &journal, &mut project).unwrap());
    fill(&journal, 100_000, 100_100, 2_000);
    drop(journal);

    let start = Instant::now();
    let (journal, replay) = open(&dir.path().join("journal"), Settings::default());
    let read = start.elapsed();
    let (view, opening) = view::open(&place, &journal, &mut project).unwrap();
    let ready = start.elapsed();
    eprintln!("journal read in {read:?}, view ready after {ready:?}");
    assert_eq!(replay.last(), Seq::new(100_100));
    assert_eq!(opening, Opening::Kept { entries: 100 });
    assert_eq!(view.position().unwrap(), Seq::new(100_100));
    assert!(ready < Duration::from_secs(2), "{ready:?}");
}
