//! The group commit: entries in, one write and one sync at a time out.

use std::sync::Arc;
use std::time::Duration;

use kernel::Mono;

use crate::queue::{Group, Head, Queue};
use crate::{Counters, DiskError, Fold, Full, Limits, Resume, Segment, Seq};

/// What the writer wants. Every output but [`Output::Durable`] is an action on the disk, which is
/// answered by [`Writer::done`] or [`Writer::failed`] before the next one comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// Make an empty segment and make its name survive a crash.
    Create {
        /// The segment, new or to be replaced.
        segment: Segment,
    },
    /// Write at an offset.
    Write {
        /// The segment.
        segment: Segment,
        /// Where, in bytes from its start: its end so far.
        offset: u64,
        /// What.
        bytes: Arc<Vec<u8>>,
    },
    /// Make what was written survive a loss of power.
    Sync {
        /// The segment.
        segment: Segment,
    },
    /// Cut off what a failure may have left behind.
    Truncate {
        /// The segment.
        segment: Segment,
        /// Its length from then on, in bytes.
        length: u64,
    },
    /// This entry and all before it survive whatever happens: they may be shown to the world.
    Durable(Seq),
}

/// The action that the disk is busy with.
#[derive(Copy, Clone, Debug)]
enum Step {
    Create(Segment),
    Write,
    Sync { since: Mono },
    Truncate,
}

/// The end of the journal on disk.
#[derive(Copy, Clone, Debug)]
struct Tail {
    segment: Segment,
    /// The bytes of the segment that are durable.
    length: u64,
    /// Those of them that are its checkpoint, as far as this writer wrote it.
    head: u64,
    /// Whether there may be bytes beyond, to be cut off.
    dirty: bool,
    /// Whether the next group goes to a segment that is yet to be made: this one.
    create: Option<Segment>,
    /// Whether the segment was just made and its checkpoint is to be written first.
    bare: bool,
}

/// The writer of one journal. It holds every entry until the disk has confirmed it, so a write that
/// fails is repeated, after a growing wait, until it succeeds; nothing is given up.
#[derive(Debug)]
pub struct Writer<F> {
    limits: Limits,
    fold: F,
    queue: Queue,
    group: Option<Group>,
    tail: Tail,
    busy: Option<Step>,
    /// The last entry appended, the last one shown to the fold, the last one on disk.
    appended: Seq,
    taken: Seq,
    durable: Seq,
    /// The last entry reported as durable.
    reported: Seq,
    /// No action before this time, because the disk failed.
    not_before: Mono,
    back_off: Duration,
    trouble: Option<DiskError>,
    hurry: bool,
    counters: Counters,
}

impl<F: Fold> Writer<F> {
    /// A writer that goes on where [`crate::recover`] ended; `fold` is as recovery left it.
    pub fn new(limits: Limits, resume: Resume, fold: F) -> Writer<F> {
        let tail = Tail {
            segment: resume.segment,
            length: resume.length,
            head: 0,
            dirty: resume.torn,
            create: resume.create,
            bare: false,
        };
        Writer {
            back_off: limits.back_off,
            limits,
            fold,
            queue: Queue::default(),
            group: None,
            tail,
            busy: None,
            appended: resume.last,
            taken: resume.last,
            durable: resume.last,
            reported: resume.last,
            not_before: Mono::ZERO,
            trouble: None,
            hurry: false,
            counters: Counters::default(),
        }
    }

    /// Takes an entry and gives it its number.
    ///
    /// # Errors
    /// If it is too long or too much waits; the entry is then not kept.
    pub fn append(&mut self, now: Mono, payload: Vec<u8>) -> Result<Seq, Full> {
        let admitted =
            self.limits
                .admit(self.waiting_entries(), self.waiting_bytes(), payload.len());
        if let Err(full) = admitted {
            self.counters.refused += 1;
            return Err(full);
        }
        self.queue.push(now, payload);
        self.appended = self.appended.next();
        self.counters.appended += 1;
        Ok(self.appended)
    }

    /// What to do next; ask again until `None`, after every input and at [`Writer::next_deadline`].
    pub fn poll(&mut self, now: Mono) -> Option<Output> {
        if self.reported < self.durable {
            self.reported = self.durable;
            return Some(Output::Durable(self.durable));
        }
        if self.busy.is_some() || now < self.not_before {
            return None;
        }
        let (step, output) = self.action(now)?;
        self.busy = Some(step);
        Some(output)
    }

    fn action(&mut self, now: Mono) -> Option<(Step, Output)> {
        let segment = self.tail.segment;
        if self.tail.dirty {
            return Some((
                Step::Truncate,
                Output::Truncate {
                    segment,
                    length: self.tail.length,
                },
            ));
        }
        if self.group.is_none() {
            if !self.is_due(now) {
                return None;
            }
            if let Some(segment) = self.tail.create {
                return Some((Step::Create(segment), Output::Create { segment }));
            }
            self.group = Some(self.take_group());
        }
        let group = self.group.as_ref()?;
        if group.written {
            return Some((Step::Sync { since: now }, Output::Sync { segment }));
        }
        let bytes = Arc::clone(&group.bytes);
        Some((
            Step::Write,
            Output::Write {
                segment,
                offset: self.tail.length,
                bytes,
            },
        ))
    }

