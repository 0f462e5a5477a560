//! Media as pure machines: SDP, RTP, RTCP, codecs, players, bridges and the recorder.
//!
//! A [`Room`] holds the media of all legs of one call; a media thread owns many rooms. Packets and the
//! time go in, packets, events and recorded audio come out; no socket, no file, no clock.

mod audio;
mod bridge;
pub mod codec;
pub mod dtmf;
mod ear;
mod family;
mod interface;
mod jitter;
#[cfg(test)]
mod measuring;
mod mouth;
mod noise;
mod outgoing;
mod player;
pub mod ports;
mod recorder;
mod room;
pub mod rtcp;
pub mod rtp;
pub mod sdp;
pub mod srtp;
#[cfg(test)]
mod testing;
mod tones;

pub use codec::g711;
pub use family::Family;
pub use interface::{Audio, Command, Event, LegNumber, PlayEnd, PlayId, Remote};
pub use room::{Counters, Drops, LegStats, Room, Settings, Sink};
