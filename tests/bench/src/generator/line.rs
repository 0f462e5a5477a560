//! One side of a call's audio: what it sends every 20 ms and what it hears.

use std::io;
use std::net::{SocketAddr, UdpSocket};

use super::Micros;
use super::tally::Tally;
use crate::playout::{Header, Playout};
use crate::scenario::Voice;
use crate::text::{KEYS, Media};

/// The head of an RTP packet.
const HEAD: usize = 12;
/// Packets of a key that is held, and packets that say that it was let go (RFC 4733 section 2.5.1.4).
const KEY_HELD: u16 = 5;
const KEY_ENDS: u16 = 3;

/// The audio of a leg.
pub struct Line {
    /// Its socket.
    pub socket: UdpSocket,
    /// Where it is.
    pub address: SocketAddr,
    media: Option<Media>,
    packet: Vec<u8>,
    voice: Voice,
    /// Half the range of timestamps before the first that was heard.
    base: Option<u32>,
    sequence: u16,
    timestamp: u32,
    begins: bool,
    key: Option<u16>,
    playout: Playout,
    heard_first: Option<Micros>,
}

impl Line {
    /// A line that says one thing over and over.
    pub fn new(socket: UdpSocket, voice: Voice) -> io::Result<Line> {
        let address = socket.local_addr()?;
        let mut packet = vec![0; HEAD];
        packet.extend(&voice.payload);
        Ok(Line {
            socket,
            address,
            media: None,
            packet,
            voice,
            base: None,
            sequence: 0,
            timestamp: 0,
            begins: true,
            key: None,
            playout: Playout::default(),
            heard_first: None,
        })
    }

    /// What it says.
    pub fn voice(&self) -> &Voice {
        &self.voice
    }

    /// Begins another call: nothing of the last one is left.
    pub fn reset(&mut self, call: u32) {
        self.media = None;
        self.begins = true;
        self.key = None;
        self.playout = Playout::default();
        (self.heard_first, self.base) = (None, None);
        // Each call is another source, and none begins at zero.
        let source = call.wrapping_mul(0x9e37_79b1) ^ u32::from(self.address.port());
        self.sequence = (source >> 8) as u16;
        self.timestamp = source.rotate_left(13);
        if let Some(place) = self.packet.get_mut(8..12) {
            place.copy_from_slice(&source.to_be_bytes());
        }
    }

    /// Where to send from here on.
    pub fn connect(&mut self, media: Media) {
        self.media = Some(media);
    }

    /// When the first audio came.
    pub fn heard_first(&self) -> Option<Micros> {
        self.heard_first
    }

    /// Presses the key 1.
    pub fn press(&mut self) {
        self.key = Some(0);
    }

    /// Sends the packet of these 20 ms.
    pub fn send(&mut self, tally: &mut Tally) {
        let Some(media) = self.media else {
            return;
        };
        let sent = match self.key.take() {
            Some(number) => self.send_key(media, number),
            None => self.send_tone(media),
        };
        tally.audio.sent += u64::from(tally.is_steady && sent.is_ok());
        self.sequence = self.sequence.wrapping_add(1);
    }

    fn send_tone(&mut self, media: Media) -> io::Result<usize> {
        let marker = u8::from(self.begins) << 7;
        self.begins = false;
        let [s0, s1] = self.sequence.to_be_bytes();
        let [t0, t1, t2, t3] = self.timestamp.to_be_bytes();
        self.timestamp = self.timestamp.wrapping_add(self.voice.step());
        if let Some(place) = self.packet.first_chunk_mut::<8>() {
            *place = [
                0x80,
                marker | self.voice.codec.payload_type(),
                s0,
                s1,
                t0,
                t1,
                t2,
                t3,
            ];
        }
        self.socket.send_to(&self.packet, media.address)
    }

    fn send_key(&mut self, media: Media, number: u16) -> io::Result<usize> {
        let last = KEY_HELD + KEY_ENDS - 1;
        let end = u8::from(number >= KEY_HELD) << 7;
        let duration = 160 * (number.min(KEY_HELD) + 1);
        let marker = u8::from(number == 0) << 7;
        let mut packet = [0; 16];
        if let (Some(head), Some(source)) = (packet.first_chunk_mut::<8>(), self.packet.get(8..12))
        {
            let [s0, s1] = self.sequence.to_be_bytes();
            let [t0, t1, t2, t3] = self.timestamp.to_be_bytes();
            *head = [0x80, marker | media.keys, s0, s1, t0, t1, t2, t3];
            if let Some(place) = packet.get_mut(8..12) {
                place.copy_from_slice(source);
            }
        }
        if let Some(event) = packet.last_chunk_mut() {
            let [d0, d1] = duration.to_be_bytes();
            *event = [1, end | 10, d0, d1];
        }
        if number < last {
            self.key = Some(number + 1);
        } else {
            self.timestamp = self
                .timestamp
                .wrapping_add(self.voice.step() * u32::from(last + 1));
        }
        self.socket.send_to(&packet, media.address)
    }

