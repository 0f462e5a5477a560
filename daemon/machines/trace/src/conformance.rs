//! What a test call has shown of the peer of a trunk: what it was offered, and took or refused.

mod keys;

use model::record::{CallRecord, Media, Participant};
use sip::message::{Fields, Message, Method, Request, Response, read};

use crate::checks::{Check, Verdict};
use crate::ladder::described;
use crate::message::{Heading, Seen};

/// What only a call shows.
const BY_CALL: &[(&str, &str)] = &[
    ("call", "whether it puts calls through"),
    (
        "call_reinvite",
        "whether a call that is up can be changed by re-INVITE",
    ),
    ("call_update", "whether one can be refreshed by UPDATE"),
    ("call_audio", "whether audio comes"),
    ("call_round_trip", "how long audio takes there and back"),
];

/// What there is to say without a call: nothing.
pub fn unknown_without_call() -> Vec<Check> {
    let unknown = |(code, what): &(&'static str, &str)| {
        let text = format!("only a call shows {what}: test it with --dial NUMBER");
        check(code, Verdict::Unknown, false, text)
    };
    BY_CALL.iter().map(unknown).collect()
}

/// What a test call has shown, by the messages between us and the peer and its record.
pub fn conformance(messages: &[Seen], record: &CallRecord) -> Vec<Check> {
    let said = Said::new(messages);
    let callee = record.participants.first();
    let mut all = vec![answered(&said, record, callee)];
    if said.invite.is_none() {
        let told = "the flight recorder is off (`ccd serve --trace-memory`), so what was said is not known";
        all.push(check(
            "call_messages",
            Verdict::Unknown,
            false,
            told.to_owned(),
        ));
    } else {
        all.push(reliable(&said));
    }
    if let Some(answer) = said.answer() {
        all.push(codecs(&said, answer));
        all.push(keys::check(&said, answer, media_of(callee)));
        all.push(timer(answer));
        all.push(reinvite(&said));
        all.push(update(&said, answer));
    }
    if callee.is_some_and(|it| it.answered_at.is_some()) {
        let media = media_of(callee);
        all.push(audio(media));
        all.push(round_trip(media));
    }
    all
}

fn media_of(callee: Option<&Participant>) -> Option<&Media> {
    callee.and_then(|it| it.media.as_deref())
}

/// The messages of a test call, each once.
#[derive(Default)]
struct Said {
    /// Our INVITE, the last before an answer to it.
    invite: Option<Request>,
    /// Its answers.
    answers: Vec<Response>,
    /// The answers to our PRACKs.
    pracks: Vec<u16>,
    /// Those to the requests that came later.
    reinvites: Vec<Response>,
    reinvited: bool,
    updates: Vec<Response>,
    updated: bool,
    /// The answers to a key that was told in a message.
    infos: Vec<Response>,
    /// The number of the INVITE that began the call.
    first: u32,
}

impl Said {
    fn new(messages: &[Seen]) -> Said {
        let mut said = Said::default();
        for seen in messages {
            match (seen.heading, read(&seen.bytes)) {
                (Heading::Out, Ok(Message::Request(request))) => said.asked(request),
                (Heading::In, Ok(Message::Response(response))) => said.heard(response),
                _ => {}
            }
        }
        said
    }

    fn asked(&mut self, request: Request) {
        let number = request.headers.cseq().map_or(0, |(number, _)| number);
        match request.method {
            Method::Invite if self.answer().is_none() => {
                self.first = number;
                self.invite = Some(request);
            }
            Method::Invite => self.reinvited |= number > self.first,
            Method::Update => self.updated = true,
            _ => {}
        }
    }

    fn heard(&mut self, response: Response) {
        let Some((number, method)) = response.headers.cseq() else {
            return;
        };
        match method {
            Method::Invite if number <= self.first => self.answers.push(response),
            Method::Invite => self.reinvites.push(response),
            Method::Update => self.updates.push(response),
            Method::Prack => self.pracks.push(response.status),
            Method::Info => self.infos.push(response),
            _ => {}
        }
    }

