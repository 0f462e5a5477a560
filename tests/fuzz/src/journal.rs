//! A journal of any bytes opens, as it is and with right sums: frames rise and lie within the bytes,
//! and a second start reads what the first did.

use ::journal::simulated::SimulatedDisk;
use ::journal::{Disk, HEADER, Kind, Reader, Segment, Seq, history, recover};
use kernel::Chance;
use switch::Ledger;

const MAGIC: &[u8] = b"CCJ";
/// Ends one segment and begins the next.
const NEXT: &[u8] = b"====";

/// Starts from a journal.
pub fn run(bytes: &[u8]) {
    opens(bytes);
    opens(&with_right_sums(bytes));
}

fn opens(bytes: &[u8]) {
    let mut disk = SimulatedDisk::new(Chance::from_number(1));
    let mut segment = Segment::FIRST;
    for bytes in segments(bytes) {
        frames_rise(bytes);
        disk.create(segment).expect("a segment");
        disk.write(segment, 0, bytes).expect("its bytes");
        disk.sync(segment).expect("its bytes");
        segment = segment.next();
    }
    let (last, ledger) = started(&mut disk);
    assert_eq!(started(&mut disk), (last, ledger));
    let mut seen = Seq::ZERO;
    let _dropped = history(&mut disk, Seq::ZERO, last, &mut |seq, _| {
        assert!(seen < seq && seq <= last);
        seen = seq;
    });
}

fn started(disk: &mut SimulatedDisk) -> (Seq, Ledger) {
    let mut ledger = Ledger::default();
    let recovery = recover(disk, &mut ledger).expect("the disk can be read");
    assert!(recovery.items().count() < 1 << 20);
    (recovery.resume.last, ledger)
}

fn frames_rise(bytes: &[u8]) {
    let mut last = None;
    let mut reader = Reader::new(bytes);
    for found in reader.by_ref() {
        match found {
            Ok(frame) => {
                // A checkpoint has the number of the last entry that it covers.
                let least = last.map(|last: Seq| match frame.kind {
                    Kind::Entry => last.next(),
                    Kind::Checkpoint => last,
                });
                assert!(least <= Some(frame.seq));
                last = Some(frame.seq);
            }
            Err(damage) => assert!(damage.offset + damage.length <= bytes.len() as u64),
        }
    }
    assert!(reader.good_end() <= bytes.len() as u64);
}

fn segments(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(bytes);
    std::iter::from_fn(move || {
        let bytes = rest?;
        let end = bytes.windows(NEXT.len()).position(|it| it == NEXT);
        let (segment, after) = bytes.split_at(end.unwrap_or(bytes.len()));
        rest = end.and_then(|_| after.get(NEXT.len()..));
        Some(segment)
    })
}

/// The same bytes where each frame is given the sums that it should have, so that mutants of numbers
/// and of payloads get past them.
fn with_right_sums(bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let mut at = 0;
    while let Some(found) = bytes
        .get(at..)
        .and_then(|rest| rest.windows(HEADER).position(|it| it.starts_with(MAGIC)))
    {
        at += found;
        at += sealed(bytes.get_mut(at..).unwrap_or_default());
    }
    bytes
}

/// Gives the frame that begins there its sums; its length.
fn sealed(frame: &mut [u8]) -> usize {
    let (header, rest) = frame.split_at_mut(HEADER.min(frame.len()));
    let number = |bytes: &[u8]| {
        bytes
            .iter()
            .rev()
            .fold(0, |sum, &byte| sum << 8 | usize::from(byte))
    };
    let length = number(header.get(4..8).unwrap_or_default());
    let payload = rest.get(..length);
    if let (Some(payload), Some(sum)) = (payload, header.get_mut(20..24)) {
        sum.copy_from_slice(&crc32fast::hash(payload).to_le_bytes());
    }
    if let Some((head, sum)) = header.split_at_mut_checked(24) {
        sum.copy_from_slice(&crc32fast::hash(head).to_le_bytes());
    }
    HEADER + payload.map_or(0, <[u8]>::len)
}
