//! Reading entries that lie before the newest checkpoint, for views that are rebuilt.

use crate::frame::Header;
use crate::{Disk, DiskError, Dropped, HEADER, Kind, Reader, Segment, Seq};

/// Shows `see` every readable entry after `after` up to and with `upto`, in order, one segment in
/// memory at a time; returns what could not be read. `upto` is at most the last durable entry, so
/// that this can run beside the writer.
///
/// # Errors
/// If the disk cannot list or read its segments.
pub fn history(
    disk: &mut impl Disk,
    after: Seq,
    upto: Seq,
    see: &mut dyn FnMut(Seq, &[u8]),
) -> Result<Vec<Dropped>, DiskError> {
    let mut dropped = Vec::new();
    let mut last = after;
    for segment in segments_from(disk, after)? {
        if last >= upto {
            break;
        }
        let bytes = disk.read(segment)?;
        for found in Reader::new(&bytes) {
            match found {
                Ok(frame) if frame.seq > upto => break,
                Ok(frame) if frame.kind == Kind::Entry && frame.seq > last => {
                    see(frame.seq, frame.payload);
                    last = frame.seq;
                }
                Ok(_) => {}
                Err(damage) if last < upto => dropped.push(Dropped { segment, damage }),
                Err(_) => break,
            }
        }
    }
    Ok(dropped)
}

/// The segments from the newest one on whose checkpoint lets none of the entries after `after` out.
fn segments_from(disk: &mut impl Disk, after: Seq) -> Result<Vec<Segment>, DiskError> {
    let all = disk.segments()?;
    if after == Seq::ZERO {
        return Ok(all);
    }
    let mut wanted = Vec::new();
    for segment in all.into_iter().rev() {
        wanted.push(segment);
        let head = Header::read(&disk.head(segment, HEADER)?);
        if head.is_some_and(|head| head.kind == Kind::Checkpoint && head.seq <= after) {
            break;
        }
    }
    wanted.reverse();
    Ok(wanted)
}
