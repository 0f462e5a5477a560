//! What a phone is told of the call that it is to take.

use serde_json::{Value, json};

use super::desk::{Desk, OFFER, request};
use crate::MediaCommand;

/// The INVITE that a phone gets for a caller of a group with some routing.
fn invite(routing: Value) -> String {
    let mut desk = Desk::with(json!({
        "config": {
            "trunks": { "t": { "mode": "peer", "address": "192.0.2.9", "allow": ["192.0.2.0/24"] } },
            "numbers": { "4001": { "trunk": "t", "ivr": "i" } },
            "ivrs": { "i": { "start": "q", "nodes": { "q": { "transfer": { "group": "g" } } } } },
            "skill_groups": { "g": { "phones": ["2101"] } },
            "phones": { "2101": { "contact": "sip:2101@192.0.2.7:5060" } },
            "routing": { "default": routing },
        },
        "realm": "r",
    }));
    desk.take(&request("INVITE", "sip:4001@192.0.2.1", "", OFFER));
    let caller = desk.open();
    let of_caller =
        |command: &MediaCommand| matches!(command, MediaCommand::Open(leg, _) if *leg == caller);
    desk.media.retain(|command| !of_caller(command));
    desk.open();
    let invites = |text: &&String| text.starts_with("INVITE sip:2101@");
    desk.sent.iter().find(invites).expect("an INVITE").clone()
}

#[test]
fn a_phone_is_asked_to_answer_by_itself_in_both_ways_that_phones_know() {
    let asked = invite(json!({ "auto_answer": true }));
    for header in [
        "Call-Info: <sip:192.0.2.1:5060>;answer-after=0\r\n",
        "Alert-Info: <sip:192.0.2.1:5060>;info=alert-autoanswer;delay=0\r\n",
    ] {
        assert!(asked.contains(header), "{asked}");
    }
}

#[test]
fn a_phone_that_is_not_asked_rings() {
    let rings = invite(json!({}));
    assert!(!rings.contains("answer"), "{rings}");
}