    /// The 2xx.
    fn answer(&self) -> Option<&Response> {
        self.answers.iter().find(|answer| answer.status / 100 == 2)
    }

    /// What `find` sees in its answer; some answer the offer before they answer the call.
    fn described<T>(&self, answer: &Response, find: impl Fn(&[u8]) -> Option<T>) -> Option<T> {
        let early = || self.answers.iter().find_map(|it| find(&it.body));
        find(&answer.body).or_else(early)
    }

    /// The last final answer that is none.
    fn refusal(&self) -> Option<&Response> {
        self.answers
            .iter()
            .rev()
            .find(|answer| answer.status >= 300)
    }
}

fn check(code: &'static str, verdict: Verdict, needed: bool, text: String) -> Check {
    Check {
        code,
        verdict,
        needed,
        text,
    }
}

fn answered(said: &Said, record: &CallRecord, callee: Option<&Participant>) -> Check {
    let status = record.end_status;
    let answered = callee.and_then(|it| it.answered_at);
    let (verdict, text) = match (answered, said.refusal()) {
        (Some(at), _) => {
            let millis = at.duration_since(record.started_at).as_millis();
            (
                Verdict::Ok,
                format!("{} answered after {millis} ms", record.callee),
            )
        }
        (None, Some(refusal)) if refusal.status != 487 => (
            Verdict::No,
            format!(
                "the call was refused with {} {} ({})",
                refusal.status,
                refusal.reason,
                status.string()
            ),
        ),
        (None, _) if callee.is_some_and(|it| it.rang_at.is_some()) => (
            Verdict::Unknown,
            "it rang and nobody answered: dial a number that does".to_owned(),
        ),
        (None, _) => (
            Verdict::No,
            format!("the call came to nothing ({})", status.string()),
        ),
    };
    check("call", verdict, true, text)
}

fn reliable(said: &Said) -> Check {
    let mut rings = said.answers.iter();
    let rang: Vec<_> = rings
        .by_ref()
        .filter(|it| (101..200).contains(&it.status))
        .collect();
    let sure = rang
        .iter()
        .find(|it| it.headers.require().contains(&"100rel"));
    let refused = said.pracks.iter().find(|status| **status / 100 != 2);
    let (verdict, text) = match (rang.first(), sure, refused) {
        (None, ..) => (
            Verdict::Unknown,
            "it said nothing between our INVITE and its answer".to_owned(),
        ),
        (_, Some(sure), None) if !said.pracks.is_empty() => (
            Verdict::Ok,
            format!("its {} was reliable, and it took our PRACK", sure.status),
        ),
        (_, Some(sure), None) => (
            Verdict::No,
            format!(
                "its {} was reliable, and it left our PRACK unanswered",
                sure.status
            ),
        ),
        (_, Some(sure), Some(status)) => (
            Verdict::No,
            format!(
                "its {} was reliable, and it answered our PRACK with {status}",
                sure.status
            ),
        ),
        (Some(plain), None, _) => (
            Verdict::No,
            format!(
                "we offered 100rel and its {} came without: ringing and early audio may get lost",
                plain.status
            ),
        ),
    };
    check("call_reliable_ringing", verdict, false, text)
}

fn codecs(said: &Said, answer: &Response) -> Check {
    let offered = said.invite.as_ref().and_then(|it| described(&it.body));
    let offered = offered.map(|it| it.codecs).unwrap_or_default();
    let (verdict, text) = match said.described(answer, described) {
        Some(taken) => {
            let taken = taken.codecs.join(", ");
            (
                Verdict::Ok,
                format!("it took {taken} of {}", offered.join(", ")),
            )
        }
        None => (
            Verdict::No,
            "its answer has no session description that can be read".to_owned(),
        ),
    };
    check("call_codecs", verdict, true, text)
}

