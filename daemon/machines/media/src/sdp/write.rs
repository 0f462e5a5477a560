//! Writes session descriptions.

use std::net::SocketAddr;

use super::session::{Codec, Direction, Media, Session};
use crate::Remote;

/// The payload type that we propose for telephone events.
pub(crate) const OUR_EVENTS: u8 = 101;

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

/// Our offer: audio at `local` with the codecs of `preference`, best first, and telephone events.
pub fn offer(local: SocketAddr, preference: &[Codec], session_id: u64, version: u64) -> Vec<u8> {
    let both = Direction::SendRecv;
    offer_one_way(local, preference, session_id, version, both)
}

/// The same for audio that goes this way: all but `SendRecv` hold the call in some manner.
pub fn offer_one_way(
    local: SocketAddr,
    preference: &[Codec],
    session_id: u64,
    version: u64,
    way: Direction,
) -> Vec<u8> {
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
    audio(
        &mut text,
        local.port(),
        "RTP/AVP",
        &codecs,
        Some(OUR_EVENTS),
    );
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
            audio(
                &mut text,
                origin.local.port(),
                &media.transport,
                &codec,
                remote.dtmf,
            );
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

fn audio(
    text: &mut String,
    port: u16,
    transport: &str,
    codecs: &[(u8, Codec)],
    events: Option<u8>,
) {
    text.push_str(&format!("m=audio {port} {transport}"));
    for payload_type in codecs
        .iter()
        .map(|(payload_type, _)| *payload_type)
        .chain(events)
    {
        text.push_str(&format!(" {payload_type}"));
    }
    text.push_str("\r\n");
    for (payload_type, codec) in codecs {
        text.push_str(&format!(
            "a=rtpmap:{payload_type} {}/8000\r\n",
            codec.name()
        ));
    }
    if let Some(events) = events {
        text.push_str(&format!(
            "a=rtpmap:{events} telephone-event/8000\r\na=fmtp:{events} 0-15\r\n"
        ));
    }
    text.push_str("a=ptime:20\r\n");
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
