//! Opening a view so that it is whole, whatever state it was left in.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use journal::Seq;

use super::sled_view::marker;
use super::{Batch, MemoryView, SledView, View, ViewError};
use crate::{Journal, StoreError};

/// Rows gathered before they are put, while a view catches up.
const BATCH: usize = 1_000;

/// Where a view lies and what it is.
#[derive(Copy, Clone, Debug)]
pub struct Place<'a> {
    /// Its directory, which nothing else uses.
    pub dir: &'a Path,
    /// The version of the projection: a view of another version is made again.
    pub version: u32,
    /// How much of it is kept in memory, in bytes.
    pub cache_bytes: u64,
}

/// How a view was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opening {
    /// It was there and took in the entries that it lacked.
    Kept {
        /// How many entries those were.
        entries: u64,
    },
    /// It could not be used and was made again; the old one lies beside it.
    Rebuilt {
        /// Why it could not be used.
        cause: String,
    },
    /// The disk cannot hold it: it is in memory until the next start.
    InMemory {
        /// Why the disk cannot.
        cause: String,
    },
}

/// What one entry changes in the view.
pub type Projection<'a> = &'a mut dyn FnMut(Seq, &[u8], &mut Batch);

/// Opens the view at `place` and brings it up to the journal's last durable entry. A view that is
/// damaged, of another version or ahead of the journal is moved aside and made again; where the disk
/// has no room it is made in memory. So a start never fails for a view's sake.
///
/// # Errors
/// If the journal cannot be read.
pub fn open(
    place: &Place<'_>,
    journal: &Journal,
    project: Projection<'_>,
) -> Result<(Arc<dyn View>, Opening), StoreError> {
    let cause = match open_kept(place, journal, project)? {
        Ok((view, entries)) => return Ok((view, Opening::Kept { entries })),
        Err(cause) => cause,
    };
    tracing::warn!(dir = %place.dir.display(), %cause, "a view cannot be used as it is");
    let cause = match cause {
        ViewError::Full => cause,
        ViewError::Damaged(_) | ViewError::Failed(_) => match remake(place, journal, project)? {
            Ok(view) => {
                return Ok((
                    view,
                    Opening::Rebuilt {
                        cause: cause.to_string(),
                    },
                ));
            }
            Err(again) => again,
        },
    };
    let view = MemoryView::default();
    if let Err(error) = catch_up(&view, journal, project)? {
        tracing::error!(%error, "a view in memory is incomplete");
    }
    Ok((
        Arc::new(view),
        Opening::InMemory {
            cause: cause.to_string(),
        },
    ))
}

type Outcome<T> = Result<Result<T, ViewError>, StoreError>;

fn open_kept(
    place: &Place<'_>,
    journal: &Journal,
    project: Projection<'_>,
) -> Outcome<(Arc<dyn View>, u64)> {
    let view = match SledView::open(place) {
        Ok(view) => view,
        Err(error) => return Ok(Err(error)),
    };
    Ok(
        catch_up(&view, journal, project)?
            .map(|entries| (Arc::new(view) as Arc<dyn View>, entries)),
    )
}

fn remake(place: &Place<'_>, journal: &Journal, project: Projection<'_>) -> Outcome<Arc<dyn View>> {
    if let Err(error) = move_aside(place.dir) {
        return Ok(Err(ViewError::Failed(error.to_string())));
    }
    Ok(open_kept(place, journal, project)?.map(|(view, _)| view))
}

/// One damaged view is kept for people to look at, the newest.
fn move_aside(dir: &Path) -> std::io::Result<()> {
    let aside = aside(dir);
    if aside.exists() {
        fs::remove_dir_all(&aside)?;
    }
    if dir.exists() {
        fs::rename(dir, &aside)?;
    }
    match fs::remove_file(marker(dir)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Where a view that cannot be used is moved.
pub fn aside(dir: &Path) -> PathBuf {
    dir.with_extension("damaged")
}

/// Puts what the view lacks; says how many entries that were.
fn catch_up(view: &dyn View, journal: &Journal, project: Projection<'_>) -> Outcome<u64> {
    let position = match view.position() {
        Ok(position) if position <= journal.durable() => position,
        Ok(position) => {
            let last = journal.durable();
            let cause = format!("it is at entry {position}, the journal ends at {last}");
            return Ok(Err(ViewError::Damaged(cause)));
        }
        Err(error) => return Ok(Err(error)),
    };
    let mut last = position;
    let mut entries = 0;
    let mut batch = Batch::default();
    let mut outcome = Ok(());
    let dropped = journal.history(position, &mut |seq, payload| {
        project(seq, payload, &mut batch);
        last = seq;
        entries += 1;
        if batch.len() >= BATCH {
            let full = std::mem::take(&mut batch);
            outcome = outcome.clone().and_then(|()| view.put(seq, full));
        }
    })?;
    for dropped in dropped {
        tracing::warn!(%dropped, "entries are missing in a view");
    }
    if outcome.is_ok() && last > position {
        outcome = view.put(last, batch);
    }
    Ok(outcome.map(|()| entries))
}