fn timer(answer: &Response) -> Check {
    let (verdict, text) = match answer.headers.first("Session-Expires") {
        Some(agreed) => (Verdict::Ok, format!("it agreed to {agreed}")),
        None => (
            Verdict::No,
            "we offered a session timer and it took none: a call whose other end is gone lasts until no \
             audio comes"
                .to_owned(),
        ),
    };
    check("call_session_timer", verdict, false, text)
}

fn reinvite(said: &Said) -> Check {
    let last = said.reinvites.iter().rfind(|it| it.status >= 200);
    let (verdict, text) = match (last, said.reinvited) {
        (Some(answer), _) if answer.status / 100 == 2 => {
            (Verdict::Ok, "it took our re-INVITE".to_owned())
        }
        (Some(answer), _) => (
            Verdict::No,
            format!(
                "it answered our re-INVITE with {} {}: codecs and addresses of a call stay as they are",
                answer.status, answer.reason
            ),
        ),
        (None, true) => (Verdict::No, "it left our re-INVITE unanswered".to_owned()),
        (None, false) => (
            Verdict::Unknown,
            "the call was over before our re-INVITE".to_owned(),
        ),
    };
    check("call_reinvite", verdict, false, text)
}

fn update(said: &Said, answer: &Response) -> Check {
    let last = said.updates.iter().rfind(|it| it.status >= 200);
    let named = answer.headers.tokens("Allow").contains(&"UPDATE");
    let listed = answer.headers.first("Allow").is_some();
    let (verdict, text) = match (last, said.updated) {
        (Some(answer), _) if answer.status / 100 == 2 => {
            (Verdict::Ok, "it took our UPDATE".to_owned())
        }
        (Some(answer), _) => (
            Verdict::No,
            format!(
                "it answered our UPDATE with {} {}",
                answer.status, answer.reason
            ),
        ),
        (None, true) => (Verdict::No, "it left our UPDATE unanswered".to_owned()),
        (None, false) if named => (
            Verdict::Unknown,
            "the call was over before our UPDATE".to_owned(),
        ),
        (None, false) if listed => (
            Verdict::No,
            "the Allow of its answer has no UPDATE: sessions are refreshed by re-INVITE".to_owned(),
        ),
        (None, false) => (
            Verdict::Unknown,
            "its answer has no Allow, so it is sent no UPDATE".to_owned(),
        ),
    };
    check("call_update", verdict, false, text)
}

fn audio(media: Option<&Media>) -> Check {
    let (verdict, text) = match media {
        None => (
            Verdict::Unknown,
            "its audio was not counted in time".to_owned(),
        ),
        Some(media) if media.received == 0 => (
            Verdict::No,
            format!(
                "not one packet came, and {} were sent: let the media ports (`--rtp`) in, as UDP",
                media.sent
            ),
        ),
        Some(media) => (
            Verdict::Ok,
            format!(
                "{} packets came, the first after {} ms, and {} were lost",
                media.received,
                media.first_received_ms.unwrap_or_default(),
                media.lost
            ),
        ),
    };
    check("call_audio", verdict, true, text)
}

