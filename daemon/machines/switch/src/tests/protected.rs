//! Voices that are protected by keys in the session descriptions.

use media::srtp::{Crypto, Suite};
use serde_json::{Value, json};

use super::desk::{Desk, OFFER, request, to_tag};
use crate::MediaCommand;

const NUMBER: &str = "sip:4001@192.0.2.1";
const KEY: &str = "WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz";
const OTHER_KEY: &str = "MjAgYnl0ZXMgb2Ygc29tZXRoaW5nIGFuZCBzYWx0";

/// A trunk and a phone with these settings; the caller waits for the phone.
fn desk(trunk: Value, phone: Value) -> Desk {
    Desk::of(&json!({
        "trunks": { "t": {
            "mode": "peer", "address": "192.0.2.9", "allow": ["192.0.2.0/24"], "srtp": trunk
        } },
        "numbers": { "4001": { "trunk": "t", "ivr": "i" } },
        "ivrs": { "i": { "start": "q", "nodes": { "q": { "transfer": { "group": "g" } } } } },
        "skill_groups": { "g": { "phones": ["2101"] } },
        "phones": { "2101": { "contact": "sip:2101@192.0.2.7:5060", "srtp": phone } },
    }))
}

/// An offer over that transport, with a key if there is one.
fn offering(transport: &str, key: Option<&str>) -> String {
    let mut offer = OFFER.replace("RTP/AVP", transport);
    if let Some(key) = key {
        offer += &format!("a=crypto:3 AES_CM_128_HMAC_SHA1_80 inline:{key}\r\n");
    }
    offer
}

fn keys(desk: &Desk) -> Vec<Option<(Crypto, Crypto)>> {
    let connects = desk.media.iter().filter_map(|command| match command {
        MediaCommand::Connect(_, it) => Some(it.srtp.map(|keys| (keys.ours, keys.theirs))),
        _ => None,
    });
    connects.collect()
}

/// The keys in a message, each as it stands behind `a=crypto:`.
fn lines(text: &str) -> Vec<Crypto> {
    let lines = text.lines().filter_map(|it| it.strip_prefix("a=crypto:"));
    lines.map(|line| line.parse().expect("a key")).collect()
}

#[test]
fn a_trunk_agrees_to_what_its_settings_say_and_to_nothing_else() {
    let (plain, protected) = (offering("RTP/AVP", None), offering("RTP/SAVP", Some(KEY)));
    let beside = offering("RTP/AVP", Some(KEY));
    let bare = offering("RTP/SAVP", None);
    for (srtp, offer, taken) in [
        ("off", &plain, Some(false)),
        ("off", &beside, Some(false)),
        ("off", &protected, None),
        ("optional", &plain, Some(false)),
        ("optional", &beside, Some(true)),
        ("optional", &protected, Some(true)),
        ("optional", &bare, None),
        ("required", &plain, None),
        ("required", &bare, None),
        ("required", &protected, Some(true)),
    ] {
        let mut desk = desk(json!(srtp), json!("off"));
        desk.take(&request("INVITE", NUMBER, "", offer));
        match taken {
            None => {
                let starts = desk.starts();
                let refused = "SIP/2.0 488 Not Acceptable Here".to_owned();
                assert!(starts.contains(&refused), "{srtp} {offer}: {starts:?}");
            }
            Some(protected) => {
                desk.open();
                let answer = desk.sent.last().expect("a 200");
                assert!(answer.starts_with("SIP/2.0 200 OK"), "{srtp}: {answer}");
                let ours = lines(answer);
                let agreed = keys(&desk).into_iter().next().expect("connected");
                assert_eq!((ours.len() == 1, agreed.is_some()), (protected, protected));
                let Some((sent, theirs)) = agreed else {
                    continue;
                };
                assert_eq!(ours, [sent]);
                assert_eq!((sent.tag, sent.suite), (3, Suite::Tag80));
                assert!(theirs.to_string().ends_with(KEY));
            }
        }
    }
}

/// The INVITE to the phone.
fn invite(srtp: &str) -> (Desk, String) {
    let mut desk = desk(json!("off"), json!(srtp));
    desk.take(&request("INVITE", NUMBER, "", OFFER));
    let caller = desk.open();
    desk.media
        .retain(|it| !matches!(it, MediaCommand::Open(leg, _) if *leg == caller));
    desk.sent.clear();
    desk.open();
    let invite = desk.sent.last().expect("an INVITE").clone();
    (desk, invite)
}

