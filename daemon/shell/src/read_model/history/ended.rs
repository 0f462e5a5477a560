//! Calls that are over, in the order in which that became durable, for whoever is told of each of them.

use std::collections::VecDeque;
use std::sync::{Arc, PoisonError};

use journal::Seq;
use model::record::CallRecord;
use switch::Entry;

use super::{History, HistoryError};

/// Calls in memory at most; older ones are read from the journal.
const KEPT: usize = 1_000;
/// Entries of the journal that are looked at for one reading.
const STRIDE: u64 = 20_000;

/// A call that is over, or of which something was noted since.
#[derive(Clone, Debug, PartialEq)]
pub struct EndedCall {
    /// The place of this in the journal.
    pub place: u64,
    /// What is known of it.
    pub record: CallRecord,
    /// Whether it has been over for a while, and people have noted something.
    pub again: bool,
}

/// Some of them.
#[derive(Clone, Debug, PartialEq)]
pub struct EndedCalls {
    /// In order.
    pub calls: Vec<Arc<EndedCall>>,
    /// The last entry that was looked at.
    pub upto: u64,
}

/// How many there are behind a place.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// So many.
    pub behind: u64,
    /// What [`History::ended_in_all`] says at that moment.
    pub in_all: u64,
}

/// The newest, in memory while somebody is told of them.
#[derive(Debug)]
pub struct Newest {
    followed: bool,
    calls: VecDeque<Arc<EndedCall>>,
    /// All behind this place are here.
    behind: u64,
    in_all: u64,
}

impl Newest {
    /// None yet, behind the last entry.
    pub fn new(last: Seq) -> Newest {
        Newest {
            followed: false,
            calls: VecDeque::new(),
            behind: last.get(),
            in_all: 0,
        }
    }

    /// Takes an entry in.
    pub fn push(&mut self, seq: Seq, entry: &Entry) {
        if record_of(entry).is_none() {
            return;
        }
        self.in_all += 1;
        let place = seq.get();
        let Some(call) = self.followed.then(|| ended(place, entry)).flatten() else {
            self.behind = place;
            return;
        };
        self.calls.push_back(Arc::new(call));
        if self.calls.len() > KEPT
            && let Some(oldest) = self.calls.pop_front()
        {
            self.behind = oldest.place;
        }
    }

    fn follow(&mut self, followed: bool) {
        self.followed = followed;
        if !followed && let Some(last) = self.calls.back() {
            self.behind = last.place;
            self.calls = VecDeque::new();
        }
    }

    /// Those behind a place; `None`: some of them are no longer here.
    fn after(&self, behind: u64) -> Option<impl Iterator<Item = &Arc<EndedCall>>> {
        let first = self.calls.partition_point(|call| call.place <= behind);
        (behind >= self.behind).then(|| self.calls.iter().skip(first))
    }
}

impl History {
    /// Keeps calls in memory from here on, or keeps none: where nobody is told of them that is work for nothing.
    pub fn keep_ended(&self, followed: bool) {
        let mut newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        newest.follow(followed);
    }

    /// The first calls behind a place, at most `most`, if all of them are in memory.
    pub fn newest(&self, behind: u64, most: usize) -> Option<EndedCalls> {
        let shown = self.shown();
        let newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        let calls = newest.after(behind)?.filter(|call| call.place <= shown);
        let calls: Vec<_> = calls.take(most).cloned().collect();
        let upto = upto(&calls, most, shown);
        Some(EndedCalls { calls, upto })
    }

    /// The first calls behind a place, at most `most`, of the entries that one reading looks at.
    ///
    /// # Errors
    /// If the journal cannot be read.
    pub fn ended(&self, behind: u64, most: usize) -> Result<EndedCalls, HistoryError> {
        if let Some(newest) = self.newest(behind, most) {
            return Ok(newest);
        }
        let end = self.shown().min(behind + STRIDE);
        let mut calls = Vec::new();
        self.see(behind, end, &mut |place, payload| {
            if calls.len() < most {
                let entry = serde_json::from_slice(payload).ok();
                calls.extend(entry.and_then(|it| ended(place, &it)).map(Arc::new));
            }
        })?;
        let upto = upto(&calls, most, end);
        Ok(EndedCalls { calls, upto })
    }

    /// How many calls there are behind a place. It may read much of the journal.
    ///
    /// # Errors
    /// If the journal cannot be read.
    pub fn tally(&self, behind: u64) -> Result<Tally, HistoryError> {
        let (in_memory, from, in_all) = {
            let newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
            let after = newest.after(behind.max(newest.behind));
            let count = after.into_iter().flatten().count() as u64;
            (count, newest.behind, newest.in_all)
        };
        let mut read = 0;
        if behind < from {
            self.see(behind, from, &mut |_, _| read += 1)?;
        }
        Ok(Tally {
            behind: read + in_memory,
            in_all,
        })
    }

    /// How many calls have ended since the daemon began.
    pub fn ended_in_all(&self) -> u64 {
        let newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        newest.in_all
    }

    /// Shows the entries that say that a call is over, without reading any other.
    fn see(
        &self,
        behind: u64,
        upto: u64,
        see: &mut dyn FnMut(u64, &[u8]),
    ) -> Result<(), HistoryError> {
        let mut look = |seq: Seq, payload: &[u8]| {
            if BEGINNINGS.iter().any(|it| payload.starts_with(it)) {
                see(seq.get(), payload);
            }
        };
        let (behind, upto) = (Seq::new(behind), Seq::new(upto));
        let read = self.journal.history_upto(behind, upto, &mut look);
        read.map(drop)
            .map_err(|error| HistoryError::Store(error.to_string()))
    }
}

/// How the entries begin that say that a call is over.
const BEGINNINGS: [&[u8]; 2] = [b"{\"record\":", b"{\"remarked\":"];

/// The record of an entry that says that a call is over, and whether it was over before.
fn record_of(entry: &Entry) -> Option<(&CallRecord, bool)> {
    match entry {
        Entry::Record(record) => Some((record, false)),
        Entry::Remarked(record) => Some((record, true)),
        _ => None,
    }
}

fn ended(place: u64, entry: &Entry) -> Option<EndedCall> {
    let (record, again) = record_of(entry)?;
    Some(EndedCall {
        place,
        record: record.clone(),
        again,
    })
}

/// The last entry that was looked at, if the reading would have gone on to `end`.
fn upto(calls: &[Arc<EndedCall>], most: usize, end: u64) -> u64 {
    match calls.last() {
        Some(last) if calls.len() >= most => last.place,
        _ => end,
    }
}

#[cfg(test)]
mod tests;
