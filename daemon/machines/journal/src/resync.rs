//! Finding the next whole frame behind a damaged stretch.

use crate::frame::{HEADER, Header, MAGIC};

/// Payload sums that are tried before giving up, in bytes: bounds the work on hostile bytes in which
/// each place looks like a header of a long frame.
const WORK: usize = 256 * 1024 * 1024;

/// The offset of the first whole frame at or after `from`.
pub fn next_frame(bytes: &[u8], from: usize) -> Option<usize> {
    let mut work = WORK;
    let mut at = from;
    loop {
        at += find(bytes.get(at..)?)?;
        let rest = bytes.get(at..)?;
        if let Some(header) = Header::read(rest)
            && let Some(payload) = rest.get(HEADER..HEADER + header.length)
        {
            work = work.checked_sub(payload.len())?;
            if header.fits(payload) {
                return Some(at);
            }
        }
        at += 1;
    }
}

/// The offset of the next magic.
fn find(bytes: &[u8]) -> Option<usize> {
    bytes
        .windows(MAGIC.len())
        .position(|window| window == MAGIC)
}
