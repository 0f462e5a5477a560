//! Calls that go out over a trunk, and phones that dial.

use contact::LegId;
use serde_json::{Value, json};

use super::desk::{Desk, OFFER, request};
use crate::{Entry, MediaCommand};

const NUMBER: &str = "sip:4001@192.0.2.1";
pub(super) const CARRIER: &str = "192.0.2.20:5070";

/// Whoever dials 4001 is handed to a number outside.
pub(super) fn config() -> Value {
    json!({
        "trunks": { "t": { "mode": "peer", "address": CARRIER, "allow": ["192.0.2.0/24"] } },
        "numbers": { "4001": { "trunk": "t", "ivr": "i" } },
        "ivrs": { "i": { "start": "out", "nodes": { "out": { "dial": {
            "number": "13900000000", "caller": "4001"
        } } } } },
        "phones": { "2001": {} },
    })
}

/// A caller whose number outside is dialled, the leg of that, and its INVITE.
fn dialled() -> (Desk, LegId, String) {
    let mut desk = Desk::of(&config());
    desk.take(&request("INVITE", NUMBER, "", OFFER));
    desk.open();
    desk.starts();
    let leg = desk.open();
    let invite = desk.sent.last().cloned().expect("an INVITE");
    (desk, leg, invite)
}

/// An answer to an INVITE.
pub(super) fn answer(invite: &str, status: &str, sdp: &str) -> String {
    let kept = |line: &&str| {
        let names = ["Via:", "From:", "To:", "Call-ID:", "CSeq:"];
        names.iter().any(|name| line.starts_with(name))
    };
    let lines: Vec<String> = invite.lines().filter(kept).map(str::to_owned).collect();
    let lines = lines
        .join("\r\n")
        .replace("@192.0.2.20:5070>", "@192.0.2.20:5070>;tag=far");
    format!(
        "SIP/2.0 {status}\r\n{lines}\r\nContact: <sip:far@192.0.2.20:5070>\r\n\
         Content-Type: application/sdp\r\nContent-Length: {}\r\n\r\n{sdp}",
        sdp.len()
    )
}

fn ended(desk: &Desk) -> String {
    let record = desk.entries.iter().rev().find_map(|entry| match entry {
        Entry::Record(record) => Some(record),
        _ => None,
    });
    let record = record.expect("a record");
    let statuses = record
        .participants
        .iter()
        .skip(1)
        .map(|it| it.end_status.code());
    format!(
        "{} {:?}",
        record.end_status.code(),
        statuses.collect::<Vec<_>>()
    )
}

#[test]
fn the_invite_goes_to_the_trunks_address_with_the_centers_number() {
    let (_, _, invite) = dialled();
    assert!(
        invite.starts_with("INVITE sip:13900000000@192.0.2.20:5070 SIP/2.0"),
        "{invite}"
    );
    assert!(
        invite.contains("From: <sip:4001@192.0.2.1:5060>;tag="),
        "{invite}"
    );
}

#[test]
fn audio_before_the_answer_is_heard_and_the_answer_may_be_without_any() {
    let (mut desk, leg, invite) = dialled();
    desk.take_from(CARRIER, &answer(&invite, "183 Session Progress", OFFER));
    let bridged =
        |command: &&MediaCommand| matches!(command, MediaCommand::Bridge(_, it) if *it == leg);
    // There is nothing to hear before something comes.
    assert_eq!(desk.media.iter().filter(bridged).count(), 0);
    desk.handle(crate::Input::Media(leg, crate::MediaEvent::Flowing));
    assert_eq!(desk.media.iter().filter(bridged).count(), 1);
    let connected =
        |command: &&MediaCommand| matches!(command, MediaCommand::Connect(it, _) if *it == leg);
    assert_eq!(desk.media.iter().filter(connected).count(), 1);
    desk.take_from(CARRIER, &answer(&invite, "200 OK", ""));
    assert_eq!(desk.media.iter().filter(bridged).count(), 1);
    assert!(desk.starts().iter().any(|start| start.starts_with("ACK ")));
    let answered = format!("{:?}", desk.entries);
    assert!(
        answered.contains("Answered { participant: 1 }"),
        "{answered}"
    );
}

