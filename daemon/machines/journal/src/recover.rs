//! Reading what a crash left, and where to go on.

use std::fmt;

use crate::part::{Part, settle};
use crate::{Damage, Disk, DiskError, Fold, Kind, Segment, Seq};

/// Where a [`crate::Writer`] goes on.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Resume {
    /// The last entry that was read.
    pub last: Seq,
    /// The newest segment.
    pub segment: Segment,
    /// How many of its bytes are good.
    pub length: u64,
    /// Whether bytes beyond are to be cut off.
    pub torn: bool,
    /// The segment to begin before the next entry, if the newest cannot be gone on with.
    pub create: Option<Segment>,
}

/// Something that could not be read.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// In which segment.
    pub segment: Segment,
    /// Where in it, and why.
    pub damage: Damage,
}

impl fmt::Display for Dropped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "segment {}: {}", self.segment, self.damage)
    }
}

/// One thing to start from.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Item<'a> {
    /// The state after the entry with this number; it comes first, if at all.
    Checkpoint(Seq, &'a [u8]),
    /// An entry.
    Entry(Seq, &'a [u8]),
}

/// What was read at a start.
#[derive(Debug)]
pub struct Recovery {
    /// Where to go on.
    pub resume: Resume,
    /// What could not be read. A torn tail is the usual mark of a crash and costs nothing that was
    /// ever called durable, unless the disk itself is damaged.
    pub dropped: Vec<Dropped>,
    /// Why the newest segment could not be synced after it was read, if so: until the next entry is
    /// durable, entries that an earlier run had not synced may be lost with the power.
    pub unsynced: Option<DiskError>,
    /// Whether the first part's checkpoint is the base.
    based: bool,
    parts: Vec<Part>,
}

impl Recovery {
    /// What to start from: the newest checkpoint that can be used, then the entries after it.
    pub fn items(&self) -> impl Iterator<Item = Item<'_>> {
        let first = self
            .parts
            .first()
            .filter(|_| self.based)
            .and_then(Part::checkpoint);
        let entries = self
            .parts
            .iter()
            .flat_map(Part::items)
            .filter(|(kind, ..)| *kind == Kind::Entry);
        first
            .map(|(seq, state)| Item::Checkpoint(seq, state))
            .into_iter()
            .chain(entries.map(|(_, seq, payload)| Item::Entry(seq, payload)))
    }
}

/// Reads the journal back from the newest usable checkpoint, and brings `fold`, which is empty, up to
/// the last entry. Damage is reported and copied aside, never fatal.
///
/// # Errors
/// If the disk cannot list or read its segments at all.
pub fn recover(disk: &mut impl Disk, fold: &mut impl Fold) -> Result<Recovery, DiskError> {
    let mut dropped = Vec::new();
    let mut parts = Vec::new();
    let mut based = false;
    for segment in disk.segments()?.into_iter().rev() {
        let part = Part::read(disk, segment, &mut dropped)?;
        based = part
            .checkpoint()
            .is_some_and(|(_, state)| fold.restore(state).is_ok());
        parts.push(part);
        if based {
            break;
        }
    }
    parts.reverse();
    let base = parts.first().filter(|_| based).and_then(Part::checkpoint);
    let last = settle(
        base.map_or(Seq::ZERO, |(seq, _)| seq),
        &mut parts,
        &mut dropped,
    );
    dropped.sort_by_key(|one| (one.segment, one.damage.offset));
    let resume = resume(&parts, last, &dropped);
    let unsynced = match parts.last() {
        Some(newest) => disk.sync(newest.segment).err(),
        None => None,
    };
    let recovery = Recovery {
        resume,
        dropped,
        unsynced,
        based,
        parts,
    };
    for item in recovery.items() {
        if let Item::Entry(seq, payload) = item {
            fold.apply(seq, payload);
        }
    }
    Ok(recovery)
}

fn resume(parts: &[Part], last: Seq, dropped: &[Dropped]) -> Resume {
    let Some(newest) = parts.last() else {
        let create = Some(Segment::FIRST);
        return Resume {
            last,
            segment: Segment::FIRST,
            length: 0,
            torn: false,
            create,
        };
    };
    let segment = newest.segment;
    let hole = dropped
        .iter()
        .any(|one| one.segment == segment && !one.damage.tail);
    let create = if newest.places.is_empty() {
        // A crash came between making the segment and its first sync: it is made again.
        Some(segment)
    } else if hole || newest.checkpoint().is_none() {
        // What is readable stays as it is, and the next start need not read it.
        Some(segment.next())
    } else {
        None
    };
    let torn = create != Some(segment) && newest.good_end < newest.bytes.len() as u64;
    Resume {
        last,
        segment,
        length: newest.good_end,
        torn,
        create,
    }
}
