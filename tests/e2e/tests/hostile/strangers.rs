//! What somebody learns who has no business here.

use std::time::{Duration, Instant};

use e2e::{Daemon, Place, Wire, request};

use crate::TONE;
use crate::talk::Talk;

/// How often each question is asked.
const ROUNDS: usize = 30;
/// A series that a busy machine has spoilt is taken again so often.
const SERIES: usize = 4;
/// How soon somebody is asked who he is.
const REFUSED: Duration = Duration::from_millis(50);
/// What nobody can measure over a network.
const UNSEEN: Duration = Duration::from_millis(1);

/// A question, as it is asked of what there is and of what there is not.
struct Question {
    name: &'static str,
    method: &'static str,
    /// Two of the same length.
    users: [&'static str; 2],
    proof: bool,
}

const QUESTIONS: &[Question] = &[
    Question {
        name: "number",
        method: "INVITE",
        users: ["4001", "4999"],
        proof: false,
    },
    Question {
        name: "phone",
        method: "INVITE",
        users: ["2001", "2999"],
        proof: false,
    },
    Question {
        name: "registration",
        method: "REGISTER",
        users: ["2001", "2999"],
        proof: false,
    },
    Question {
        name: "password",
        method: "REGISTER",
        users: ["2001", "2999"],
        proof: true,
    },
];

/// The request to a user, of somebody who calls himself that user too.
fn asked(wire: &Wire, question: &Question, user: &str, number: usize) -> String {
    let name = format!("{}{number:04}", question.name);
    let from = format!("From: <sip:{user}@192.0.2.7>;tag={name}");
    let to = format!("To: <sip:{user}@192.0.2.1>");
    let proof = format!(
        "Authorization: Digest username=\"{user}\", realm=\"ccd\", nonce=\"{}\", uri=\"sip:ccd\", \
         response=\"{}\", algorithm=MD5, qop=auth, nc=00000001, cnonce=\"a\"",
        "0".repeat(64),
        "1".repeat(32)
    );
    let mut lines = vec![from.as_str(), to.as_str()];
    if question.proof {
        lines.push(&proof);
    }
    let text = wire.request(question.method, &name, &lines, "");
    text.replacen("sip:", &format!("sip:{user}@"), 1)
}

/// All that an answer shows: its status, the names of its headers in their order, and its length.
fn shown(answer: &str) -> (String, Vec<String>, usize) {
    let mut lines = answer.lines();
    let start = lines.next().unwrap_or_default().to_owned();
    let name = |line: &str| line.split(':').next().unwrap_or_default().to_owned();
    (start, lines.map(name).collect(), answer.len())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// The time until each of both is asked who he is, and that both look the same.
fn measured(wire: &Wire, question: &Question, number: &mut usize) -> [Duration; 2] {
    let mut times = [Vec::new(), Vec::new()];
    let mut all = Vec::new();
    for round in 0..ROUNDS {
        // Who is first has no advantage over all.
        let order = if round % 2 == 0 { [0, 1] } else { [1, 0] };
        for which in order {
            *number += 1;
            let text = asked(wire, question, question.users[which], *number);
            let began = Instant::now();
            wire.send(text.as_bytes());
            let answer = wire.next(2_000).expect("an answer");
            times[which].push(began.elapsed());
            all.push(shown(&answer));
        }
    }
    let first = &all[0];
    assert!(
        first.0.starts_with("SIP/2.0 401 "),
        "{}: {first:?}",
        question.name
    );
    assert!(
        all.iter().all(|it| it == first),
        "{}: {all:?}",
        question.name
    );
    times.map(median)
}

fn start(place: &Place) -> Daemon {
    let daemon = Daemon::start(place);
    daemon.apply(&place.center(TONE));
    let set = daemon.ccctl("phone password 2001 -o json").json();
    assert!(set["password"].is_string());
    daemon
}

/// One figure, once it is there.
fn figure(daemon: &Daemon, name: &str) -> String {
    let token = daemon
        .ccctl("token create wall --role viewer -o json")
        .json();
    let answer = request(
        &daemon.http(),
        "GET",
        "/metrics",
        token["token"].as_str(),
        "",
    );
    let line = answer.body.lines().find(|it| it.starts_with(name));
    line.unwrap_or_default().to_owned()
}

#[test]
fn what_there_is_looks_like_what_there_is_not() {
    let place = Place::new();
    let daemon = start(&place);
    let mut number = 0;
    for (host, question) in (20..).zip(QUESTIONS) {
        // Each of another address: nobody is to be slowed down by what he asked before.
        let stranger = Wire::new(place.net.host(host), place.net.daemon());
        let series = (0..SERIES).map(|_| measured(&stranger, question, &mut number));
        let unseen = |[one, other]: &[Duration; 2]| {
            one.abs_diff(*other) <= UNSEEN && (*one).max(*other) <= REFUSED
        };
        let mut seen = Vec::new();
        let hidden = series.inspect(|it| seen.push(*it)).any(|it| unseen(&it));
        eprintln!("{}: {seen:?}", question.name);
        assert!(hidden, "{}: {seen:?}", question.name);
    }
    assert_eq!(daemon.records(0).len(), 0);
    assert_eq!(
        figure(&daemon, "ccd_calls_begun_total"),
        "ccd_calls_begun_total 0"
    );
}

#[test]
fn strangers_are_answered_to_one_question_and_refused_all_others() {
    let place = Place::new();
    let daemon = start(&place);
    let stranger = Wire::new(place.net.host(9), place.net.daemon());
    assert!(stranger.is_answered("options"));
    for method in [
        "INVITE",
        "REGISTER",
        "MESSAGE",
        "SUBSCRIBE",
        "PUBLISH",
        "NOTIFY",
        "REFER",
        "INFO",
        "UPDATE",
        "PRACK",
        "BYE",
        "CANCEL",
        "FETCH",
    ] {
        let text = stranger.request(method, &method.to_lowercase(), &[], "");
        stranger.send(text.replacen("sip:", "sip:4001@", 1).as_bytes());
        let answer = stranger.next(2_000).expect("an answer");
        assert!(
            answer.starts_with("SIP/2.0 4") || answer.starts_with("SIP/2.0 501"),
            "{answer}"
        );
        assert_eq!(stranger.next(100), None, "one answer and no more: {method}");
    }
    let ack = stranger.request("ACK", "ack", &[], "");
    stranger.send(ack.as_bytes());
    assert_eq!(stranger.next(200), None);
    assert_eq!(daemon.records(0).len(), 0);
}

#[test]
fn somebody_elses_call_cannot_be_ended_or_changed() {
    let place = Place::new();
    let daemon = start(&place);
    let talk = Talk::begin(&place);
    let (heard, ()) = talk.during(|| {
        for host in [9, 2] {
            let wire = Wire::new(place.net.host(host), place.net.daemon());
            for method in ["BYE", "INVITE", "UPDATE", "CANCEL", "INFO", "REFER"] {
                // The Call-ID and our caller's tag are known; the tag that the daemon gave is not.
                let lines = ["To: <sip:ccd>;tag=guessed", "CSeq: 7 X", "Call-ID: talk"];
                let text = wire.request(method, "talk", &lines, "");
                wire.send(
                    text.replace("CSeq: 7 X", &format!("CSeq: 7 {method}"))
                        .as_bytes(),
                );
                let answer = wire.next(2_000).unwrap_or_default();
                assert!(!answer.starts_with("SIP/2.0 2"), "{method}: {answer}");
            }
        }
        std::thread::sleep(Duration::from_millis(500));
    });
    assert!(heard.packets > 20, "it goes on: {heard:?}");
    assert_eq!(daemon.records(0).len(), 0);
}
