//! The other side of a call: a phone that says one tone and listens.

use std::net::{SocketAddr, UdpSocket};
use std::time::{Duration, Instant};

use media::g711::{self, Law};
use media::srtp::{Keys, Shield};

use super::tone;

/// Bytes before the payload of our packets and of the plane's.
const HEADER: usize = 12;

pub struct Peer {
    pub socket: UdpSocket,
    sequence: u16,
    source: u32,
    shield: Shield,
}

/// A packet that was heard.
pub struct Heard {
    pub at: Instant,
    pub from: SocketAddr,
    pub packet: Vec<u8>,
}

impl Heard {
    pub fn sequence(&self) -> u16 {
        u16::from_be_bytes([self.packet[2], self.packet[3]])
    }

    pub fn payload_type(&self) -> u8 {
        self.packet[1] & 0x7f
    }
}

impl Peer {
    pub fn new(source: u32) -> Peer {
        let socket = UdpSocket::bind("127.0.0.1:0").expect("a socket");
        Peer {
            socket,
            sequence: 1_000,
            source,
            shield: Shield::default(),
        }
    }

    /// One that protects what it says, and opens what it hears.
    pub fn protected(source: u32, keys: Keys) -> Peer {
        let mut peer = Peer::new(source);
        peer.shield.set(Some(keys));
        peer
    }

    pub fn address(&self) -> SocketAddr {
        self.socket.local_addr().expect("bound")
    }

    /// Sends one packet of a payload type.
    pub fn send(&mut self, to: SocketAddr, kind: u8, timestamp: u32, payload: &[u8]) {
        let mut packet = vec![0x80, kind];
        packet.extend(self.sequence.to_be_bytes());
        packet.extend(timestamp.to_be_bytes());
        packet.extend(self.source.to_be_bytes());
        packet.extend(payload);
        self.sequence = self.sequence.wrapping_add(1);
        let packet = self.shield.seal_rtp(&packet).expect("a packet");
        self.socket.send_to(packet, to).expect("sent");
    }

    /// Says a tone for so many packets of 20 ms; returns what is heard meanwhile.
    pub fn talk(&mut self, to: SocketAddr, hertz: f64, packets: u32) -> Vec<Heard> {
        let said = tone::samples(hertz, packets as usize * 160);
        let start = Instant::now();
        let mut heard = Vec::new();
        for (number, frame) in (0..packets).zip(said.chunks(160)) {
            let payload: Vec<_> = frame
                .iter()
                .map(|sample| g711::encode(Law::A, *sample))
                .collect();
            self.send(to, 8, number * 160, &payload);
            self.listen_until(start + Duration::from_millis(20) * (number + 1), &mut heard);
        }
        heard
    }

    /// Listens until so many packets were heard, or for at most 20 s.
    pub fn listen(&mut self, packets: usize) -> Vec<Heard> {
        let end = Instant::now() + super::PATIENCE;
        let mut heard = Vec::new();
        while heard.len() < packets && Instant::now() < end {
            self.listen_until(
                (Instant::now() + Duration::from_millis(20)).min(end),
                &mut heard,
            );
        }
        heard
    }

    fn listen_until(&mut self, end: Instant, heard: &mut Vec<Heard>) {
        let mut buffer = [0; 2_000];
        loop {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return;
            }
            self.socket.set_read_timeout(Some(left)).expect("a timeout");
            if let Ok((length, from)) = self.socket.recv_from(&mut buffer) {
                let opened = self.shield.open_rtp(&mut buffer[..length]);
                let packet = opened.expect("what we can open").to_vec();
                heard.push(Heard {
                    at: Instant::now(),
                    from,
                    packet,
                });
            }
        }
    }
}

/// The audio of what was heard.
pub fn audio(heard: &[Heard]) -> Vec<i16> {
    let voice = heard.iter().filter(|heard| heard.payload_type() == 8);
    let payload = voice.flat_map(|heard| &heard.packet[HEADER..]);
    payload.map(|octet| g711::decode(Law::A, *octet)).collect()
}
