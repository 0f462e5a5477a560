//! Gateways that register here, call in, and are called.

use serde_json::json;
use sip::digest;
use sip::message::Method;
use sip::{Credentials, digest::Ha1};

use super::desk::{Desk, OFFER, request};
use super::trunks::{answer, center};
use crate::{Command, Entry, Input, Password, Principal, Reply, Ticket};

const HERE: &str = "198.51.100.30:5066";
const CALLED: &str = "sip:4001@192.0.2.1";

fn gateway() -> serde_json::Value {
    json!({ "mode": "gateway", "gateway": { "username": "pbx-1" } })
}

fn desk(trunk: serde_json::Value) -> Desk {
    let ha1 = Ha1::new("pbx-1", "r", "Secret-1");
    let (md5, sha256) = ha1.sums();
    Desk::with(json!({
        "config": center(trunk), "realm": "r",
        "accounts": { "pbx-1": { "md5": md5, "sha256": sha256 } },
    }))
}

/// The request again with an answer to the challenge that came.
fn proved(desk: &Desk, text: &str, (method, uri): (Method, &str), password: &str) -> String {
    let challenge = desk.last();
    let challenge = challenge
        .lines()
        .filter_map(|line| line.strip_prefix("WWW-Authenticate: "));
    let credentials = Credentials {
        username: "pbx-1".to_owned(),
        password: password.to_owned(),
        realm: None,
    };
    let value =
        digest::answer(challenge, &credentials, (&method, uri, b""), 1, "c").expect("an answer");
    text.replace("CSeq: 1", "CSeq: 2")
        .replace("branch=z9hG4bK", "branch=z9hG4bKagain")
        .replace(
            "Content-Type:",
            &format!("Authorization: {value}\r\nContent-Type:"),
        )
}

fn register() -> String {
    let text = request("REGISTER", "sip:192.0.2.1", "", "");
    text.replace("To: <sip:192.0.2.1>", "To: <sip:pbx-1@192.0.2.1>")
        .replace(
            "Contact: <sip:bob@192.0.2.9>",
            "Contact: <sip:pbx-1@198.51.100.30:5066>;expires=300",
        )
}

fn registered(trunk: serde_json::Value) -> Desk {
    let mut desk = desk(trunk);
    desk.take_from(HERE, &register());
    let again = proved(
        &desk,
        &register(),
        (Method::Register, "sip:192.0.2.1"),
        "Secret-1",
    );
    desk.take_from(HERE, &again);
    desk
}

fn calls_with(desk: &mut Desk, password: &str) -> Vec<String> {
    let invite = request("INVITE", CALLED, "", OFFER);
    desk.starts();
    desk.take_from(HERE, &invite);
    let mut starts = vec![desk.last().lines().next().unwrap_or_default().to_owned()];
    let again = proved(desk, &invite, (Method::Invite, CALLED), password);
    desk.starts();
    desk.take_from(HERE, &again);
    starts.extend(desk.starts());
    starts
}

#[test]
fn a_gateway_registers_with_its_account_and_the_trunk_says_so() {
    let mut desk = registered(gateway());
    assert_eq!(
        desk.starts().last().map(String::as_str),
        Some("SIP/2.0 200 OK")
    );
    assert_eq!(
        desk.trunks,
        [
            "t unregistered: its gateway has not registered",
            "t registered: from 198.51.100.30:5066",
        ]
    );
    let kept =
        |entry: &Entry| matches!(entry, Entry::Gateway { bindings, .. } if bindings.len() == 1);
    assert!(desk.entries.iter().any(kept));
    desk.wait(301);
    assert_eq!(desk.trunks.len(), 3);
    assert!(
        matches!(desk.entries.last(), Some(Entry::Gateway { bindings, .. }) if bindings.is_empty())
    );
}

#[test]
fn each_call_of_a_gateway_proves_whose_it_is_wherever_it_comes_from() {
    let mut desk = registered(gateway());
    let starts = calls_with(&mut desk, "Secret-1");
    assert_eq!(starts, ["SIP/2.0 401 Unauthorized", "SIP/2.0 100 Trying"]);
    let mut desk = registered(gateway());
    let starts = calls_with(&mut desk, "wrong");
    assert_eq!(starts, ["SIP/2.0 401 Unauthorized"; 2]);
}

