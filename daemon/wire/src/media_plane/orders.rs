//! How a media thread carries out commands.

use std::net::SocketAddr;
use std::sync::Arc;

use kernel::Mono;
use media::{Command, Family, LegNumber, PlayId, Remote, Room};

use super::inbox::Order;
use super::interface::{PlaneCommand, PlaneEvent, RoomId, SoundKey, SoundReply};
use super::leg::{self, NoSockets};
use super::outbox::failed;
use super::seats::{Recording, Seat};
use super::worker::Worker;
use crate::clock;
use crate::recorder::RecordingFailure;

/// Commands that are carried out between two looks at the deadlines.
const ORDERS: usize = 64;

/// Sounds that one playing may have.
const SOUNDS: usize = 64;

/// Recordings that a room may have at a time.
const RECORDINGS: usize = 16;

impl Worker {
    /// Takes the commands that wait. Those that were taken before come first.
    pub(super) fn fetch_orders(&mut self) {
        if self.orders.is_empty() {
            self.inbox.swap(&mut self.orders);
        } else {
            // Some are left of the last time: look again after them.
            self.inbox.waker.wake();
        }
    }

    /// Carries out some of the commands; says whether to stop.
    pub(super) fn carry_out(&mut self) -> bool {
        for _ in 0..ORDERS {
            match self.orders.pop_front() {
                Some(Order::Room(room, command)) => self.command(room, command),
                Some(Order::Supply(room, supply)) => self.tell(room, supply),
                Some(Order::Stop) => return true,
                None => break,
            }
        }
        false
    }

    /// Ends all rooms.
    pub(super) fn end_all(&mut self) {
        for (room, legs) in self.seats.ids() {
            legs.into_iter().for_each(|leg| self.close(room, leg));
        }
    }

    fn command(&mut self, room: RoomId, command: PlaneCommand) {
        match command {
            PlaneCommand::Open(leg, family) => self.open(room, leg, family),
            PlaneCommand::Connect(leg, remote) => self.connect(room, leg, remote),
            PlaneCommand::Play {
                leg,
                play,
                sounds,
                times,
                by,
            } => {
                self.play(room, leg, play, sounds, times, by);
            }
            PlaneCommand::Stop(leg) => self.tell(room, Command::Stop(leg)),
            PlaneCommand::Bridge(one, other) => self.tell(room, Command::Bridge(one, other)),
            PlaneCommand::Unbridge(one, other) => self.tell(room, Command::Unbridge(one, other)),
            PlaneCommand::SendDigits(leg, digits) => {
                self.tell(room, Command::SendDigits(leg, digits));
            }
            PlaneCommand::Record {
                recording,
                at,
                left,
                right,
            } => {
                let record = Command::Record {
                    recording,
                    left,
                    right,
                };
                self.record(room, Recording::new(recording, at), &[left, right], record);
            }
            PlaneCommand::RecordAlone {
                recording,
                at,
                leg,
                quiet,
            } => {
                let record = Command::RecordAlone {
                    recording,
                    leg,
                    quiet,
                };
                self.record(room, Recording::new(recording, at), &[leg], record);
            }
            PlaneCommand::StopRecording(recording) => self.stop_recording(room, recording),
            PlaneCommand::Close(leg) => self.close(room, leg),
        }
    }

    /// The keys stay at the sockets; all else of the other side is the room's.
    fn connect(&mut self, room: RoomId, number: LegNumber, remote: Remote) {
        let place = self.seats.find(room);
        let seat = place.and_then(|place| self.seats.get_mut(place));
        let mut legs = seat.into_iter().flat_map(|seat| &mut seat.legs);
        if let Some(leg) = legs.find(|leg| leg.number == number) {
            leg.shield.set(remote.srtp);
        }
        self.tell(room, Command::Connect(number, remote));
    }

    /// Hands a command to its room.
    fn tell(&mut self, room: RoomId, command: Command) {
        let Some(number) = self.seats.find(room) else {
            return;
        };
        let Some(seat) = self.seats.get_mut(number) else {
            return;
        };
        let (room, mut outbox) = self.hands.enter(seat);
        room.handle(clock::mono(), command, &mut outbox);
        self.hands.schedule(number, seat);
    }

