//! The real world at its lowest: clocks, SIP sockets, media threads and recording files.
//!
//! Nothing in here decides anything. Datagrams go in and out, machines of `media` are driven by
//! real sockets and real time, and whatever happens is told to the owner.
//!
//! * [`clock`] and [`entropy`]: the only places where time and chance come from outside.
//! * [`priority`]: which threads go first.
//! * [`SipSocket`]: one UDP socket with a receiving thread.
//! * [`Streams`]: SIP over TCP and TLS.
//! * [`MediaPlane`]: the media threads, each with the rooms and sockets of its calls.
//! * [`recorder`]: the files of the recordings.
//! * [`softphone`]: a SIP phone of its own on all of these, for demos and smoke tests.

pub mod clock;
pub mod entropy;
pub mod files_limit;
mod media_plane;
pub mod priority;
pub mod recorder;
mod signalling;
mod sip_socket;
pub mod softphone;
mod streams;
mod waker;

pub use media_plane::{
    Counters, MediaPlane, Notice, OverloadRule, PlaneCommand, PlaneError, PlaneEvent,
    PlaneSettings, PlaneStats, Refused, RoomId, SoundKey, SoundReply, Sounds, ThreadStats,
};
pub use signalling::{Signalling, SignallingError, SignallingSettings};
pub use sip_socket::{Arrived, GateSettings, SipCounts, SipSettings, SipSocket, SipSocketError};
pub use streams::{
    Heard, Identity, StreamCounts, StreamError, StreamLimits, StreamSettings, Streams, TlsError,
    validity,
};
