//! A table of beginnings of numbers.

use super::Home;
use super::key::Key;
use super::read::{self, Faults};

/// What is known of numbers that begin so. Two million rows of a few hundred homes take 24 MB.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Sorted.
    keys: Vec<Key>,
    /// Beside each key the place of its home.
    places: Vec<u32>,
    homes: Vec<Home>,
}

impl Table {
    /// Reads a table: a line that names the columns, then a line for each beginning of a number.
    ///
    /// # Errors
    /// Every line that is wrong.
    pub fn read(text: &str) -> Result<Table, Faults> {
        read::read(text)
    }

    /// A table of rows that are sorted by key and have places in `homes`.
    pub(super) fn new(rows: Vec<(Key, u32)>, homes: Vec<Home>) -> Table {
        let (keys, places) = rows.into_iter().unzip();
        Table {
            keys,
            places,
            homes,
        }
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// What it says of numbers that begin exactly so.
    pub(super) fn get(&self, key: Key) -> Option<&Home> {
        let row = self.keys.binary_search(&key).ok()?;
        let place = self.places.get(row)?;
        self.homes.get(*place as usize)
    }
}
