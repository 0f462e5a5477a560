//! Reads a message: the start line, headers by name, the body.

/// A message that was received.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Message<'a> {
    /// The first line.
    pub start: Start<'a>,
    head: &'a str,
    /// What comes after the empty line.
    pub body: &'a str,
}

/// The first line of a message.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Start<'a> {
    /// A method and what it is asked of.
    Request(&'a str, &'a str),
    /// A status.
    Response(u16),
}

impl<'a> Message<'a> {
    /// Reads a datagram; `None` if it is no SIP.
    pub fn read(bytes: &'a [u8]) -> Option<Message<'a>> {
        let text = std::str::from_utf8(bytes).ok()?;
        let (whole, body) = text.split_once("\r\n\r\n")?;
        let (first, head) = whole.split_once("\r\n")?;
        let start = match first.strip_prefix("SIP/2.0 ") {
            Some(status) => Start::Response(status.get(..3)?.parse().ok()?),
            None => {
                let (method, rest) = first.split_once(' ')?;
                Start::Request(method, rest.strip_suffix(" SIP/2.0")?)
            }
        };
        Some(Message { start, head, body })
    }

    /// The first header of that name, or of its compact form (RFC 3261 section 20).
    pub fn header(&self, name: &str) -> Option<&'a str> {
        self.headers(name).next()
    }

    /// All headers of that name, in their order.
    pub fn headers(&self, name: &str) -> impl Iterator<Item = &'a str> {
        let compact = compact(name);
        self.head.split("\r\n").filter_map(move |line| {
            let (key, value) = line.split_once(':')?;
            let key = key.trim_end();
            let known = key.eq_ignore_ascii_case(name) || key.eq_ignore_ascii_case(compact);
            known.then(|| value.trim())
        })
    }

    /// The Call-ID.
    pub fn call_id(&self) -> Option<&'a str> {
        self.header("Call-ID")
    }

    /// The method that a response answers.
    pub fn answers(&self) -> Option<&'a str> {
        self.header("CSeq")?
            .split_once(' ')
            .map(|(_, method)| method)
    }
}

fn compact(name: &str) -> &'static str {
    match name {
        "Via" => "v",
        "From" => "f",
        "To" => "t",
        "Call-ID" => "i",
        "Contact" => "m",
        // No header has an empty name.
        _ => "",
    }
}

/// The tag of a From or To.
pub fn tag(value: &str) -> Option<&str> {
    let outside = value.rsplit_once('>').map_or(value, |(_, after)| after);
    let (_, tag) = outside.split_once(";tag=")?;
    tag.split([';', ',', ' ']).next()
}

/// The URI of a From, To or Contact.
pub fn uri(value: &str) -> &str {
    match value.split_once('<') {
        Some((_, rest)) => rest.split('>').next().unwrap_or(rest),
        None => value.split([';', ',']).next().unwrap_or(value).trim(),
    }
}

/// The user of a SIP URI.
pub fn user(uri: &str) -> Option<&str> {
    let (user, _) = uri.strip_prefix("sip:")?.split_once('@')?;
    Some(user)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OK: &str = "SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 127.0.0.1:5;branch=z9hG4bKa\r\nv: SIP/2.0/UDP 127.0.0.1:6\r\n\
        f: <sip:1@127.0.0.1>;tag=x\r\nTo : \"A; <b>\" <sip:2@127.0.0.1;tag=no>;tag=y;z=1\r\ni: one\r\nCSeq: 7 INVITE\r\n\
        Contact: <sip:here@127.0.0.1:9;x>\r\n\r\nv=0\r\n";

    #[test]
    fn a_response_is_read_with_full_and_compact_names() {
        let message = Message::read(OK.as_bytes()).expect("SIP");
        assert_eq!(message.start, Start::Response(200));
        assert_eq!(
            (message.call_id(), message.answers()),
            (Some("one"), Some("INVITE"))
        );
        assert_eq!(message.headers("Via").count(), 2);
        assert_eq!(message.header("From").and_then(tag), Some("x"));
        assert_eq!(message.header("To").and_then(tag), Some("y"));
        assert_eq!(
            message.header("Contact").map(uri),
            Some("sip:here@127.0.0.1:9;x")
        );
        assert_eq!(message.body, "v=0\r\n");
        assert_eq!(message.header("Route"), None);
    }

    #[test]
    fn a_request_has_a_method_and_a_target() {
        let text = "BYE sip:a00007@127.0.0.1:9 SIP/2.0\r\nCall-ID: one\r\n\r\n";
        let message = Message::read(text.as_bytes()).expect("SIP");
        assert_eq!(
            message.start,
            Start::Request("BYE", "sip:a00007@127.0.0.1:9")
        );
        assert_eq!(user("sip:a00007@127.0.0.1:9"), Some("a00007"));
        assert_eq!((tag("<sip:1@h>"), user("sip:h")), (None, None));
    }

    #[test]
    fn what_is_no_sip_is_none() {
        for text in [
            "",
            "\r\n\r\n",
            "SIP/2.0 abc\r\n\r\n",
            "SIP/2.0 20\r\nx: y\r\n\r\n",
            "hello\r\nx: y\r\n\r\n",
        ] {
            assert_eq!(Message::read(text.as_bytes()), None, "{text:?}");
        }
        assert_eq!(Message::read(&[0xff, 0xfe]), None);
    }
}
