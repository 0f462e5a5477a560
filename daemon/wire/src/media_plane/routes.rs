//! Which media thread has which room.

use std::collections::{BTreeSet, HashMap};

use media::LegNumber;

use super::interface::RoomId;

/// The rooms that have legs, each with its thread. All legs of a room live on one thread.
#[derive(Debug)]
pub(super) struct Routes {
    rooms: HashMap<RoomId, Route>,
    /// Legs on each thread.
    legs: Vec<usize>,
}

#[derive(Debug)]
struct Route {
    thread: usize,
    legs: BTreeSet<LegNumber>,
}

impl Routes {
    pub(super) fn new(threads: usize) -> Routes {
        Routes {
            rooms: HashMap::new(),
            legs: vec![0; threads],
        }
    }

    /// The thread of a room.
    pub(super) fn find(&self, room: RoomId) -> Option<usize> {
        self.rooms.get(&room).map(|route| route.thread)
    }

    /// The thread for a leg of a room: the room's if it has one, else the one with the fewest legs
    /// among those that `willing` names, or among all if it names none.
    pub(super) fn open(
        &mut self,
        room: RoomId,
        leg: LegNumber,
        willing: impl Fn(usize) -> bool,
    ) -> usize {
        let chosen = self
            .find(room)
            .unwrap_or_else(|| self.least_loaded(willing));
        let route = self.rooms.entry(room).or_insert_with(|| Route {
            thread: chosen,
            legs: BTreeSet::new(),
        });
        if route.legs.insert(leg)
            && let Some(legs) = self.legs.get_mut(chosen)
        {
            *legs += 1;
        }
        chosen
    }

    /// A leg is gone; so is its room with the last one.
    pub(super) fn close(&mut self, room: RoomId, leg: LegNumber) {
        let Some(route) = self.rooms.get_mut(&room) else {
            return;
        };
        if route.legs.remove(&leg)
            && let Some(legs) = self.legs.get_mut(route.thread)
        {
            *legs -= 1;
        }
        if route.legs.is_empty() {
            self.rooms.remove(&room);
        }
    }

    /// How many rooms there are.
    pub(super) fn rooms(&self) -> usize {
        self.rooms.len()
    }

    fn least_loaded(&self, willing: impl Fn(usize) -> bool) -> usize {
        let loads = || {
            self.legs
                .iter()
                .enumerate()
                .map(|(thread, legs)| (*legs, thread))
        };
        let best = loads().filter(|(_, thread)| willing(*thread)).min();
        best.or_else(|| loads().min())
            .map_or(0, |(_, thread)| thread)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: fn(usize) -> bool = |_| true;

    #[test]
    fn a_room_stays_on_its_thread_and_the_next_goes_to_the_least_loaded() {
        let mut routes = Routes::new(2);
        assert_eq!(routes.open(RoomId(1), 1, ALL), 0);
        assert_eq!(routes.open(RoomId(1), 2, ALL), 0);
        assert_eq!(routes.open(RoomId(2), 1, ALL), 1);
        assert_eq!(routes.open(RoomId(3), 1, ALL), 1);
        assert_eq!(routes.find(RoomId(1)), Some(0));
    }

    #[test]
    fn a_thread_at_its_limit_gets_no_room_while_another_is_willing() {
        let mut routes = Routes::new(2);
        assert_eq!(routes.open(RoomId(1), 1, |thread| thread == 1), 1);
        assert_eq!(routes.open(RoomId(2), 1, |thread| thread == 1), 1);
        assert_eq!(routes.open(RoomId(3), 1, |_| false), 0);
    }

    #[test]
    fn a_room_is_gone_with_its_last_leg() {
        let mut routes = Routes::new(1);
        routes.open(RoomId(1), 1, ALL);
        routes.open(RoomId(1), 1, ALL);
        routes.open(RoomId(1), 2, ALL);
        routes.close(RoomId(1), 1);
        routes.close(RoomId(1), 1);
        assert_eq!(routes.find(RoomId(1)), Some(0));
        routes.close(RoomId(1), 2);
        assert_eq!(
            (routes.find(RoomId(1)), routes.rooms(), routes.legs),
            (None, 0, vec![0])
        );
    }
}
