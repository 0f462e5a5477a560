//! Between the switch's legs and the media plane's rooms: all legs of a call are in one room, which
//! has the call's id.

use std::sync::Arc;

use contact::{LegId, PlayEnd, PlayId, Sound};
use model::record::Media;
use model::{CallId, Key, RecordingId};
use switch::{MediaCommand, MediaEvent, Resource};
use uuid::Uuid;
use wire::{MediaPlane, Notice, PlaneCommand, PlaneEvent, RoomId, SoundKey};

use crate::control::{Inbox, Item};

/// Tells the media plane what the switch says.
pub struct MediaLink {
    plane: MediaPlane,
    inbox: Arc<Inbox>,
}

impl MediaLink {
    /// A link to `plane`; what cannot be told is answered into `inbox`.
    pub fn new(plane: MediaPlane, inbox: Arc<Inbox>) -> MediaLink {
        MediaLink { plane, inbox }
    }

    /// Tells the plane one thing.
    pub fn tell(&self, command: MediaCommand) {
        let (call, command, opened) = translate(command);
        let refused = self.plane.send(room_of(call), command).is_err();
        if let Some(leg) = opened.filter(|_| refused) {
            self.inbox.push(Item::Media(leg, MediaEvent::OpenFailed));
        }
    }

    /// The plane, to look at and to stop.
    pub fn plane(&self) -> &MediaPlane {
        &self.plane
    }
}

/// What the plane's notice means for the switch.
pub fn item_of(notice: Notice) -> Option<Item> {
    let (room, event) = match notice {
        Notice::Overloaded(overloaded) => {
            return Some(Item::Overloaded(Resource::Media, overloaded));
        }
        Notice::Room(room, event) => (room, event),
    };
    let leg = |number| LegId {
        call: CallId(Uuid::from_u128(room.0)),
        number,
    };
    let (number, event) = match event {
        PlaneEvent::Opened { leg, rtp } => (leg, MediaEvent::Opened(rtp)),
        PlaneEvent::OpenFailed { leg, .. } => (leg, MediaEvent::OpenFailed),
        PlaneEvent::Media(media::Event::Digit(leg, digit)) => {
            (leg, MediaEvent::Digit(Key::new(digit)?))
        }
        PlaneEvent::Media(media::Event::Played(leg, play, end)) => {
            (leg, MediaEvent::Played(PlayId(play.0), played(end)))
        }
        PlaneEvent::Media(media::Event::Mute(leg, mute)) => (leg, MediaEvent::Mute(mute)),
        PlaneEvent::Media(media::Event::Silent(leg)) => (leg, MediaEvent::Silent),
        PlaneEvent::Media(media::Event::Quiet(leg, recording)) => {
            let recording = RecordingId(Uuid::from_u128(recording));
            (leg, MediaEvent::Quiet(recording))
        }
        PlaneEvent::Closed { leg, stats } => (leg, MediaEvent::Closed(Box::new(measured(*stats)))),
        PlaneEvent::Media(media::Event::Flowing(leg, _)) => (leg, MediaEvent::Flowing),
        PlaneEvent::Media(media::Event::Recorded { .. }) => {
            return None;
        }
        PlaneEvent::Recording(event) => {
            crate::metrics::recording(&event);
            return None;
        }
    };
    Some(Item::Media(leg(number), event))
}

/// What goes into the record of what a leg has counted.
fn measured(stats: media::LegStats) -> Media {
    Media {
        sent: stats.sent,
        received: stats.received,
        lost: stats.lost,
        jitter_us: stats.jitter_us,
        remote_lost: stats.remote_lost,
        remote_jitter_us: stats.remote_jitter_us,
        round_trip_us: stats.round_trip_us,
        keys_sent: stats.keys_sent,
        source: stats.source,
        foreign: stats.drops.foreign,
        first_sent_ms: stats.first_sent_us.map(|us| us / 1_000),
        first_received_ms: stats.first_received_us.map(|us| us / 1_000),
    }
}

fn room_of(call: CallId) -> RoomId {
    RoomId(call.0.as_u128())
}

fn played(end: media::PlayEnd) -> PlayEnd {
    match end {
        media::PlayEnd::Done => PlayEnd::Done,
        media::PlayEnd::Failed => PlayEnd::Failed,
    }
}

/// The call's room, the plane's command, and the leg that is opened by it.
fn translate(command: MediaCommand) -> (CallId, PlaneCommand, Option<LegId>) {
    let (leg, plane) = match command {
        MediaCommand::Open(leg, family) => {
            let open = PlaneCommand::Open(leg.number, family);
            return (leg.call, open, Some(leg));
        }
        MediaCommand::Connect(leg, remote) => (leg, PlaneCommand::Connect(leg.number, remote)),
        MediaCommand::Play {
            leg,
            play,
            sounds,
            times,
            by,
        } => {
            let sounds = sounds.iter().filter_map(key_of).collect();
            let play = media::PlayId(play.0);
            (
                leg,
                PlaneCommand::Play {
                    leg: leg.number,
                    play,
                    sounds,
                    times,
                    by,
                },
            )
        }
        MediaCommand::Stop(leg) => (leg, PlaneCommand::Stop(leg.number)),
        MediaCommand::Bridge(one, other) => (one, PlaneCommand::Bridge(one.number, other.number)),
        MediaCommand::Unbridge(one, other) => {
            (one, PlaneCommand::Unbridge(one.number, other.number))
        }
        MediaCommand::SendDigit(leg, key) => {
            let digits = key.as_char().to_string();
            (leg, PlaneCommand::SendDigits(leg.number, digits))
        }
        MediaCommand::Record {
            recording,
            at,
            left,
            right,
        } => {
            let recording = number_of(recording);
            let (room, left, right) = (left, left.number, right.number);
            (
                room,
                PlaneCommand::Record {
                    recording,
                    at,
                    left,
                    right,
                },
            )
        }
        MediaCommand::RecordAlone {
            recording,
            at,
            leg,
            quiet,
        } => {
            let (recording, number) = (number_of(recording), leg.number);
            (
                leg,
                PlaneCommand::RecordAlone {
                    recording,
                    at,
                    leg: number,
                    quiet,
                },
            )
        }
        MediaCommand::StopRecording(call, recording) => {
            return (
                call,
                PlaneCommand::StopRecording(number_of(recording)),
                None,
            );
        }
        MediaCommand::Close(leg) => (leg, PlaneCommand::Close(leg.number)),
    };
    (leg.call, plane, None)
}

fn number_of(recording: RecordingId) -> u128 {
    recording.0.as_u128()
}

/// The sound's name at the plane; a clip without a readable hash is none.
pub fn key_of(sound: &Sound) -> Option<SoundKey> {
    Some(match sound {
        Sound::Text { text, voice } => SoundKey::Text {
            text: text.clone(),
            voice: voice.clone(),
        },
        Sound::Clip(clip) => {
            let mut digest = [0; 32];
            hex::decode_to_slice(&clip.sha256, &mut digest).ok()?;
            SoundKey::Clip(digest)
        }
        Sound::RingBack => SoundKey::RingBack,
        Sound::Beep => SoundKey::Beep,
    })
}
