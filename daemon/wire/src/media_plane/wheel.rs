//! When which room has something to do.

use kernel::Mono;

/// Microseconds of a slot.
const SLOT: u64 = 1_000;

/// Slots: deadlines farther away than these are looked at again after one turn.
const SLOTS: u64 = 256;

/// A timer wheel of 1 ms slots for small numbers, the seats of rooms. Setting and expiring take no
/// allocation once the slots have grown to their use.
#[derive(Debug)]
pub(super) struct Wheel {
    slots: Vec<Vec<u32>>,
    /// One bit for each slot that is not empty.
    used: [u64; (SLOTS / 64) as usize],
    /// The slot number that is looked at next.
    next: u64,
    len: usize,
}

impl Wheel {
    pub(super) fn new(now: Mono) -> Wheel {
        let slots = (0..SLOTS).map(|_| Vec::new()).collect();
        Wheel {
            slots,
            used: [0; (SLOTS / 64) as usize],
            next: slot_of(now),
            len: 0,
        }
    }

    /// When something that is set to `at` comes out: at the end of its slot, but no earlier than
    /// the next slot and no later than the farthest one.
    pub(super) fn comes_out(&self, at: Mono) -> Mono {
        end_of(self.slot(at))
    }

    /// Makes `seat` come out, and says when. What was set for it before comes out all the same.
    pub(super) fn set(&mut self, seat: u32, at: Mono) -> Mono {
        let slot = self.slot(at);
        let index = slot % SLOTS;
        if let (Some(seats), Some(word)) = (
            self.slots.get_mut(index as usize),
            self.used.get_mut(index as usize / 64),
        ) {
            seats.push(seat);
            *word |= 1 << (index % 64);
            self.len += 1;
        }
        end_of(slot)
    }

    /// The end of the first slot that is not empty.
    pub(super) fn next(&self) -> Option<Mono> {
        if self.len == 0 {
            return None;
        }
        (self.next..self.next + SLOTS)
            .find(|slot| self.is_used(*slot))
            .map(end_of)
    }

    /// Moves the seats of all slots that have ended by `now` into `due`.
    pub(super) fn expire(&mut self, now: Mono, due: &mut Vec<u32>) {
        let past = slot_of(now);
        if past <= self.next {
            return;
        }
        // After a whole turn every slot has been looked at.
        let until = past.min(self.next + SLOTS);
        for slot in self.next..until {
            if !self.is_used(slot) {
                continue;
            }
            let index = slot % SLOTS;
            if let (Some(seats), Some(word)) = (
                self.slots.get_mut(index as usize),
                self.used.get_mut(index as usize / 64),
            ) {
                self.len -= seats.len();
                due.append(seats);
                *word &= !(1 << (index % 64));
            }
        }
        self.next = past;
    }

    fn slot(&self, at: Mono) -> u64 {
        slot_of(at).clamp(self.next, self.next + SLOTS - 1)
    }

    fn is_used(&self, slot: u64) -> bool {
        let index = slot % SLOTS;
        self.used
            .get(index as usize / 64)
            .is_some_and(|word| word >> (index % 64) & 1 == 1)
    }
}

/// The slot that `at` lies in. It comes out when it is over, so nothing comes out too early.
fn slot_of(at: Mono) -> u64 {
    at.as_micros() / SLOT
}

fn end_of(slot: u64) -> Mono {
    Mono::from_micros((slot + 1) * SLOT)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(micros: u64) -> Mono {
        Mono::from_micros(micros)
    }

    fn due(wheel: &mut Wheel, now: u64) -> Vec<u32> {
        let mut due = Vec::new();
        wheel.expire(at(now), &mut due);
        due
    }

    #[test]
    fn a_seat_comes_out_once_its_slot_is_over() {
        let mut wheel = Wheel::new(at(0));
        assert_eq!(wheel.set(7, at(20_500)), at(21_000));
        assert_eq!(wheel.next(), Some(at(21_000)));
        assert_eq!(due(&mut wheel, 20_999), vec![]);
        assert_eq!(due(&mut wheel, 21_000), vec![7]);
        assert_eq!(wheel.next(), None);
    }

    #[test]
    fn the_past_comes_out_next() {
        let mut wheel = Wheel::new(at(50_000));
        wheel.set(1, at(3));
        assert_eq!(wheel.next(), Some(at(51_000)));
        assert_eq!(due(&mut wheel, 51_000), vec![1]);
    }

    #[test]
    fn what_is_far_away_is_looked_at_after_one_turn() {
        let mut wheel = Wheel::new(at(0));
        assert_eq!(wheel.set(1, at(10_000_000)), at(SLOT * SLOTS));
        assert_eq!(due(&mut wheel, SLOT * SLOTS), vec![1]);
    }

    #[test]
    fn a_long_pause_brings_all_out_in_order_of_their_slots() {
        let mut wheel = Wheel::new(at(0));
        for seat in [3, 1, 2] {
            wheel.set(seat, at(u64::from(seat) * 60_000));
        }
        assert_eq!(due(&mut wheel, 60_000_000), vec![1, 2, 3]);
        wheel.set(4, at(60_000_100));
        assert_eq!(wheel.next(), Some(at(60_001_000)));
        assert_eq!(due(&mut wheel, 60_001_000), vec![4]);
    }

    #[test]
    fn many_turns_lose_nothing() {
        let mut wheel = Wheel::new(at(0));
        let mut out = 0;
        for step in 0..10_000_u64 {
            wheel.set(step as u32, at(step * 777 + 20_000));
            out += due(&mut wheel, step * 777).len();
        }
        assert_eq!(out + due(&mut wheel, 100_000_000).len(), 10_000);
    }
}
