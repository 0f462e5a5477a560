//! What comes out of a room, on its way to the real world.

use std::io::{self, ErrorKind};
use std::net::SocketAddr;

use media::{Event, LegNumber, Sink};

use super::interface::{PlaneEvent, RoomId};
use super::leg::Leg;
use super::seats::Recording;
use super::shared::Shared;
use super::stats::Counters;
use crate::recorder::{Begin, Chunk, RecordingEvent, RecordingFailure, Tray};

/// Sends packets from the room's sockets, hands over audio and tells the rest.
pub(super) struct Outbox<'a> {
    pub(super) room: RoomId,
    pub(super) legs: &'a mut [Leg],
    pub(super) recordings: &'a mut Vec<Recording>,
    pub(super) tray: &'a Tray,
    pub(super) shared: &'a Shared,
    pub(super) counters: &'a mut Counters,
}

impl Sink for Outbox<'_> {
    fn rtp(&mut self, leg: LegNumber, to: SocketAddr, packet: &[u8]) {
        let Some(leg) = self.legs.iter_mut().find(|one| one.number == leg) else {
            return;
        };
        if let Some(packet) = leg.shield.seal_rtp(packet) {
            let sent = leg.rtp.send_to(packet, to);
            self.counters.rtp_out += self.count(sent);
        }
    }

    fn rtcp(&mut self, leg: LegNumber, to: SocketAddr, packet: &[u8]) {
        let Some(leg) = self.legs.iter_mut().find(|one| one.number == leg) else {
            return;
        };
        if let Some(packet) = leg.shield.seal_rtcp(packet) {
            let sent = leg.rtcp.send_to(packet, to);
            self.counters.rtcp_out += self.count(sent);
        }
    }

    fn event(&mut self, event: Event) {
        match event {
            Event::Recorded {
                recording,
                samples,
                last,
            } => self.record(recording, samples, last),
            other => self.shared.room(self.room, PlaneEvent::Media(other)),
        }
    }
}

impl Outbox<'_> {
    /// Hands over audio of a recording; its end makes the recording forgotten.
    pub(super) fn record(&mut self, recording: u128, samples: Vec<i16>, last: bool) {
        let Some(place) = self.recordings.iter().position(|one| one.id == recording) else {
            return;
        };
        let Some(entry) = self.recordings.get_mut(place) else {
            return;
        };
        let begin = Begin {
            tag: self.room.0,
            recording,
            at: entry.at,
        };
        let frame = entry.frames;
        entry.frames += samples.len() as u64 / 2;
        entry.begun = true;
        if !self.tray.audio(Chunk {
            begin,
            frame,
            samples,
            last,
        }) {
            self.counters.audio_dropped += 1;
            if !std::mem::replace(&mut entry.damaged, true) {
                failed(self.shared, self.room, recording, RecordingFailure::Gap);
            }
        }
        if last {
            self.recordings.swap_remove(place);
        }
    }

    /// Ends a recording that the room did not end.
    pub(super) fn end_recording(&mut self, recording: u128) {
        let Some(entry) = self.recordings.iter().find(|one| one.id == recording) else {
            return;
        };
        if entry.begun {
            self.record(recording, Vec::new(), true);
        } else {
            failed(
                self.shared,
                self.room,
                recording,
                RecordingFailure::NeverBegan,
            );
            self.recordings.retain(|one| one.id != recording);
        }
    }

    fn count(&mut self, sent: io::Result<usize>) -> u64 {
        match sent {
            Ok(_) => return 1,
            Err(error) if error.kind() == ErrorKind::WouldBlock => self.counters.send_full += 1,
            Err(_) => self.counters.send_failed += 1,
        }
        0
    }
}

/// Tells that something is wrong with a recording.
pub(super) fn failed(shared: &Shared, room: RoomId, recording: u128, why: RecordingFailure) {
    shared.room(
        room,
        PlaneEvent::Recording(RecordingEvent::Failed { recording, why }),
    );
}
