//! Reading the events from a place on, each once, in order; what is missing is told.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use api::{EventKind, Topic};
use bytes::Bytes;
use jiff::Timestamp;
use model::CallId;
use switch::{Entry, Parties};
use tokio::sync::watch;

use super::super::history::{History, HistoryError};
use super::Feed;
use super::item::{Item, written};
use super::place::{Cursor, Place};
use super::told::kept;

/// Events of one step at most.
const STEP: usize = 100;
/// Entries that are read from the journal at once, and so many events at most are in memory for it.
const STRIDE: u64 = 5_000;

/// Reads the events of some topics.
pub struct EventReader {
    history: Arc<History>,
    feed: Arc<Feed>,
    topics: BTreeSet<Topic>,
    place: Place,
    /// Topics of which events are missing, which is not yet told.
    missed: BTreeSet<Topic>,
    /// Whether it reads the journal. What was in no journal is missing then, which is told before: a
    /// client may be cut off at any place, and what it has seen has to say all that it has not.
    behind: bool,
    /// Who has to do with the calls that were read from the journal and are not over.
    calls: BTreeMap<CallId, Arc<Parties>>,
    /// What was read from the journal and not handed out.
    backlog: std::vec::IntoIter<Arc<Item>>,
    count: watch::Receiver<u64>,
}

/// What is to be done next.
pub enum Step {
    /// Hand these on; there may be none of the reader's topics among what was looked at.
    Events(Vec<Arc<Item>>),
    /// Tell that events are missing here.
    Gap(Bytes),
    /// Call [`EventReader::catch_up`], which reads from the disk.
    Behind,
    /// Wait: there is no more.
    Idle,
}

impl EventReader {
    /// A reader of `topics` that goes on behind `cursor`, or with what happens from here on.
    ///
    /// # Errors
    /// If the cursor is none that was ever given.
    pub fn new(
        history: &Arc<History>,
        feed: &Arc<Feed>,
        topics: BTreeSet<Topic>,
        cursor: Option<&str>,
    ) -> Result<EventReader, HistoryError> {
        let count = feed.count.subscribe();
        let mut reader = EventReader {
            history: history.clone(),
            feed: feed.clone(),
            topics,
            place: feed.look(super::ring::Ring::last),
            missed: BTreeSet::new(),
            behind: false,
            calls: BTreeMap::new(),
            backlog: Vec::new().into_iter(),
            count,
        };
        if let Some(cursor) = cursor {
            let cursor: Cursor = cursor.parse().map_err(bad_cursor)?;
            reader.resume(cursor)?;
        }
        Ok(reader)
    }

    fn resume(&mut self, cursor: Cursor) -> Result<(), HistoryError> {
        let newest = self.place;
        let ours = cursor.run == self.feed.run;
        if cursor.place.seq > newest.seq || (ours && cursor.place > newest) {
            return Err(bad_cursor(super::place::NoCursor));
        }
        if ours {
            self.place = cursor.place;
        } else {
            // What was in no journal is gone with its run.
            self.place = Place::end_of(cursor.place.seq);
            self.miss_passing();
        }
        Ok(())
    }

    fn miss_passing(&mut self) {
        let passing = self.topics.iter().filter(|topic| !topic.is_kept());
        self.missed.extend(passing);
    }

    /// What is to be done next. It reads memory alone.
    pub fn step(&mut self) -> Step {
        let backlog: Vec<_> = self.backlog.by_ref().take(STEP).collect();
        if !backlog.is_empty() {
            return Step::Events(backlog);
        }
        let items = self.feed.look(|ring| ring.after(self.place, STEP));
        if items.is_none() && !std::mem::replace(&mut self.behind, true) {
            self.miss_passing();
        }
        if !self.missed.is_empty() {
            let topics = std::mem::take(&mut self.missed).into_iter().collect();
            return Step::Gap(self.note(EventKind::Gap { topics }));
        }
        let Some(items) = items else {
            return Step::Behind;
        };
        self.behind = false;
        let Some(last) = items.last() else {
            return Step::Idle;
        };
        self.place = last.place();
        Step::Events(items.into_iter().filter(|item| self.wants(item)).collect())
    }

    /// Says something of the stream at the place where it is.
    pub fn note(&self, kind: EventKind) -> Bytes {
        if matches!(kind, EventKind::Gap { .. }) {
            metrics::counter!("ccd_event_gaps_total").increment(1);
        }
        written(self.cursor(self.place), Timestamp::now(), kind)
    }

    /// Waits until there may be more.
    pub async fn changed(&mut self) {
        // When the sender is gone the daemon is, too.
        let _gone = self.count.changed().await;
    }

    /// Reads from the journal what is no longer in memory, a stride of it.
    ///
    /// # Errors
    /// If the journal cannot be read.
    pub fn catch_up(&mut self) -> Result<(), HistoryError> {
        let floor = self.feed.look(super::ring::Ring::floor);
        if self.place >= floor {
            return Ok(());
        }
        let upto = floor.seq.min(self.place.seq.saturating_add(STRIDE));
        let (mut found, mut last) = (Vec::new(), self.place.seq);
        let history = self.history.clone();
        history.entries(self.place.seq, upto, &mut |seq, entry| {
            if seq > last + 1 {
                found.push(self.hole(seq - 1));
            }
            last = seq;
            found.extend(self.item(seq, entry.as_ref()));
        })?;
        if last < upto {
            found.push(self.hole(upto));
        }
        self.place = if upto == floor.seq {
            floor
        } else {
            Place::end_of(upto)
        };
        self.backlog = found.into_iter();
        Ok(())
    }

    /// The event of an entry, if it is of the reader's topics.
    fn item(&mut self, seq: u64, entry: Option<&Entry>) -> Option<Arc<Item>> {
        let kind = kept(entry?)?;
        let (at, parties) = match &kind {
            EventKind::Call { event } => {
                let known = self.calls.entry(event.call).or_default();
                Arc::make_mut(known).take(event);
                (event.at, known.clone())
            }
            EventKind::Record { record } => {
                self.calls.remove(&record.id);
                (record.ended_at, Arc::new(Parties::of(record)))
            }
            EventKind::Remark { record } => {
                let at = record.remarked_at.unwrap_or(record.ended_at);
                (at, Arc::new(Parties::of(record)))
            }
            EventKind::Config { revision } => (revision.applied_at, Arc::default()),
            EventKind::LiveChanged { change } => (change.since, Arc::default()),
            EventKind::LiveEnded { ended, .. } => (ended.at?, Arc::default()),
            _ => return None,
        };
        let item = Item::new(self.cursor(Place::of(seq)), at, kind, parties);
        self.wants(&item).then(|| Arc::new(item))
    }

    /// What tells that entries up to this one are not there.
    fn hole(&self, upto: u64) -> Arc<Item> {
        metrics::counter!("ccd_event_gaps_total").increment(1);
        let topics = self.topics.iter().copied().collect();
        let cursor = self.cursor(Place::end_of(upto));
        let gap = EventKind::Gap { topics };
        Arc::new(Item::new(cursor, Timestamp::now(), gap, Arc::default()))
    }

    fn wants(&self, item: &Item) -> bool {
        let topic = item.kind().topic();
        topic.is_none_or(|topic| self.topics.contains(&topic))
    }

    fn cursor(&self, place: Place) -> Cursor {
        Cursor {
            run: self.feed.run,
            place,
        }
    }
}

fn bad_cursor(error: super::place::NoCursor) -> HistoryError {
    HistoryError::BadQuery(error.to_string())
}
