//! A phone of ours that dials a number outside hears what is said there before anybody answers.

use contact::LegId;
use serde_json::json;

use super::desk::{Desk, OFFER, request, to_tag};
use super::dials::{CARRIER, answer};
use crate::{Input, MediaCommand, MediaEvent};

const DIALLED: &str = "sip:13900000000@192.0.2.1";

/// A phone without a password of its own is nobody, so it proves itself.
fn proved(desk: &mut Desk, invite: &str) -> String {
    desk.take(invite);
    let asked = desk.sent.pop().expect("a challenge");
    let challenge = asked.lines().rfind(|line| line.contains("MD5"));
    let challenge = challenge
        .and_then(|line| line.split_once(": "))
        .expect("a challenge")
        .1;
    let credentials = sip::Credentials {
        realm: None,
        username: "2001".to_owned(),
        password: "Secret#2001".to_owned(),
    };
    let what = ("INVITE", DIALLED);
    let method = sip::message::Method::named(what.0);
    let proof = sip::digest::answer(
        std::iter::once(challenge),
        &credentials,
        (&method, what.1, &[]),
        1,
        "c",
    );
    let proof = format!("Authorization: {}\r\nCall-ID:", proof.expect("an answer"));
    invite
        .replace("Call-ID:", &proof)
        .replace("z9hG4bK", "z9hG4bKproved")
}

/// A phone that rings outside: the desk, its own leg's INVITE, the other leg, and the INVITE of that.
fn ringing() -> (Desk, LegId, String) {
    let mut config = super::dials::config();
    config["numbers"]["4001"]["outbound_skill_groups"] = json!(["g"]);
    config["skill_groups"] = json!({ "g": { "phones": ["2001"] } });
    let mut desk = Desk::of(&config);
    let password = crate::Password("Secret#2001".to_owned());
    let phone = model::Extension::new("2001").expect("an extension");
    desk.handle(Input::Command(
        crate::Ticket(1),
        crate::Principal::LocalAdmin,
        crate::Command::SetPassword(phone, password),
    ));
    let invite = request("INVITE", DIALLED, "", OFFER).replace(
        "sip:+8613800001234;npdi@192.0.2.9;user=phone",
        "sip:2001@192.0.2.1",
    );
    let invite = proved(&mut desk, &invite);
    desk.take(&invite);
    let leg = desk.open();
    let outside = desk
        .sent
        .iter()
        .rev()
        .find(|text| text.starts_with("INVITE "));
    let outside = outside.cloned().expect("an INVITE");
    desk.starts();
    (desk, leg, outside)
}

#[test]
fn a_183_goes_out_when_audio_flows_and_the_answer_follows_on_the_same_port() {
    let (mut desk, leg, outside) = ringing();
    desk.take_from(CARRIER, &answer(&outside, "183 Session Progress", OFFER));
    assert_eq!(desk.starts(), ["SIP/2.0 180 Ringing"]);
    desk.handle(Input::Media(leg, MediaEvent::Flowing));
    let own = desk.open();
    assert_ne!(own, leg);
    let early = desk.sent.last().cloned().expect("a 183");
    assert!(
        early.starts_with("SIP/2.0 183 ") && early.contains("m=audio 20000 "),
        "{early}"
    );
    let bridged = |command: &MediaCommand| matches!(command, MediaCommand::Bridge(a, b) if *a == own && *b == leg);
    assert_eq!(desk.media.iter().filter(|it| bridged(it)).count(), 1);
    desk.starts();
    desk.take_from(CARRIER, &answer(&outside, "200 OK", OFFER));
    let ok = desk
        .sent
        .iter()
        .find(|text| text.starts_with("SIP/2.0 200"));
    let ok = ok.expect("a 200");
    assert!(ok.contains("m=audio 20000 "), "{ok}");
    assert_eq!(to_tag(ok), to_tag(&early));
    assert_eq!(desk.media.iter().filter(|it| bridged(it)).count(), 1);
}

#[test]
fn an_announcement_that_ends_in_a_refusal_leaves_no_port() {
    let (mut desk, leg, outside) = ringing();
    desk.take_from(CARRIER, &answer(&outside, "183 Session Progress", OFFER));
    desk.handle(Input::Media(leg, MediaEvent::Flowing));
    let own = desk.open();
    desk.take_from(CARRIER, &answer(&outside, "404 Not Found", ""));
    assert!(
        desk.starts()
            .iter()
            .any(|start| start == "SIP/2.0 404 Not Found")
    );
    let closed = |leg: LegId| {
        let closes = |it: &&MediaCommand| matches!(it, MediaCommand::Close(it) if *it == leg);
        desk.media.iter().filter(closes).count()
    };
    assert_eq!((closed(own), closed(leg)), (1, 1));
}