#[test]
fn whoever_calls_is_asked_whatever_he_dials_and_numbers_of_others_are_not_his() {
    let mut desk = registered(gateway());
    desk.starts();
    for called in [CALLED, "sip:9999@192.0.2.1"] {
        desk.take_from("203.0.113.9:5060", &request("INVITE", called, "", OFFER));
        assert_eq!(desk.starts(), ["SIP/2.0 401 Unauthorized"], "{called}");
    }
    let invite = request("INVITE", "sip:9999@192.0.2.1", "", OFFER);
    desk.take_from(HERE, &invite);
    let uri = (Method::Invite, "sip:9999@192.0.2.1");
    let again = proved(&desk, &invite, uri, "Secret-1");
    desk.starts();
    desk.take_from(HERE, &again);
    assert_eq!(
        desk.starts().last().map(String::as_str),
        Some("SIP/2.0 404 Not Found")
    );
}

#[test]
fn a_caller_whose_number_looks_like_an_extension_is_the_gateways_all_the_same() {
    let mut desk = registered(gateway());
    let invite = request("INVITE", CALLED, "", OFFER).replace("+8613800001234", "10086");
    desk.take_from(HERE, &invite);
    let again = proved(&desk, &invite, (Method::Invite, CALLED), "Secret-1");
    desk.starts();
    desk.take_from(HERE, &again);
    assert_eq!(desk.starts(), ["SIP/2.0 100 Trying"]);
}

#[test]
fn an_account_is_good_only_where_the_trunk_allows_it() {
    let mut trunk = gateway();
    trunk["allow"] = json!(["203.0.113.0/24"]);
    let mut desk = registered(trunk);
    assert_eq!(
        desk.starts().last().map(String::as_str),
        Some("SIP/2.0 401 Unauthorized")
    );
}

#[test]
fn where_strangers_hear_nothing_a_gateway_is_asked_from_where_it_is_registered() {
    let mut config = center(gateway());
    config["center"] = json!({ "silent_to_strangers": true });
    let mut desk = registered(gateway());
    let apply = Command::Apply(Box::new(desk.apply_of(config)));
    desk.handle(Input::Command(Ticket(1), Principal::LocalAdmin, apply));
    desk.starts();
    desk.take_from("203.0.113.9:5060", &request("INVITE", CALLED, "", OFFER));
    assert_eq!(desk.starts(), [""; 0]);
    desk.take_from(HERE, &request("INVITE", CALLED, "", OFFER));
    assert_eq!(desk.starts(), ["SIP/2.0 401 Unauthorized"]);
}

#[test]
fn a_call_out_goes_to_the_contact_of_the_gateway() {
    let mut desk = registered(gateway());
    calls_with(&mut desk, "Secret-1");
    desk.open();
    desk.starts();
    desk.open();
    let invite = desk.last();
    assert!(
        invite.starts_with("INVITE sip:13900000000@198.51.100.30:5066 SIP/2.0"),
        "{invite}"
    );
    assert_eq!(desk.to.map(|it| it.to_string()).as_deref(), Some(HERE));
    answer(&mut desk, "486 Busy Here", "");
    assert!(desk.starts().iter().any(|start| start.starts_with("ACK ")));
}

#[test]
fn a_password_is_set_for_gateways_alone() {
    let mut config = center(gateway());
    config["trunks"]["peer"] = json!({ "mode": "peer", "address": "192.0.2.5:5060" });
    config["trunks"]["fixed"] = json!({ "mode": "gateway", "gateway": {
        "username": "pbx-2", "password": { "env": "PBX" }
    } });
    let mut desk = Desk::of(&config);
    assert!(
        desk.trunks
            .iter()
            .any(|it| it.contains("`ccctl trunk password t`")),
        "{:?}",
        desk.trunks
    );
    let mut set = |trunk: &str| {
        let name = model::Name::new(trunk).expect("a name");
        let command = Command::SetTrunkPassword(name, Password("Secret-1".to_owned()));
        desk.handle(Input::Command(Ticket(1), Principal::LocalAdmin, command));
        match desk.replies.pop().expect("a reply") {
            Reply::Problem(problem) => problem.to_string(),
            reply => format!("{reply:?}"),
        }
    };
    assert_eq!(set("t"), "Done");
    assert_eq!(
        set("peer"),
        "the trunk peer is no gateway: it has no account here"
    );
    assert_eq!(set("nobody"), "there is no trunk `nobody`");
    assert!(set("fixed").starts_with("the configuration says"));
}