    fn is_due(&self, now: Mono) -> bool {
        self.group_deadline().is_some_and(|at| at <= now)
    }

    fn group_deadline(&self) -> Option<Mono> {
        let since = self.queue.since()?;
        let at_once = self.hurry || self.queue.bytes() >= self.limits.batch_bytes;
        Some(if at_once {
            since
        } else {
            since + self.limits.gather
        })
    }

    fn take_group(&mut self) -> Group {
        let mut head = Head::default();
        if std::mem::take(&mut self.tail.bare) {
            head = Head::checkpoint(&self.fold, self.taken);
            self.counters.checkpoints_too_long += u64::from(head.is_empty());
            self.tail.head = head.bytes();
        }
        let limit = self.limits.batch_bytes;
        let group = Group::take(&mut self.queue, self.taken, limit, head, &mut self.fold);
        self.taken = group.last;
        group
    }

    /// The disk did what the last action asked for.
    pub fn done(&mut self, now: Mono) {
        match self.busy.take() {
            Some(Step::Create(segment)) => {
                self.counters.segments += 1;
                self.tail = Tail {
                    segment,
                    length: 0,
                    head: 0,
                    dirty: false,
                    create: None,
                    bare: true,
                };
            }
            Some(Step::Truncate) => {
                self.counters.truncations += 1;
                self.tail.dirty = false;
            }
            Some(Step::Write) => self.wrote(),
            Some(Step::Sync { since }) => self.synced(now.since(since)),
            None => {}
        }
    }

    fn wrote(&mut self) {
        if let Some(group) = &mut self.group {
            group.written = true;
            self.counters.writes += 1;
            self.counters.bytes += group.bytes.len() as u64;
        }
    }

    fn synced(&mut self, took: Duration) {
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        self.counters.syncs += 1;
        self.counters.sync_micros += micros;
        self.counters.sync_micros_max = self.counters.sync_micros_max.max(micros);
        self.back_off = self.limits.back_off;
        self.trouble = None;
        if let Some(group) = self.group.take() {
            self.durable = group.last;
            self.tail.length += group.bytes.len() as u64;
        }
        // A state of the length of a segment would otherwise be written again with every group.
        if self.tail.length - self.tail.head >= self.limits.segment_bytes {
            self.tail.create = Some(self.tail.segment.next());
        }
    }

    /// The disk did not do what the last action asked for. After a failed sync nothing that it
    /// covered is trusted: some systems forget the failed pages and confirm the next sync.
    pub fn failed(&mut self, now: Mono, error: DiskError) {
        self.counters.failures += 1;
        self.counters.disk_full += u64::from(error == DiskError::Full);
        self.trouble = Some(error);
        self.not_before = now + self.back_off;
        self.back_off = (self.back_off * 2).min(self.limits.back_off_max);
        if let Some(Step::Write | Step::Sync { .. }) = self.busy.take() {
            self.tail.dirty = true;
            if let Some(group) = &mut self.group {
                group.written = false;
            }
        }
    }

    /// Ends the wait after a failure, because its cause was removed.
    pub fn retry(&mut self) {
        self.not_before = Mono::ZERO;
    }

    /// From here on no entry waits for company: the journal is about to be closed.
    pub fn hurry(&mut self) {
        self.hurry = true;
    }

    /// When to poll again if nothing else happens.
    pub fn next_deadline(&self) -> Option<Mono> {
        if self.busy.is_some() {
            return None;
        }
        let wanted = match &self.group {
            Some(_) => Some(self.not_before),
            None if self.tail.dirty => Some(self.not_before),
            None => self.group_deadline(),
        };
        wanted.map(|at| at.max(self.not_before))
    }

    /// Whether all that was appended is durable and reported, and the disk is at rest.
    pub fn is_idle(&self) -> bool {
        self.busy.is_none() && self.reported == self.appended
    }

    /// Whether so much waits for the disk that no work should be begun.
    pub fn is_strained(&self) -> bool {
        self.limits
            .strained(self.waiting_entries(), self.waiting_bytes())
    }

    /// How many entries are not durable yet.
    pub fn waiting_entries(&self) -> u64 {
        self.queue.len()
            + self
                .group
                .as_ref()
                .map_or(0, |group| u64::from(group.entries))
    }

    /// How many bytes of frames are not durable yet.
    pub fn waiting_bytes(&self) -> u64 {
        self.queue.bytes()
            + self
                .group
                .as_ref()
                .map_or(0, |group| group.bytes.len() as u64)
    }

    /// The last entry that is durable.
    pub fn durable(&self) -> Seq {
        self.durable
    }

    /// What the disk complained of last, until it works again.
    pub fn trouble(&self) -> Option<&DiskError> {
        self.trouble.as_ref()
    }

    /// What was counted so far.
    pub fn counters(&self) -> &Counters {
        &self.counters
    }

    /// The owner's state; it has seen the entries that are durable or being written.
    pub fn fold(&self) -> &F {
        &self.fold
    }
}
