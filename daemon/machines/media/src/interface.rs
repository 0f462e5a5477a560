//! What goes into a room and what comes out of it.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

/// A leg in its room.
pub type LegNumber = u16;

/// One playing of something to one leg; a leg never reuses one.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PlayId(pub u32);

/// Audio in memory, ready to be sent: 16-bit samples at 8 kHz, encoded once for each codec that
/// asks for it and shared by every call that plays it.
#[derive(Debug)]
pub struct Audio {
    /// A-law, one byte a sample.
    pub alaw: Arc<[u8]>,
    /// µ-law, one byte a sample.
    pub ulaw: Arc<[u8]>,
}

/// What we know of the other side's media, from its SDP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remote {
    /// Where its RTP goes.
    pub rtp: SocketAddr,
    /// Where its RTCP goes.
    pub rtcp: SocketAddr,
    /// The codec in both directions.
    pub codec: crate::sdp::Codec,
    /// The payload type of that codec.
    pub payload_type: u8,
    /// The payload type of RFC 4733 events, if it takes them.
    pub dtmf: Option<u8>,
    /// The rate of the clock of those events in Hz.
    pub dtmf_clock: u32,
    /// Whether keys are tones in the voice, both ways. Events that come nevertheless are heard.
    pub inband: bool,
    /// Whether we may send (false while it holds us).
    pub send: bool,
    /// Whether it sends (false while it only listens): if not, its silence is no fault.
    pub receive: bool,
    /// Milliseconds of audio in each packet that we send.
    pub ptime_ms: u16,
    /// The keys of both directions, if packets are protected. A room never sees them: whoever holds the
    /// sockets opens what comes and protects what goes.
    pub srtp: Option<crate::srtp::Keys>,
}

/// What a room is told to do. A command for a leg that is not there is ignored.
#[derive(Clone, Debug)]
pub enum Command {
    /// A leg begins. Its packets are accepted once it is connected.
    Open(LegNumber),
    /// The other side of a leg is known, or changed.
    Connect(LegNumber, Remote),
    /// Play sounds one after the other in place of anything that plays. Each is either there or is
    /// supplied later by its position.
    Play {
        /// To whom.
        leg: LegNumber,
        /// The id that the event carries.
        play: PlayId,
        /// The sounds; `None` is supplied later.
        sounds: Vec<Option<Arc<Audio>>>,
        /// How often; `None`: until it is stopped.
        times: Option<u32>,
    },
    /// A sound that was not there is there, or will never be.
    Supply {
        /// To whom it is played.
        leg: LegNumber,
        /// In which playing.
        play: PlayId,
        /// At which position.
        position: usize,
        /// The sound; `None`: it cannot be had and the playing fails.
        sound: Option<Arc<Audio>>,
    },
    /// Stop what plays.
    Stop(LegNumber),
    /// Let two legs hear each other.
    Bridge(LegNumber, LegNumber),
    /// End that.
    Unbridge(LegNumber, LegNumber),
    /// Send digits, 100 ms each with 60 ms between: as RFC 4733 events, or as tones where keys are those.
    SendDigits(LegNumber, String),
    /// Record two legs: left channel what the first says, right channel what the second says.
    Record {
        /// The id that the audio carries.
        recording: u128,
        /// The left channel.
        left: LegNumber,
        /// The right channel.
        right: LegNumber,
    },
    /// Record one leg alone, in the left channel, and tell [`Event::Quiet`] once nobody has spoken there
    /// for so long.
    RecordAlone {
        /// The id that the audio carries.
        recording: u128,
        /// Whom.
        leg: LegNumber,
        /// How long.
        quiet: Duration,
    },
    /// End a recording; its last audio comes out at once.
    StopRecording(u128),
    /// A leg is over; everything about it ends, recordings too.
    Close(LegNumber),
}

/// What a room tells.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The other side pressed a key, as an event (RFC 4733) or as a tone; told once for each press, when it
    /// begins.
    Digit(LegNumber, char),
    /// A playing ended.
    Played(LegNumber, PlayId, PlayEnd),
    /// The first packet of a leg came, from this address.
    Flowing(LegNumber, SocketAddr),
    /// Neither a packet nor a report came for 15 s while we expected some; false: one came again.
    Mute(LegNumber, bool),
    /// No packet came for 5 min while we expected some. Told once until packets come again.
    Silent(LegNumber),
    /// Nobody has spoken on this leg, whose recording this is, for as long as it listens; told once.
    Quiet(LegNumber, u128),
    /// Recorded audio: interleaved 16-bit samples, left and right, at 8 kHz.
    Recorded {
        /// The recording.
        recording: u128,
        /// The samples, two for each 1/8000 s.
        samples: Vec<i16>,
        /// Whether these are the last.
        last: bool,
    },
}

/// How a playing ended.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum PlayEnd {
    /// Everything was played.
    Done,
    /// A sound could not be had.
    Failed,
}
