//! From where a leg's packets may come (symmetric RTP).
//!
//! The signalled address always counts. A leg behind a translator sends from another port of the
//! same host: that is taken over once, early, after some packets in a row, and only if nobody else
//! has tried. Whatever else comes is foreign: it is dropped and changes nothing.

use std::net::SocketAddr;
use std::time::Duration;

use kernel::Mono;

use super::Settings;
use crate::rtp::Packet;

/// Packets in a row before another address is taken over.
const PROBATION: u8 = 3;
/// How long after its connection a leg's address may be taken over.
const EARLY: Duration = Duration::from_secs(30);
/// How long only the signalled host counts, if others may count at all.
const SIGNALLED_ONLY: Duration = Duration::from_secs(1);

/// What a packet's address means.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is the other side.
    Take,
    /// It may be: more packets decide.
    Probation,
    /// It is not.
    Foreign,
}

/// Where one leg's packets come from.
#[derive(Clone, Debug)]
pub(super) struct Source {
    signalled: SocketAddr,
    settled: Option<SocketAddr>,
    since: Mono,
    /// Somebody else has sent too: only the signalled address counts.
    contested: bool,
    candidate: Option<Candidate>,
}

#[derive(Clone, Debug)]
struct Candidate {
    address: SocketAddr,
    ssrc: u32,
    next: u16,
    packets: u8,
}

impl Source {
    pub(super) fn new(now: Mono, signalled: SocketAddr) -> Source {
        Source {
            signalled,
            settled: None,
            since: now,
            contested: false,
            candidate: None,
        }
    }

    /// The other side's address is told again. The same one, or none (a hold), changes nothing that
    /// is settled.
    pub(super) fn signal(&mut self, now: Mono, signalled: SocketAddr) {
        if signalled == self.signalled || signalled.ip().is_unspecified() {
            self.since = now;
        } else {
            *self = Source::new(now, signalled);
        }
    }

    /// Where its packets come from, once that is settled.
    pub(super) fn settled(&self) -> Option<SocketAddr> {
        self.settled
    }

    /// Where packets to it go.
    pub(super) fn destination(&self) -> SocketAddr {
        self.settled.unwrap_or(self.signalled)
    }

    /// Whether it was taken over from another address than the signalled one.
    pub(super) fn moved(&self) -> Option<SocketAddr> {
        self.settled.filter(|settled| *settled != self.signalled)
    }

    /// Judges a packet.
    pub(super) fn judge(
        &mut self,
        now: Mono,
        from: SocketAddr,
        packet: &Packet<'_>,
        settings: Settings,
    ) -> Verdict {
        if self.settled == Some(from) {
            return Verdict::Take;
        }
        if from == self.signalled {
            // Also after another port of its host was taken over: the signalled one is preferred.
            self.settled = Some(from);
            return Verdict::Take;
        }
        if self.settled.is_some() || self.contested || now.since(self.since) > EARLY {
            return Verdict::Foreign;
        }
        if from.ip() != self.signalled.ip() {
            if !settings.latch_other_host {
                self.contested = true;
                return Verdict::Foreign;
            }
            if now.since(self.since) < SIGNALLED_ONLY {
                return Verdict::Foreign;
            }
        }
        self.try_out(from, packet)
    }

    fn try_out(&mut self, from: SocketAddr, packet: &Packet<'_>) -> Verdict {
        let fresh = Candidate {
            address: from,
            ssrc: packet.ssrc,
            next: 0,
            packets: 0,
        };
        let candidate = self.candidate.get_or_insert(fresh);
        if candidate.address != from {
            self.contested = true;
            self.candidate = None;
            return Verdict::Foreign;
        }
        let in_a_row = packet.ssrc == candidate.ssrc && packet.sequence == candidate.next;
        candidate.packets = if in_a_row { candidate.packets + 1 } else { 1 };
        candidate.ssrc = packet.ssrc;
        candidate.next = packet.sequence.wrapping_add(1);
        if candidate.packets < PROBATION {
            return Verdict::Probation;
        }
        self.settled = Some(from);
        Verdict::Take
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STRICT: Settings = Settings {
        latch_other_host: false,
    };
    const LENIENT: Settings = Settings {
        latch_other_host: true,
    };

    fn address(text: &str) -> SocketAddr {
        text.parse().unwrap()
    }

    fn source() -> Source {
        Source::new(Mono::ZERO, address("192.0.2.1:4000"))
    }

    fn packet(sequence: u16) -> Packet<'static> {
        Packet {
            marker: false,
            payload_type: 8,
            sequence,
            timestamp: 0,
            ssrc: 1,
            payload: &[],
        }
    }

