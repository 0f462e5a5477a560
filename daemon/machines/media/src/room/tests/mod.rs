//! Rooms in virtual time.

mod bleed;
mod bridging;
mod codecs;
mod digits;
mod hostile;
mod pacing;
mod playing;
mod reports;
mod tones;
