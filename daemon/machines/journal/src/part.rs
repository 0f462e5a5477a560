//! One segment in memory, and what of several segments counts.

use std::ops::Range;

use crate::{Damage, Disk, DiskError, Dropped, HEADER, Kind, Reader, Segment, Seq, Why};

/// One segment in memory and the places of its payloads.
#[derive(Debug)]
pub struct Part {
    pub segment: Segment,
    pub bytes: Vec<u8>,
    pub places: Vec<Place>,
    /// Where the last frame that counts ends.
    pub good_end: u64,
}

/// A frame by its place.
#[derive(Clone, Debug)]
pub struct Place {
    kind: Kind,
    seq: Seq,
    synced: Seq,
    payload: Range<usize>,
}

impl Part {
    /// Reads a segment; what cannot be read is noted and copied aside.
    pub fn read(
        disk: &mut impl Disk,
        segment: Segment,
        dropped: &mut Vec<Dropped>,
    ) -> Result<Part, DiskError> {
        let bytes = disk.read(segment)?;
        let mut places = Vec::new();
        let mut reader = Reader::new(&bytes);
        for found in reader.by_ref() {
            match found {
                Ok(frame) => {
                    let start = usize::try_from(frame.offset).unwrap_or(usize::MAX) + HEADER;
                    places.push(Place {
                        kind: frame.kind,
                        seq: frame.seq,
                        synced: frame.synced,
                        payload: start..start + frame.payload.len(),
                    });
                }
                Err(damage) => {
                    dropped.push(Dropped { segment, damage });
                    set_aside(disk, segment, &bytes, damage);
                }
            }
        }
        let good_end = reader.good_end();
        Ok(Part {
            segment,
            bytes,
            places,
            good_end,
        })
    }

    /// The frames that count.
    pub fn items(&self) -> impl Iterator<Item = (Kind, Seq, &[u8])> {
        self.places.iter().filter_map(|place| {
            Some((
                place.kind,
                place.seq,
                self.bytes.get(place.payload.clone())?,
            ))
        })
    }

    /// The state that the segment begins with.
    pub fn checkpoint(&self) -> Option<(Seq, &[u8])> {
        let (kind, seq, state) = self.items().next()?;
        (kind == Kind::Checkpoint).then_some((seq, state))
    }

    /// Leaves out what follows a gap in a group that never became durable: any sector of it may be
    /// missing, and entries without those before them are no prefix. `last` is the entry before.
    fn cut_torn_group(&mut self, mut last: Seq) -> Option<Damage> {
        let synced = self.places.iter().map(|place| place.synced).max()?;
        let mut torn = None;
        for (number, place) in self.places.iter().enumerate() {
            let expected = last.next();
            if place.kind == Kind::Entry && place.seq > expected && synced < expected {
                torn = Some((
                    number,
                    Why::Missing {
                        expected,
                        found: place.seq,
                    },
                ));
                break;
            }
            last = last.max(place.seq);
        }
        let (number, why) = torn?;
        self.places.truncate(number);
        let end = self.places.last().map_or(0, |place| place.payload.end) as u64;
        self.good_end = end;
        Some(Damage {
            offset: end,
            length: self.bytes.len() as u64 - end,
            why,
            tail: true,
        })
    }
}

fn set_aside(disk: &mut impl Disk, segment: Segment, bytes: &[u8], damage: Damage) {
    let start = usize::try_from(damage.offset).unwrap_or(usize::MAX);
    let length = usize::try_from(damage.length).unwrap_or(usize::MAX);
    let lost = bytes
        .get(start..start.saturating_add(length))
        .unwrap_or_default();
    if !lost.is_empty() {
        disk.set_aside(segment, damage.offset, lost);
    }
}

/// Leaves every number once, rising, across the segments after the entry `base`, and leaves out a
/// torn group at the end, which only the newest segment can have. Says which entry is the last.
pub fn settle(base: Seq, parts: &mut [Part], dropped: &mut Vec<Dropped>) -> Seq {
    let mut last = base;
    let newest = parts.last().map(|part| part.segment);
    for part in parts {
        part.places
            .retain(|place| place.kind == Kind::Checkpoint || place.seq > last);
        if Some(part.segment) == newest
            && let Some(damage) = part.cut_torn_group(last)
        {
            // One report of the whole stretch in place of those of its pieces.
            dropped.retain(|one| one.segment != part.segment || one.damage.offset < damage.offset);
            dropped.push(Dropped {
                segment: part.segment,
                damage,
            });
        }
        last = part
            .places
            .iter()
            .map(|place| place.seq)
            .fold(last, Seq::max);
    }
    last
}
