//! A capture file that Wireshark, tshark, sngrep and tcpdump read (libpcap 2.4, raw IP).

use std::net::{IpAddr, SocketAddr};

use crate::masked::concealed;
use crate::message::{Heading, Seen};

/// Nanoseconds, in the byte order of the numbers that follow.
const MAGIC: u32 = 0xA1B2_3C4D;
/// Packets begin with the IP header.
const LINKTYPE_RAW: u32 = 101;
/// The longest packet.
const SNAPLEN: u32 = 262_144;
/// The longest payload of one packet; longer messages go by connections and are cut.
const PAYLOAD: usize = 65_000;
const UDP: u8 = 17;

/// The capture of `messages`. Each is a datagram whatever it travelled by, so that what went through TLS can
/// be read as well; secrets are `x`.
pub fn capture<'a>(messages: impl IntoIterator<Item = &'a Seen>) -> Vec<u8> {
    let mut file = Vec::new();
    file.extend(MAGIC.to_le_bytes());
    file.extend(2_u16.to_le_bytes());
    file.extend(4_u16.to_le_bytes());
    file.extend([0; 8]);
    file.extend(SNAPLEN.to_le_bytes());
    file.extend(LINKTYPE_RAW.to_le_bytes());
    for seen in messages {
        put(&mut file, seen);
    }
    file
}

fn put(file: &mut Vec<u8>, seen: &Seen) {
    let packet = packet(seen);
    let seconds = u32::try_from(seen.at.as_second()).unwrap_or(0);
    let nanos = u32::try_from(seen.at.subsec_nanosecond()).unwrap_or(0);
    let length = u32::try_from(packet.len()).unwrap_or(0);
    for number in [seconds, nanos, length, length] {
        file.extend(number.to_le_bytes());
    }
    file.extend(packet);
}

fn packet(seen: &Seen) -> Vec<u8> {
    let (from, to) = match seen.heading {
        Heading::In => (seen.flow.remote, seen.flow.local),
        Heading::Out => (seen.flow.local, seen.flow.remote),
    };
    let bytes = concealed(&seen.bytes);
    let payload = bytes.get(..PAYLOAD).unwrap_or(&bytes);
    let datagram = udp(from, to, payload);
    let mut packet = ip(from.ip(), to.ip(), datagram.len());
    packet.extend(datagram);
    packet
}

/// UDP (RFC 768) with its checksum.
fn udp(from: SocketAddr, to: SocketAddr, payload: &[u8]) -> Vec<u8> {
    let length = (payload.len() + 8) as u16;
    let mut sum = Sum::default();
    for ip in [from.ip(), to.ip()] {
        match ip {
            IpAddr::V4(ip) => sum.add(&ip.octets()),
            IpAddr::V6(ip) => sum.add(&ip.octets()),
        }
    }
    sum.add(&[0, UDP]);
    sum.add(&length.to_be_bytes());
    let mut head = Vec::with_capacity(payload.len() + 8);
    for number in [from.port(), to.port(), length] {
        head.extend(number.to_be_bytes());
    }
    sum.add(&head);
    sum.add(payload);
    // Zero would mean that there is none.
    let checksum = Some(sum.finish()).filter(|it| *it != 0).unwrap_or(0xFFFF);
    head.extend(checksum.to_be_bytes());
    head.extend(payload);
    head
}

fn ip(from: IpAddr, to: IpAddr, length: usize) -> Vec<u8> {
    match (from, to) {
        (IpAddr::V4(from), IpAddr::V4(to)) => {
            let total = ((length + 20) as u16).to_be_bytes();
            let mut head = vec![0x45, 0, total[0], total[1], 0, 0, 0x40, 0, 64, UDP, 0, 0];
            head.extend(from.octets());
            head.extend(to.octets());
            let mut sum = Sum::default();
            sum.add(&head);
            let checksum = sum.finish().to_be_bytes();
            if let Some(place) = head.get_mut(10..12) {
                place.copy_from_slice(&checksum);
            }
            head
        }
        (from, to) => {
            let length = (length as u16).to_be_bytes();
            let mut head = vec![0x60, 0, 0, 0, length[0], length[1], UDP, 64];
            head.extend(six(from));
            head.extend(six(to));
            head
        }
    }
}

