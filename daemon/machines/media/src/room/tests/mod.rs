//! Rooms in virtual time.

mod attacks;
mod bleed;
mod bridging;
mod codecs;
mod digits;
mod hostile;
mod pacing;
mod playing;
mod quality;
mod reports;
mod tones;
