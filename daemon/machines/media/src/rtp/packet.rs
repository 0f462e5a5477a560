//! One packet: read without copying, written into a buffer.

/// The bytes of a header without sources and extension.
pub const HEADER: usize = 12;

/// An RTP packet.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Packet<'a> {
    /// Whether a talk spurt begins here.
    pub marker: bool,
    /// What the payload is, 0 to 127.
    pub payload_type: u8,
    /// Grows by one with each packet.
    pub sequence: u16,
    /// When the first sample was taken, in units of the codec's clock.
    pub timestamp: u32,
    /// Whose stream it is.
    pub ssrc: u32,
    /// The audio or event, without padding.
    pub payload: &'a [u8],
}

/// Why bytes are no RTP packet.
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    /// It ends within the header, the list of sources or the extension.
    #[error("the packet ends within its header")]
    Short,
    /// Another version than 2.
    #[error("the packet is not RTP version 2")]
    Version,
    /// It is RTCP (RFC 5761 section 4).
    #[error("the packet is RTCP")]
    Rtcp,
    /// More padding than payload, or padding of length 0.
    #[error("the padding of the packet is longer than its payload")]
    Padding,
}

impl<'a> Packet<'a> {
    /// Reads a packet.
    ///
    /// # Errors
    /// When it is cut, padded wrongly, or something else than RTP.
    pub fn read(bytes: &'a [u8]) -> Result<Packet<'a>, Malformed> {
        let (&[first, second, s0, s1, t0, t1, t2, t3, i0, i1, i2, i3], rest) = bytes
            .split_first_chunk::<HEADER>()
            .ok_or(Malformed::Short)?;
        if first >> 6 != 2 {
            return Err(Malformed::Version);
        }
        if (192..=223).contains(&second) {
            return Err(Malformed::Rtcp);
        }
        let sources = usize::from(first & 15) * 4;
        let mut payload = rest.get(sources..).ok_or(Malformed::Short)?;
        if first & 0x10 != 0 {
            payload = after_extension(payload).ok_or(Malformed::Short)?;
        }
        if first & 0x20 != 0 {
            payload = without_padding(payload).ok_or(Malformed::Padding)?;
        }
        Ok(Packet {
            marker: second & 0x80 != 0,
            payload_type: second & 0x7F,
            sequence: u16::from_be_bytes([s0, s1]),
            timestamp: u32::from_be_bytes([t0, t1, t2, t3]),
            ssrc: u32::from_be_bytes([i0, i1, i2, i3]),
            payload,
        })
    }

    /// The twelve bytes before the payload.
    pub fn header(&self) -> [u8; HEADER] {
        let [s0, s1] = self.sequence.to_be_bytes();
        let [t0, t1, t2, t3] = self.timestamp.to_be_bytes();
        let [i0, i1, i2, i3] = self.ssrc.to_be_bytes();
        let marker = if self.marker { 0x80 } else { 0 };
        [
            0x80,
            self.payload_type & 0x7F | marker,
            s0,
            s1,
            t0,
            t1,
            t2,
            t3,
            i0,
            i1,
            i2,
            i3,
        ]
    }
}

/// What follows the header extension (RFC 3550 section 5.3.1).
fn after_extension(bytes: &[u8]) -> Option<&[u8]> {
    let (&[_, _, high, low], rest) = bytes.split_first_chunk::<4>()?;
    rest.get(usize::from(u16::from_be_bytes([high, low])) * 4..)
}

fn without_padding(bytes: &[u8]) -> Option<&[u8]> {
    let padding = usize::from(*bytes.last()?);
    let end = bytes.len().checked_sub(padding)?;
    if padding == 0 { None } else { bytes.get(..end) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PLAIN: [u8; 14] = [0x80, 0x88, 0, 7, 0, 0, 0, 160, 1, 2, 3, 4, 0xD5, 0xD5];

    #[test]
    fn a_plain_packet_is_read_and_written_alike() {
        let packet = Packet::read(&PLAIN).unwrap();
        assert_eq!(
            (packet.marker, packet.payload_type, packet.sequence),
            (true, 8, 7)
        );
        assert_eq!((packet.timestamp, packet.ssrc), (160, 0x0102_0304));
        assert_eq!(packet.payload, [0xD5, 0xD5]);
        assert_eq!(packet.header(), PLAIN[..HEADER]);
    }

    #[test]
    fn sources_extension_and_padding_are_no_payload() {
        let mut bytes = PLAIN[..HEADER].to_vec();
        bytes[0] = 0x80 | 0x20 | 0x10 | 2;
        bytes.extend([9; 8]);
        bytes.extend([0xBE, 0xDE, 0, 1, 1, 1, 1, 1]);
        bytes.extend([42, 43, 0, 0, 3]);
        assert_eq!(Packet::read(&bytes).unwrap().payload, [42, 43]);
    }

    #[test]
    fn what_is_cut_or_padded_too_much_is_refused() {
        assert_eq!(Packet::read(&PLAIN[..11]), Err(Malformed::Short));
        let changed = |first: u8, last: u8| {
            let mut bytes = PLAIN;
            bytes[0] = first;
            bytes[13] = last;
            Packet::read(&bytes).map(|packet| packet.payload.len())
        };
        assert_eq!(changed(0x40, 0), Err(Malformed::Version));
        assert_eq!(changed(0x81, 0), Err(Malformed::Short));
        assert_eq!(changed(0x90, 0), Err(Malformed::Short));
        assert_eq!(changed(0xA0, 0), Err(Malformed::Padding));
        assert_eq!(changed(0xA0, 3), Err(Malformed::Padding));
        assert_eq!(changed(0xA0, 2), Ok(0));
        let mut report = PLAIN;
        report[1] = 200;
        assert_eq!(Packet::read(&report), Err(Malformed::Rtcp));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
            if let Ok(packet) = Packet::read(&bytes) {
                prop_assert!(packet.payload.len() <= bytes.len() - HEADER);
            }
        }
    }
}
