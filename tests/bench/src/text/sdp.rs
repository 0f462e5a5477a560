//! Session descriptions: one codec with keys by RFC 4733, 20 ms a packet.

use std::net::{Ipv4Addr, SocketAddr};

use media::codec::Codec;

/// The payload type by which this side wants its keys.
pub const KEYS: u8 = 101;

/// Where the other side listens.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Media {
    /// The address of its RTP.
    pub address: SocketAddr,
    /// The payload type by which it wants keys.
    pub keys: u8,
}

/// Our own description, as an offer or as an answer.
pub fn description(address: SocketAddr, codec: Codec) -> String {
    let (ip, port) = (address.ip(), address.port());
    let (format, name, clock) = (codec.payload_type(), codec.name(), codec.clock());
    let channels = if codec.channels() == 2 { "/2" } else { "" };
    format!(
        "v=0\r\no=bench {port} 1 IN IP4 {ip}\r\ns=-\r\nc=IN IP4 {ip}\r\nt=0 0\r\nm=audio {port} RTP/AVP {format} {KEYS}\r\n\
         a=rtpmap:{format} {name}/{clock}{channels}\r\na=rtpmap:{KEYS} telephone-event/8000\r\na=fmtp:{KEYS} 0-15\r\na=ptime:20\r\na=sendrecv\r\n"
    )
}

/// The audio of the other side's description; `None` if it takes none in this codec on this machine.
pub fn media(body: &str, codec: Codec) -> Option<Media> {
    let (session, audio) = body.split_once("m=audio ")?;
    let audio = audio.split("\r\nm=").next()?;
    let connection = audio
        .split_once("c=IN IP4 ")
        .or_else(|| session.split_once("c=IN IP4 "));
    let ip: Ipv4Addr = connection?.1.split(['\r', '/', ' ']).next()?.parse().ok()?;
    let mut line = audio.lines().next()?.split(' ');
    let port: u16 = line.next()?.parse().ok()?;
    let format = codec.payload_type().to_string();
    let takes_it = line.any(|taken| taken == format);
    let keys = audio.lines().find_map(|line| {
        let (format, name) = line.strip_prefix("a=rtpmap:")?.split_once(' ')?;
        name.starts_with("telephone-event/8000")
            .then(|| format.parse().ok())?
    });
    (takes_it && port != 0 && ip.is_loopback()).then(|| Media {
        address: SocketAddr::from((ip, port)),
        keys: keys.unwrap_or(KEYS),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_description_is_understood() {
        let address = "127.0.0.1:34000".parse().expect("an address");
        let expected = Media { address, keys: 101 };
        assert_eq!(
            media(&description(address, Codec::Pcma), Codec::Pcma),
            Some(expected)
        );
    }

    #[test]
    fn the_answer_may_number_keys_otherwise_and_say_the_address_once() {
        let body = "v=0\r\nc=IN IP4 127.0.0.9\r\nt=0 0\r\nm=audio 4000 RTP/AVP 8 96\r\na=rtpmap:96 telephone-event/8000\r\n";
        let media = media(body, Codec::Pcma).expect("audio");
        assert_eq!(
            (media.address.to_string().as_str(), media.keys),
            ("127.0.0.9:4000", 96)
        );
    }

    #[test]
    fn audio_that_is_elsewhere_refused_or_another_codec_is_none() {
        let body = |ip: &str, line: &str| format!("v=0\r\nc=IN IP4 {ip}\r\nm=audio {line}\r\n");
        assert_eq!(
            media(&body("192.0.2.1", "4000 RTP/AVP 8"), Codec::Pcma),
            None
        );
        assert_eq!(media(&body("127.0.0.1", "0 RTP/AVP 8"), Codec::Pcma), None);
        assert_eq!(
            media(&body("127.0.0.1", "4000 RTP/AVP 0"), Codec::Pcma),
            None
        );
        assert_eq!(media("v=0\r\n", Codec::Pcma), None);
    }
}
