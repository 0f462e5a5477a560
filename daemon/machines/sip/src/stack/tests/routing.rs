//! Which way messages go: Record-Route, Contact, received and rport.

use super::bench::dial;
use super::paper::{OFFER, Paper, answer, flow, header, request, to_tag};
use crate::{Dial, Flow};

const LOOSE: &str = "Record-Route: <sip:192.0.2.20;lr>, <sip:192.0.2.30:5090;lr>\r\n";
const STRICT: &str = "Record-Route: <sip:192.0.2.20:5064>\r\nRecord-Route: <sip:192.0.2.30;lr>\r\n";

/// An INVITE through those proxies, answered and hung up by us: our BYE and where it went.
fn hung_up_by_callee(record_routes: &str) -> (String, String) {
    let mut paper = Paper::new();
    paper.admit(&request(
        "INVITE",
        "z9hG4bKfirst",
        "",
        1,
        &format!("{record_routes}{OFFER}"),
    ));
    let session = paper.session();
    paper.act(|stack, now| stack.answer(now, session, b"v=0 ours".to_vec()));
    let ok = paper.texts().remove(1);
    for (came, goes) in lines(record_routes)
        .into_iter()
        .zip(routes(&ok, "Record-Route"))
    {
        assert_eq!(came, goes);
    }
    paper.take(&request("ACK", "z9hG4bKack", &to_tag(&ok), 1, ""));
    paper.act(|stack, now| stack.hang_up(now, session, None));
    let (flow, bye) = paper.sent.remove(0);
    (bye, flow.remote.to_string())
}

/// Our INVITE answered through those proxies: our ACK and where it went.
fn acknowledged_by_caller(record_routes: &str) -> (String, String) {
    let mut paper = Paper::new();
    paper.act(|stack, now| {
        stack.dial(
            now,
            Dial {
                flow: flow(),
                ..dial()
            },
        )
    });
    let invite = paper.text();
    let rest = format!("{record_routes}Contact: <sip:bob@192.0.2.99:5077>");
    paper.take(&answer(&invite, "200 OK", "bob", &rest));
    let (flow, ack) = paper.sent.remove(0);
    (ack, flow.remote.to_string())
}

fn routes(text: &str, name: &str) -> Vec<String> {
    let lines = text.split("\r\n").filter_map(|line| line.split_once(": "));
    lines
        .filter(|(known, _)| *known == name)
        .map(|(_, value)| value.to_string())
        .collect()
}

fn lines(record_routes: &str) -> Vec<String> {
    let values = routes(record_routes, "Record-Route");
    values
        .iter()
        .flat_map(|value| value.split(", "))
        .map(str::to_string)
        .collect()
}

