//! A view in sled.

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use journal::Seq;

use super::{Batch, Page, Place, Scan, View, ViewError};

/// The row of the position; the owner's rows are behind [`ROWS`].
const POSITION: &[u8] = &[0];
const ROWS: u8 = 1;

/// How long the lock of a database that is being closed is waited for.
const LOCK_PATIENCE: Duration = Duration::from_secs(3);

/// Rows in a sled database. Nothing in it is synced on its own account: what a crash takes away is
/// read from the journal again, because the position goes with the rows.
#[derive(Debug)]
pub struct SledView {
    db: sled::Db,
    version: u32,
    marker: PathBuf,
}

impl SledView {
    /// Opens or makes the database of a place. Panics of the engine count as damage.
    ///
    /// # Errors
    /// If it is damaged, made by another version, or has no room.
    pub fn open(place: &Place<'_>) -> Result<SledView, ViewError> {
        let marker = marker(place.dir);
        if marker.exists() {
            return Err(ViewError::Damaged(
                "damage was met while it was in use".to_owned(),
            ));
        }
        let config = sled::Config::new()
            .path(place.dir)
            .cache_capacity(place.cache_bytes);
        let db = open_when_free(&config)?;
        let view = SledView {
            db,
            version: place.version,
            marker,
        };
        view.position()?;
        Ok(view)
    }

    fn noted<T>(&self, outcome: Result<T, ViewError>) -> Result<T, ViewError> {
        if let Err(ViewError::Damaged(cause)) = &outcome {
            tracing::error!(%cause, "a view is damaged; it is made again at the next start");
            if let Err(error) = File::create(&self.marker) {
                tracing::error!(%error, "the damage could not be noted");
            }
        }
        outcome
    }

    fn read_position(&self) -> Result<Seq, ViewError> {
        let Some(bytes) = guarded(|| self.db.get(POSITION))? else {
            return Ok(Seq::ZERO);
        };
        let (seq, version) = bytes.split_at_checked(8).unwrap_or_default();
        let (Ok(seq), Ok(version)) = (seq.try_into(), version.try_into()) else {
            return Err(ViewError::Damaged("its position cannot be read".to_owned()));
        };
        match u32::from_be_bytes(version) {
            version if version == self.version => Ok(Seq::new(u64::from_be_bytes(seq))),
            version => Err(ViewError::Damaged(format!("it is of version {version}"))),
        }
    }
}

impl View for SledView {
    fn position(&self) -> Result<Seq, ViewError> {
        self.noted(self.read_position())
    }

    fn put(&self, upto: Seq, batch: Batch) -> Result<(), ViewError> {
        let mut together = sled::Batch::default();
        for change in batch.into_changes() {
            match change.value {
                Some(value) => together.insert(inner(&change.key), value),
                None => together.remove(inner(&change.key)),
            }
        }
        let position = [
            &upto.get().to_be_bytes()[..],
            &self.version.to_be_bytes()[..],
        ]
        .concat();
        together.insert(POSITION, position);
        self.noted(guarded(|| self.db.apply_batch(together)))
    }

    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, ViewError> {
        let found = self.noted(guarded(|| self.db.get(inner(key))))?;
        Ok(found.map(|value| value.to_vec()))
    }

    fn scan(
        &self,
        scan: &Scan<'_>,
        wanted: &mut dyn FnMut(&[u8], &[u8]) -> bool,
    ) -> Result<Page, ViewError> {
        if scan.from >= scan.below {
            return Ok(Page::default());
        }
        let outcome = guarded(|| {
            let rows = self.db.range(inner(scan.from)..inner(scan.below)).rev();
            let rows = rows.map(|row| row.map(|(key, value)| (outer(&key), value.to_vec())));
            Page::fill(scan, rows, wanted)
        });
        self.noted(outcome)
    }
}

/// Opens the database; one that was closed a moment ago is still locked by the engine's threads.
fn open_when_free(config: &sled::Config) -> Result<sled::Db, ViewError> {
    let end = Instant::now() + LOCK_PATIENCE;
    loop {
        match guarded(|| config.open()) {
            Err(ViewError::Failed(cause))
                if cause.contains("could not acquire lock") && Instant::now() < end =>
            {
                std::thread::sleep(Duration::from_millis(10));
            }
            outcome => return outcome,
        }
    }
}

fn inner(key: &[u8]) -> Vec<u8> {
    [&[ROWS][..], key].concat()
}

fn outer(key: &[u8]) -> Vec<u8> {
    key.get(1..).unwrap_or_default().to_vec()
}

/// Where damage that was met in use is noted for the next opening.
pub fn marker(dir: &Path) -> PathBuf {
    dir.with_extension("damaged-in-use")
}

/// Runs something of the engine's, which panics on some damage instead of reporting it.
fn guarded<T>(run: impl FnOnce() -> sled::Result<T>) -> Result<T, ViewError> {
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(outcome) => outcome.map_err(told),
        Err(_) => Err(ViewError::Damaged("the engine panicked".to_owned())),
    }
}

fn told(error: sled::Error) -> ViewError {
    match error {
        sled::Error::Io(error) if crate::files::is_full(&error) => ViewError::Full,
        // A short or missing file is met as the end of a file.
        sled::Error::Io(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            ViewError::Damaged(error.to_string())
        }
        sled::Error::Io(error) => ViewError::Failed(error.to_string()),
        sled::Error::Unsupported(cause) => ViewError::Failed(cause),
        other => ViewError::Damaged(other.to_string()),
    }
}
