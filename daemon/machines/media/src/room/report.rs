//! RTCP of one leg: a report about every five seconds, and the good-bye.

use std::net::SocketAddr;
use std::time::Duration;

use kernel::{Chance, Mono};

use super::Sink;
use super::leg::Leg;
use crate::Event;
use crate::rtcp::{self, Report, Sent};

/// The mean time between reports (RFC 3550 section 6.2).
const INTERVAL_MS: u64 = 5_000;
/// The longest packet that is written.
const MAX_REPORT: usize = 256;

/// What reports need between them.
#[derive(Clone, Debug, Default)]
pub(super) struct State {
    next: Option<Mono>,
    /// Packets sent when the last report was written.
    reported: u64,
    pub(super) remote_lost: Option<u32>,
    pub(super) remote_jitter_us: Option<u32>,
    pub(super) round_trip_us: Option<u32>,
}

impl State {
    /// Reports begin half an interval after the connection.
    pub(super) fn begin(&mut self, now: Mono) {
        self.next = Some(now + Duration::from_millis(INTERVAL_MS / 2));
    }

    pub(super) fn deadline(&self) -> Option<Mono> {
        self.next
    }
}

impl Leg {
    /// Sends a report if it is due.
    pub(super) fn report_if_due(
        &mut self,
        now: Mono,
        name: &[u8],
        chance: &mut Chance,
        out: &mut impl Sink,
    ) {
        if self.report.next.is_none_or(|next| next > now) {
            return;
        }
        // Half to one and a half times the interval keeps reports from marching in step.
        let wait = INTERVAL_MS / 2 + chance.below(INTERVAL_MS);
        self.report.next = Some(now + Duration::from_millis(wait));
        self.send_report(now, name, false, out);
    }

    /// Says good-bye.
    pub(super) fn say_goodbye(&mut self, now: Mono, name: &[u8], out: &mut impl Sink) {
        self.send_report(now, name, true, out);
    }

    fn send_report(&mut self, now: Mono, name: &[u8], goodbye: bool, out: &mut impl Sink) {
        let Some(to) = self.rtcp_address() else {
            return;
        };
        let block = self.reception.report(now);
        let sent = (self.outgoing.packets > self.report.reported).then(|| Sent {
            ntp: rtcp::ntp(now),
            timestamp: self.outgoing.clock(now),
            packets: self.outgoing.packets as u32,
            bytes: self.outgoing.bytes as u32,
        });
        self.report.reported = self.outgoing.packets;
        let mut packet = [0; MAX_REPORT];
        let report = Report {
            ssrc: self.outgoing.ssrc,
            sent,
            block,
            name,
            goodbye,
        };
        let length = report.write(&mut packet);
        out.rtcp(self.number, to, packet.get(..length).unwrap_or_default());
    }

    /// Where reports go: where they were signalled, or beside the port that was taken over.
    fn rtcp_address(&self) -> Option<SocketAddr> {
        let link = self.link.as_ref()?;
        let address = link.source.moved().map_or(link.remote.rtcp, beside);
        let usable = !address.ip().is_unspecified() && address.port() != 0;
        usable.then_some(address)
    }

    /// Takes a report of the other side, or counts why not. A good-bye in it ends nothing.
    pub(super) fn take_report(
        &mut self,
        now: Mono,
        from: SocketAddr,
        packet: &[u8],
        out: &mut impl Sink,
    ) {
        let Some(link) = self.link.as_mut() else {
            self.drops.unconnected += 1;
            return;
        };
        let beside_it = link.source.settled().map(beside);
        if from != link.remote.rtcp && Some(from) != beside_it {
            self.drops.foreign_rtcp += 1;
            return;
        }
        let Ok(reports) = rtcp::read(packet, self.outgoing.ssrc) else {
            self.drops.malformed_rtcp += 1;
            return;
        };
        if link.lives(now) {
            out.event(Event::Mute(self.number, false));
        }
        if let Some((ssrc, ntp)) = reports.sender {
            self.reception.sender_report(now, ssrc, ntp);
        }
        if let Some(block) = reports.about_us {
            self.report.remote_lost = Some(u32::try_from(block.lost).unwrap_or(0));
            self.report.remote_jitter_us = Some(self.reception.micros(block.jitter));
            let trip = rtcp::round_trip(now, &block);
            self.report.round_trip_us = trip.or(self.report.round_trip_us);
        }
    }
}

/// The port above.
fn beside(address: SocketAddr) -> SocketAddr {
    SocketAddr::new(address.ip(), address.port().saturating_add(1))
}
