//! What holds for any message.

use proptest::prelude::*;

use super::*;

/// Messages that exercise every path of the reader, to be damaged.
fn seeds() -> Vec<Vec<u8>> {
    let rich = invite(&[
        "v: SIP/2.0/TCP two.example;branch=z9hG4bK2,\r\n SIP/2.0/UDP [2001:db8::1]:5060;rport",
        "Contact: \"A \\\"B\\\", C\" <sip:ann:pw@198.51.100.4:5062;transport=udp?x=y>;q=0.5;expires=60",
        "Record-Route: <sip:p1.example;lr>, <sip:p2.example;lr>",
        "Reason: Q.850;cause=16;text=\"bye\"",
        "P-Asserted-Identity: <tel:+8610;phone-context=x>",
        "Authorization: Digest username=\"a\", realm=\"b, c\", nonce=\"d\", uri=\"sip:e\", nc=00000001",
        "Subject: 大停電",
    ]);
    vec![
        bytes(&rich, SDP),
        bytes(
            &register(&["Contact: *", "Expires: 0", "Content-Length: 0"]),
            "",
        ),
        bytes(
            &response_lines("SIP/2.0 183 Session Progress", &["Content-Length: 3"]),
            "abc",
        ),
        bytes(&asking("INVITE tel:+1;x SIP/2.0", invite(&[])), SDP),
    ]
}

/// Asks everything there is to ask.
fn ask(message: &Message) -> String {
    let headers = message.headers();
    let uris = headers.contacts().into_iter().map(|contact| contact.uri);
    let users: Vec<_> = uris
        .map(|uri| (uri.user_text(), uri.address(), uri.to_string()))
        .collect();
    format!(
        "{:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {users:?}",
        headers.vias(),
        Fields::from(headers),
        headers.to(),
        headers.tags(),
        headers.contacts(),
        headers.routes(),
        headers.record_routes(),
        headers.cseq(),
        headers.call_id(),
        headers.max_forwards(),
        headers.expires(),
        headers.content_type(),
        headers.tokens("Supported"),
        headers.reasons(),
        headers.p_asserted_identity(),
        headers.remote_party_id(),
    )
}

/// One damage to a message.
#[derive(Clone, Debug)]
enum Damage {
    Put(usize, u8),
    Drop(usize),
    Insert(usize, Vec<u8>),
    Cut(usize),
    Repeat(usize, usize),
}

fn damage() -> impl Strategy<Value = Damage> {
    let place = 0..2000usize;
    let telling = b"\r\n \t:;,<>\"\\=@?/%*[]{}\0\xff0a".to_vec();
    let bytes = proptest::collection::vec(proptest::sample::select(telling), 1..6);
    prop_oneof![
        (place.clone(), any::<u8>()).prop_map(|(at, byte)| Damage::Put(at, byte)),
        place.clone().prop_map(Damage::Drop),
        (place.clone(), bytes).prop_map(|(at, bytes)| Damage::Insert(at, bytes)),
        place.clone().prop_map(Damage::Cut),
        (place, 1..200usize).prop_map(|(at, length)| Damage::Repeat(at, length)),
    ]
}

fn damaged(mut bytes: Vec<u8>, damages: &[Damage]) -> Vec<u8> {
    for damage in damages {
        let length = bytes.len().max(1);
        match damage {
            Damage::Put(at, byte) => {
                if let Some(place) = bytes.get_mut(at % length) {
                    *place = *byte;
                }
            }
            Damage::Drop(at) if !bytes.is_empty() => {
                bytes.remove(at % length);
            }
            Damage::Drop(_) => {}
            Damage::Insert(at, more) => {
                let at = (at % length).min(bytes.len());
                bytes.splice(at..at, more.iter().copied());
            }
            Damage::Cut(at) => bytes.truncate(at % length),
            Damage::Repeat(at, count) => {
                let part: Vec<u8> = bytes
                    .iter()
                    .copied()
                    .skip(at % length)
                    .take(*count)
                    .collect();
                bytes.extend(part);
            }
        }
    }
    bytes
}

