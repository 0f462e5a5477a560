//! As much of a packet's header as protection needs.

/// Where the payload of an RTP packet begins, whose it is and its sequence number.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) struct RtpHeader {
    pub ssrc: u32,
    pub sequence: u16,
    pub length: usize,
}

impl RtpHeader {
    /// Reads it; `None`: it is no RTP packet, or cut within its header.
    pub fn read(packet: &[u8]) -> Option<RtpHeader> {
        let (&[first, _, s0, s1, _, _, _, _, i0, i1, i2, i3], rest) =
            packet.split_first_chunk::<12>()?;
        if first >> 6 != 2 {
            return None;
        }
        let sources = usize::from(first & 15) * 4;
        let extension = match first & 0x10 {
            0 => 0,
            _ => extension(rest.get(sources..)?)?,
        };
        let length = 12 + sources + extension;
        (packet.len() >= length).then_some(RtpHeader {
            ssrc: u32::from_be_bytes([i0, i1, i2, i3]),
            sequence: u16::from_be_bytes([s0, s1]),
            length,
        })
    }
}

/// The length of a header extension (RFC 3550 section 5.3.1).
fn extension(rest: &[u8]) -> Option<usize> {
    let (&[_, _, high, low], _) = rest.split_first_chunk::<4>()?;
    Some(4 + usize::from(u16::from_be_bytes([high, low])) * 4)
}

/// The clear bytes at the head of compound RTCP.
pub(super) const RTCP_HEADER: usize = 8;

/// Who sends a compound RTCP packet.
pub(super) fn rtcp_sender(packet: &[u8]) -> Option<u32> {
    let (&[first, _, _, _, i0, i1, i2, i3], _) = packet.split_first_chunk::<RTCP_HEADER>()?;
    (first >> 6 == 2).then_some(u32::from_be_bytes([i0, i1, i2, i3]))
}
