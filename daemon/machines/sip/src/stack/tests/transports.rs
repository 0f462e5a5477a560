//! Connections: what goes over them, and what becomes of it when they go.

use std::net::SocketAddr;

use super::bench::dial;
use super::paper::{OFFER, Paper, answer, flow, header, request, status, to_tag};
use crate::message::{Fields, Method, Request, Uri};
use crate::stack::Settings;
use crate::{Dial, Flow, Places, SessionId, Transport};

/// The connection that the peer has to us.
fn over(transport: Transport) -> Flow {
    Flow {
        transport,
        ..flow()
    }
}

fn tcp() -> Flow {
    over(Transport::Tcp)
}

/// A message comes over that connection; a stranger is let in.
fn admit(paper: &mut Paper, flow: Flow, text: &str) {
    let stranger = paper.act(|stack, now| stack.receive(now, flow, text.as_bytes()));
    let stranger = stranger.expect("a stranger");
    paper.act(|stack, now| stack.admit(now, stranger));
}

fn take(paper: &mut Paper, flow: Flow, text: &str) {
    paper.act(|stack, now| stack.receive(now, flow, text.as_bytes()));
}

fn call(paper: &mut Paper, dial: Dial) -> SessionId {
    paper.act(|stack, now| stack.dial(now, dial))
}

fn over_tcp() -> Dial {
    Dial {
        flow: tcp(),
        ..dial()
    }
}

/// Says where we listen for each.
fn at_home() -> Paper {
    let local: SocketAddr = flow().local;
    let all = Transport::ALL.map(|transport| (transport, local));
    Paper::with(Settings {
        places: Places::new(all.to_vec()),
        ..Settings::default()
    })
}

/// An INVITE whose offer is too large for a datagram.
fn large() -> Dial {
    Dial {
        flow: flow(),
        uri: "sip:2001@192.0.2.9:5070".into(),
        sdp: vec![b'x'; 1400],
        ..dial()
    }
}

#[test]
fn over_a_connection_nothing_is_sent_twice() {
    let mut paper = Paper::new();
    call(&mut paper, over_tcp());
    paper.run(31_999);
    assert_eq!(paper.texts().len(), 1);
    assert!(paper.told().is_empty());
    paper.run(1);
    assert_eq!(paper.told(), ["failed 408"]);
    assert!(paper.stack.is_idle());
}

#[test]
fn over_a_connection_nobody_waits_for_copies() {
    let mut paper = Paper::new();
    call(&mut paper, over_tcp());
    let invite = paper.text();
    take(
        &mut paper,
        tcp(),
        &answer(&invite, "486 Busy Here", "bob", ""),
    );
    assert!(paper.text().starts_with("ACK "));
    paper.run(0);
    assert!(paper.stack.is_idle(), "timer D is zero");

    admit(
        &mut paper,
        tcp(),
        &request("INVITE", "z9hG4bKa", "", 1, OFFER),
    );
    let session = paper.session();
    let refusal = crate::Refusal {
        status: 486,
        headers: Vec::new(),
    };
    paper.act(|stack, now| stack.refuse(now, session, &refusal));
    let refused = paper.texts().pop().expect("a refusal");
    paper.run(10_000);
    assert!(paper.texts().is_empty(), "timer G does not run");
    take(
        &mut paper,
        tcp(),
        &request("ACK", "z9hG4bKa", &to_tag(&refused), 1, ""),
    );
    paper.run(0);
    assert!(paper.stack.is_idle(), "timer I is zero");
}

#[test]
fn messages_say_over_what_they_travel() {
    for (transport, via, contact) in [
        (
            Transport::Udp,
            "SIP/2.0/UDP 192.0.2.1:5060;",
            "<sip:192.0.2.1:5060>",
        ),
        (
            Transport::Tcp,
            "SIP/2.0/TCP 192.0.2.1:5060;",
            "<sip:192.0.2.1:5060;transport=tcp>",
        ),
        (
            Transport::Tls,
            "SIP/2.0/TLS 192.0.2.1:5060;",
            "<sip:192.0.2.1:5060;transport=tls>",
        ),
    ] {
        let mut paper = Paper::new();
        let flow = over(transport);
        call(&mut paper, Dial { flow, ..dial() });
        let (went, invite) = paper.sent.remove(0);
        assert_eq!(went, flow);
        assert!(header(&invite, "Via").starts_with(via), "{invite}");
        assert_eq!(header(&invite, "Contact"), contact);
    }
    let mut paper = Paper::new();
    let uri = "sips:2001@192.0.2.9".to_string();
    let flow = over(Transport::Tls);
    call(
        &mut paper,
        Dial {
            flow,
            uri,
            ..dial()
        },
    );
    assert_eq!(header(&paper.text(), "Contact"), "<sips:192.0.2.1:5060>");
}

#[test]
fn answers_and_further_requests_take_the_connection_that_the_call_came_by() {
    let mut paper = Paper::new();
    let invite = request("INVITE", "z9hG4bKa", "", 1, OFFER).replace(";rport", "");
    admit(&mut paper, tcp(), &invite);
    let session = paper.session();
    paper.act(|stack, now| stack.answer(now, session, b"v=0 ours".to_vec()));
    assert!(paper.sent.iter().all(|(flow, _)| *flow == tcp()));
    let ok = paper.texts().pop().expect("a 200");
    assert_eq!(header(&ok, "Contact"), "<sip:192.0.2.1:5060;transport=tcp>");
    take(
        &mut paper,
        tcp(),
        &request("ACK", "z9hG4bKb", &to_tag(&ok), 1, ""),
    );
    paper.act(|stack, now| stack.hang_up(now, session, None));
    let (went, bye) = paper.sent.remove(0);
    assert!(bye.starts_with("BYE ") && went == tcp(), "{bye}");
}

