//! Reads a session description.

use std::borrow::Cow;
use std::net::IpAddr;

use super::session::{Direction, Map, Media, Session};

/// The longest text that is read, in bytes.
const MAX_BYTES: usize = 65_536;
/// How many `m=` lines an answer repeats.
const MAX_MEDIA: usize = 1_000;
/// Of how many `m=` lines the attributes are read.
const USED_MEDIA: usize = 64;
/// How many formats of a line are read: as many as there are types of payload.
const MAX_FORMATS: usize = 128;
/// How many rtpmaps of a line are read.
const MAX_MAPS: usize = 128;
/// How many keys of a line are read.
const MAX_KEYS: usize = 16;
/// The longest token that is repeated in an answer, in characters.
const MAX_TOKEN: usize = 64;

/// Why a text is no session description.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SdpError {
    /// More than 64 KiB.
    #[error("the session description is {0} bytes long; the limit is 65,536")]
    TooLong(usize),
    /// It does not begin with `v=`.
    #[error("the body is no session description: it does not begin with `v=0`")]
    NotSdp,
    /// More than 1,000 `m=` lines.
    #[error("the session description has more than 1,000 media lines")]
    TooManyMedia,
}

/// Reads a session description: CRLF or LF, unknown lines skipped, unreadable ones ignored.
///
/// # Errors
/// When it is too long, has too many `m=` lines, or is something else altogether.
pub fn parse(text: &[u8]) -> Result<Session, SdpError> {
    if text.len() > MAX_BYTES {
        return Err(SdpError::TooLong(text.len()));
    }
    let mut lines = text
        .split(|byte| *byte == b'\n')
        .filter_map(line)
        .peekable();
    if lines.peek().is_none_or(|(kind, _)| *kind != b'v') {
        return Err(SdpError::NotSdp);
    }
    let mut reader = Reader::default();
    for (kind, value) in lines {
        reader.take(kind, &value)?;
    }
    Ok(reader.finish())
}

/// The type and the value of a line; `None` for anything else.
fn line(bytes: &[u8]) -> Option<(u8, Cow<'_, str>)> {
    match bytes.trim_ascii() {
        [kind, b'=', value @ ..] => Some((*kind, String::from_utf8_lossy(value))),
        _ => None,
    }
}

/// What stands at session level or below one `m=` line. The inner `None` of the address is a host
/// name, which hides the address of the session.
#[derive(Default)]
struct Level {
    address: Option<Option<IpAddr>>,
    direction: Option<Direction>,
    ptime: Option<u16>,
    maxptime: Option<u16>,
}

#[derive(Default)]
struct Reader {
    timing: (u64, u64),
    session: Level,
    media: Vec<(Media, Level)>,
}

impl Reader {
    fn take(&mut self, kind: u8, value: &str) -> Result<(), SdpError> {
        match kind {
            b'm' if self.media.len() >= MAX_MEDIA => return Err(SdpError::TooManyMedia),
            b'm' => self.media.push((media_line(value), Level::default())),
            // Beyond the lines that we use, what belongs to a line belongs to nothing.
            _ if self.media.len() > USED_MEDIA => {}
            b't' => self.timing = timing(value),
            b'c' => self.level().address = Some(connection(value)),
            b'a' => self.attribute(value),
            _ => {}
        }
        Ok(())
    }

    fn level(&mut self) -> &mut Level {
        self.media
            .last_mut()
            .map_or(&mut self.session, |(_, level)| level)
    }

