//! What stands in WWW-Authenticate and Authorization: a challenge is answered or passed over, an
//! answer that nobody with the password made is never right, and a user of any name is let in once.

use ::sip::Credentials;
use ::sip::digest::{Ha1, Verdict, Verifier, answer};
use ::sip::message::{Fields, Message, Method, Request, Uri, read};
use kernel::{Chance, Mono};

const URI: &str = "sip:192.0.2.1";
const REALM: &str = "ccd";
const PASSWORD: &str = "secret";

/// Takes a text as a challenge, as an answer, and as the name of a user.
pub fn run(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let mut verifier = Verifier::new(&mut Chance::from_number(1));
    if let Some(header) = answered(&[text.to_owned()], "2001") {
        assert_ne!(judged(&mut verifier, &header, "2001"), ok("2001"));
    }
    assert_ne!(judged(&mut verifier, text, "2001"), ok("2001"));
    if !text.contains(char::is_control) {
        is_let_in_once(&mut verifier, text);
    }
}

fn is_let_in_once(verifier: &mut Verifier, user: &str) {
    let challenges = verifier.challenges(Mono::ZERO, REALM, false);
    let header = answered(&challenges, user).expect("our own challenge can be answered");
    assert_eq!(judged(verifier, &header, user), ok(user));
    assert_eq!(judged(verifier, &header, user), Verdict::Replayed);
    assert_eq!(verifier.remembered(), 1);
}

fn answered(challenges: &[String], user: &str) -> Option<String> {
    let credentials = Credentials {
        username: user.to_owned(),
        password: PASSWORD.to_owned(),
        realm: None,
    };
    let challenges = challenges.iter().map(String::as_str);
    answer(
        challenges,
        &credentials,
        (&Method::Register, URI, b""),
        1,
        "c",
    )
}

/// What becomes of a REGISTER with that header where there is that user alone.
fn judged(verifier: &mut Verifier, header: &str, user: &str) -> Verdict {
    let mut request = Request::new(Method::Register, Uri::read(URI).expect("a URI"));
    for (name, value) in [
        ("Via", "SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK1"),
        ("From", "<sip:2001@192.0.2.1>;tag=1"),
        ("To", "<sip:2001@192.0.2.1>"),
        ("Call-ID", "1"),
        ("CSeq", "1 REGISTER"),
        ("Authorization", header),
    ] {
        request.headers.add(name, value);
    }
    let Ok(Message::Request(request)) = read(&request.write()) else {
        return Verdict::Malformed;
    };
    verifier.verify(Mono::ZERO, REALM, &request, |name| {
        (name == user).then(|| Ha1::new(user, REALM, PASSWORD))
    })
}

fn ok(user: &str) -> Verdict {
    Verdict::Ok(user.to_owned())
}
