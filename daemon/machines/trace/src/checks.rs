//! What can be expected of a peer by its answer to OPTIONS.

use std::time::Duration;

use sip::message::{Fields, Response};

use crate::ladder::{Described, described};

/// What a check came to.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is as it should be.
    Ok,
    /// It is not.
    No,
    /// The answer does not tell.
    Unknown,
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Its stable name.
    pub code: &'static str,
    /// What it came to.
    pub verdict: Verdict,
    /// Whether calls need it.
    pub needed: bool,
    /// What was seen and why it matters.
    pub text: String,
}

/// What there is to say of a peer that answered with `status` after `took`; 408 without a response: it did
/// not.
pub fn checks(status: u16, response: Option<&Response>, took: Duration) -> Vec<Check> {
    let mut all = vec![answers(status, response, took)];
    let Some(response) = response.filter(|_| status / 100 == 2) else {
        return all;
    };
    let headers = &response.headers;
    let allow = headers.first("Allow").map(|_| headers.tokens("Allow"));
    let supported = headers.first("Supported").map(|_| headers.supported());
    let media = described(&response.body);
    let methods = [
        ("invite", "INVITE", true, "without it there are no calls"),
        (
            "update",
            "UPDATE",
            false,
            "sessions are refreshed by it; re-INVITE does it too",
        ),
        (
            "transfer",
            "REFER",
            false,
            "without it calls are transferred by the daemon itself",
        ),
    ];
    for (code, method, needed, why) in methods {
        all.push(listed(code, "Allow", method, allow.as_deref(), needed, why));
    }
    let extensions = [
        (
            "reliable_ringing",
            "100rel",
            "without it ringing and early audio may get lost",
        ),
        (
            "session_timer",
            "timer",
            "without it a call whose other end is gone lasts until no audio comes",
        ),
    ];
    for (code, tag, why) in extensions {
        all.push(listed(
            code,
            "Supported",
            tag,
            supported.as_deref(),
            false,
            why,
        ));
    }
    all.push(codecs(media.as_ref()));
    all.push(keys(media.as_ref()));
    all
}

fn answers(status: u16, response: Option<&Response>, took: Duration) -> Check {
    let millis = took.as_millis();
    let words = response.map_or("", |it| it.reason.as_str());
    let (verdict, text) = match (response.is_some(), status) {
        (false, 503) => (Verdict::No, "the question could not be sent".to_owned()),
        (false, _) => (
            Verdict::No,
            format!(
                "nothing came back within {} s: is the address right, and does a firewall let SIP through both \
                 ways?",
                took.as_secs()
            ),
        ),
        (true, 200..=299) => (
            Verdict::Ok,
            format!("it answers {status} {words} after {millis} ms"),
        ),
        (true, 403) => (
            Verdict::No,
            format!(
                "it answers {status} {words} after {millis} ms: it may not know the daemon's address"
            ),
        ),
        (true, 500..=599) => (
            Verdict::No,
            format!("it answers {status} {words} after {millis} ms: it has trouble of its own"),
        ),
        (true, 401 | 407) => (
            Verdict::Ok,
            format!(
                "it answers {status} {words} after {millis} ms: it wants an account for everything"
            ),
        ),
        (true, _) => (
            Verdict::Ok,
            format!(
                "it answers {status} {words} after {millis} ms: it is there, but OPTIONS tells no more"
            ),
        ),
    };
    Check {
        code: "answers",
        verdict,
        needed: true,
        text,
    }
}

fn listed(
    code: &'static str,
    header: &str,
    word: &str,
    list: Option<&[&str]>,
    needed: bool,
    why: &str,
) -> Check {
    let (verdict, text) = match list {
        None => (
            Verdict::Unknown,
            format!("it sends no {header}, which would say whether it takes {word}: {why}"),
        ),
        Some(list) if list.iter().any(|it| it.eq_ignore_ascii_case(word)) => {
            (Verdict::Ok, format!("its {header} has {word}"))
        }
        Some(_) => (Verdict::No, format!("its {header} has no {word}: {why}")),
    };
    Check {
        code,
        verdict,
        needed,
        text,
    }
}