fn round_trip(media: Option<&Media>) -> Check {
    let (verdict, text) = match media.and_then(|media| media.round_trip_us) {
        Some(micros) => (
            Verdict::Ok,
            format!("{}.{} ms by RTCP", micros / 1_000, micros % 1_000 / 100),
        ),
        None => (
            Verdict::Unknown,
            "it sent no report by RTCP that tells it".to_owned(),
        ),
    };
    check("call_round_trip", verdict, false, text)
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use sip::Flow;

    use super::*;

    const SDP: &str = "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n\
                       m=audio 4 RTP/AVP 8 0 101\r\na=rtpmap:101 telephone-event/8000\r\n";

    fn seen(heading: Heading, start: &str, cseq: &str, more: &str, body: &str) -> Seen {
        let address = |text: &str| text.parse::<SocketAddr>().expect("an address");
        let text = format!(
            "{start}\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:c@d>;tag=2\r\n\
             Call-ID: x\r\nCSeq: {cseq}\r\n{more}Content-Type: application/sdp\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        Seen {
            at: jiff::Timestamp::UNIX_EPOCH,
            heading,
            flow: Flow::udp(address("192.0.2.1:5060"), address("192.0.2.9:5060")),
            bytes: text.into_bytes().into(),
        }
    }

    fn out(method: &str, number: u32) -> Seen {
        let start = format!("{method} sip:c@d SIP/2.0");
        let body = if method == "INVITE" { SDP } else { "" };
        seen(
            Heading::Out,
            &start,
            &format!("{number} {method}"),
            "",
            body,
        )
    }

    fn back(status: &str, cseq: &str, more: &str, body: &str) -> Seen {
        seen(Heading::In, &format!("SIP/2.0 {status}"), cseq, more, body)
    }

    fn record(callee: &serde_json::Value) -> CallRecord {
        let mut one = serde_json::json!({
            "sequence": 1, "kind": "outside", "started_at": "2026-11-20T08:00:00Z",
            "ended_at": "2026-11-20T08:00:20Z", "end_status": { "code": 1 },
        });
        let fields = one.as_object_mut().expect("a map");
        fields.extend(callee.as_object().expect("a map").clone());
        serde_json::from_value(serde_json::json!({
            "id": uuid::Uuid::nil(), "kind": "test", "direction": "out", "caller": "1", "callee": "2",
            "revision": 1, "started_at": "2026-11-20T08:00:00Z", "ended_at": "2026-11-20T08:00:20Z",
            "duration_ms": 0, "total_ms": 0, "ivr_ms": 0, "wait_ms": 0, "ring_ms": 0,
            "end_status": { "code": 208 }, "hung_up_by": "system", "path": [], "recordings": [],
            "participants": [one],
        }))
        .expect("a record")
    }

    fn verdicts(messages: &[Seen], callee: &serde_json::Value) -> Vec<(&'static str, Verdict)> {
        let all = conformance(messages, &record(callee));
        all.into_iter().map(|it| (it.code, it.verdict)).collect()
    }

    #[test]
    fn a_peer_that_takes_everything_is_told_so() {
        let allow = "Allow: INVITE, UPDATE\r\nSession-Expires: 1800;refresher=uac\r\n";
        let messages = [
            out("INVITE", 1),
            back("407 Prove It", "1 INVITE", "", ""),
            out("INVITE", 2),
            back(
                "183 Session Progress",
                "2 INVITE",
                "Require: 100rel\r\nRSeq: 1\r\n",
                SDP,
            ),
            out("PRACK", 3),
            back("200 OK", "3 PRACK", "", ""),
            back("200 OK", "2 INVITE", allow, SDP),
            out("INVITE", 4),
            back("200 OK", "4 INVITE", allow, SDP),
            out("UPDATE", 5),
            back("200 OK", "5 UPDATE", "", ""),
        ];
        let callee = serde_json::json!({
            "answered_at": "2026-11-20T08:00:02Z",
            "media": { "received": 400, "round_trip_us": 12_400 },
        });
        use Verdict::Ok;
        let all = [
            "call",
            "call_reliable_ringing",
            "call_codecs",
            "call_keys",
            "call_session_timer",
            "call_reinvite",
            "call_update",
            "call_audio",
            "call_round_trip",
        ];
        assert_eq!(verdicts(&messages, &callee), all.map(|code| (code, Ok)));
    }

    #[test]
    fn what_a_peer_lacks_is_told_one_by_one() {
        let plain = SDP
            .replace(" 101", "")
            .replace("a=rtpmap:101 telephone-event/8000\r\n", "");
        let messages = [
            out("INVITE", 1),
            back("180 Ringing", "1 INVITE", "", ""),
            back("200 OK", "1 INVITE", "Allow: INVITE\r\n", &plain),
            out("INVITE", 2),
            back("488 Not Here", "2 INVITE", "", ""),
        ];
        let callee = serde_json::json!({ "answered_at": "2026-11-20T08:00:02Z", "media": {} });
        use Verdict::{No, Ok, Unknown};
        let expected = [
            ("call", Ok),
            ("call_reliable_ringing", No),
            ("call_codecs", Ok),
            ("call_keys", No),
            ("call_session_timer", No),
            ("call_reinvite", No),
            ("call_update", No),
            ("call_audio", No),
            ("call_round_trip", Unknown),
        ];
        assert_eq!(verdicts(&messages, &callee), expected);
    }

    /// What is said of keys where the answer has these payload types, in so many messages after it, and so
    /// many keys were sent.
    fn of_keys(types: &str, after: &[Seen], keys_sent: u64) -> (Verdict, String) {
        let map = "a=rtpmap:101 telephone-event/8000\r\n";
        let mut answer = SDP.replace("8 0 101", types);
        if !types.contains("101") {
            answer = answer.replace(map, "");
        }
        let call = [out("INVITE", 1), back("200 OK", "1 INVITE", "", &answer)];
        let callee = serde_json::json!({
            "answered_at": "2026-11-20T08:00:02Z", "media": { "keys_sent": keys_sent },
        });
        let mut all = conformance(&[&call[..], after].concat(), &record(&callee)).into_iter();
        let keys = all.find(|it| it.code == "call_keys").expect("a check");
        (keys.verdict, keys.text)
    }

    #[test]
    fn a_key_is_said_to_be_sent_where_it_was_and_in_the_way_that_it_was() {
        use Verdict::{No, Ok};
        let (verdict, text) = of_keys("8 101", &[], 1);
        assert_eq!(verdict, Ok);
        assert!(
            text.ends_with("payload type 101; a # was sent to it so"),
            "{text}"
        );
        let (verdict, text) = of_keys("8 101", &[], 0);
        assert_eq!(verdict, Ok);
        assert!(
            text.ends_with("none was sent before the call was over"),
            "{text}"
        );
        let (verdict, text) = of_keys("8", &[], 1);
        assert_eq!(verdict, No);
        assert!(text.contains("a # was sent to it as tones"), "{text}");
        for (status, expected) in [("200 OK", Ok), ("415 No", No)] {
            let info = [out("INFO", 2), back(status, "2 INFO", "", "")];
            let (verdict, text) = of_keys("8", &info, 0);
            assert_eq!(verdict, expected, "{text}");
            assert!(text.contains("by INFO"), "{text}");
        }
    }

    #[test]
    fn of_a_call_that_came_to_nothing_only_that_is_said() {
        use Verdict::{No, Unknown};
        let refused = [out("INVITE", 1), back("403 Forbidden", "1 INVITE", "", "")];
        let none = serde_json::json!({});
        let expected = [("call", No), ("call_reliable_ringing", Unknown)];
        assert_eq!(verdicts(&refused, &none), expected);
        let rang = serde_json::json!({ "rang_at": "2026-11-20T08:00:01Z" });
        let messages = [
            out("INVITE", 1),
            back("180 Ringing", "1 INVITE", "", ""),
            back("487 Gone", "1 INVITE", "", ""),
        ];
        let expected = [("call", Unknown), ("call_reliable_ringing", No)];
        assert_eq!(verdicts(&messages, &rang), expected);
        let off = [("call", No), ("call_messages", Unknown)];
        assert_eq!(verdicts(&[], &none), off);
    }

    #[test]
    fn without_a_call_it_is_said_that_only_a_call_shows_it() {
        let all = unknown_without_call();
        assert!(
            all.iter()
                .all(|it| it.verdict == Verdict::Unknown && !it.needed)
        );
        assert!(all.iter().all(|it| it.text.contains("--dial")));
    }
}
