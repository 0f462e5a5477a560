//! The flight recorder as the control thread writes and the interface reads it.

use std::sync::{Mutex, MutexGuard, PoisonError};

use contact::LegId;
use model::CallId;
use sip::Flow;
use switch::OtherEnd;
use trace::{Counters, FlightRecorder, Heading, Limits, Recorded};

/// The flight recorder. Whoever reads copies no message, so that the control thread waits for nobody.
pub struct Flight(Option<Mutex<FlightRecorder>>);

impl Flight {
    /// One that keeps so many bytes; 0: nothing.
    pub fn new(bytes: usize) -> Flight {
        let recorder = (bytes > 0).then(|| FlightRecorder::new(Limits::of(bytes)));
        Flight(recorder.map(Mutex::new))
    }

    /// Keeps a message that came or went.
    pub fn note(&self, heading: Heading, flow: Flow, bytes: &[u8]) {
        if let Some(mut recorder) = self.lock() {
            recorder.note(wire::clock::now().wall, heading, flow, bytes);
        }
    }

    /// A conversation belongs to a leg, at whose other end is `peer`.
    pub fn belongs(&self, call_id: &str, leg: LegId, peer: &OtherEnd) {
        if let Some(mut recorder) = self.lock() {
            let who = peer.to_string();
            recorder.belongs(call_id, leg.call, u32::from(leg.number), &who);
        }
    }

    /// The conversations of a call.
    pub fn of_call(&self, call: CallId) -> Vec<Recorded> {
        self.lock()
            .map_or_else(Vec::new, |recorder| recorder.of_call(call))
    }

    /// The conversation of that Call-ID, if it belongs to no call.
    pub fn stray(&self, call_id: &str) -> Option<Recorded> {
        self.lock()?.stray(call_id)
    }

    /// What was kept and what was not.
    pub fn counters(&self) -> Counters {
        self.lock()
            .map_or_else(Counters::default, |recorder| recorder.counters())
    }

    fn lock(&self) -> Option<MutexGuard<'_, FlightRecorder>> {
        let recorder = self.0.as_ref()?;
        Some(recorder.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    const INVITE: &[u8] = b"INVITE sip:02160001000@192.0.2.1 SIP/2.0\r\n\
        Via: SIP/2.0/UDP 192.0.2.9:5060;branch=z9hG4bK776asdhds\r\nMax-Forwards: 70\r\n\
        From: <sip:13800138000@192.0.2.9>;tag=1928301774\r\nTo: <sip:02160001000@192.0.2.1>\r\n\
        Call-ID: a84b4c76e66710@192.0.2.9\r\nCSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n";

    fn flow() -> Flow {
        let address = |text: &str| text.parse().expect("an address");
        Flow::udp(address("192.0.2.1:5060"), address("192.0.2.9:5060"))
    }

    #[test]
    fn what_is_switched_off_keeps_nothing() {
        let flight = Flight::new(0);
        flight.note(Heading::In, flow(), INVITE);
        assert_eq!(flight.counters(), Counters::default());
    }

    #[test]
    fn a_message_costs_the_control_thread_next_to_nothing() {
        let flight = Flight::new(8 << 20);
        let begin = Instant::now();
        let count = 20_000;
        for _ in 0..count {
            flight.note(Heading::In, flow(), INVITE);
        }
        let each = begin.elapsed() / count;
        // In a debug build, on a machine that does much besides.
        assert!(each < Duration::from_micros(200), "{each:?}");
    }
}
