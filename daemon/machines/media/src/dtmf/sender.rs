//! Sends digits, one packet for each slot of 20 ms.

use std::collections::VecDeque;

use super::{TelephoneEvent, code};

/// How many digits may wait.
const MAX_WAITING: usize = 64;
/// How far below 0 dBm0 a digit is said to be.
const VOLUME: u8 = 10;
/// Samples in a slot of 20 ms.
const SLOT: u16 = 160;
/// The slot of the last update: 100 ms are five slots.
const LAST_UPDATE: u16 = 4;
/// The slot of the third and last end packet. The gap of 60 ms runs while the ends are sent, so the
/// next digit begins in the slot after.
const LAST_END: u16 = 7;

/// The packet of one slot.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Whether a digit begins: it gets the marker and the timestamp of now; the packets after it
    /// carry the same timestamp.
    pub begins: bool,
    /// The payload.
    pub event: TelephoneEvent,
}

/// The digits that one leg is to be sent.
#[derive(Clone, Debug, Default)]
pub struct Sender {
    waiting: VecDeque<u8>,
    slot: u16,
    /// Those that were sent whole.
    sent: u64,
}

impl Sender {
    /// Adds digits; says how many of them are no keys or found no room.
    pub fn push(&mut self, digits: &str) -> u64 {
        let mut refused = 0;
        for digit in digits.chars() {
            match code(digit) {
                Some(code) if self.waiting.len() < MAX_WAITING => self.waiting.push_back(code),
                _ => refused += 1,
            }
        }
        refused
    }

    /// Whether there is nothing to send.
    pub fn is_idle(&self) -> bool {
        self.waiting.is_empty()
    }

    /// How many digits were sent to their end.
    pub fn sent(&self) -> u64 {
        self.sent
    }

    /// Gives up what waits; says how many digits that was.
    pub fn clear(&mut self) -> u64 {
        let waiting = self.waiting.len() as u64;
        *self = Sender {
            sent: self.sent,
            ..Sender::default()
        };
        waiting
    }

    /// The packet of the next slot, if there is a digit to send.
    pub fn step(&mut self) -> Option<Step> {
        let code = *self.waiting.front()?;
        let slot = self.slot;
        let end = slot > LAST_UPDATE;
        let duration = (slot.min(LAST_UPDATE) + 1) * SLOT;
        self.slot += 1;
        if slot == LAST_END {
            self.slot = 0;
            self.waiting.pop_front();
            self.sent += 1;
        }
        let event = TelephoneEvent {
            code,
            end,
            volume: VOLUME,
            duration,
        };
        Some(Step {
            begins: slot == 0,
            event,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digit_is_five_updates_and_three_ends() {
        let mut sender = Sender::default();
        assert_eq!(sender.push("5#"), 0);
        let steps: Vec<Step> = std::iter::from_fn(|| sender.step()).collect();
        assert_eq!(steps.len(), 16);
        let durations: Vec<u16> = steps.iter().map(|step| step.event.duration).collect();
        assert_eq!(durations[..8], [160, 320, 480, 640, 800, 800, 800, 800]);
        assert!(steps[..8].iter().all(|step| step.event.code == 5));
        assert_eq!(steps.iter().filter(|step| step.event.end).count(), 6);
        let begins: Vec<usize> = (0..16).filter(|n| steps[*n].begins).collect();
        assert_eq!(begins, [0, 8]);
        assert!(sender.is_idle());
        sender.push("1");
        sender.step();
        sender.clear();
        assert_eq!(sender.sent(), 2, "one that is cut off is none");
    }

    #[test]
    fn what_is_no_key_or_too_much_is_refused() {
        let mut sender = Sender::default();
        assert_eq!(sender.push("1x2"), 1);
        assert_eq!(sender.push(&"3".repeat(100)), 38);
        assert_eq!(sender.clear(), 64);
        assert!(sender.is_idle());
    }
}
