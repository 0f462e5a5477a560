//! The switch between a trunk and its media threads.

mod access;
mod answering;
mod blacklist;
mod care;
mod codecs;
mod consults;
mod desk;
mod dials;
mod early;
mod examinations;
mod failover;
mod flows;
mod gateways;
mod identity;
mod keys;
mod limits;
mod live;
mod ports;
mod proofs;
mod protected;
mod pulse;
mod renames;
mod strangers;
mod traced;
mod transfers;
mod transports;
mod trials;
mod trunks;

use desk::{Desk, OFFER, request, to_tag};

use crate::{Entry, Input, MediaCommand, Resource};

const NUMBER: &str = "sip:4001@192.0.2.1";

#[test]
fn a_call_that_was_refused_for_overload_is_not_taken_when_a_copy_comes_late() {
    let mut desk = Desk::new();
    desk.handle(Input::Overloaded(Resource::Media, true));
    desk.take(&request("INVITE", NUMBER, "", OFFER));
    desk.handle(Input::Overloaded(Resource::Media, false));
    desk.take(&request("INVITE", NUMBER, "", OFFER));
    assert_eq!(desk.starts(), ["SIP/2.0 503 Service Unavailable"; 2]);
    assert!(desk.media.is_empty());
}

#[test]
fn a_number_with_the_parameters_of_a_telephone_number_is_that_number() {
    let mut desk = Desk::new();
    let uri = "sip:4001;phone-context=+86;npdi@192.0.2.1;user=phone";
    desk.take(&request("INVITE", uri, "", OFFER));
    desk.open();
    assert_eq!(desk.starts(), ["SIP/2.0 100 Trying", "SIP/2.0 200 OK"]);
    let [Entry::Call(arrived), ..] = desk.entries.as_slice() else {
        panic!("{:?}", desk.entries);
    };
    let arrived = format!("{arrived:?}");
    assert!(arrived.contains("caller: \"+8613800001234\""), "{arrived}");
}

#[test]
fn what_a_caller_calls_himself_has_a_limit() {
    let mut desk = Desk::new();
    let long = "8".repeat(7_000);
    desk.take(&request("INVITE", NUMBER, "", OFFER).replace("8613800001234", &long));
    let arrived = format!("{:?}", desk.entries.first());
    assert!(arrived.contains(&format!("caller: \"+{}\"", "8".repeat(63))));
}

#[test]
fn the_media_of_a_caller_behind_a_nat_is_where_he_is_seen() {
    for (believed, media) in [("10.0.0.5", "192.0.2.9"), ("192.0.2.77", "192.0.2.77")] {
        let mut desk = Desk::new();
        let offer = OFFER.replace("c=IN IP4 192.0.2.9", &format!("c=IN IP4 {believed}"));
        let invite = request("INVITE", NUMBER, "", &offer);
        desk.take(&invite.replace("UDP 192.0.2.9", "UDP 10.0.0.5"));
        desk.open();
        let remote = desk.media.iter().find_map(|command| match command {
            MediaCommand::Connect(_, remote) => Some(remote),
            _ => None,
        });
        let remote = remote.expect("connected");
        assert_eq!(remote.rtp.to_string(), format!("{media}:4000"));
        assert_eq!(remote.rtcp.to_string(), format!("{media}:4001"));
    }
}

#[test]
fn a_caller_whose_ack_holds_no_answer_to_our_offer_is_hung_up() {
    for answer in ["", "v=0\r\nm=audio 4000 RTP/AVP 18\r\n"] {
        let mut desk = Desk::new();
        desk.take(&request("INVITE", NUMBER, "", ""));
        let leg = desk.open();
        let tag = to_tag(desk.sent.last().expect("a 200"));
        desk.starts();
        desk.take(&request("ACK", NUMBER, &tag, answer));
        assert_eq!(desk.starts(), ["BYE sip:bob@192.0.2.9 SIP/2.0"]);
        assert!(matches!(desk.media.last(), Some(MediaCommand::Close(it)) if *it == leg));
        let record = desk.entries.last();
        assert!(matches!(record, Some(Entry::Record(_))), "{record:?}");
    }
}

#[test]
fn an_ack_without_an_answer_changes_nothing_where_one_was_given_before() {
    let mut desk = Desk::new();
    desk.take(&request("INVITE", NUMBER, "", ""));
    desk.open();
    let tag = to_tag(desk.sent.last().expect("a 200"));
    desk.take(&request("ACK", NUMBER, &tag, OFFER));
    desk.starts();
    let again = |method| request(method, NUMBER, &tag, "").replace("CSeq: 1", "CSeq: 2");
    desk.take(&again("INVITE"));
    desk.take(&again("ACK"));
    assert_eq!(desk.starts(), ["SIP/2.0 100 Trying", "SIP/2.0 200 OK"]);
    let connected = desk.media.iter();
    let connected = connected.filter(|command| matches!(command, MediaCommand::Connect(..)));
    assert_eq!(connected.count(), 1);
}
