//! Questions about the entries, answered quickly from data that can be made again.

mod batch;
mod memory;
mod open;
mod sled_view;

use journal::Seq;
use thiserror::Error;

pub use batch::{Batch, Change};
pub use memory::MemoryView;
pub use open::{Opening, Place, open};
pub use sled_view::SledView;

/// A view: rows by key, and how far it has followed the journal. The owner chooses the keys; rows are
/// scanned from the highest key down, so a key that begins with a time is scanned newest first.
pub trait View: Send + Sync {
    /// The last entry that the rows take in.
    ///
    /// # Errors
    /// If it cannot be read.
    fn position(&self) -> Result<Seq, ViewError>;

    /// Makes all changes of `batch` and moves the position to `upto`, both or neither.
    ///
    /// # Errors
    /// If neither was done.
    fn put(&self, upto: Seq, batch: Batch) -> Result<(), ViewError>;

    /// The row of a key.
    ///
    /// # Errors
    /// If it cannot be read.
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, ViewError>;

    /// The rows that `scan` asks for and `wanted` (of key and value) agrees to, highest key first.
    ///
    /// # Errors
    /// If they cannot be read.
    fn scan(
        &self,
        scan: &Scan<'_>,
        wanted: &mut dyn FnMut(&[u8], &[u8]) -> bool,
    ) -> Result<Page, ViewError>;
}

/// Which rows to look at.
#[derive(Copy, Clone, Debug)]
pub struct Scan<'a> {
    /// The lowest key, itself included.
    pub from: &'a [u8],
    /// The key above the highest.
    pub below: &'a [u8],
    /// How many rows to return at most.
    pub limit: usize,
    /// How many rows to look at at most.
    pub examine: usize,
}

/// A key with its value.
pub type Row = (Vec<u8>, Vec<u8>);

/// What a scan found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The rows, highest key first.
    pub rows: Vec<Row>,
    /// The `below` that goes on where this page stopped; `None` if there is nothing more.
    pub next: Option<Vec<u8>>,
}

impl Page {
    /// Fills a page from rows in falling order of their keys.
    fn fill<E>(
        scan: &Scan<'_>,
        rows: impl Iterator<Item = Result<Row, E>>,
        wanted: &mut dyn FnMut(&[u8], &[u8]) -> bool,
    ) -> Result<Page, E> {
        let mut page = Page::default();
        if scan.limit == 0 || scan.examine == 0 {
            page.next = Some(scan.below.to_vec());
            return Ok(page);
        }
        for (number, row) in (1..).zip(rows) {
            let (key, value) = row?;
            let next = key.clone();
            if wanted(&key, &value) {
                page.rows.push((key, value));
            }
            if page.rows.len() >= scan.limit || number >= scan.examine {
                page.next = Some(next);
                break;
            }
        }
        Ok(page)
    }
}

/// Why a view did not answer.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ViewError {
    /// Its data is damaged; the next opening makes it again from the journal.
    #[error("the view is damaged and is made again at the next start: {0}")]
    Damaged(String),
    /// There is no room on the disk.
    #[error("the disk is full")]
    Full,
    /// Anything else, in the words of the engine.
    #[error("the view failed: {0}")]
    Failed(String),
}