#[test]
fn a_phone_is_offered_what_its_settings_say() {
    for (srtp, transport, keys) in [
        ("off", "RTP/AVP", 0),
        ("optional", "RTP/AVP", 2),
        ("required", "RTP/SAVP", 2),
    ] {
        let (_, invite) = invite(srtp);
        assert!(
            invite.contains(&format!("m=audio 20000 {transport} 8 ")),
            "{invite}"
        );
        assert_eq!(lines(&invite).len(), keys, "{invite}");
        // Longer ones may not be sent as a datagram (RFC 3261 section 18.1.1).
        assert!(invite.len() < 1_300, "{} bytes", invite.len());
    }
}

#[test]
fn every_leg_has_keys_of_its_own() {
    let mut all: Vec<String> = Vec::new();
    let mut desk = desk(json!("required"), json!("required"));
    desk.take(&request(
        "INVITE",
        NUMBER,
        "",
        &offering("RTP/SAVP", Some(KEY)),
    ));
    let caller = desk.open();
    desk.media
        .retain(|it| !matches!(it, MediaCommand::Open(leg, _) if *leg == caller));
    desk.open();
    for text in &desk.sent {
        all.extend(
            lines(text)
                .iter()
                .map(|it| format!("{:?}", it.to_string().get(30..))),
        );
    }
    assert_eq!(all.len(), 3);
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 3, "{all:?}");
}

/// The answer of the phone to an INVITE.
fn answer(invite: &str, sdp: &str) -> String {
    let head = |name: &str| {
        let line = invite.lines().find(|line| line.starts_with(name));
        line.expect("a header").to_owned()
    };
    format!(
        "SIP/2.0 200 OK\r\n{}\r\n{}\r\n{};tag=phone\r\n{}\r\n{}\r\n\
         Contact: <sip:2101@192.0.2.7>\r\nContent-Type: application/sdp\r\n\
         Content-Length: {}\r\n\r\n{sdp}",
        head("Via: "),
        head("From: "),
        head("To: "),
        head("Call-ID: "),
        head("CSeq: "),
        sdp.len()
    )
}

#[test]
fn a_phone_that_answers_in_clear_is_hung_up_if_it_must_not() {
    for (srtp, sdp, up) in [
        ("optional", offering("RTP/AVP", None), Some(false)),
        ("optional", offering("RTP/AVP", Some(KEY)), Some(true)),
        ("required", offering("RTP/SAVP", Some(KEY)), Some(true)),
        ("required", offering("RTP/AVP", None), None),
        ("required", offering("RTP/SAVP", None), None),
    ] {
        let (mut desk, invite) = invite(srtp);
        desk.media.clear();
        desk.sent.clear();
        desk.take_from("192.0.2.7:5060", &answer(&invite, &sdp));
        let agreed = keys(&desk).first().map(Option::is_some);
        assert_eq!(agreed, up, "{srtp} {sdp}");
        let bye = desk.sent.iter().any(|text| text.starts_with("BYE "));
        assert_eq!(bye, up.is_none(), "{srtp} {sdp}");
    }
}

#[test]
fn a_new_offer_may_bring_another_key_and_ours_stays() {
    let mut desk = desk(json!("required"), json!("off"));
    desk.take(&request(
        "INVITE",
        NUMBER,
        "",
        &offering("RTP/SAVP", Some(KEY)),
    ));
    desk.open();
    let tag = to_tag(desk.sent.last().expect("a 200"));
    desk.take(&request("ACK", NUMBER, &tag, ""));
    let again = |method, sdp: &str| {
        let text = request(method, NUMBER, &tag, sdp).replace("CSeq: 1", "CSeq: 2");
        text.replace("branch=z9hG4bK", "branch=z9hG4bKagain")
    };
    desk.take(&again("INVITE", &offering("RTP/SAVP", Some(OTHER_KEY))));
    let agreed: Vec<_> = keys(&desk).into_iter().flatten().collect();
    let [(ours, theirs), (still_ours, other)] = agreed[..] else {
        panic!("{agreed:?}");
    };
    assert_eq!(ours, still_ours);
    assert!(theirs.to_string().ends_with(KEY) && other.to_string().ends_with(OTHER_KEY));
    desk.take(&again("ACK", ""));
    let clear = again("INVITE", OFFER).replace("CSeq: 2", "CSeq: 3");
    desk.take(&clear.replace("branch=z9hG4bK", "branch=z9hG4bKclear"));
    let last = desk.sent.last().expect("an answer");
    assert!(last.starts_with("SIP/2.0 488"), "{last}");
    assert_eq!(keys(&desk).len(), 2);
}

#[test]
fn no_key_is_shown_where_commands_are() {
    let mut desk = desk(json!("required"), json!("off"));
    desk.take(&request(
        "INVITE",
        NUMBER,
        "",
        &offering("RTP/SAVP", Some(KEY)),
    ));
    desk.open();
    let shown = format!("{:?}", desk.media);
    // What a key looks like that is shown as the bytes that it is.
    assert!(
        shown.contains("Tag80") && !shown.contains("[89, 83"),
        "{shown}"
    );
}