fn six(address: IpAddr) -> [u8; 16] {
    match address {
        IpAddr::V4(address) => address.to_ipv6_mapped().octets(),
        IpAddr::V6(address) => address.octets(),
    }
}

/// The checksum of the internet (RFC 1071).
#[derive(Default)]
struct Sum(u32);

impl Sum {
    /// Adds whole words; only the last piece may have an odd length.
    fn add(&mut self, bytes: &[u8]) {
        for pair in bytes.chunks(2) {
            let word = match *pair {
                [high, low] => u16::from_be_bytes([high, low]),
                [high] => u16::from_be_bytes([high, 0]),
                _ => 0,
            };
            self.0 += u32::from(word);
        }
    }

    fn finish(self) -> u16 {
        let folded = (self.0 & 0xFFFF) + (self.0 >> 16);
        !(((folded & 0xFFFF) + (folded >> 16)) as u16)
    }
}

#[cfg(test)]
mod tests {
    use sip::Flow;

    use super::*;

    fn seen(local: &str, remote: &str, heading: Heading) -> Seen {
        let address = |text: &str| text.parse().expect("an address");
        Seen {
            at: "2026-11-20T08:00:00.000123Z".parse().expect("a time"),
            heading,
            flow: Flow::udp(address(local), address(remote)),
            bytes: b"OPTIONS sip:a SIP/2.0\r\n\r\n".as_slice().into(),
        }
    }

    /// The sum over what a checksum covers, which is zero where the checksum is right.
    fn rest(bytes: &[&[u8]]) -> u16 {
        let mut sum = Sum::default();
        bytes.iter().for_each(|part| sum.add(part));
        sum.finish()
    }

    #[test]
    fn checksums_are_right_in_both_families() {
        let four = packet(&seen("192.0.2.1:5060", "198.51.100.2:5070", Heading::Out));
        assert_eq!(rest(&[&four[..20]]), 0);
        assert_eq!(four[12..20], [192, 0, 2, 1, 198, 51, 100, 2]);
        let length = (four.len() - 20) as u16;
        let pseudo = [&[0, UDP][..], &length.to_be_bytes()].concat();
        assert_eq!(rest(&[&four[12..20], &pseudo, &four[20..]]), 0);
        let six = packet(&seen(
            "[2001:db8::1]:5060",
            "[2001:db8::2]:5061",
            Heading::In,
        ));
        let length = (six.len() - 40) as u16;
        let pseudo = [&[0, UDP][..], &length.to_be_bytes()].concat();
        assert_eq!(rest(&[&six[8..40], &pseudo, &six[40..]]), 0);
        assert_eq!((six[23], six[39]), (2, 1));
    }

    #[test]
    fn a_capture_has_a_head_and_each_message_with_its_time() {
        let one = seen("192.0.2.1:5060", "198.51.100.2:5070", Heading::Out);
        let file = capture([&one, &one]);
        assert_eq!(file.len(), 24 + 2 * (16 + 28 + one.bytes.len()));
        assert_eq!(file[..4], [0x4D, 0x3C, 0xB2, 0xA1]);
        let nanos = u32::from_le_bytes(file[28..32].try_into().expect("four"));
        assert_eq!(nanos, 123_000);
    }

    #[test]
    fn what_is_longer_than_a_datagram_is_cut() {
        let mut long = seen("192.0.2.1:5060", "198.51.100.2:5070", Heading::In);
        long.bytes = vec![b'a'; 70_000].into();
        assert_eq!(packet(&long).len(), PAYLOAD + 28);
    }
}
