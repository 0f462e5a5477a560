//! Payloads of telephone events in a row: only keys are told, and never faster than the limit.
use std::time::Duration;

use kernel::Mono;
use media::dtmf::{Heard, Receiver, code};

/// Reads events of keys.
pub fn run(bytes: &[u8]) {
    let mut receiver = Receiver::default();
    let mut now = Mono::ZERO;
    let mut told = 0;
    for packet in bytes.chunks(6) {
        let (head, payload) = packet.split_at(packet.len().min(2));
        let [pause, step] = [0, 1].map(|n| head.get(n).copied().unwrap_or_default());
        now = now + Duration::from_millis(u64::from(pause));
        if let Heard::Digit(digit) =
            receiver.take(now, u32::from(step) * 160, step & 1 == 1, payload)
        {
            assert!(code(digit).is_some());
            told += 1;
        }
    }
    // The burst, and 25 a second after it.
    assert!(told <= 51 + now.as_micros() / 40_000);
}