    /// Takes what has come; `is_heard` says whether audio is expected.
    pub fn receive(&mut self, now: Micros, packet: &[u8], is_heard: bool, tally: &mut Tally) {
        let Some((mut header, payload)) = Header::read(packet) else {
            return;
        };
        // In 1/8000 s, whatever the codec.
        let first = header.timestamp.wrapping_sub(u32::MAX / 2);
        let base = *self.base.get_or_insert(first);
        header.timestamp = header.timestamp.wrapping_sub(base) / self.voice.ratio();
        let is_audio = header.payload_type != KEYS;
        self.heard_first.get_or_insert(now);
        let heard = self.playout.hear(now, header, is_audio);
        if !tally.is_steady {
            return;
        }
        let audio = &mut tally.audio;
        audio.received += 1;
        audio.lost += heard.lost;
        audio.holes += u64::from(heard.hole > 0);
        audio.hole_time += heard.hole;
        audio.loud += u64::from(is_heard && is_audio && is_loud(payload));
    }
}

/// Silence is one value over and over; no tone that is played is.
fn is_loud(payload: &[u8]) -> bool {
    payload
        .get(..8)
        .is_some_and(|start| start.iter().any(|byte| start.first() != Some(byte)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Voice;
    use media::codec::Codec;

    /// A line and the other end of it.
    fn line() -> (Line, UdpSocket) {
        let other = UdpSocket::bind("127.0.0.1:0").expect("a socket");
        let socket = UdpSocket::bind("127.0.0.1:0").expect("a socket");
        let mut line = Line::new(socket, Voice::tone(Codec::Pcma, 400)).expect("a line");
        line.reset(1);
        let address = other.local_addr().expect("an address");
        line.connect(Media { address, keys: 96 });
        (line, other)
    }

    fn next(socket: &UdpSocket) -> (Header, Vec<u8>) {
        let mut buffer = [0; 200];
        let length = socket.recv(&mut buffer).expect("a packet");
        let (header, payload) = Header::read(&buffer[..length]).expect("RTP");
        (header, payload.to_vec())
    }

    #[test]
    fn tone_and_key_are_one_stream() {
        let (mut line, other) = line();
        let mut tally = Tally::default();
        line.send(&mut tally);
        line.press();
        (0..9).for_each(|_| line.send(&mut tally));
        let (first, payload) = next(&other);
        assert!(first.marker && is_loud(&payload));
        let keys: Vec<_> = (0..8).map(|_| next(&other)).collect();
        assert!(keys.iter().all(|(header, _)| header.payload_type == 96));
        assert!(
            keys.iter()
                .all(|(header, _)| header.timestamp == first.timestamp.wrapping_add(160))
        );
        let ends: Vec<bool> = keys.iter().map(|(_, event)| event[1] & 0x80 != 0).collect();
        assert_eq!(ends, [false, false, false, false, false, true, true, true]);
        assert_eq!(keys[7].1, [1, 0x8a, 3, 0xc0]);
        let (after, _) = next(&other);
        assert_eq!(after.sequence, first.sequence.wrapping_add(9));
        assert_eq!(after.timestamp, first.timestamp.wrapping_add(160 * 9));
        assert_eq!(after.source, first.source);
    }

    #[test]
    fn silence_is_heard_but_is_not_what_was_expected() {
        let (mut line, _other) = line();
        let mut tally = Tally {
            is_steady: true,
            ..Tally::default()
        };
        let mut packet = [0xd5; 172];
        packet[..12].copy_from_slice(&[0x80, 8, 0, 1, 0, 0, 0, 0, 1, 1, 1, 1]);
        line.receive(50, &packet, true, &mut tally);
        assert_eq!((tally.audio.received, tally.audio.loud), (1, 0));
        packet[3] = 2;
        packet[12..].copy_from_slice(&Voice::tone(Codec::Pcma, 400).payload);
        line.receive(20_050, &packet, true, &mut tally);
        assert_eq!((tally.audio.received, tally.audio.loud), (2, 1));
        assert_eq!(line.heard_first(), Some(50));
    }
}
