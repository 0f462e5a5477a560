//! Captures for SIPp to play: what a caller says and the keys that he presses.

use crate::tone::{dual, sine, to_alaw};

const PCMA: u8 = 8;
/// Samples in a packet, and its time.
const SAMPLES: usize = 160;
const PACKET_US: u64 = 20_000;

/// An RTP stream (RFC 3550) that goes on from one capture to the next.
#[derive(Debug)]
pub(crate) struct Stream {
    source: u32,
    sequence: u16,
    timestamp: u32,
    /// The payload type of events.
    events: u8,
}

impl Stream {
    /// A stream at its beginning.
    pub(crate) fn new(source: u32) -> Stream {
        Stream {
            source,
            sequence: 1_000,
            timestamp: 64_000,
            events: 101,
        }
    }

    /// Has events of this payload type.
    pub(crate) fn events(&mut self, kind: u8) {
        self.events = kind;
    }

    /// A tone in A-law.
    pub(crate) fn tone(&mut self, pitch: f64, millis: usize) -> Vec<u8> {
        self.voice(&sine(pitch, millis))
    }

    /// A tone of which each tenth packet is lost on its way.
    pub(crate) fn gappy(&mut self, pitch: f64, millis: usize) -> Vec<u8> {
        let mut packets = self.said(&sine(pitch, millis));
        let mut numbers = 0..;
        packets.retain(|_| numbers.next().is_some_and(|n: usize| n % 10 != 9));
        capture(&packets)
    }

    /// A key as two tones of 200 ms in A-law, with a silence before and behind (ITU-T Q.23).
    pub(crate) fn tones(&mut self, key: char) -> Vec<u8> {
        const LOW: [f64; 4] = [697.0, 770.0, 852.0, 941.0];
        const HIGH: [f64; 3] = [1_209.0, 1_336.0, 1_477.0];
        let place = "123456789*0#".find(key).expect("a key");
        let silence = vec![0; 800];
        let key = dual(LOW[place / 3], HIGH[place % 3], 200);
        self.voice(&[silence.clone(), key, silence].concat())
    }

    /// A tone as a bad network brings it, in packets of 40 ms: one of 50 is lost, some come twice, some
    /// overtake the one before, now and then comes comfort noise (RFC 3389), and in the middle the clock
    /// jumps by twenty seconds.
    pub(crate) fn rough(&mut self, pitch: f64, millis: usize) -> Vec<u8> {
        const NOISE: u8 = 13;
        let samples = sine(pitch, millis);
        let chunks = samples.chunks_exact(2 * SAMPLES);
        let (middle, mut packets) = (chunks.len() / 2, Vec::new());
        for (n, chunk) in chunks.enumerate() {
            if n == middle {
                self.timestamp += 160_000;
            }
            let payload: Vec<u8> = chunk.iter().map(|sample| to_alaw(*sample)).collect();
            let packet = self.packet(PCMA, n == 0, &payload);
            self.timestamp += 2 * SAMPLES as u32;
            match n % 50 {
                7 => {}
                17 | 37 => packets.extend([packet.clone(), packet]),
                27 | 47 => packets.insert(packets.len() - 1, packet),
                31 => packets.extend([packet, self.packet(NOISE, false, &[60])]),
                _ => packets.push(packet),
            }
        }
        capture_each(&packets, 2 * PACKET_US)
    }

    fn voice(&mut self, samples: &[i16]) -> Vec<u8> {
        capture(&self.said(samples))
    }

    /// The packets of a voice.
    fn said(&mut self, samples: &[i16]) -> Vec<Vec<u8>> {
        let chunks = samples.chunks_exact(SAMPLES).enumerate();
        let packets = chunks.map(|(n, chunk)| {
            let payload: Vec<u8> = chunk.iter().map(|sample| to_alaw(*sample)).collect();
            let packet = self.packet(PCMA, n == 0, &payload);
            self.timestamp += SAMPLES as u32;
            packet
        });
        packets.collect()
    }

    /// A key as a telephone event of 100 ms with its end three times (RFC 4733 section 2.5.1).
    pub(crate) fn digit(&mut self, key: char) -> Vec<u8> {
        let event = match key {
            '*' => 10,
            '#' => 11,
            digit => u8::try_from(digit.to_digit(10).expect("a key")).expect("a digit"),
        };
        let packets: Vec<_> = (1..=8_u16)
            .map(|n| {
                let [high, low] = (160 * n.min(6)).to_be_bytes();
                let end = if n >= 6 { 0x80 } else { 0 };
                self.packet(self.events, n == 1, &[event, end | 10, high, low])
            })
            .collect();
        self.timestamp += 8 * SAMPLES as u32;
        capture(&packets)
    }

    fn packet(&mut self, kind: u8, marker: bool, payload: &[u8]) -> Vec<u8> {
        let mut packet = vec![0x80, kind | if marker { 0x80 } else { 0 }];
        packet.extend(self.sequence.to_be_bytes());
        packet.extend(self.timestamp.to_be_bytes());
        packet.extend(self.source.to_be_bytes());
        packet.extend(payload);
        self.sequence = self.sequence.wrapping_add(1);
        packet
    }
}

/// A capture of Ethernet frames with UDP over IPv4; SIPp puts in the addresses.
fn capture(packets: &[Vec<u8>]) -> Vec<u8> {
    capture_each(packets, PACKET_US)
}

/// The same with so many microseconds from one packet to the next.
fn capture_each(packets: &[Vec<u8>], apart: u64) -> Vec<u8> {
    let mut file = Vec::new();
    for word in [0xA1B2_C3D4_u32, 0x0004_0002, 0, 0, 65_535, 1] {
        file.extend(word.to_le_bytes());
    }
    for (n, packet) in packets.iter().enumerate() {
        let frame = frame(packet);
        let length = u32::try_from(frame.len()).expect("a short frame");
        let at = n as u64 * apart;
        let (seconds, micros) = ((at / 1_000_000) as u32, (at % 1_000_000) as u32);
        for word in [seconds, micros, length, length] {
            file.extend(word.to_le_bytes());
        }
        file.extend(frame);
    }
    file
}

fn frame(payload: &[u8]) -> Vec<u8> {
    let length = |head: usize| u16::try_from(head + payload.len()).expect("a short packet");
    let mut frame = vec![0; 12];
    frame.extend([0x08, 0x00, 0x45, 0]);
    frame.extend(length(28).to_be_bytes());
    frame.extend([0, 0, 0, 0, 64, 17, 0, 0]);
    frame.extend([127, 0, 0, 1, 127, 0, 0, 1]);
    frame.extend([0x27, 0x10, 0x27, 0x10]);
    frame.extend(length(8).to_be_bytes());
    frame.extend([0, 0]);
    frame.extend(payload);
    frame
}
