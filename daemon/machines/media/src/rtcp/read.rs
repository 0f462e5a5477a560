//! Reads compound packets, tolerantly.

use super::Block;

/// What a compound packet says that we use.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Reports {
    /// The sender's stream and the NTP time of its report, if it sends.
    pub sender: Option<(u32, u64)>,
    /// What it reports about our stream.
    pub about_us: Option<Block>,
    /// Whether it says good-bye. That ends no call: signalling does.
    pub goodbye: bool,
}

/// Why bytes are no RTCP.
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    /// The first packet is cut, of another version, or no RTCP.
    #[error("the packet is no RTCP")]
    NotRtcp,
}

/// Reads a compound packet; `us` is the source that we send as. What follows an unreadable part is
/// left out.
///
/// # Errors
/// When not even its first packet can be read.
pub fn read(bytes: &[u8], us: u32) -> Result<Reports, Malformed> {
    let mut reports = Reports::default();
    let mut rest = bytes;
    let mut readable = false;
    while let Some((count, kind, body, after)) = packet(rest) {
        readable = true;
        match kind {
            200 => sender_report(body, count, us, &mut reports),
            201 => blocks(body.get(4..).unwrap_or_default(), count, us, &mut reports),
            203 => reports.goodbye = true,
            _ => {}
        }
        rest = after;
    }
    if readable {
        Ok(reports)
    } else {
        Err(Malformed::NotRtcp)
    }
}

/// The count, the type and the body of the first packet, and what follows it.
fn packet(bytes: &[u8]) -> Option<(u8, u8, &[u8], &[u8])> {
    let (&[first, kind, high, low], rest) = bytes.split_first_chunk::<4>()?;
    let words = usize::from(u16::from_be_bytes([high, low]));
    let (body, after) = rest.split_at_checked(words * 4)?;
    (first >> 6 == 2 && (192..=223).contains(&kind)).then_some((first & 31, kind, body, after))
}

fn sender_report(body: &[u8], count: u8, us: u32, reports: &mut Reports) {
    let Some((head, rest)) = body.split_first_chunk::<24>() else {
        return;
    };
    let mut words = head
        .as_chunks::<4>()
        .0
        .iter()
        .map(|word| u32::from_be_bytes(*word));
    let mut next = || words.next().unwrap_or(0);
    let ssrc = next();
    reports.sender = Some((ssrc, u64::from(next()) << 32 | u64::from(next())));
    blocks(rest, count, us, reports);
}

fn blocks(bytes: &[u8], count: u8, us: u32, reports: &mut Reports) {
    let blocks = bytes
        .as_chunks::<24>()
        .0
        .iter()
        .take(usize::from(count))
        .map(block);
    if let Some(block) = blocks.into_iter().find(|block| block.ssrc == us) {
        reports.about_us = Some(block);
    }
}

fn block(bytes: &[u8; 24]) -> Block {
    let mut words = bytes
        .as_chunks::<4>()
        .0
        .iter()
        .map(|word| u32::from_be_bytes(*word));
    let mut next = || words.next().unwrap_or(0);
    let ssrc = next();
    let loss = next();
    Block {
        ssrc,
        fraction: (loss >> 24) as u8,
        // 24 bits with a sign.
        lost: ((loss << 8) as i32) >> 8,
        highest: next(),
        jitter: next(),
        last_report: next(),
        delay: next(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Report, Sent};
    use super::*;

    #[test]
    fn what_follows_a_cut_is_left_out_and_the_rest_is_used() {
        let block = Block {
            ssrc: 7,
            fraction: 3,
            lost: -2,
            ..Block::default()
        };
        let mut buffer = [0; 256];
        let length = Report {
            ssrc: 9,
            block: Some(block),
            name: b"name",
            ..Report::default()
        }
        .write(&mut buffer);
        let whole = read(&buffer[..length], 7).unwrap();
        assert_eq!(whole.about_us, Some(block));
        assert_eq!(read(&buffer[..length - 3], 7).unwrap(), whole);
        assert_eq!(read(&buffer[..length], 8).unwrap().about_us, None);
        assert_eq!(read(&buffer[..7], 7), Err(Malformed::NotRtcp));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&bytes, 1);
        }

        #[test]
        fn a_damaged_report_is_read_or_refused(
            edits in proptest::collection::vec((0..72usize, any::<u8>()), 0..8),
            cut in 0..72usize,
        ) {
            let sent = Sent { ntp: 1, timestamp: 2, packets: 3, bytes: 4 };
            let mut buffer = [0; 256];
            let block = Some(Block::default());
            let report = Report { ssrc: 9, sent: Some(sent), block, name: b"name", goodbye: false };
            let length = report.write(&mut buffer);
            for (position, byte) in edits {
                buffer[position] = byte;
            }
            let _ = read(&buffer[..length.saturating_sub(cut)], 9);
        }
    }
}
