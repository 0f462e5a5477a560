//! A view in memory, for tests and for a disk that has no room for another.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::{PoisonError, RwLock};

use journal::Seq;

use super::{Batch, Page, Scan, View, ViewError};

/// Rows in memory; gone with the process.
#[derive(Debug, Default)]
pub struct MemoryView {
    state: RwLock<State>,
}

#[derive(Debug, Default)]
struct State {
    position: Seq,
    rows: BTreeMap<Vec<u8>, Vec<u8>>,
}

impl View for MemoryView {
    fn position(&self) -> Result<Seq, ViewError> {
        Ok(self
            .state
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .position)
    }

    fn put(&self, upto: Seq, batch: Batch) -> Result<(), ViewError> {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        for change in batch.into_changes() {
            match change.value {
                Some(value) => state.rows.insert(change.key, value),
                None => state.rows.remove(&change.key),
            };
        }
        state.position = upto;
        Ok(())
    }

    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, ViewError> {
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        Ok(state.rows.get(key).cloned())
    }

    fn scan(
        &self,
        scan: &Scan<'_>,
        wanted: &mut dyn FnMut(&[u8], &[u8]) -> bool,
    ) -> Result<Page, ViewError> {
        if scan.from >= scan.below {
            return Ok(Page::default());
        }
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        let range = (Bound::Included(scan.from), Bound::Excluded(scan.below));
        let rows = state.rows.range::<[u8], _>(range).rev();
        Page::fill(
            scan,
            rows.map(|(key, value)| Ok((key.clone(), value.clone()))),
            wanted,
        )
    }
}
