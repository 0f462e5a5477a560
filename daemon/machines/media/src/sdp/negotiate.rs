//! Offer and answer (RFC 3264): one codec and one audio line for both directions.

use std::net::{IpAddr, SocketAddr};

use super::session::{Direction, Map, Media, Session};
use super::terms::{Terms, Wanted};
use super::write;
use crate::Remote;
use crate::codec::Codec;

/// What we answer and what we know from the offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The body of our 200.
    pub text: Vec<u8>,
    /// The other side's media.
    pub remote: Remote,
}

/// Why a description cannot be agreed on: 488 (Not Acceptable Here).
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Unacceptable {
    /// No audio line over RTP, or its port is 0.
    #[error("the session description has no audio over RTP with a port")]
    NoAudio,
    /// Audio, but it is protected and this line is not, or the other way round, or by no key that we have
    /// a use for.
    #[error("the session description has no audio that is protected as this line is")]
    NoKey,
    /// Audio, but no codec that both sides speak.
    #[error("the session description has no codec that is spoken on this line")]
    NoCodec,
    /// The address is missing, a host name, or of a family that our socket does not speak.
    #[error("the session description has no address that we can send to")]
    NoAddress,
}

/// Answers an offer. `local` is where we receive RTP (RTCP on the next port); `session_id` and
/// `version` go into `o=`. The first audio line that can be agreed on is taken, a protected one before
/// all others, and all others are refused.
///
/// # Errors
/// When there is nothing to agree on; answer 488.
pub fn answer<'a>(
    offer: &Session,
    local: SocketAddr,
    terms: impl Into<Terms<'a>>,
    session_id: u64,
    version: u64,
) -> Result<Answer, Unacceptable> {
    let (taken, remote) = find(offer, local.ip(), &terms.into())?;
    let origin = write::Origin {
        local,
        session_id,
        version,
    };
    let text = write::answer(offer, taken, &remote, origin);
    Ok(Answer { text, remote })
}

/// The line to take, and what it says.
fn find(
    offer: &Session,
    local: IpAddr,
    terms: &Terms<'_>,
) -> Result<(usize, Remote), Unacceptable> {
    let mut nearest = Unacceptable::NoAudio;
    for wanted in terms.srtp.wanted() {
        for (position, media) in offer.media.iter().enumerate() {
            match remote_of(media, terms.codecs, wanted, Some(local)) {
                Ok(remote) => return Ok((position, remote)),
                Err(reason) => nearest = nearest.max(reason),
            }
        }
    }
    Err(nearest)
}

/// Whether [`answer`] would find something to agree on for a socket of the family of `local`.
pub fn is_acceptable<'a>(offer: &Session, local: IpAddr, terms: impl Into<Terms<'a>>) -> bool {
    find(offer, local, &terms.into()).is_ok()
}

/// Takes the answer to our offer by the same terms.
///
/// # Errors
/// When it agrees to nothing that we offered; hang up.
pub fn accept<'a>(answer: &Session, terms: impl Into<Terms<'a>>) -> Result<Remote, Unacceptable> {
    let terms = terms.into();
    let media = answer.media.first().ok_or(Unacceptable::NoAudio)?;
    // The answerer's order counts: what it names first is what it will send (RFC 3264 section 7).
    let first = media.formats.iter().find_map(|payload_type| {
        let mut offered = terms.codecs.iter().copied();
        offered.find(|codec| speaks(media, *payload_type, *codec))
    });
    let mut nearest = Unacceptable::NoAudio;
    for wanted in terms.srtp.wanted() {
        match remote_of(media, first.as_slice(), wanted, None) {
            Ok(remote) => return Ok(remote),
            Err(reason) => nearest = nearest.max(reason),
        }
    }
    Err(nearest)
}

/// What an audio line says, if we can agree on it; `family`: an address as our socket has one.
fn remote_of(
    media: &Media,
    preference: &[Codec],
    wanted: Wanted,
    family: Option<IpAddr>,
) -> Result<Remote, Unacceptable> {
    if !media.kind.eq_ignore_ascii_case("audio") || media.port == 0 || !is_rtp(media) {
        return Err(Unacceptable::NoAudio);
    }
    let srtp = wanted.keys(media).ok_or(Unacceptable::NoKey)?;
    let (codec, payload_type) = preference
        .iter()
        .find_map(|codec| {
            let speaks = |payload_type: &&u8| speaks(media, **payload_type, *codec);
            media
                .formats
                .iter()
                .find(speaks)
                .map(|payload_type| (*codec, *payload_type))
        })
        .ok_or(Unacceptable::NoCodec)?;
    let address = media.address.ok_or(Unacceptable::NoAddress)?;
    let reachable = |local: IpAddr| local.is_ipv4() == address.is_ipv4();
    if !address.is_unspecified() && !family.is_none_or(reachable) {
        return Err(Unacceptable::NoAddress);
    }
    let events = telephone_event(media, codec.clock());
    let rtcp_port = media.rtcp_port.unwrap_or(media.port.saturating_add(1));
    Ok(Remote {
        rtp: SocketAddr::new(address, media.port),
        rtcp: SocketAddr::new(media.rtcp_address.unwrap_or(address), rtcp_port),
        codec,
        payload_type,
        dtmf: events.map(|map| map.payload_type),
        dtmf_clock: events.map_or(codec.clock(), |map| map.rate),
        inband: false,
        // 0.0.0.0 is the hold of RFC 2543: nothing may be sent there.
        send: listens(media.direction) && !address.is_unspecified(),
        receive: sends(media.direction),
        ptime_ms: packet_time(media),
        srtp,
    })
}

/// Whether it is RTP, protected by no key or by one of the description (RFC 4568), and not by one that is
/// agreed on elsewhere (`UDP/TLS/RTP/SAVP`).
fn is_rtp(media: &Media) -> bool {
    ["RTP/AVP", "RTP/AVPF", "RTP/SAVP", "RTP/SAVPF"]
        .iter()
        .any(|name| media.transport.eq_ignore_ascii_case(name))
}

/// Whether a payload type of the line is this codec. Static types need no rtpmap (RFC 3551).
fn speaks(media: &Media, payload_type: u8, codec: Codec) -> bool {
    match media
        .maps
        .iter()
        .find(|map| map.payload_type == payload_type)
    {
        Some(map) => map.says(codec),
        None => codec.is_static() && payload_type == codec.payload_type(),
    }
}

/// The events at the clock of the audio beside which they go (RFC 4733 section 2.1), or at the rate that
/// phones name for each of their codecs.
fn telephone_event(media: &Media, clock: u32) -> Option<&Map> {
    let offered = |map: &&Map| {
        map.is("telephone-event") && map.channels == 1 && media.formats.contains(&map.payload_type)
    };
    let at = |rate: u32| {
        let mut events = media.maps.iter().filter(offered);
        events.find(|map| map.rate == rate)
    };
    at(clock).or_else(|| at(8_000))
}

fn sends(direction: Direction) -> bool {
    matches!(direction, Direction::SendRecv | Direction::SendOnly)
}

fn listens(direction: Direction) -> bool {
    matches!(direction, Direction::SendRecv | Direction::RecvOnly)
}

/// What it likes to get in a packet, in whole frames of 10 ms; 20 ms if it does not say.
fn packet_time(media: &Media) -> u16 {
    let wish = media
        .ptime
        .unwrap_or(20)
        .min(media.maxptime.unwrap_or(u16::MAX));
    (wish / 10 * 10).clamp(10, 60)
}
