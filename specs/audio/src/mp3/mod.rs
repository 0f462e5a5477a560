//! MPEG audio, layer III: frames one after the other, each with a header that tells its length, and
//! tags around them. Nothing but the headers says how long it is: what an index in front claims may be
//! wrong.

mod frames;
mod header;
mod tags;

#[cfg(test)]
mod tests;

pub use frames::Frames;

use crate::{Format, NotAudio, Sound};
use header::Header;

/// Whether the bytes begin as an MP3 does.
pub fn looks_like(bytes: &[u8]) -> bool {
    bytes.starts_with(b"ID3") || Header::sync(bytes)
}

/// Walks the frames of the file.
pub fn look(bytes: &[u8]) -> Result<Sound, NotAudio> {
    let body = tags::body(bytes)?;
    let mut frames = Frames::of(body)?;
    let form = frames.form();
    let mut samples = 0_u64;
    let mut sounding = 0;
    for frame in frames.by_ref() {
        samples += u64::from(form.samples());
        sounding += frame.len();
    }
    frames.over()?;
    if sounding < body.len() / 2 {
        return Err(NotAudio::Damaged("less than half of it is sound"));
    }
    Ok(Sound {
        format: Format::Mp3,
        rate: form.rate,
        channels: form.channels,
        samples,
    })
}

/// The frames with sound in a file that [`crate::look`] accepts.
///
/// # Errors
/// If it does not.
pub fn frames(bytes: &[u8]) -> Result<Frames<'_>, NotAudio> {
    Frames::of(tags::body(bytes)?)
}
