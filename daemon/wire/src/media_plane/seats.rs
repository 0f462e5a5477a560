//! The rooms of one media thread.

use std::collections::HashMap;

use jiff::Timestamp;
use kernel::Mono;
use media::{LegNumber, Room};

use super::interface::RoomId;
use super::leg::Leg;

/// A room with what the real world holds for it.
pub(super) struct Seat {
    pub(super) id: RoomId,
    pub(super) room: Room,
    pub(super) legs: Vec<Leg>,
    pub(super) recordings: Vec<Recording>,
    /// When the timer wheel brings it out.
    pub(super) wakes: Option<Mono>,
}

/// A recording that has not ended.
#[derive(Debug)]
pub(super) struct Recording {
    pub(super) id: u128,
    pub(super) at: Timestamp,
    /// Frames that came so far.
    pub(super) frames: u64,
    /// Whether a file was begun.
    pub(super) begun: bool,
    /// Whether it was told that audio is missing.
    pub(super) damaged: bool,
}

impl Recording {
    /// One of which nothing has come yet.
    pub(super) fn new(id: u128, at: Timestamp) -> Recording {
        Recording {
            id,
            at,
            frames: 0,
            begun: false,
            damaged: false,
        }
    }
}

impl Seat {
    pub(super) fn new(id: RoomId, room: Room) -> Seat {
        Seat {
            id,
            room,
            legs: Vec::new(),
            recordings: Vec::new(),
            wakes: None,
        }
    }

    pub(super) fn has(&self, leg: LegNumber) -> bool {
        self.legs.iter().any(|one| one.number == leg)
    }
}

/// Rooms by a small number that sockets and timers carry. A number is used again after its room is
/// gone; whoever still holds it must bear to meet another room.
#[derive(Default)]
pub(super) struct Seats {
    seats: Vec<Option<Seat>>,
    free: Vec<u32>,
    by_id: HashMap<RoomId, u32>,
}

impl Seats {
    pub(super) fn find(&self, id: RoomId) -> Option<u32> {
        self.by_id.get(&id).copied()
    }

    pub(super) fn get_mut(&mut self, number: u32) -> Option<&mut Seat> {
        self.seats.get_mut(number as usize)?.as_mut()
    }

    pub(super) fn insert(&mut self, seat: Seat) -> u32 {
        let number = self.free.pop().unwrap_or_else(|| {
            self.seats.push(None);
            self.seats.len() as u32 - 1
        });
        self.by_id.insert(seat.id, number);
        if let Some(place) = self.seats.get_mut(number as usize) {
            *place = Some(seat);
        }
        number
    }

    pub(super) fn remove(&mut self, number: u32) -> Option<Seat> {
        let seat = self.seats.get_mut(number as usize)?.take()?;
        self.by_id.remove(&seat.id);
        self.free.push(number);
        Some(seat)
    }

    pub(super) fn len(&self) -> usize {
        self.by_id.len()
    }

    /// The rooms and the legs in them.
    pub(super) fn ids(&self) -> Vec<(RoomId, Vec<LegNumber>)> {
        let legs = |seat: &Seat| seat.legs.iter().map(|leg| leg.number).collect();
        self.seats
            .iter()
            .flatten()
            .map(|seat| (seat.id, legs(seat)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seat(id: u128) -> Seat {
        Seat::new(RoomId(id), Room::new(kernel::Chance::from_number(1)))
    }

    #[test]
    fn a_number_is_used_again_and_finds_only_its_room() {
        let mut seats = Seats::default();
        let one = seats.insert(seat(1));
        let two = seats.insert(seat(2));
        assert_ne!(one, two);
        assert_eq!(seats.find(RoomId(1)), Some(one));
        assert!(seats.remove(one).is_some() && seats.remove(one).is_none());
        assert_eq!(seats.find(RoomId(1)), None);
        assert_eq!(seats.insert(seat(3)), one);
        assert_eq!(seats.get_mut(one).map(|seat| seat.id), Some(RoomId(3)));
        assert_eq!((seats.len(), seats.ids().len()), (2, 2));
    }
}
