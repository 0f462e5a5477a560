//! Keys in the audio and beside it.

use contact::LegId;
use model::Key;
use serde_json::{Value, json};

use super::desk::{Desk, OFFER, request, to_tag};
use super::dials::{CARRIER, answer};
use crate::{Entry, Input, MediaCommand, MediaEvent};

const NUMBER: &str = "sip:4001@192.0.2.1";

fn menu() -> Value {
    json!({
        "trunks": { "t": { "mode": "peer", "address": "192.0.2.9", "allow": ["192.0.2.0/24"] } },
        "numbers": { "4001": { "trunk": "t", "ivr": "i" } },
        "ivrs": { "i": { "start": "m", "nodes": {
            "m": { "menu": { "asking": { "speech": { "text": "Hello" } }, "keys": { "5": { "next": "e" } } } },
            "e": { "end": {} }
        } } },
    })
}

fn info(tag: &str, cseq: u32, key: char) -> String {
    let body = format!("Signal={key}\r\nDuration=160\r\n");
    request("INFO", NUMBER, tag, &body)
        .replace("CSeq: 1", &format!("CSeq: {cseq}"))
        .replace("branch=z9hG4bK", &format!("branch=z9hG4bK{cseq}"))
        .replace("application/sdp", "application/dtmf-relay")
}

fn pressed(desk: &mut Desk, leg: LegId, key: char) {
    let key = Key::new(key).expect("a key");
    desk.handle(Input::Media(leg, MediaEvent::Digit(key)));
}

fn is_over(desk: &Desk) -> bool {
    let mut entries = desk.entries.iter();
    entries.any(|entry| matches!(entry, Entry::Record(_)))
}

#[test]
fn a_key_by_info_leads_the_flow_as_one_in_the_audio_does() {
    let mut desk = Desk::of(&menu());
    desk.take(&request("INVITE", NUMBER, "", OFFER));
    desk.open();
    let tag = to_tag(desk.sent.last().expect("a 200"));
    desk.take(&request("ACK", NUMBER, &tag, ""));
    desk.take(&info(&tag, 2, '5'));
    assert!(is_over(&desk), "{:?}", desk.entries);
}

/// A caller who is talking to a number outside: his leg and tag, and the other's leg.
pub(super) fn talking(offer: &str, answered: &str) -> (Desk, (LegId, String), LegId) {
    let mut desk = Desk::of(&super::dials::config());
    desk.take(&request("INVITE", NUMBER, "", offer));
    let caller = desk.open();
    let tag = to_tag(desk.sent.last().expect("a 200"));
    desk.take(&request("ACK", NUMBER, &tag, ""));
    let callee = desk.open();
    let invite = desk.sent.last().cloned().expect("an INVITE");
    desk.take_from(CARRIER, &answer(&invite, "200 OK", answered));
    desk.starts();
    desk.media.clear();
    (desk, (caller, tag), callee)
}

fn with_events(sdp: &str) -> String {
    let sdp = sdp.replace("RTP/AVP 8", "RTP/AVP 8 101");
    format!("{sdp}a=rtpmap:101 telephone-event/8000\r\n")
}

fn digits(desk: &Desk) -> Vec<(LegId, char)> {
    let media = desk.media.iter();
    let digits = media.filter_map(|command| match command {
        MediaCommand::SendDigit(leg, key) => Some((*leg, key.as_char())),
        _ => None,
    });
    digits.collect()
}

#[test]
fn a_key_by_info_goes_to_the_other_leg_as_that_one_takes_it() {
    let (mut desk, (_, tag), callee) = talking(OFFER, &with_events(OFFER));
    desk.take(&info(&tag, 2, '7'));
    assert_eq!(digits(&desk), [(callee, '7')]);
    assert_eq!(desk.starts(), ["SIP/2.0 200 OK"]);

    let (mut desk, (_, tag), _) = talking(OFFER, OFFER);
    desk.take(&info(&tag, 2, '7'));
    assert_eq!(digits(&desk), []);
    let sent = desk.sent.iter().find(|text| text.starts_with("INFO "));
    assert!(
        sent.is_some_and(|text| text.contains("Signal=7\r\n")),
        "{:?}",
        desk.sent
    );
}

#[test]
fn of_a_phone_that_tells_each_key_in_both_ways_one_is_sent_on() {
    let (mut desk, (caller, tag), _) = talking(&with_events(OFFER), &with_events(OFFER));
    pressed(&mut desk, caller, '7');
    desk.take(&info(&tag, 2, '7'));
    pressed(&mut desk, caller, '8');
    desk.take(&info(&tag, 3, '8'));
    // Its room has sent on what came in the audio.
    assert_eq!(digits(&desk), []);
    assert_eq!(desk.switch.counters().keys_told_twice, 2);
    assert_eq!(desk.starts(), ["SIP/2.0 200 OK"; 2]);
}