    /// The verdicts on packets in a row from one address.
    fn judge(source: &mut Source, millis: u64, from: &str, settings: Settings) -> Vec<Verdict> {
        let now = Mono::from_micros(millis * 1_000);
        (0..4)
            .map(|n| source.judge(now, address(from), &packet(n), settings))
            .collect()
    }

    use Verdict::{Foreign, Probation, Take};

    #[test]
    fn the_signalled_address_counts_at_once_and_for_good() {
        let mut source = source();
        assert_eq!(judge(&mut source, 0, "192.0.2.1:4000", STRICT), [Take; 4]);
        assert_eq!(
            judge(&mut source, 9, "192.0.2.1:4002", STRICT),
            [Foreign; 4]
        );
        assert_eq!(
            judge(&mut source, 9, "203.0.113.9:4000", LENIENT),
            [Foreign; 4]
        );
        assert_eq!(source.destination(), address("192.0.2.1:4000"));
    }

    #[test]
    fn another_port_of_its_host_is_taken_over_after_some_packets() {
        let mut source = source();
        let verdicts = judge(&mut source, 0, "192.0.2.1:999", STRICT);
        assert_eq!(verdicts, [Probation, Probation, Take, Take]);
        assert_eq!(source.destination(), address("192.0.2.1:999"));
        assert_eq!(judge(&mut source, 0, "192.0.2.1:998", STRICT), [Foreign; 4]);
        // The signalled address is preferred whenever it speaks, and then it is final.
        assert_eq!(judge(&mut source, 0, "192.0.2.1:4000", STRICT), [Take; 4]);
        assert_eq!(judge(&mut source, 0, "192.0.2.1:999", STRICT), [Foreign; 4]);
    }

    #[test]
    fn nothing_is_taken_over_after_a_foreign_packet() {
        let mut source = source();
        assert_eq!(
            judge(&mut source, 0, "203.0.113.9:4000", STRICT),
            [Foreign; 4]
        );
        assert_eq!(judge(&mut source, 0, "192.0.2.1:999", STRICT), [Foreign; 4]);
        assert_eq!(judge(&mut source, 0, "192.0.2.1:4000", STRICT), [Take; 4]);
    }

    #[test]
    fn of_two_strangers_on_its_host_neither_is_taken() {
        let mut source = source();
        let first = packet(0);
        let verdict = source.judge(Mono::ZERO, address("192.0.2.1:999"), &first, STRICT);
        assert_eq!(verdict, Probation);
        assert_eq!(judge(&mut source, 0, "192.0.2.1:998", STRICT), [Foreign; 4]);
        assert_eq!(judge(&mut source, 0, "192.0.2.1:999", STRICT), [Foreign; 4]);
    }

    #[test]
    fn another_host_counts_only_if_told_so_and_after_a_second() {
        let mut source = source();
        assert_eq!(
            judge(&mut source, 500, "203.0.113.9:4000", LENIENT),
            [Foreign; 4]
        );
        let verdicts = judge(&mut source, 1_500, "203.0.113.9:4000", LENIENT);
        assert_eq!(verdicts, [Probation, Probation, Take, Take]);
    }

    #[test]
    fn late_in_a_call_nothing_is_taken_over() {
        assert_eq!(
            judge(&mut source(), 31_000, "192.0.2.1:999", STRICT),
            [Foreign; 4]
        );
    }

    #[test]
    fn a_hold_keeps_what_is_settled_and_another_address_does_not() {
        let mut source = source();
        judge(&mut source, 0, "192.0.2.1:999", STRICT);
        source.signal(Mono::ZERO, address("0.0.0.0:4000"));
        source.signal(Mono::ZERO, address("192.0.2.1:4000"));
        assert_eq!(source.settled(), Some(address("192.0.2.1:999")));
        source.signal(Mono::ZERO, address("192.0.2.7:4000"));
        assert_eq!((source.settled(), source.moved()), (None, None));
    }
}
