//! Phones behind proxies, and phones with several flows.

use std::time::Duration;

use jiff::Timestamp;
use kernel::{Mono, Now};

use super::*;
use crate::message::{Fields, Method, Request, Uri};
use crate::{Flow, Transport};

const ONE: &str = "<sip:2001@10.0.0.7;transport=tcp>;+sip.instance=\"<urn:uuid:1>\";reg-id=1";
const TWO: &str = "<sip:2001@10.0.0.7;transport=tcp>;+sip.instance=\"<urn:uuid:1>\";reg-id=2";
const OTHER: &str = "<sip:2001@10.0.0.8;transport=tcp>;+sip.instance=\"<urn:uuid:2>\";reg-id=1";
const OUTBOUND: (&str, &str) = ("Supported", "path, outbound");
const EDGE: (&str, &str) = ("Path", "<sip:a1b2@192.0.2.5;lr;ob>");
const PROXY: (&str, &str) = ("Path", "<sip:192.0.2.5:5060;lr>");
const FAR: (&str, &str) = ("Via", "SIP/2.0/TCP 10.0.0.7;branch=z9hG4bKfar");

fn at(seconds: u64) -> Now {
    let wall = Timestamp::from_second(1_700_000_000).expect("in range");
    Now {
        mono: Mono::from_micros(5_000_000),
        wall,
    }
    .later(Duration::from_secs(seconds))
}

fn flow(port: u16) -> Flow {
    Flow {
        transport: Transport::Tcp,
        ..datagrams(port)
    }
}

fn datagrams(port: u16) -> Flow {
    let remote = format!("203.0.113.9:{port}");
    let local = "192.0.2.1:5060".parse().expect("an address");
    Flow::udp(local, remote.parse().expect("an address"))
}

/// A REGISTER with one Via and those headers.
fn request(cseq: u32, headers: &[(&str, &str)]) -> Request {
    let mut request = Request::new(Method::Register, Uri::sip("", "center.example", None));
    let near = ("Via", "SIP/2.0/TCP 192.0.2.5;branch=z9hG4bKnear");
    let call = format!("{cseq} REGISTER");
    let all = [near, ("Call-ID", "a"), ("CSeq", &call)];
    for (name, value) in all.iter().chain(headers) {
        request.headers.add(name, value);
    }
    request
}

fn ports(registrar: &Registrar) -> Vec<u16> {
    let all = registrar.contacts("2001").iter();
    all.map(|binding| binding.flow.remote.port()).collect()
}

fn called(registrar: &Registrar) -> Vec<u16> {
    let all = registrar.called("2001");
    all.map(|binding| binding.flow.remote.port()).collect()
}

/// A table in which one phone has two flows, and another one of its own.
fn table() -> Registrar {
    let mut registrar = Registrar::default();
    for (cseq, contact, port) in [(1, OTHER, 3), (2, ONE, 1), (3, TWO, 2)] {
        let request = request(cseq, &[("Contact", contact), OUTBOUND]);
        let kept = registrar.register(at(0), "2001", &request, flow(port));
        assert!(kept.is_ok(), "{kept:?}");
    }
    registrar
}

fn headers(request: &Request, flow: Flow) -> Vec<String> {
    let headers = course_headers(request, flow).into_iter();
    headers
        .map(|(name, value)| format!("{name}: {value}"))
        .collect()
}

#[test]
fn a_phone_keeps_each_of_its_flows_and_is_called_over_the_last() {
    let mut registrar = table();
    assert_eq!(ports(&registrar), [2, 1, 3]);
    assert_eq!(called(&registrar), [2, 3], "once each phone");
    let again = request(4, &[("Contact", ONE), OUTBOUND]);
    let kept = registrar.register(at(1), "2001", &again, flow(4));
    assert!(kept.is_ok(), "{kept:?}");
    assert_eq!(
        ports(&registrar),
        [4, 2, 3],
        "a flow in the place of its own"
    );
    assert_eq!(called(&registrar), [4, 3]);
    registrar.severed(flow(4));
    assert_eq!(called(&registrar), [2, 3], "the one that lives");
}

#[test]
fn a_flow_that_leaves_leaves_the_others() {
    let mut registrar = table();
    let leaves = request(4, &[("Contact", TWO), OUTBOUND, ("Expires", "0")]);
    let left = registrar.register(at(1), "2001", &leaves, flow(2));
    assert!(left.is_ok(), "{left:?}");
    assert_eq!(ports(&registrar), [1, 3]);
}

#[test]
fn a_phone_that_comes_back_without_flows_is_at_one_place() {
    let mut registrar = table();
    let plain = ONE.replace(";reg-id=1", "");
    let kept = registrar.register(at(1), "2001", &request(4, &[("Contact", &plain)]), flow(5));
    assert!(kept.is_ok(), "{kept:?}");
    assert_eq!(ports(&registrar), [5, 3]);
}

