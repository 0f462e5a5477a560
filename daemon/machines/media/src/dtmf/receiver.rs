//! Makes one digit of the many packets of a press.

use std::time::Duration;

use kernel::{Bucket, Mono};

use super::{TelephoneEvent, digit};

/// The time for a digit in the long run: half of what the fastest machine needs.
const PER_DIGIT: Duration = Duration::from_millis(40);
/// Digits at once.
const BURST: u64 = 50;
/// No packet of a press is overtaken by so much.
const STALE: Duration = Duration::from_secs(2);

/// What a packet told.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// A press began.
    Digit(char),
    /// Nothing that was not told before.
    Nothing,
    /// No key, too old, cut, or faster than anybody presses.
    Refused,
}

/// The receiver of one stream of events.
///
/// A press is known by the timestamp that all its packets carry, so each of them may be lost as long
/// as one comes, and pressing the same key again is another press.
#[derive(Clone, Debug)]
pub struct Receiver {
    last: Option<Press>,
    allowance: Bucket,
}

#[derive(Copy, Clone, Debug)]
struct Press {
    code: u8,
    timestamp: u32,
    ended: bool,
    /// Whether it began for somebody else than who listens by now.
    spent: bool,
    /// When its newest packet came.
    at: Mono,
}

impl Default for Receiver {
    fn default() -> Self {
        Receiver {
            last: None,
            allowance: Bucket::new(PER_DIGIT, BURST),
        }
    }
}

impl Receiver {
    /// Forgets what was pressed: another stream begins, whose timestamps mean something else.
    pub fn restart(&mut self) {
        self.last = None;
    }

    /// Somebody else listens from here on: what was pressed before is not for him.
    pub fn spend(&mut self) {
        if let Some(last) = &mut self.last {
            last.spent = true;
        }
    }

    /// Whether an event of that timestamp, once taken, is of a press from before [`Receiver::spend`].
    pub fn is_spent(&self, timestamp: u32) -> bool {
        let upto = |last: &Press| last.timestamp.wrapping_sub(timestamp) < u32::MAX / 2;
        self.last
            .as_ref()
            .is_some_and(|last| last.spent && upto(last))
    }

    /// Takes the payload of an event that came `now`.
    pub fn take(&mut self, now: Mono, timestamp: u32, marker: bool, payload: &[u8]) -> Heard {
        let Some(event) = TelephoneEvent::read(payload) else {
            return Heard::Refused;
        };
        let Some(digit) = digit(event.code) else {
            return Heard::Refused;
        };
        let press = Press {
            code: event.code,
            timestamp,
            ended: event.end,
            spent: false,
            at: now,
        };
        if let Some(heard) = self
            .last
            .as_mut()
            .and_then(|last| last.follow(&press, marker))
        {
            return heard;
        }
        self.last = Some(press);
        if self.allowance.take(now) {
            Heard::Digit(digit)
        } else {
            Heard::Refused
        }
    }
}

