//! What is written: an INVITE, requests within a call, responses.

use std::fmt::Write;
use std::net::SocketAddr;

use super::read::Message;

/// One side of a call that is up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dialog {
    /// Where we are.
    pub own: SocketAddr,
    /// The Call-ID.
    pub call_id: String,
    /// From as we write it, with our tag.
    pub local: String,
    /// To as we write it, with their tag.
    pub remote: String,
    /// Their contact.
    pub target: String,
}

impl Dialog {
    /// A request without a body. Its branch is made of the Call-ID, so that it is the same when it is
    /// written again (RFC 3261 section 17.1.1.2 wants it to be) and another in every call.
    pub fn request(&self, method: &str, sequence: u32) -> String {
        let Dialog {
            own,
            call_id,
            local,
            remote,
            target,
        } = self;
        format!(
            "{method} {target} SIP/2.0\r\nVia: SIP/2.0/UDP {own};rport;branch=z9hG4bK{method}.{sequence}.{call_id}\r\n\
             Max-Forwards: 70\r\nFrom: {local}\r\nTo: {remote}\r\nCall-ID: {call_id}\r\nCSeq: {sequence} {method}\r\n\
             Content-Length: 0\r\n\r\n"
        )
    }
}

/// The INVITE by which `caller` at `own` dials `number` at `server`.
pub fn invite(
    own: SocketAddr,
    server: SocketAddr,
    caller: &str,
    number: &str,
    call_id: &str,
    body: &str,
) -> String {
    format!(
        "INVITE sip:{number}@{server} SIP/2.0\r\nVia: SIP/2.0/UDP {own};rport;branch=z9hG4bKI.{call_id}\r\n\
         Max-Forwards: 70\r\nFrom: <sip:{caller}@{own}>;tag={call_id}\r\nTo: <sip:{number}@{server}>\r\n\
         Call-ID: {call_id}\r\nCSeq: 1 INVITE\r\nContact: <sip:{caller}@{own}>\r\n\
         Allow: INVITE, ACK, CANCEL, BYE, OPTIONS\r\nContent-Type: application/sdp\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// The response to a request; `tag` is put into To if that has none, and `body` is a description.
pub fn answer(
    request: &Message<'_>,
    status: &str,
    tag: &str,
    contact: SocketAddr,
    body: &str,
) -> String {
    let mut text = format!("SIP/2.0 {status}\r\n");
    for name in ["Via", "Record-Route", "From", "To", "Call-ID", "CSeq"] {
        for value in request.headers(name) {
            let _ = write!(text, "{name}: {value}");
            if name == "To" && super::tag(value).is_none() {
                let _ = write!(text, ";tag={tag}");
            }
            text.push_str("\r\n");
        }
    }
    let _ = write!(text, "Contact: <sip:{contact}>\r\n");
    if !body.is_empty() {
        text.push_str("Content-Type: application/sdp\r\n");
    }
    let _ = write!(text, "Content-Length: {}\r\n\r\n{body}", body.len());
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Start, tag, uri, user};

    fn address(text: &str) -> SocketAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn an_invite_says_who_dials_what_and_where_he_is() {
        let text = invite(
            address("127.0.0.1:6"),
            address("127.0.0.1:5"),
            "9000",
            "1000",
            "c1",
            "v=0\r\n",
        );
        let message = Message::read(text.as_bytes()).expect("SIP");
        assert_eq!(
            message.start,
            Start::Request("INVITE", "sip:1000@127.0.0.1:5")
        );
        assert_eq!(message.header("From").map(uri).and_then(user), Some("9000"));
        assert_eq!(
            message.header("Contact").map(uri),
            Some("sip:9000@127.0.0.1:6")
        );
        assert_eq!(message.header("Content-Length"), Some("5"));
        assert_eq!(message.body, "v=0\r\n");
    }

    #[test]
    fn a_response_repeats_what_it_must_and_tags_to_once() {
        let text = invite(
            address("127.0.0.1:6"),
            address("127.0.0.1:5"),
            "9000",
            "1000",
            "c1",
            "",
        );
        let request = Message::read(text.as_bytes()).expect("SIP");
        let text = answer(&request, "180 Ringing", "mine", address("127.0.0.1:5"), "");
        let response = Message::read(text.as_bytes()).expect("SIP");
        assert_eq!(response.start, Start::Response(180));
        for name in ["Via", "From", "Call-ID", "CSeq"] {
            assert_eq!(response.header(name), request.header(name), "{name}");
        }
        assert_eq!(response.header("To").and_then(tag), Some("mine"));
        let again = answer(
            &response,
            "200 OK",
            "other",
            address("127.0.0.1:5"),
            "v=0\r\n",
        );
        let again = Message::read(again.as_bytes()).expect("SIP");
        assert_eq!(again.header("To").and_then(tag), Some("mine"));
        assert_eq!(again.header("Content-Type"), Some("application/sdp"));
    }

    #[test]
    fn a_request_of_a_call_goes_to_the_contact() {
        let dialog = Dialog {
            own: address("127.0.0.1:6"),
            call_id: "c1".to_owned(),
            local: "<sip:a@h>;tag=l".to_owned(),
            remote: "<sip:b@h>;tag=r".to_owned(),
            target: "sip:there@127.0.0.1:5".to_owned(),
        };
        let text = dialog.request("BYE", 2);
        let message = Message::read(text.as_bytes()).expect("SIP");
        assert_eq!(
            message.start,
            Start::Request("BYE", "sip:there@127.0.0.1:5")
        );
        assert_eq!(message.header("To").and_then(tag), Some("r"));
        assert_eq!(message.answers(), Some("BYE"));
        assert_eq!(text, dialog.request("BYE", 2));
    }
}
