//! What a datagram says, as far as the shadow wants to know. Read by an eye of its own, so that a mistake
//! of the stack's reader is not repeated here.

/// A message.
#[derive(Debug, PartialEq, Eq)]
pub enum Signal<'a> {
    /// A request: its method and the user that it is for; of a REFER the one that it names.
    Request(&'a str, &'a str),
    /// An answer to an INVITE: its status.
    Answer(u16),
}

/// A message with what its headers say.
#[derive(Debug, PartialEq, Eq)]
pub struct Read<'a> {
    /// What it is.
    pub signal: Signal<'a>,
    /// The user that it is from.
    pub from: &'a str,
    /// Its Call-ID.
    pub call_id: &'a str,
    /// Its CSeq.
    pub cseq: &'a str,
    /// The port where whoever sent it wants his audio; 0 for none.
    pub port: u16,
}

/// Reads a datagram; `None`: it is none of those that matter.
pub fn read(bytes: &[u8]) -> Option<Read<'_>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let end = text.find("\r\n")?;
    let (first, rest) = text.split_at_checked(end)?;
    let mut words = first.split(' ');
    let (first, second) = (words.next()?, words.next()?);
    let signal = match first {
        "SIP/2.0" => Signal::Answer(second.parse().ok()?),
        "INVITE" | "ACK" | "BYE" | "CANCEL" => Signal::Request(first, user(second)?),
        "REFER" => Signal::Request(first, value(rest, "\r\nRefer-To: ").and_then(calling)?),
        _ => return None,
    };
    let cseq = value(rest, "\r\nCSeq: ")?;
    if matches!(signal, Signal::Answer(_)) && !cseq.ends_with(" INVITE") {
        return None;
    }
    Some(Read {
        signal,
        from: value(rest, "\r\nFrom: ")
            .and_then(calling)
            .unwrap_or_default(),
        call_id: value(rest, "\r\nCall-ID: ")?,
        cseq,
        port: port(rest).unwrap_or(0),
    })
}

fn value<'a>(lines: &'a str, name: &str) -> Option<&'a str> {
    let (_, behind) = lines.split_once(name)?;
    behind.split("\r\n").next()
}

fn user(uri: &str) -> Option<&str> {
    let (user, _) = uri
        .strip_prefix("sip:")?
        .split_once('@')
        .unwrap_or_default();
    Some(user)
}

fn calling(from: &str) -> Option<&str> {
    let (_, uri) = from.split_once('<')?;
    user(uri)
}

fn port(lines: &str) -> Option<u16> {
    value(lines, "\r\nm=audio ")?
        .split(' ')
        .next()?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_and_answers_are_read() {
        let invite = b"INVITE sip:2001@192.0.2.7:5060 SIP/2.0\r\nFrom: \"A\" <sip:138@b>;tag=c\r\nCall-ID: a\r\nCSeq: 1 INVITE\r\n\r\nv=0\r\nm=audio 20000 RTP/AVP 8\r\n";
        let read = read(invite).expect("an INVITE");
        assert_eq!(read.signal, Signal::Request("INVITE", "2001"));
        assert_eq!((read.call_id, read.port), ("a", 20_000));
        assert_eq!(read.from, "138");
        let ringing = b"SIP/2.0 180 Ringing\r\nCSeq: 1 INVITE\r\nCall-ID: b\r\n\r\n";
        let read = super::read(ringing).expect("an answer");
        assert_eq!(read.signal, Signal::Answer(180));
        assert_eq!((read.call_id, read.port), ("b", 0));
    }

    #[test]
    fn a_refer_is_read_with_whom_it_names() {
        let refer = b"REFER sip:desk@192.0.2.1 SIP/2.0\r\nCall-ID: a\r\nCSeq: 2 REFER\r\nRefer-To: <sip:2003@192.0.2.1:5060>\r\n\r\n";
        let read = read(refer).expect("a REFER");
        assert_eq!(read.signal, Signal::Request("REFER", "2003"));
    }

    #[test]
    fn what_does_not_matter_is_passed_over() {
        assert_eq!(
            read(b"REGISTER sip:192.0.2.1 SIP/2.0\r\nCall-ID: a\r\n\r\n"),
            None
        );
        let bye = b"SIP/2.0 200 OK\r\nCSeq: 2 BYE\r\nCall-ID: a\r\n\r\n";
        assert_eq!(read(bye), None);
        assert_eq!(read(b"\r\n\r\n"), None);
        assert_eq!(read(&[0xff, 0xfe]), None);
    }
}
