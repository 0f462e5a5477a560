//! Which codecs are agreed on.

use media::sdp::Codec;
use serde_json::{Value, json};

use super::desk::{Desk, OFFER, request, to_tag};
use crate::MediaCommand;

const NUMBER: &str = "sip:4001@192.0.2.1";

/// An offer of these payload types.
fn offering(types: &str) -> String {
    OFFER.replace("RTP/AVP 8", &format!("RTP/AVP {types}"))
}

/// A trunk with these settings besides, whose caller waits for a phone.
fn desk(trunk: Value, phone: Value) -> Desk {
    let mut settings = json!({ "mode": "peer", "address": "192.0.2.9", "allow": ["192.0.2.0/24"] });
    for (key, value) in trunk.as_object().expect("settings") {
        settings[key] = value.clone();
    }
    let mut device = json!({ "contact": "sip:2101@192.0.2.7:5060" });
    for (key, value) in phone.as_object().expect("settings") {
        device[key] = value.clone();
    }
    Desk::of(&json!({
        "trunks": { "t": settings },
        "numbers": { "4001": { "trunk": "t", "ivr": "i" } },
        "ivrs": { "i": { "start": "q", "nodes": { "q": { "transfer": { "group": "g" } } } } },
        "skill_groups": { "g": { "phones": ["2101"] } },
        "phones": { "2101": device },
    }))
}

/// The types of the audio line in the last message that has one.
fn types(desk: &Desk) -> String {
    let text = desk.sent.iter().rev().find(|text| text.contains("m=audio"));
    let line = text.and_then(|text| text.lines().find(|line| line.starts_with("m=audio")));
    let types = line.and_then(|line| line.split_once("RTP/AVP "));
    types.expect("an audio line").1.to_owned()
}

/// What the phone is offered for a caller who offers these types.
fn offered(trunk: Value, phone: Value, caller: &str) -> String {
    let mut desk = desk(trunk, phone);
    desk.take(&request("INVITE", NUMBER, "", &offering(caller)));
    let caller = desk.open();
    desk.media
        .retain(|it| !matches!(it, MediaCommand::Open(leg, _) if *leg == caller));
    desk.sent.clear();
    desk.open();
    types(&desk)
}

#[test]
fn a_phone_is_offered_first_what_its_caller_speaks() {
    let usual = json!({});
    assert_eq!(
        offered(usual.clone(), usual.clone(), "8"),
        "8 0 9 111 101 110"
    );
    assert_eq!(
        offered(usual.clone(), usual.clone(), "0"),
        "0 8 9 111 101 110"
    );
    let wide = json!({ "codecs": ["g722", "pcma"] });
    assert_eq!(offered(wide, usual.clone(), "8 9"), "9 8 0 111 101 110");
    // What the phone does not speak it is not offered.
    assert_eq!(offered(usual.clone(), usual, "18"), "8 0 9 111 101 110");
}

#[test]
fn a_phone_may_speak_something_else_than_the_others() {
    let phone = json!({ "codecs": ["g729", "opus"] });
    assert_eq!(offered(json!({}), phone.clone(), "8"), "18 111 101 110");
    assert_eq!(offered(json!({}), phone, "18"), "18 111 101 110");
}

#[test]
fn a_trunk_takes_what_it_speaks_and_nothing_else() {
    for (codecs, offer, answer) in [
        (json!(["g729", "pcma"]), "8 18", "SIP/2.0 200 OK"),
        (json!(["pcma"]), "18 0", "SIP/2.0 488 Not Acceptable Here"),
        (json!([]), "9", "SIP/2.0 488 Not Acceptable Here"),
    ] {
        let mut desk = desk(json!({ "codecs": codecs }), json!({}));
        desk.take(&request("INVITE", NUMBER, "", &offering(offer)));
        if answer.contains("200") {
            desk.open();
            assert_eq!(types(&desk), "18", "{offer}");
        }
        let starts = desk.starts();
        assert!(starts.contains(&answer.to_owned()), "{offer}: {starts:?}");
    }
}

fn connected(desk: &Desk) -> Vec<(Codec, Option<u8>, bool)> {
    let connects = desk.media.iter().filter_map(|command| match command {
        MediaCommand::Connect(_, it) => Some((it.codec, it.dtmf, it.inband)),
        _ => None,
    });
    connects.collect()
}

#[test]
fn a_new_offer_keeps_the_codec_if_it_can_and_changes_it_if_it_must() {
    let mut desk = desk(json!({ "codecs": ["pcma", "pcmu", "g729"] }), json!({}));
    desk.take(&request("INVITE", NUMBER, "", &offering("0 18")));
    desk.open();
    let tag = to_tag(desk.sent.last().expect("a 200"));
    desk.take(&request("ACK", NUMBER, &tag, ""));
    for (n, (offer, spoken)) in [("8 0", "0"), ("18", "18"), ("8 18", "18")]
        .into_iter()
        .enumerate()
    {
        let sequence = format!("CSeq: {}", n + 2);
        let again = |method, sdp: &str| {
            let text = request(method, NUMBER, &tag, sdp).replace("CSeq: 1", &sequence);
            text.replace("branch=z9hG4bK", &format!("branch=z9hG4bK{n}"))
        };
        desk.take(&again("INVITE", &offering(offer)));
        assert_eq!(types(&desk), spoken, "{offer}");
        desk.take(&again("ACK", ""));
    }
    let codecs: Vec<Codec> = connected(&desk).into_iter().map(|it| it.0).collect();
    assert_eq!(codecs, [Codec::Pcmu, Codec::Pcmu, Codec::G729, Codec::G729]);
}

#[test]
fn keys_of_a_trunk_are_what_its_settings_say() {
    let events = offering("8 101") + "a=rtpmap:101 telephone-event/8000\r\n";
    for (dtmf, offer, expected) in [
        ("auto", &events, (Codec::Pcma, Some(101), false)),
        ("auto", &offering("8"), (Codec::Pcma, None, true)),
        ("rfc4733", &offering("8"), (Codec::Pcma, None, false)),
        ("inband", &events, (Codec::Pcma, Some(101), true)),
        ("info", &events, (Codec::Pcma, None, false)),
    ] {
        let mut desk = desk(json!({ "dtmf": dtmf }), json!({}));
        desk.take(&request("INVITE", NUMBER, "", offer));
        desk.open();
        assert_eq!(connected(&desk), [expected], "{dtmf}");
    }
}