impl Press {
    /// What a packet is after this press; `None`: another press.
    fn follow(&mut self, packet: &Press, marker: bool) -> Option<Heard> {
        let ahead = packet.timestamp.wrapping_sub(self.timestamp);
        let quiet = packet.at.since(self.at) > STALE;
        if ahead == 0 {
            if quiet && self.ended {
                return None;
            }
            self.ended |= packet.ended;
            self.at = packet.at;
            return Some(Heard::Nothing);
        }
        if ahead > u32::MAX / 2 {
            // Overtaken by this one: telling it would turn the order around. After a while it is the
            // sender's clock that began anew.
            return (!quiet).then_some(Heard::Refused);
        }
        // A press longer than the field can say goes on under another timestamp (section 2.5.1.3).
        let goes_on = ahead == u32::from(u16::MAX) && !marker && !self.ended;
        if goes_on && self.code == packet.code {
            let spent = self.spent;
            *self = Press { spent, ..*packet };
            return Some(Heard::Nothing);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::code;
    use super::*;

    #[derive(Clone, Debug)]
    struct Sent {
        at: Mono,
        timestamp: u32,
        marker: bool,
        payload: [u8; 4],
    }

    /// A press of `updates` packets of 20 ms and three ends.
    fn press(key: char, start_ms: u32, updates: u16) -> Vec<Sent> {
        let end = updates * 160;
        let durations = (1..=updates)
            .map(|n| (n * 160, false))
            .chain([(end, true); 3]);
        let packet = |(n, (duration, end)): (u32, (u16, bool))| Sent {
            at: Mono::from_micros(u64::from(start_ms + n * 20) * 1_000),
            timestamp: (start_ms * 8).wrapping_sub(5_000),
            marker: n == 0,
            payload: TelephoneEvent {
                code: code(key).unwrap(),
                end,
                volume: 10,
                duration,
            }
            .bytes(),
        };
        (0..).zip(durations).map(packet).collect()
    }

    fn told<'a>(packets: impl IntoIterator<Item = &'a Sent>) -> String {
        let mut receiver = Receiver::default();
        let digits = packets.into_iter().filter_map(|sent| {
            match receiver.take(sent.at, sent.timestamp, sent.marker, &sent.payload) {
                Heard::Digit(digit) => Some(digit),
                _ => None,
            }
        });
        digits.collect()
    }

    #[test]
    fn a_press_is_told_once_and_when_it_begins() {
        let packets = press('5', 0, 5);
        let mut receiver = Receiver::default();
        let heard: Vec<Heard> = packets
            .iter()
            .map(|sent| receiver.take(sent.at, sent.timestamp, sent.marker, &sent.payload))
            .collect();
        assert_eq!(heard[0], Heard::Digit('5'));
        assert!(heard[1..].iter().all(|heard| *heard == Heard::Nothing));
    }

    #[test]
    fn the_same_key_twice_is_two_presses() {
        assert_eq!(
            told(press('1', 0, 5).iter().chain(&press('1', 200, 5))),
            "11"
        );
    }

    #[test]
    fn an_end_that_comes_after_the_next_press_changes_nothing() {
        let (first, second) = (press('1', 0, 5), press('2', 200, 5));
        let late = first[7].clone();
        let order = first[..7]
            .iter()
            .chain(&second[..2])
            .chain([&late])
            .chain(&second[2..]);
        assert_eq!(told(order), "12");
    }

    #[test]
    fn a_key_held_for_ten_seconds_is_one_press() {
        let event = |duration| {
            TelephoneEvent {
                code: 3,
                end: false,
                volume: 10,
                duration,
            }
            .bytes()
        };
        let mut receiver = Receiver::default();
        assert_eq!(
            receiver.take(Mono::ZERO, 100, true, &event(160)),
            Heard::Digit('3')
        );
        assert_eq!(
            receiver.take(Mono::ZERO, 100, false, &event(u16::MAX)),
            Heard::Nothing
        );
        let next = 100 + u32::from(u16::MAX);
        assert_eq!(
            receiver.take(Mono::ZERO, next, false, &event(160)),
            Heard::Nothing
        );
        assert_eq!(
            receiver.take(Mono::ZERO, next, false, &event(320)),
            Heard::Nothing
        );
    }

    #[test]
    fn a_sender_whose_clock_begins_anew_or_stands_still_is_heard() {
        let event = |end| {
            TelephoneEvent {
                code: 3,
                end,
                volume: 10,
                duration: 160,
            }
            .bytes()
        };
        let at = |seconds: u64| Mono::from_micros(seconds * 1_000_000);
        let mut receiver = Receiver::default();
        assert_eq!(
            receiver.take(at(0), 90_000, true, &event(true)),
            Heard::Digit('3')
        );
        assert_eq!(
            receiver.take(at(1), 90_000, true, &event(true)),
            Heard::Nothing
        );
        assert_eq!(
            receiver.take(at(4), 90_000, true, &event(true)),
            Heard::Digit('3')
        );
        assert_eq!(
            receiver.take(at(7), 100, true, &event(true)),
            Heard::Digit('3')
        );
    }

    #[test]
    fn a_thousand_digits_at_a_human_pace_are_all_told() {
        let keys: String = "0123456789".repeat(100);
        let packets: Vec<Sent> = (0..)
            .zip(keys.chars())
            .flat_map(|(n, key)| press(key, n * 160, 3))
            .collect();
        assert_eq!(told(&packets), keys);
    }

    #[test]
    fn a_storm_tells_no_more_than_its_limit() {
        let mut packets: Vec<Sent> = (0..1_000).flat_map(|n| press('7', n * 80, 1)).collect();
        packets.iter_mut().for_each(|sent| sent.at = Mono::ZERO);
        assert_eq!(told(&packets).len() as u64, BURST);
    }

    #[test]
    fn no_key_and_no_event_are_refused() {
        let mut receiver = Receiver::default();
        assert_eq!(
            receiver.take(Mono::ZERO, 1, true, &[16, 10, 0, 160]),
            Heard::Refused
        );
        assert_eq!(receiver.take(Mono::ZERO, 1, true, &[1, 10]), Heard::Refused);
    }

    proptest! {
        #[test]
        fn one_packet_of_each_press_is_enough(
            presses in proptest::collection::vec(
                (0..16u8, 1..30u16, 0..20u32, 1..=u64::MAX, any::<bool>()), 1..40),
        ) {
            let mut start = 0;
            let mut expected = String::new();
            let mut survivors = Vec::new();
            for (code, updates, gap, losses, swap) in presses {
                let key = digit(code).unwrap();
                let packets = press(key, start, updates);
                start += u32::from(updates) * 20 + 60 + gap * 20;
                expected.push(key);
                let kept: Vec<Sent> = (0..).zip(&packets)
                    .filter(|(n, _)| losses.rotate_left(*n) & 1 == 1)
                    .map(|(_, sent)| sent.clone())
                    .collect();
                let mut kept = if kept.is_empty() { packets[packets.len() - 1..].to_vec() } else { kept };
                if swap {
                    kept.reverse();
                }
                survivors.extend(kept);
            }
            prop_assert_eq!(told(&survivors), expected);
        }

        #[test]
        fn any_payload_is_taken(payload in proptest::collection::vec(any::<u8>(), 0..12), ts: u32) {
            Receiver::default().take(Mono::ZERO, ts, false, &payload);
        }
    }
}