    fn attribute(&mut self, text: &str) {
        let (name, value) = text.split_once(':').unwrap_or((text, ""));
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "sendrecv" => self.level().direction = Some(Direction::SendRecv),
            "sendonly" => self.level().direction = Some(Direction::SendOnly),
            "recvonly" => self.level().direction = Some(Direction::RecvOnly),
            "inactive" => self.level().direction = Some(Direction::Inactive),
            "ptime" => self.level().ptime = milliseconds(value),
            "maxptime" => self.level().maxptime = milliseconds(value),
            "rtpmap" => self.map(value),
            "rtcp" => self.rtcp(value),
            "crypto" => self.crypto(value),
            _ => {}
        }
    }

    /// `8 PCMA/8000` or `8 PCMA/8000/1` (RFC 8866 section 6.6); the first for a payload type counts.
    fn map(&mut self, value: &str) {
        let Some((media, _)) = self.media.last_mut() else {
            return;
        };
        let Some((payload_type, encoding)) = value.split_once(char::is_whitespace) else {
            return;
        };
        let Some(payload_type) = payload_type_of(payload_type) else {
            return;
        };
        let known = media
            .maps
            .iter()
            .any(|map| map.payload_type == payload_type);
        if known || media.maps.len() >= MAX_MAPS {
            return;
        }
        let mut parts = encoding.trim().split('/');
        let encoding: String = parts.next().unwrap_or("").chars().take(MAX_TOKEN).collect();
        let rate = parts.next().and_then(|rate| rate.parse().ok()).unwrap_or(0);
        let channels = parts
            .next()
            .map_or(1, |channels| channels.parse().unwrap_or(0));
        media.maps.push(Map {
            payload_type,
            encoding,
            rate,
            channels,
        });
    }

    /// `53020` or `53020 IN IP4 192.0.2.1` (RFC 3605).
    fn rtcp(&mut self, value: &str) {
        let Some((media, _)) = self.media.last_mut() else {
            return;
        };
        let (port, address) = value.split_once(char::is_whitespace).unwrap_or((value, ""));
        media.rtcp_port = port.parse().ok().filter(|port| *port != 0);
        media.rtcp_address = connection(address);
    }

    /// A key (RFC 4568); what we cannot use is as if it was not there.
    fn crypto(&mut self, value: &str) {
        let (Some((media, _)), Ok(crypto)) = (self.media.last_mut(), value.parse()) else {
            return;
        };
        if media.crypto.len() < MAX_KEYS {
            media.crypto.push(crypto);
        }
    }

    fn finish(self) -> Session {
        let session = self.session;
        let complete = |(mut media, level): (Media, Level)| {
            media.address = level.address.or(session.address).flatten();
            media.direction = level
                .direction
                .or(session.direction)
                .unwrap_or(Direction::SendRecv);
            media.ptime = level.ptime.or(session.ptime);
            media.maxptime = level.maxptime.or(session.maxptime);
            media
        };
        Session {
            timing: self.timing,
            media: self.media.into_iter().map(complete).collect(),
        }
    }
}

/// `audio 49170 RTP/AVP 8 0 101`; what cannot be read leaves a line with port 0, since an answer has
/// to answer each line.
fn media_line(value: &str) -> Media {
    let mut words = value.split_ascii_whitespace();
    let kind = token(words.next());
    let port = words
        .next()
        .and_then(|port| port.split('/').next()?.parse().ok())
        .unwrap_or(0);
    let transport = token(words.next());
    let mut formats = words.take(MAX_FORMATS).peekable();
    let first_format = token(formats.peek().copied());
    Media {
        kind,
        port,
        transport,
        first_format,
        formats: formats.filter_map(payload_type_of).collect(),
        maps: Vec::new(),
        address: None,
        rtcp_port: None,
        rtcp_address: None,
        direction: Direction::SendRecv,
        ptime: None,
        maxptime: None,
        crypto: Vec::new(),
    }
}

fn token(word: Option<&str>) -> String {
    word.unwrap_or("-")
        .chars()
        .filter(|c| !c.is_control())
        .take(MAX_TOKEN)
        .collect()
}

fn payload_type_of(word: &str) -> Option<u8> {
    word.parse().ok().filter(|payload_type| *payload_type < 128)
}

/// `0 0`; anything else than two numbers is that too.
fn timing(value: &str) -> (u64, u64) {
    let mut words = value.split_ascii_whitespace().map(str::parse);
    match (words.next(), words.next()) {
        (Some(Ok(start)), Some(Ok(stop))) => (start, stop),
        _ => (0, 0),
    }
}

/// `IN IP4 192.0.2.1` or `IN IP6 2001:db8::1`, with or without `/ttl`.
fn connection(value: &str) -> Option<IpAddr> {
    let mut words = value.split_ascii_whitespace().skip(2);
    words.next()?.split('/').next()?.parse().ok()
}

/// Whole milliseconds of a number that may have a fraction; zero is no answer.
fn milliseconds(value: &str) -> Option<u16> {
    let whole = value.split(|c: char| !c.is_ascii_digit()).next()?;
    whole.parse().ok().filter(|whole| *whole > 0)
}