#[test]
fn each_refusal_of_the_carrier_has_its_status() {
    for (status, expected) in [
        ("486 Busy Here", "107 [206]"),
        ("603 Decline", "107 [203]"),
        ("404 Not Found", "107 [205]"),
        ("484 Address Incomplete", "107 [215]"),
        ("480 Temporarily Unavailable", "107 [204]"),
        ("503 Service Unavailable", "107 [208]"),
        ("608 Rejected", "107 [212]"),
    ] {
        let (mut desk, ..) = dialled();
        let invite = desk.sent.last().cloned().expect("an INVITE");
        desk.take_from(CARRIER, &answer(&invite, status, ""));
        assert_eq!(ended(&desk), expected, "{status}");
    }
}

#[test]
fn a_caller_who_hangs_up_takes_the_call_outside_with_him() {
    let (mut desk, _, invite) = dialled();
    desk.take_from(CARRIER, &answer(&invite, "180 Ringing", ""));
    desk.starts();
    let ok = |text: &String| text.starts_with("SIP/2.0 200");
    assert!(!desk.sent.iter().any(ok));
    let call = desk.entries.iter().find_map(|entry| match entry {
        Entry::Call(event) => Some(event.call),
        _ => None,
    });
    let end = crate::Command::EndCall(call.expect("a call"));
    desk.handle(crate::Input::Command(
        crate::Ticket(1),
        crate::Principal::LocalAdmin,
        end,
    ));
    let starts = desk.starts();
    assert!(
        starts.iter().any(|start| start.starts_with("CANCEL ")),
        "{starts:?}"
    );
    assert_eq!(ended(&desk), "102 [220]");
}

/// An INVITE that says to come from a phone.
fn phone(extension: &str, from: &str) -> (Desk, Vec<String>) {
    let mut desk = Desk::of(&config());
    let invite = request("INVITE", "sip:2002@192.0.2.1", "", OFFER);
    let who = format!("From: <sip:{extension}@192.0.2.1>");
    let invite = invite.replace("From: <sip:+8613800001234;npdi@192.0.2.9;user=phone>", &who);
    desk.take_from(from, &invite);
    let starts = desk.starts();
    (desk, starts)
}

#[test]
fn a_phone_proves_who_it_is_before_it_dials_and_nobody_learns_which_there_are() {
    for from in ["198.51.100.7:5060", "192.0.2.9:5060"] {
        for extension in ["2001", "2999"] {
            let (desk, starts) = phone(extension, from);
            assert_eq!(
                starts,
                ["SIP/2.0 401 Unauthorized"],
                "{extension} at {from}"
            );
            assert_eq!(desk.switch.census().stack.sessions, 0);
        }
    }
    let (_, starts) = phone("somebody", "198.51.100.7:5060");
    assert_eq!(starts, ["SIP/2.0 403 Forbidden"]);
}

#[test]
fn where_strangers_hear_nothing_only_who_is_where_a_phone_is_found_is_asked() {
    let mut config = config();
    config["center"] = json!({ "silent_to_strangers": true });
    config["phones"]["2001"] = json!({ "contact": "sip:2001@198.51.100.7:5060" });
    for (from, answers) in [("198.51.100.7:5062", 1), ("198.51.100.8:5062", 0)] {
        let mut desk = Desk::of(&config);
        let invite = request("INVITE", "sip:2002@192.0.2.1", "", OFFER);
        let invite = invite.replace("sip:+8613800001234;npdi@192.0.2.9;user=phone", "sip:2001@a");
        desk.take_from(from, &invite);
        assert_eq!(desk.starts().len(), answers, "{from}");
    }
}
