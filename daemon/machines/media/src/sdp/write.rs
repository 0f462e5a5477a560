//! Writes session descriptions.

use std::net::SocketAddr;

use super::session::{Direction, Media, Session};
use super::terms::Terms;
use crate::Remote;
use crate::codec::Codec;
use crate::srtp::Crypto;

/// The payload type that we propose for telephone events at 8 kHz.
pub(crate) const OUR_EVENTS: u8 = 101;
/// And at the clock of Opus.
pub(crate) const OUR_FAST_EVENTS: u8 = 110;

/// Whose description it is and which of his.
#[derive(Copy, Clone)]
pub(super) struct Origin {
    /// Where we receive RTP.
    pub local: SocketAddr,
    /// The number of the session.
    pub session_id: u64,
    /// Which description of that session it is.
    pub version: u64,
}

/// Our offer: audio at `local` by our terms, and telephone events.
pub fn offer<'a>(
    local: SocketAddr,
    terms: impl Into<Terms<'a>>,
    session_id: u64,
    version: u64,
) -> Vec<u8> {
    let both = Direction::SendRecv;
    offer_one_way(local, terms, session_id, version, both)
}

/// The same for audio that goes this way: all but `SendRecv` hold the call in some manner.
pub fn offer_one_way<'a>(
    local: SocketAddr,
    terms: impl Into<Terms<'a>>,
    session_id: u64,
    version: u64,
    way: Direction,
) -> Vec<u8> {
    let terms = terms.into();
    let preference = terms.codecs;
    let mut text = head(
        Origin {
            local,
            session_id,
            version,
        },
        (0, 0),
    );
    let codecs = preference
        .iter()
        .map(|codec| (codec.payload_type(), *codec))
        .collect::<Vec<_>>();
    let has = |clock: u32| preference.iter().any(|codec| codec.clock() == clock);
    let events = [(OUR_EVENTS, 8_000), (OUR_FAST_EVENTS, 48_000)];
    let events: Vec<_> = events.into_iter().filter(|it| has(it.1)).collect();
    let transport = terms.srtp.transport();
    audio(&mut text, local.port(), transport, &codecs, &events);
    keys(&mut text, terms.srtp.lines());
    text.push_str(match way {
        Direction::SendRecv => direction(true, true),
        Direction::SendOnly => direction(true, false),
        Direction::RecvOnly => direction(false, true),
        Direction::Inactive => direction(false, false),
    });
    text.into_bytes()
}

/// The answer that takes the line at `taken` as `remote` says and refuses all others.
pub(super) fn answer(offer: &Session, taken: usize, remote: &Remote, origin: Origin) -> Vec<u8> {
    let mut text = head(origin, offer.timing);
    for (position, media) in offer.media.iter().enumerate() {
        if position == taken {
            let codec = [(remote.payload_type, remote.codec)];
            let events = remote.dtmf.map(|events| (events, remote.dtmf_clock));
            let (port, transport) = (origin.local.port(), &media.transport);
            audio(&mut text, port, transport, &codec, events.as_slice());
            keys(&mut text, remote.srtp.map(|keys| keys.ours));
            text.push_str(direction(remote.send, remote.receive));
        } else {
            refuse(&mut text, media);
        }
    }
    text.into_bytes()
}

fn head(origin: Origin, (start, stop): (u64, u64)) -> String {
    let Origin {
        local,
        session_id,
        version,
    } = origin;
    let family = if local.is_ipv4() { "IP4" } else { "IP6" };
    let address = local.ip();
    format!(
        "v=0\r\no=- {session_id} {version} IN {family} {address}\r\ns=-\r\n\
         c=IN {family} {address}\r\nt={start} {stop}\r\n"
    )
}

/// The audio line: codecs and events, each by its payload type.
fn audio(
    text: &mut String,
    port: u16,
    transport: &str,
    codecs: &[(u8, Codec)],
    events: &[(u8, u32)],
) {
    text.push_str(&format!("m=audio {port} {transport}"));
    let types = codecs.iter().map(|codec| codec.0);
    for payload_type in types.chain(events.iter().map(|it| it.0)) {
        text.push_str(&format!(" {payload_type}"));
    }
    text.push_str("\r\n");
    for (payload_type, codec) in codecs {
        text.push_str(&format!(
            "a=rtpmap:{payload_type} {}/{}{}\r\n",
            codec.name(),
            codec.clock(),
            if codec.channels() == 2 { "/2" } else { "" },
        ));
        if let Some(parameters) = codec.parameters() {
            text.push_str(&format!("a=fmtp:{payload_type} {parameters}\r\n"));
        }
    }
    for (payload_type, clock) in events {
        text.push_str(&format!(
            "a=rtpmap:{payload_type} telephone-event/{clock}\r\na=fmtp:{payload_type} 0-15\r\n"
        ));
    }
    text.push_str("a=ptime:20\r\n");
}

/// Our keys: whoever reads the text has them.
fn keys(text: &mut String, keys: impl IntoIterator<Item = Crypto>) {
    for crypto in keys {
        text.push_str(&format!("a=crypto:{crypto}\r\n"));
    }
}

/// A line of the offer with port 0 (RFC 3264 section 6).
fn refuse(text: &mut String, media: &Media) {
    let Media {
        kind,
        transport,
        first_format,
        ..
    } = media;
    text.push_str(&format!("m={kind} 0 {transport} {first_format}\r\n"));
}

fn direction(send: bool, receive: bool) -> &'static str {
    match (send, receive) {
        (true, true) => "a=sendrecv\r\n",
        (true, false) => "a=sendonly\r\n",
        (false, true) => "a=recvonly\r\n",
        (false, false) => "a=inactive\r\n",
    }
}