fn start(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

#[test]
fn a_caller_behind_a_nat_is_found_where_he_is_seen() {
    for (via, remote) in [
        (
            "Via: SIP/2.0/UDP 10.0.0.5:5060;branch=z9hG4bKfirst;rport",
            "192.0.2.9:5070",
        ),
        (
            "Via: SIP/2.0/UDP 192.0.2.9:5070;branch=z9hG4bKfirst;rport",
            "192.0.2.77:5060",
        ),
        // The sender is a proxy: its client may be where he says.
        (
            "Via: SIP/2.0/UDP 192.0.2.9:5070;branch=z9hG4bKfirst;rport\r\n\
             Via: SIP/2.0/UDP 192.0.2.77;branch=z9hG4bKhis",
            "192.0.2.77:5060",
        ),
    ] {
        let believed = if via.contains("10.0.0.5") {
            "10.0.0.5"
        } else {
            "192.0.2.77"
        };
        let mut paper = Paper::new();
        let invite = request("INVITE", "z9hG4bKfirst", "", 1, OFFER)
            .replace(
                "Via: SIP/2.0/UDP 192.0.2.9:5070;branch=z9hG4bKfirst;rport",
                via,
            )
            .replace("<sip:bob@192.0.2.9:5070>", &format!("<sip:bob@{believed}>"));
        hung_up(&mut paper, &invite);
        assert_eq!(paper.sent.remove(0).0.remote.to_string(), remote, "{via}");
    }
}

/// A caller is answered, acknowledges, and is hung up.
fn hung_up(paper: &mut Paper, invite: &str) {
    paper.admit(invite);
    let session = paper.session();
    paper.act(|stack, now| stack.answer(now, session, b"v=0 ours".to_vec()));
    let ok = paper.texts().remove(1);
    paper.take(&request("ACK", "z9hG4bKack", &to_tag(&ok), 1, ""));
    paper.act(|stack, now| stack.hang_up(now, session, None));
}

#[test]
fn a_contact_does_not_choose_what_else_our_request_says() {
    let mut paper = Paper::new();
    let invite = request("INVITE", "z9hG4bKfirst", "", 1, OFFER).replace(
        "<sip:bob@192.0.2.9:5070>",
        "<sip:bob@192.0.2.9:5070;ob;method=INVITE?Route=%3Csip:evil%3E>",
    );
    hung_up(&mut paper, &invite);
    let bye = paper.text();
    assert_eq!(start(&bye), "BYE sip:bob@192.0.2.9:5070;ob SIP/2.0");
}

#[test]
fn the_callee_goes_back_through_loose_routers_in_their_order() {
    let (bye, remote) = hung_up_by_callee(LOOSE);
    assert_eq!(start(&bye), "BYE sip:bob@192.0.2.9:5070 SIP/2.0");
    assert_eq!(
        routes(&bye, "Route"),
        ["<sip:192.0.2.20;lr>", "<sip:192.0.2.30:5090;lr>"]
    );
    assert_eq!(remote, "192.0.2.20:5060");
}

#[test]
fn the_caller_goes_through_them_in_reverse() {
    let (ack, remote) = acknowledged_by_caller(LOOSE);
    assert_eq!(start(&ack), "ACK sip:bob@192.0.2.99:5077 SIP/2.0");
    assert_eq!(
        routes(&ack, "Route"),
        ["<sip:192.0.2.30:5090;lr>", "<sip:192.0.2.20;lr>"]
    );
    assert_eq!(remote, "192.0.2.30:5090");
}

#[test]
fn a_strict_router_finds_itself_in_the_request_uri_and_the_target_at_the_end() {
    let (bye, remote) = hung_up_by_callee(STRICT);
    assert_eq!(start(&bye), "BYE sip:192.0.2.20:5064 SIP/2.0");
    assert_eq!(
        routes(&bye, "Route"),
        ["<sip:192.0.2.30;lr>", "<sip:bob@192.0.2.9:5070>"]
    );
    assert_eq!(remote, "192.0.2.20:5064");
}

#[test]
fn without_proxies_requests_go_to_the_contact() {
    let (ack, remote) = acknowledged_by_caller("");
    assert_eq!(start(&ack), "ACK sip:bob@192.0.2.99:5077 SIP/2.0");
    assert_eq!(
        (routes(&ack, "Route").len(), remote.as_str()),
        (0, "192.0.2.99:5077")
    );
}

#[test]
fn an_ack_of_a_refusal_goes_where_the_invite_went() {
    let mut paper = Paper::new();
    let headers = vec![("Route".to_string(), "<sip:192.0.2.20;lr>".to_string())];
    paper.act(|stack, now| {
        stack.dial(
            now,
            Dial {
                flow: flow(),
                headers,
                ..dial()
            },
        )
    });
    let invite = paper.text();
    paper.take(&answer(&invite, "486 Busy", "bob", LOOSE.trim_end()));
    let (to, ack) = paper.sent.remove(0);
    assert_eq!(to, flow());
    assert_eq!(header(&ack, "Via"), header(&invite, "Via"));
    assert_eq!(
        header(&ack, "To"),
        format!("{};tag=bob", header(&invite, "To"))
    );
    assert_eq!(routes(&ack, "Route"), ["<sip:192.0.2.20;lr>"]);
}

/// Path is the way of what begins a call. A proxy that does not record its route is not in the way of what comes
/// later, and the phone behind it is not taken for one behind a NAT, whose media would be sought at the proxy.
#[test]
fn a_proxy_of_path_that_does_not_stay_is_left_out_of_what_comes_later() {
    let mut paper = Paper::new();
    let headers = vec![("Route".to_string(), "<sip:10.0.0.1;lr>".to_string())];
    let proxy = "10.0.0.1:5060".parse().expect("an address");
    let session = paper.act(|stack, now| {
        stack.dial(
            now,
            Dial {
                flow: Flow::udp(flow().local, proxy),
                uri: "sip:2001@10.0.0.7:5070".to_string(),
                headers,
                ..dial()
            },
        )
    });
    let (to, invite) = paper.sent.remove(0);
    assert_eq!(to.remote, proxy);
    let taken = "Contact: <sip:2001@10.0.0.7:5070>\r\n\r\n";
    paper.take(&answer(&invite, "200 OK", "bob", taken));
    let (to, ack) = paper.sent.remove(0);
    assert_eq!(to.remote.to_string(), "10.0.0.7:5070");
    assert_eq!(routes(&ack, "Route"), [""; 0]);
    assert_eq!(paper.stack.translated(session), None);
}

#[test]
fn an_answer_goes_to_the_source_if_rport_asks_for_it() {
    let mut paper = Paper::new();
    let invite = request("INVITE", "z9hG4bKfirst", "", 1, OFFER);
    let nat = invite.replace("192.0.2.9:5070;branch", "10.0.0.5:5062;branch");
    paper.admit(&nat);
    let (to, trying) = paper.sent.remove(0);
    assert_eq!(to, flow());
    let via = header(&trying, "Via");
    assert!(
        via.contains(";rport=5070") && via.contains(";received=192.0.2.9"),
        "{via}"
    );
}

#[test]
fn without_rport_it_goes_to_the_source_address_and_the_port_of_the_via() {
    let mut paper = Paper::new();
    let invite = request("INVITE", "z9hG4bKfirst", "", 1, OFFER);
    paper.admit(
        &invite
            .replace("192.0.2.9:5070;branch", "10.0.0.5:5062;branch")
            .replace(";rport", ""),
    );
    let (to, trying) = paper.sent.remove(0);
    assert_eq!(to.remote.to_string(), "192.0.2.9:5062");
    assert!(header(&trying, "Via").contains(";received=192.0.2.9"));
}

#[test]
fn a_phone_behind_a_nat_is_called_back_where_it_came_from() {
    let mut paper = Paper::new();
    let invite = request("INVITE", "z9hG4bKfirst", "", 1, OFFER);
    paper.admit(&invite.replace(
        "Contact: <sip:bob@192.0.2.9:5070>",
        "Contact: <sip:bob@10.0.0.5>",
    ));
    let session = paper.session();
    paper.act(|stack, now| stack.answer(now, session, b"v=0 ours".to_vec()));
    let tag = to_tag(&paper.texts()[1]);
    paper.take(&request("ACK", "z9hG4bKack", &tag, 1, ""));
    paper.act(|stack, now| stack.hang_up(now, session, None));
    let (to, bye) = paper.sent.remove(0);
    assert_eq!((start(&bye), to), ("BYE sip:bob@10.0.0.5 SIP/2.0", flow()));
}
