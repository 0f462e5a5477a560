//! The receiving side.

use super::header::{RTCP_HEADER, RtpHeader, rtcp_sender};
use super::keys::{MasterKey, Protocol, SessionKeys};
use super::suite::{RTCP_TAG, Suite};
use super::window::{Window, number_of};

/// Streams that one side may have; the one that was silent for longest makes room.
const STREAMS: usize = 8;
/// How often the sequence numbers of a stream may have begun anew before its first packet here: of a phone
/// that was talked with for hours before its voice moved to another port, and kept its key.
const ROLL_OVERS: u64 = 16;

/// Why a packet is dropped.
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rejected {
    /// It is too short, or something else.
    #[error("it is no protected packet")]
    Malformed,
    /// It was there already, or is too old to be told from one that was.
    #[error("it was there already")]
    Replayed,
    /// Its tag is not that of the one who has the key.
    #[error("it does not prove where it comes from")]
    Forged,
}

/// Opens what we receive.
pub struct Opener {
    suite: Suite,
    rtp: SessionKeys,
    rtcp: SessionKeys,
    streams: Streams,
    reports: Streams,
    /// The streams of the key before this one.
    before: Streams,
}

impl Opener {
    /// Opens by this key.
    pub fn new(suite: Suite, master: &MasterKey) -> Opener {
        Opener {
            suite,
            rtp: SessionKeys::derive(master, Protocol::Rtp),
            rtcp: SessionKeys::derive(master, Protocol::Rtcp),
            streams: Streams::default(),
            reports: Streams::default(),
            before: Streams::default(),
        }
    }

    /// Opens by another key from here on. The numbers of a stream go on over that (RFC 3711 section 3.3.1),
    /// though there are phones that begin anew.
    pub fn rekeyed(&self, suite: Suite, master: &MasterKey) -> Opener {
        let heard = [&self.streams, &self.before]
            .into_iter()
            .find(|it| !it.0.is_empty());
        Opener {
            before: heard.cloned().unwrap_or_default(),
            ..Opener::new(suite, master)
        }
    }

    /// Opens an RTP packet where it lies; returns it without the tag.
    ///
    /// # Errors
    /// Why it is dropped; what was known of the stream is then as before.
    pub fn rtp<'a>(&mut self, packet: &'a mut [u8]) -> Result<&'a mut [u8], Rejected> {
        let body = packet.len().checked_sub(self.suite.rtp_tag());
        let (packet, tag) = packet.split_at_mut(body.ok_or(Rejected::Malformed)?);
        let header = RtpHeader::read(packet).ok_or(Rejected::Malformed)?;
        let nearest = |window: &Window| number_of(header.sequence, window.highest());
        let known = self.streams.of(header.ssrc).map(nearest);
        if known.is_some_and(|number| self.streams.has(header.ssrc, number)) {
            return Err(Rejected::Replayed);
        }
        let before = || self.before.of(header.ssrc).map(nearest);
        let likely = known.or_else(before).into_iter();
        let guessed = self.guesses(known.is_some());
        let guessed = guessed.map(|rolled| rolled << 16 | u64::from(header.sequence));
        let proves = |number: &u64| {
            let roll_over = ((number >> 16) as u32).to_be_bytes();
            self.rtp.proves(packet, &roll_over, tag)
        };
        let number = likely.chain(guessed).find(proves);
        let number = number.ok_or(Rejected::Forged)?;
        self.streams.note(header.ssrc, number);
        if let Some(payload) = packet.get_mut(header.length..) {
            self.rtp.apply(header.ssrc, number, payload);
        }
        Ok(packet)
    }

    /// How often a stream may have begun anew. Once one is known another begins with us: whoever has no key
    /// must not make us try many times for each packet.
    fn guesses(&self, is_known: bool) -> std::ops::Range<u64> {
        match (is_known, self.streams.0.is_empty()) {
            (true, _) => 0..0,
            (false, false) => 0..1,
            (false, true) => 0..ROLL_OVERS,
        }
    }

    /// Opens an RTCP packet where it lies; returns it without number and tag.
    ///
    /// # Errors
    /// Why it is dropped; what was known of the reports is then as before.
    pub fn rtcp<'a>(&mut self, packet: &'a mut [u8]) -> Result<&'a mut [u8], Rejected> {
        let proven = packet.len().checked_sub(RTCP_TAG);
        let (packet, tag) = packet.split_at_mut(proven.ok_or(Rejected::Malformed)?);
        let body = packet.len().checked_sub(4).filter(|it| *it >= RTCP_HEADER);
        let body = body.ok_or(Rejected::Malformed)?;
        let ssrc = rtcp_sender(packet).ok_or(Rejected::Malformed)?;
        let number = packet.last_chunk::<4>().ok_or(Rejected::Malformed)?;
        let number = u32::from_be_bytes(*number);
        let (encrypted, number) = (number >> 31 == 1, u64::from(number & 0x7FFF_FFFF));
        if self.reports.has(ssrc, number) {
            return Err(Rejected::Replayed);
        }
        if !self.rtcp.proves(packet, &[], tag) {
            return Err(Rejected::Forged);
        }
        self.reports.note(ssrc, number);
        let (packet, _) = packet.split_at_mut(body);
        if let Some(payload) = packet.get_mut(RTCP_HEADER..).filter(|_| encrypted) {
            self.rtcp.apply(ssrc, number, payload);
        }
        Ok(packet)
    }
}

/// The streams that have proven themselves, the last one heard first.
#[derive(Clone, Debug, Default)]
struct Streams(Vec<(u32, Window)>);

impl Streams {
    fn of(&self, ssrc: u32) -> Option<&Window> {
        let found = self.0.iter().find(|(of, _)| *of == ssrc);
        found.map(|(_, window)| window)
    }

    fn has(&self, ssrc: u32, number: u64) -> bool {
        self.of(ssrc).is_some_and(|window| window.has(number))
    }

    fn note(&mut self, ssrc: u32, number: u64) {
        match self.0.iter().position(|(of, _)| *of == ssrc) {
            Some(position) => {
                if let Some(heard) = self.0.get_mut(..=position) {
                    heard.rotate_right(1);
                }
                if let Some((_, window)) = self.0.first_mut() {
                    window.note(number);
                }
            }
            None => {
                self.0.truncate(STREAMS - 1);
                self.0.insert(0, (ssrc, Window::beginning_with(number)));
            }
        }
    }
}