#[test]
fn the_answer_says_that_flows_count_and_how_long_one_may_be_silent() {
    let asks = request(1, &[("Contact", ONE), OUTBOUND]);
    assert_eq!(
        headers(&asks, flow(1)),
        ["Require: outbound", "Flow-Timer: 120"]
    );
    let mut registrar = Registrar::default();
    let kept = registrar.register(at(0), "2001", &asks, flow(1));
    let told = contact_headers(at(0), &kept.expect("accepted"));
    assert!(
        told[0]
            .1
            .ends_with("+sip.instance=\"<urn:uuid:1>\";reg-id=1"),
        "{told:?}"
    );
}

/// Over UDP a phone would ask by STUN whether its flow lives, and nobody answers that here.
#[test]
fn by_udp_flows_do_not_count() {
    let mut registrar = Registrar::default();
    for (cseq, contact) in [(1, ONE), (2, TWO)] {
        let asks = request(cseq, &[("Contact", contact), OUTBOUND]);
        assert_eq!(headers(&asks, datagrams(1)), [""; 0]);
        let kept = registrar.register(at(0), "2001", &asks, datagrams(1));
        assert!(kept.is_ok(), "{kept:?}");
    }
    assert_eq!(registrar.contacts("2001").len(), 1);
}

#[test]
fn who_does_not_say_which_flow_it_is_has_none() {
    let contact = ONE.replace("reg-id=1", "reg-id=0");
    let no_instance = "<sip:2001@10.0.0.7>;reg-id=1";
    for contact in [&contact, no_instance] {
        let asks = request(1, &[("Contact", contact), OUTBOUND]);
        assert_eq!(headers(&asks, flow(1)), [""; 0], "{contact}");
    }
    let silent = request(1, &[("Contact", ONE)]);
    assert_eq!(headers(&silent, flow(1)), [""; 0]);
}

#[test]
fn behind_a_proxy_flows_count_if_that_says_so_and_are_refused_otherwise() {
    let through = |path| request(1, &[FAR, ("Contact", ONE), OUTBOUND, path]);
    assert_eq!(
        headers(&through(EDGE), datagrams(1)),
        [&format!("Path: {}", EDGE.1), "Require: outbound"]
    );
    let mut registrar = Registrar::default();
    let refused = registrar.register(at(0), "2001", &through(PROXY), flow(1));
    assert_eq!(refused, Err(RegistrarRefusal::FirstHop));
    assert_eq!(refused.expect_err("refused").status(), 439);
    let bare = request(1, &[FAR, ("Contact", ONE), OUTBOUND]);
    let refused = registrar.register(at(0), "2001", &bare, flow(1));
    assert_eq!(refused, Err(RegistrarRefusal::FirstHop));
    assert!(registrar.contacts("2001").is_empty());
}

#[test]
fn the_way_is_kept_and_told_to_who_understands_it() {
    let paths = [
        PROXY,
        ("Path", "<sip:192.0.2.6;lr>, \"b\" <sip:192.0.2.7;lr>"),
    ];
    let plain = ("Contact", "<sip:2001@10.0.0.7>");
    let understands = request(1, &[FAR, plain, ("Supported", "path"), paths[0], paths[1]]);
    let way = [
        "<sip:192.0.2.5:5060;lr>",
        "<sip:192.0.2.6;lr>",
        "\"b\" <sip:192.0.2.7;lr>",
    ];
    let mut registrar = Registrar::default();
    let kept = registrar.register(at(0), "2001", &understands, datagrams(1));
    assert_eq!(kept.expect("accepted")[0].path, way);
    let told = way.map(|hop| format!("Path: {hop}"));
    assert_eq!(headers(&understands, datagrams(1)), told);
    let saved = registrar.snapshot(at(0)).remove(0).1;
    assert_eq!(saved.path, way);
    let mut after = Registrar::default();
    assert!(after.restore(at(1), "2001", saved));
    assert_eq!(after.contacts("2001")[0].path, way);
    // Most phones know nothing of it, and are called by it all the same.
    let simple = request(2, &[FAR, plain, PROXY]);
    let kept = registrar.register(at(1), "2001", &simple, datagrams(1));
    assert_eq!(kept.expect("accepted")[0].path, way[..1]);
    assert_eq!(headers(&simple, datagrams(1)), [""; 0]);
}

#[test]
fn a_way_that_no_call_can_take_is_refused() {
    let long = format!("<sip:{}@192.0.2.5;lr>", "a".repeat(600));
    let many = ["<sip:192.0.2.5;lr>"; 6].join(", ");
    for path in [
        "<sip:192.0.2.5>",
        "<http://192.0.2.5;lr>",
        "nobody",
        &long,
        &many,
    ] {
        let asks = request(1, &[("Contact", "<sip:2001@10.0.0.7>"), ("Path", path)]);
        let refused = Registrar::default().register(at(0), "2001", &asks, datagrams(1));
        assert_eq!(refused, Err(RegistrarRefusal::Path), "{path}");
    }
    assert_eq!(RegistrarRefusal::Path.status(), 400);
}