fn codecs(media: Option<&Described>) -> Check {
    let common = |it: &&Described| {
        it.codecs
            .iter()
            .any(|it| ["PCMA", "PCMU"].contains(&it.as_str()))
    };
    let (verdict, text) = match media {
        None => (
            Verdict::Unknown,
            "it sends no session description, which would name its codecs: A-law or µ-law is needed".to_owned(),
        ),
        Some(media) if common(&media) => (Verdict::Ok, format!("it speaks {}", media.codecs.join(", "))),
        Some(media) => (
            Verdict::No,
            format!("it speaks {}, and A-law or µ-law is needed", media.codecs.join(", ")),
        ),
    };
    Check {
        code: "codecs",
        verdict,
        needed: true,
        text,
    }
}

fn keys(media: Option<&Described>) -> Check {
    let why = "without them keys are heard only as INFO or as tones";
    let (verdict, text) = match media {
        None => (
            Verdict::Unknown,
            format!("it sends no session description, which would offer telephone events: {why}"),
        ),
        Some(media) if media.keys => (Verdict::Ok, "it takes telephone events".to_owned()),
        Some(_) => (
            Verdict::No,
            format!("it takes no telephone events (RFC 4733): {why}"),
        ),
    };
    Check {
        code: "keys",
        verdict,
        needed: false,
        text,
    }
}

#[cfg(test)]
mod tests {
    use sip::message::{Message, read};

    use super::*;

    fn verdicts(answer: &str) -> Vec<(&'static str, Verdict)> {
        let text = format!("SIP/2.0 {answer}");
        let (head, body) = text.split_once("\n\n").unwrap_or((&text, ""));
        let text = format!(
            "{}\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:c@d>;tag=2\r\n\
             Call-ID: x\r\nCSeq: 1 OPTIONS\r\nContent-Length: {}\r\n\r\n{body}",
            head.replace('\n', "\r\n"),
            body.len()
        );
        let Ok(Message::Response(response)) = read(text.as_bytes()) else {
            panic!("{text}");
        };
        let all = checks(response.status, Some(&response), Duration::from_millis(9));
        all.into_iter().map(|it| (it.code, it.verdict)).collect()
    }

    #[test]
    fn what_a_peer_says_of_itself_is_held_against_what_calls_need() {
        let sdp = "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\nm=audio 4 RTP/AVP 8 101\r\n\
                   a=rtpmap:101 telephone-event/8000\r\n";
        let full = format!(
            "200 OK\nAllow: INVITE, ACK, BYE, UPDATE\nSupported: 100rel\nContent-Type: application/sdp\n\n{sdp}"
        );
        use Verdict::{No, Ok, Unknown};
        assert_eq!(
            verdicts(&full),
            [
                ("answers", Ok),
                ("invite", Ok),
                ("update", Ok),
                ("transfer", No),
                ("reliable_ringing", Ok),
                ("session_timer", No),
                ("codecs", Ok),
                ("keys", Ok),
            ]
        );
        let other = full.replace("AVP 8 101", "AVP 18").replace("INVITE, ", "");
        let other = verdicts(&other);
        assert_eq!((other[1].1, other[6].1), (No, No));
        let bare = verdicts("200 OK");
        assert!(bare[1..].iter().all(|it| it.1 == Unknown), "{bare:?}");
    }

    #[test]
    fn whoever_answers_anything_is_there_and_who_refuses_or_is_silent_is_not() {
        assert_eq!(verdicts("404 Not Found"), [("answers", Verdict::Ok)]);
        assert_eq!(verdicts("403 Forbidden"), [("answers", Verdict::No)]);
        assert_eq!(verdicts("503 Busy"), [("answers", Verdict::No)]);
        let silent = checks(408, None, Duration::from_secs(10));
        assert_eq!(silent[0].verdict, Verdict::No);
        assert!(silent[0].text.starts_with("nothing came back within 10 s"));
    }
}
