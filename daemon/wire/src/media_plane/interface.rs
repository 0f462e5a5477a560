//! What the media plane is told and what it tells.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use kernel::Mono;
use media::{Audio, Family, LegNumber, LegStats, PlayId, Remote};

use super::inbox::Inbox;
use crate::recorder::RecordingEvent;

/// The room of a call: the id of the call.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RoomId(pub u128);

/// What a room is told. Whatever is for a leg or a room that is not there is ignored.
#[derive(Clone, Debug)]
pub enum PlaneCommand {
    /// Find a port for a leg at our address of that family; `Opened` or `OpenFailed` follows. The
    /// first leg makes the room.
    Open(LegNumber, Family),
    /// The other side of a leg is known, or changed.
    Connect(LegNumber, Remote),
    /// Play sounds one after the other in place of anything that plays.
    Play {
        /// To whom.
        leg: LegNumber,
        /// The id that `Played` carries.
        play: PlayId,
        /// What; no more than 64 are played.
        sounds: Vec<SoundKey>,
        /// How often; `None`: until it is stopped.
        times: Option<u32>,
        /// When it is too late to begin; `None`: it never is. A sound that is in memory begins at once.
        by: Option<Mono>,
    },
    /// Stop what plays.
    Stop(LegNumber),
    /// Let two legs hear each other.
    Bridge(LegNumber, LegNumber),
    /// End that.
    Unbridge(LegNumber, LegNumber),
    /// Send digits as RFC 4733 events.
    SendDigits(LegNumber, String),
    /// Record two legs.
    Record {
        /// The recording, which names its file.
        recording: u128,
        /// When it begins, for the file's folder.
        at: Timestamp,
        /// The left channel.
        left: LegNumber,
        /// The right channel.
        right: LegNumber,
    },
    /// Record one leg alone, in the left channel, and tell once nobody has spoken there for so long.
    RecordAlone {
        /// The recording, which names its file.
        recording: u128,
        /// When it begins, for the file's folder.
        at: Timestamp,
        /// Whom.
        leg: LegNumber,
        /// How long.
        quiet: Duration,
    },
    /// End a recording.
    StopRecording(u128),
    /// A leg is over; `Closed` follows, and its port is free. The last leg ends the room.
    Close(LegNumber),
}

/// What the media plane tells; see [`super::MediaPlane::start`].
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// Something happened in a room.
    Room(RoomId, PlaneEvent),
    /// Every media thread is at its limit (true), or one of them is below it again (false). While
    /// they are, calls that arrive should be refused, so that those that are up stay clean.
    Overloaded(bool),
}

/// What happens in a room.
#[derive(Clone, Debug, PartialEq)]
pub enum PlaneEvent {
    /// A leg has its port.
    Opened {
        /// The leg.
        leg: LegNumber,
        /// The address for its SDP.
        rtp: SocketAddr,
    },
    /// A leg has no port; the leg is not there.
    OpenFailed {
        /// The leg.
        leg: LegNumber,
        /// Whether all ports are in use; otherwise none that was tried could be bound.
        exhausted: bool,
    },
    /// What the room itself tells; never `Recorded`.
    Media(media::Event),
    /// What became of a recording.
    Recording(RecordingEvent),
    /// A leg is gone.
    Closed {
        /// The leg.
        leg: LegNumber,
        /// Its figures.
        stats: Box<LegStats>,
    },
}

/// Why a command was not taken.
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Too many commands wait for the room's thread. A leg that was to be opened is not there.
    #[error("too many commands wait for the media thread")]
    Full,
    /// The plane has stopped, or the room is not there.
    #[error("there is no such room")]
    NoRoom,
}

/// A sound by what it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SoundKey {
    /// A text to speak.
    Text {
        /// What is said.
        text: Arc<str>,
        /// In which voice.
        voice: Arc<str>,
    },
    /// A file of the library, by its SHA-256.
    Clip([u8; 32]),
    /// Ring-back tone.
    RingBack,
    /// The tone after which a message is recorded.
    Beep,
}

/// Where sounds come from. Both calls are made on media threads and must return at once.
pub trait Sounds: Send + Sync {
    /// The sound, if it is in memory.
    fn get(&self, key: &SoundKey) -> Option<Arc<Audio>>;

    /// Fetches a sound that is not in memory and answers later, at the latest by `by`. Dropping `reply`
    /// answers that the sound cannot be had.
    fn request(&self, key: SoundKey, by: Option<Mono>, reply: SoundReply);
}

/// The answer to a request for a sound.
#[derive(Debug)]
pub struct SoundReply {
    pub(super) inbox: Arc<Inbox>,
    pub(super) room: RoomId,
    pub(super) leg: LegNumber,
    pub(super) play: PlayId,
    pub(super) position: usize,
    pub(super) sound: Option<Arc<Audio>>,
}

impl SoundReply {
    /// Here it is; `None`: it cannot be had. A playing that is over by now takes no notice.
    pub fn supply(mut self, sound: Option<Arc<Audio>>) {
        self.sound = sound;
    }
}

impl Drop for SoundReply {
    fn drop(&mut self) {
        let supply = media::Command::Supply {
            leg: self.leg,
            play: self.play,
            position: self.position,
            sound: self.sound.take(),
        };
        self.inbox.supply(self.room, supply);
    }
}
