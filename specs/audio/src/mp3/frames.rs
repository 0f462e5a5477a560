//! The frames of a stream, found again after what is none.

use super::header::Header;
use crate::NotAudio;

/// Bytes between frames that are passed over in the whole stream.
const JUNK: usize = 256 * 1024;

/// Walks the frames with sound in them.
#[derive(Clone, Debug)]
pub struct Frames<'a> {
    rest: &'a [u8],
    form: Header,
    /// Bytes passed over so far.
    junk: usize,
}

impl<'a> Frames<'a> {
    /// The frames of what lies between the tags.
    pub(super) fn of(body: &'a [u8]) -> Result<Frames<'a>, NotAudio> {
        let (junk, form) = first(body).ok_or_else(|| match Header::read(body) {
            Some(Err(error)) => error,
            _ => NotAudio::Damaged("no frame of MP3 is found in it"),
        })?;
        let mut frames = Frames {
            rest: body.get(junk..).unwrap_or_default(),
            form,
            junk,
        };
        if frames
            .rest
            .get(..form.length)
            .is_some_and(|frame| form.is_index(frame))
        {
            frames.rest = frames.rest.get(form.length..).unwrap_or_default();
        }
        Ok(frames)
    }

    /// The form of the stream, which is that of its first frame.
    pub(super) fn form(&self) -> Header {
        self.form
    }

    /// Samples of each channel in every frame.
    pub fn samples(&self) -> usize {
        self.form.samples() as usize
    }

    /// Whether the walk came to the end of the stream.
    pub(super) fn over(&self) -> Result<(), NotAudio> {
        if self.junk > JUNK {
            return Err(NotAudio::Damaged("too much of it is no sound"));
        }
        Ok(())
    }
}

impl<'a> Iterator for Frames<'a> {
    type Item = &'a [u8];

    /// The next whole frame. A last one that is cut off is left out.
    fn next(&mut self) -> Option<&'a [u8]> {
        loop {
            let fitting = Header::read(self.rest).and_then(Result::ok);
            let fitting = fitting.filter(|header| header.fits(&self.form));
            if let Some(header) = fitting {
                let (frame, rest) = self.rest.split_at_checked(header.length)?;
                self.rest = rest;
                return Some(frame);
            }
            let after = self.rest.get(1..)?;
            let budget = JUNK.saturating_sub(self.junk);
            // What is left when nothing is found is no sound either.
            let place = following(after, &self.form, budget).unwrap_or(after.len());
            self.junk += 1 + place.min(budget);
            self.rest = after.get(place..)?;
        }
    }
}

/// The first frame, which another one follows unless it is the only one.
fn first(body: &[u8]) -> Option<(usize, Header)> {
    candidates(body, JUNK).find(|(place, header)| {
        let after = body.get(place + header.length..);
        match after {
            Some([]) => true,
            Some(after) => Header::read(after)
                .and_then(Result::ok)
                .is_some_and(|next| next.fits(header)),
            None => false,
        }
    })
}

/// The place of the next frame of this form that another one follows.
fn following(bytes: &[u8], form: &Header, most: usize) -> Option<usize> {
    let mut all = candidates(bytes, most).filter(|(_, header)| header.fits(form));
    let found = all.find(|(place, header)| match bytes.get(place + header.length..) {
        Some([]) => true,
        Some(after) => Header::read(after).is_some(),
        None => false,
    });
    found.map(|(place, _)| place)
}

/// Everything among the first bytes that reads as a header.
fn candidates(bytes: &[u8], most: usize) -> impl Iterator<Item = (usize, Header)> {
    let within = bytes.get(..most).unwrap_or(bytes);
    let syncs = within.iter().enumerate().filter(|(_, byte)| **byte == 0xFF);
    syncs.filter_map(|(place, _)| {
        let header = Header::read(bytes.get(place..)?)?.ok()?;
        Some((place, header))
    })
}