    fn open(&mut self, id: RoomId, number: LegNumber, family: Family) {
        let present = self.seats.find(id);
        if present
            .and_then(|seat| self.seats.get_mut(seat))
            .is_some_and(|seat| seat.has(number))
        {
            return;
        }
        let Some(home) = self.shared.home(family) else {
            return self.open_failed(id, number, false);
        };
        let leg = match leg::open(number, home.bound, &self.shared.pool) {
            Ok(leg) => leg,
            Err(why) => return self.open_failed(id, number, why == NoSockets::Exhausted),
        };
        let place = present.unwrap_or_else(|| {
            let room = Room::new(self.chance.fork());
            self.seats.insert(Seat::new(id, room))
        });
        let port = leg.port;
        let watched = self.hands.watch(place, &leg);
        if let Some(seat) = self.seats.get_mut(place) {
            seat.legs.push(leg);
        }
        self.tell(id, Command::Open(number));
        if let Err(error) = watched {
            tracing::error!(%error, "the sockets of a leg cannot be waited for");
            self.forget(id, number);
            return self.open_failed(id, number, false);
        }
        let rtp = SocketAddr::new(home.told, port);
        self.shared
            .room(id, PlaneEvent::Opened { leg: number, rtp });
    }

    fn open_failed(&mut self, room: RoomId, leg: LegNumber, exhausted: bool) {
        // The room may be gone with it, so that has to be known before anybody acts on the event.
        self.shared.routes().close(room, leg);
        self.shared
            .room(room, PlaneEvent::OpenFailed { leg, exhausted });
    }

    fn close(&mut self, room: RoomId, leg: LegNumber) {
        let place = self.seats.find(room);
        let Some(seat) = place.and_then(|place| self.seats.get_mut(place)) else {
            return;
        };
        let Some(known) = seat.legs.iter().find(|one| one.number == leg) else {
            return;
        };
        let dropped = known.shield.dropped();
        let stats = seat.room.stats(leg).unwrap_or_default();
        let stats = Box::new(stats.beyond(dropped));
        self.forget(room, leg);
        self.shared.room(room, PlaneEvent::Closed { leg, stats });
    }

    /// Ends a leg and frees its port; the last one ends the room and what it records.
    fn forget(&mut self, room: RoomId, leg: LegNumber) {
        self.tell(room, Command::Close(leg));
        let Some(number) = self.seats.find(room) else {
            return;
        };
        let Some(seat) = self.seats.get_mut(number) else {
            return;
        };
        if let Some(place) = seat.legs.iter().position(|one| one.number == leg) {
            let port = seat.legs.swap_remove(place).port;
            self.shared.pool().give_back(port);
        }
        if !seat.legs.is_empty() {
            return;
        }
        let recordings: Vec<_> = seat
            .recordings
            .iter()
            .map(|recording| recording.id)
            .collect();
        let (_, mut outbox) = self.hands.enter(seat);
        recordings
            .into_iter()
            .for_each(|recording| outbox.end_recording(recording));
        self.seats.remove(number);
        if self.seats.len() == 0 {
            self.show();
        }
    }

    fn play(
        &mut self,
        room: RoomId,
        leg: LegNumber,
        play: PlayId,
        mut keys: Vec<SoundKey>,
        times: Option<u32>,
        by: Option<Mono>,
    ) {
        let place = self.seats.find(room);
        let seat = place.and_then(|place| self.seats.get_mut(place));
        if !seat.is_some_and(|seat| seat.has(leg)) {
            return;
        }
        keys.truncate(SOUNDS);
        let sounds: Vec<_> = keys.iter().map(|key| self.shared.sounds.get(key)).collect();
        let missing: Vec<_> = sounds
            .iter()
            .map(Option::is_none)
            .zip(keys)
            .enumerate()
            .collect();
        self.tell(
            room,
            Command::Play {
                leg,
                play,
                sounds,
                times,
            },
        );
        for (position, (is_missing, key)) in missing {
            if is_missing {
                let inbox = Arc::clone(&self.inbox);
                let reply = SoundReply {
                    inbox,
                    room,
                    leg,
                    play,
                    position,
                    sound: None,
                };
                self.shared.sounds.request(key, by, reply);
            }
        }
    }

    fn record(&mut self, id: RoomId, entry: Recording, legs: &[LegNumber], record: Command) {
        let recording = entry.id;
        let place = self.seats.find(id);
        let seat = place
            .and_then(|place| self.seats.get_mut(place))
            .filter(|seat| {
                legs.iter().all(|leg| seat.has(*leg)) && seat.recordings.len() < RECORDINGS
            });
        match seat {
            Some(seat) => seat.recordings.push(entry),
            None => return failed(&self.shared, id, recording, RecordingFailure::NeverBegan),
        }
        self.tell(id, record);
    }

    fn stop_recording(&mut self, room: RoomId, recording: u128) {
        self.tell(room, Command::StopRecording(recording));
        let place = self.seats.find(room);
        if let Some(seat) = place.and_then(|place| self.seats.get_mut(place)) {
            self.hands.enter(seat).1.end_recording(recording);
        }
    }
}
