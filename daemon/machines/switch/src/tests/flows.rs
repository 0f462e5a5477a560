//! Phones behind proxies that want to be in the way (RFC 3327), and phones with several flows (RFC 5626).

use serde_json::{Value, json};
use sip::message::Fields;
use sip::{Flow, Transport};

use super::desk::{Desk, OFFER, local, request};
use super::transfers::answer;
use super::transports::enrol_at;
use crate::{Entry, Input};

const NUMBER: &str = "sip:4001@192.0.2.1";
const FLOWS: &str = "Supported: path, outbound\r\n";

/// Whoever dials 4001 gets phone 2001.
fn config() -> Value {
    json!({
        "trunks": { "t": { "mode": "peer", "address": "192.0.2.9:5060", "allow": ["192.0.2.9/32"] } },
        "numbers": { "4001": { "trunk": "t", "ivr": "i" } },
        "skill_groups": { "g": { "phones": { "2001": 1 } } },
        "phones": { "2001": {} },
        "ivrs": { "i": { "start": "q", "nodes": { "q": { "transfer": { "group": "g" } } } } },
    })
}

fn flow(transport: Transport, port: u16) -> Flow {
    let remote = format!("198.51.100.7:{port}");
    Flow::new(transport, local(), remote.parse().expect("an address"))
}

/// Somebody calls; the ports that the phone rings at, and the last INVITE.
fn called(desk: &mut Desk) -> (Vec<u16>, String) {
    desk.take(&request("INVITE", NUMBER, "", OFFER));
    desk.open();
    desk.flown.clear();
    desk.open();
    invites(desk)
}

fn invites(desk: &mut Desk) -> (Vec<u16>, String) {
    let sent: Vec<_> = std::mem::take(&mut desk.flown);
    let mut invites = sent.iter().filter(|(_, it)| it.starts_with("INVITE "));
    let ports = invites.clone().map(|(to, _)| to.port()).collect();
    let last = invites.next_back().map(|(_, text)| text.clone());
    (ports, last.unwrap_or_default())
}

/// One phone with a flow at each of two ports.
fn with_flows() -> Desk {
    let mut desk = Desk::of(&config());
    for (id, port) in [(1, 31_001), (2, 31_002)] {
        let contact =
            format!("<sip:2001@10.0.0.7;transport=tls>;+sip.instance=\"<urn:uuid:1>\";reg-id={id}");
        let over = flow(Transport::Tls, port);
        let taken = enrol_at(&mut desk, "2001", id * 2, over, (&contact, FLOWS));
        assert_eq!(taken.status, 200);
        assert_eq!(taken.headers.require(), ["outbound"]);
        assert_eq!(taken.headers.first("Flow-Timer"), Some("120"));
    }
    desk
}

#[test]
fn a_phone_with_two_flows_rings_over_the_one_that_was_heard_of_last() {
    let mut desk = with_flows();
    assert_eq!(called(&mut desk).0, [31_002]);
}

#[test]
fn a_call_whose_flow_dies_goes_on_over_the_other_and_fails_after_the_last() {
    let mut desk = with_flows();
    assert_eq!(called(&mut desk).0, [31_002]);
    desk.handle(Input::Severed(flow(Transport::Tls, 31_002)));
    assert_eq!(invites(&mut desk).0, [31_001]);
    assert!(desk.switch.reachable.contains("2001"));
    desk.handle(Input::Severed(flow(Transport::Tls, 31_001)));
    assert_eq!(invites(&mut desk).0, [0; 0]);
    assert!(!desk.switch.reachable.contains("2001"));
}

/// A proxy says so of a flow that it knows to be dead.
#[test]
fn a_flow_that_has_failed_is_given_up_for_the_other_once() {
    let mut desk = with_flows();
    let (_, invite) = called(&mut desk);
    let failed = answer(&invite, "430 Flow Failed", "");
    let last = flow(Transport::Tls, 31_002);
    desk.handle(Input::Datagram(last, failed.as_bytes()));
    let (ports, invite) = invites(&mut desk);
    assert_eq!(ports, [31_001]);
    let failed = answer(&invite, "430 Flow Failed", "");
    let first = flow(Transport::Tls, 31_001);
    desk.handle(Input::Datagram(first, failed.as_bytes()));
    assert_eq!(invites(&mut desk).0, [0; 0]);
}

#[test]
fn a_phone_behind_proxies_is_called_through_them_also_after_a_restart() {
    let way = ["<sip:a1@192.0.2.5;lr>", "<sip:192.0.2.6;lr>"];
    let more = format!(
        "Via: SIP/2.0/UDP 10.0.0.7;branch=z9hG4bKfar\r\nSupported: path\r\nRequire: path\r\n\
         Path: {}\r\nPath: {}\r\n",
        way[0], way[1]
    );
    let mut desk = Desk::of(&config());
    let proxy = flow(Transport::Udp, 5060);
    let contact = "<sip:2001@10.0.0.7:5066>";
    let taken = enrol_at(&mut desk, "2001", 1, proxy, (contact, &more));
    assert_eq!(taken.status, 200);
    assert_eq!(taken.headers.all("Path").collect::<Vec<_>>(), way);
    let registered = desk.entries.iter().rev().find_map(|entry| match entry {
        Entry::Registered { bindings, .. } => serde_json::to_value(bindings).ok(),
        _ => None,
    });
    let ledger = json!({
        "config": config(), "realm": "r",
        "registrations": { "2001": registered.expect("it is kept") },
    });
    for mut desk in [desk, Desk::with(ledger)] {
        let (ports, invite) = called(&mut desk);
        assert_eq!(ports, [5060], "to whom the REGISTER came from");
        assert!(invite.starts_with("INVITE sip:2001@10.0.0.7:5066 SIP/2.0\r\n"));
        let routes = format!("Route: {}\r\nRoute: {}\r\n", way[0], way[1]);
        assert!(invite.contains(&routes), "{invite}");
    }
}
