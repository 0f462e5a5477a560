//! The sending side.

use super::header::{RTCP_HEADER, RtpHeader, rtcp_sender};
use super::keys::{MasterKey, Protocol, SessionKeys};
use super::suite::{RTCP_TAG, Suite};
use super::window::number_of;

/// The packets that one key may protect (RFC 3711 section 9.2).
const MOST_RTCP: u32 = 0x7FFF_FFFF;
const MOST_RTP: u64 = 1 << 48;

/// Why a packet cannot be protected; it must not be sent then.
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unsealable {
    /// It is cut within its header, or something else.
    #[error("what is to be protected is no packet")]
    Malformed,
    /// As many packets as may be protected by one key were.
    #[error("the key has protected as many packets as it may")]
    UsedUp,
}

/// Protects what we send.
pub struct Sealer {
    suite: Suite,
    rtp: SessionKeys,
    rtcp: SessionKeys,
    /// The stream that we send, and the highest number in it.
    stream: Option<(u32, u64)>,
    reports: u32,
}

impl Sealer {
    /// Protects by this key.
    pub fn new(suite: Suite, master: &MasterKey) -> Sealer {
        Sealer {
            suite,
            rtp: SessionKeys::derive(master, Protocol::Rtp),
            rtcp: SessionKeys::derive(master, Protocol::Rtcp),
            stream: None,
            reports: 0,
        }
    }

    /// Protects by another key from here on. The number of the stream goes on (RFC 3711 section 3.3.1).
    pub fn rekeyed(&self, suite: Suite, master: &MasterKey) -> Sealer {
        Sealer {
            stream: self.stream,
            ..Sealer::new(suite, master)
        }
    }

    /// Protects an RTP packet, which grows by the tag.
    ///
    /// # Errors
    /// Why it cannot be sent.
    pub fn rtp(&mut self, packet: &mut Vec<u8>) -> Result<(), Unsealable> {
        let header = RtpHeader::read(packet).ok_or(Unsealable::Malformed)?;
        let number = self.number(&header);
        if number >= MOST_RTP {
            return Err(Unsealable::UsedUp);
        }
        if let Some(payload) = packet.get_mut(header.length..) {
            self.rtp.apply(header.ssrc, number, payload);
        }
        let roll_over = ((number >> 16) as u32).to_be_bytes();
        let tag = self.rtp.tag(packet, &roll_over);
        packet.extend(tag.iter().take(self.suite.rtp_tag()));
        Ok(())
    }

    /// The number of the next packet. A stream that is not the last one begins anew.
    fn number(&mut self, header: &RtpHeader) -> u64 {
        let (number, highest) = match self.stream {
            Some((ssrc, highest)) if ssrc == header.ssrc => {
                let number = number_of(header.sequence, highest);
                (number, highest.max(number))
            }
            _ => (header.sequence.into(), header.sequence.into()),
        };
        self.stream = Some((header.ssrc, highest));
        number
    }

    /// Protects an RTCP packet, which grows by its number and the tag.
    ///
    /// # Errors
    /// Why it cannot be sent.
    pub fn rtcp(&mut self, packet: &mut Vec<u8>) -> Result<(), Unsealable> {
        let ssrc = rtcp_sender(packet).ok_or(Unsealable::Malformed)?;
        if self.reports >= MOST_RTCP {
            return Err(Unsealable::UsedUp);
        }
        self.reports += 1;
        if let Some(payload) = packet.get_mut(RTCP_HEADER..) {
            self.rtcp.apply(ssrc, self.reports.into(), payload);
        }
        let encrypted = 1 << 31;
        packet.extend((self.reports | encrypted).to_be_bytes());
        let tag = self.rtcp.tag(packet, &[]);
        packet.extend(tag.iter().take(RTCP_TAG));
        Ok(())
    }
}