fn message() -> impl Strategy<Value = Vec<u8>> {
    let seed = proptest::sample::select(seeds());
    let damages = proptest::collection::vec(damage(), 0..8);
    (seed, damages).prop_map(|(seed, damages)| damaged(seed, &damages))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

    /// Whatever comes, it is read or refused; what is read, written and read again says the same.
    #[test]
    fn what_is_read_is_written_so_that_it_reads_the_same(bytes in message()) {
        let Ok(first) = read(&bytes) else { return Ok(()) };
        let second = read(&first.write()).expect("what we write can be read");
        prop_assert_eq!(ask(&first), ask(&second));
        prop_assert_eq!(first.body(), second.body());
        match (&first, &second) {
            (Message::Request(one), Message::Request(two)) => {
                prop_assert_eq!(&one.method, &two.method);
                prop_assert_eq!(&one.uri, &two.uri);
            }
            (Message::Response(one), Message::Response(two)) => {
                prop_assert_eq!(one.status, two.status);
                prop_assert_eq!(&one.reason, &two.reason);
            }
            _ => prop_assert!(false, "a request became a response or the other way round"),
        }
    }

    /// An answer, to a readable request or not, is itself readable if it has all its headers, and
    /// never made for an ACK or a response.
    #[test]
    fn refusals_are_messages(bytes in message()) {
        let answer = match read(&bytes) {
            Ok(Message::Request(request)) => response_to(&request, 486, "t1"),
            Ok(Message::Response(_)) => return Ok(()),
            Err(Unreadable { salvage: None, .. }) => return Ok(()),
            Err(Unreadable { kind, salvage: Some(mut salvage) }) => {
                salvage.note_source(([192, 0, 2, 1], 5060).into());
                salvage.refuse(kind.status(), "t1")
            }
        };
        let text = String::from_utf8(answer.write()).expect("text");
        prop_assert!(text.starts_with("SIP/2.0 "));
        let lines = text.split("\r\n").filter(|line| !line.is_empty());
        prop_assert_eq!(lines.count(), answer.headers.iter().count() + 2);
        prop_assert!(!text.replace("\r\n", "").contains(['\r', '\n', '\0']));
    }

    /// Nothing that is put into a header, a name or a URI begins a line.
    #[test]
    fn nothing_put_in_breaks_out(text in "\\PC{0,8}[\r\n\0:;<>\"\\\\]{0,4}\\PC{0,8}") {
        let uri = Uri::sip(&text, "h.example", None);
        let mut request = Request::new(Method::Other(text.clone()), uri.clone());
        let party = NameAddr::of(uri).named(&text).tagged(&text);
        request.headers.add("From", &party.to_string());
        request.headers.add("X-Note", &text);
        request.headers.add(&text, "value");
        let written = String::from_utf8(request.write()).expect("text");
        let lines = written.split("\r\n").count();
        prop_assert!(lines == 6 || lines == 7, "{}", written);
        prop_assert!(!written.replace("\r\n", "").contains(['\r', '\n', '\0']));
    }

    /// Folding and compact names change nothing.
    #[test]
    fn folded_and_compact_is_the_same(blanks in proptest::collection::vec("[ \t]{1,3}", 8)) {
        let fold = |at: usize| format!("\r\n{}", blanks[at % blanks.len()]);
        let plain = "INVITE sip:bob@b.example SIP/2.0\r\nVia: SIP/2.0/UDP a.example ;branch=z9hG4bK1\r\n\
             From: \"Ann\" <sip:ann@a.example> ;tag=f\r\nTo: <sip:bob@b.example> ;x=y\r\n\
             Call-ID: c1\r\nCSeq: 8 INVITE\r\nContact: <sip:ann@a.example> ;q=0.5\r\n\r\n";
        let odd = plain
            .replace("Via: SIP/2.0/UDP ", &format!("v :{}SIP/2.0/UDP{}", fold(0), fold(1)))
            .replace("From: ", &format!("F{}:", blanks[2]))
            .replace("To: ", &format!("t:{}", fold(3)))
            .replace("Call-ID: ", &format!("I:{}", fold(4)))
            .replace(" ;", &format!("{};{}", fold(5), fold(6)))
            .replace("8 INVITE", &format!("8{}INVITE", fold(7)))
            .replace("Contact", "m");
        let (plain, odd) = (read(plain.as_bytes()), read(odd.as_bytes()));
        let (plain, odd) = (plain.expect("readable"), odd.expect("readable"));
        prop_assert_eq!(ask(&plain), ask(&odd));
    }

    /// Any bytes at all.
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(message) = read(&bytes) {
            prop_assert!(!ask(&message).is_empty());
        }
    }
}