#[test]
fn a_request_that_nobody_has_answered_fails_at_once_when_its_connection_goes() {
    let mut paper = Paper::new();
    call(&mut paper, over_tcp());
    let mut options = Request::new(Method::Options, Uri::sip("", "192.0.2.9", None));
    options.headers.add("From", "<sip:ccd@192.0.2.1>");
    options.headers.add("To", "<sip:192.0.2.9>");
    paper.act(|stack, now| stack.request(now, tcp(), options));
    let elsewhere = over(Transport::Tls);
    paper.act(|stack, now| stack.severed(now, elsewhere));
    assert!(paper.told().is_empty(), "it was another connection");
    paper.act(|stack, now| stack.severed(now, tcp()));
    assert_eq!(paper.told(), ["failed 503", "responded 503"]);
    assert!(paper.stack.is_idle());
}

#[test]
fn who_rings_when_his_connection_goes_may_open_one_for_his_answer() {
    let mut paper = Paper::new();
    call(&mut paper, over_tcp());
    let invite = paper.text();
    take(
        &mut paper,
        tcp(),
        &answer(&invite, "180 Ringing", "bob", ""),
    );
    paper.act(|stack, now| stack.severed(now, tcp()));
    let mut other = tcp();
    other.remote.set_port(40_000);
    let rest = "Contact: <sip:bob@192.0.2.9:5070>";
    take(&mut paper, other, &answer(&invite, "200 OK", "bob", rest));
    assert_eq!(paper.told(), ["progressed 180", "answered"]);
}

#[test]
fn an_answer_whose_connection_is_gone_goes_to_where_the_caller_listens() {
    let mut paper = Paper::new();
    let mut came = tcp();
    came.remote.set_port(31_000);
    admit(
        &mut paper,
        came,
        &request("INVITE", "z9hG4bKa", "", 1, OFFER),
    );
    let session = paper.session();
    paper.act(|stack, now| stack.severed(now, came));
    paper.act(|stack, now| stack.answer(now, session, b"v=0 ours".to_vec()));
    let (went, ok) = paper.sent.pop().expect("a 200");
    assert_eq!((went, status(&ok)), (tcp(), 200), "5070 is in its Via");
    take(
        &mut paper,
        tcp(),
        &request("ACK", "z9hG4bKb", &to_tag(&ok), 1, ""),
    );
    paper.act(|stack, now| stack.hang_up(now, session, None));
    let (went, _) = paper.sent.pop().expect("a BYE");
    assert_eq!(went, tcp(), "5070 is in its Contact");
}

#[test]
fn a_bye_that_finds_no_connection_leaves_nothing() {
    let mut paper = Paper::new();
    admit(
        &mut paper,
        tcp(),
        &request("INVITE", "z9hG4bKa", "", 1, OFFER),
    );
    let session = paper.session();
    paper.act(|stack, now| stack.answer(now, session, b"v=0 ours".to_vec()));
    let ok = paper.texts().pop().expect("a 200");
    take(
        &mut paper,
        tcp(),
        &request("ACK", "z9hG4bKb", &to_tag(&ok), 1, ""),
    );
    paper.act(|stack, now| stack.hang_up(now, session, None));
    paper.act(|stack, now| stack.severed(now, tcp()));
    assert_eq!(paper.stack.census().sessions, 0);
    paper.run(32_000);
    assert!(paper.stack.is_idle());
}

#[test]
fn an_invite_too_large_for_a_datagram_takes_a_connection() {
    let mut paper = at_home();
    call(&mut paper, large());
    let (went, invite) = paper.sent.remove(0);
    assert_eq!(went.transport, Transport::Tcp);
    assert!(header(&invite, "Via").starts_with("SIP/2.0/TCP "));
    paper.run(1_000);
    assert!(paper.texts().is_empty());
    assert_eq!(paper.stack.counters().grown, 1);
}

#[test]
fn who_takes_no_connection_gets_the_large_datagram_and_is_not_asked_again() {
    let mut paper = at_home();
    let session = call(&mut paper, large());
    let (first, _) = paper.sent.remove(0);
    paper.act(|stack, now| stack.severed(now, first));
    let (went, invite) = paper.sent.remove(0);
    assert_eq!(went, flow());
    assert!(header(&invite, "Via").starts_with("SIP/2.0/UDP "));
    assert!(paper.told().is_empty());
    paper.take(&answer(&invite, "180 Ringing", "bob", ""));
    assert_eq!(paper.told(), ["progressed 180"]);
    paper.act(|stack, now| stack.hang_up(now, session, None));
    paper.texts();
    call(&mut paper, large());
    assert_eq!(paper.sent.remove(0).0, flow());
}

#[test]
fn a_large_invite_stays_a_datagram_where_nothing_else_is_sure_to_arrive() {
    let inside = "sip:2001@10.0.0.7:5060".to_string();
    let named = "sip:2001@192.0.2.9:5070;transport=udp".to_string();
    for uri in [inside, named] {
        let mut paper = at_home();
        call(&mut paper, Dial { uri, ..large() });
        assert_eq!(paper.sent.remove(0).0, flow());
    }
    let mut paper = Paper::new();
    call(&mut paper, large());
    assert_eq!(paper.sent.remove(0).0, flow(), "we do not listen for TCP");
}
