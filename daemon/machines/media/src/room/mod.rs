//! The media of all legs of one call.

mod stats;

use std::net::SocketAddr;

use kernel::{Chance, Mono};

pub use stats::{Drops, LegStats};

use crate::{Command, Event, LegNumber};

/// Where a room puts what comes out of it.
pub trait Sink {
    /// Send this RTP packet from the leg's RTP socket.
    fn rtp(&mut self, leg: LegNumber, to: SocketAddr, packet: &[u8]);
    /// Send this RTCP packet from the leg's RTCP socket.
    fn rtcp(&mut self, leg: LegNumber, to: SocketAddr, packet: &[u8]);
    /// Something happened.
    fn event(&mut self, event: Event);
}

/// The media of all legs of one call.
#[derive(Debug)]
pub struct Room {
    chance: Chance,
}

impl Room {
    /// A room without legs.
    pub fn new(chance: Chance) -> Room {
        Room { chance }
    }

    /// Does what it is told.
    pub fn handle(&mut self, now: Mono, command: Command, out: &mut impl Sink) {
        let _ = (now, command, out, self.chance.number());
    }

    /// Takes what came to the leg's RTP socket.
    pub fn receive(
        &mut self,
        now: Mono,
        leg: LegNumber,
        from: SocketAddr,
        packet: &[u8],
        out: &mut impl Sink,
    ) {
        let _ = (now, leg, from, packet, out);
    }

    /// Takes what came to the leg's RTCP socket.
    pub fn receive_rtcp(
        &mut self,
        now: Mono,
        leg: LegNumber,
        from: SocketAddr,
        packet: &[u8],
        out: &mut impl Sink,
    ) {
        let _ = (now, leg, from, packet, out);
    }

    /// When [`Room::expire`] has something to do; it may be in the past.
    pub fn next_deadline(&self) -> Option<Mono> {
        None
    }

    /// Does what is due.
    pub fn expire(&mut self, now: Mono, out: &mut impl Sink) {
        let _ = (now, out);
    }

    /// Whether it holds no leg.
    pub fn is_empty(&self) -> bool {
        true
    }

    /// The figures of a leg; read them before it is closed.
    pub fn stats(&self, leg: LegNumber) -> Option<LegStats> {
        let _ = leg;
        None
    }
}
