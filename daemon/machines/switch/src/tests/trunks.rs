//! Trunks that register, whose addresses are names, that are asked whether they are there.

use std::time::Duration;

use serde_json::{Value, json};

use super::desk::{Desk, OFFER, local, request};
use crate::{Apply, Command, Entry, Found, Input, Lookup, Password, Principal, Ticket};

const REGISTRAR: &str = "192.0.2.20:5060";
const CALLED: &str = "sip:4001@192.0.2.1";

/// Whoever dials 4001 on the trunk `t` is handed to a number outside.
pub fn center(trunk: Value) -> Value {
    json!({
        "trunks": { "t": trunk },
        "numbers": { "4001": { "trunk": "t", "ivr": "i" } },
        "ivrs": { "i": { "start": "out", "nodes": { "out": { "dial": {
            "number": "13900000000", "caller": "4001"
        } } } } },
    })
}

fn registering(address: &str) -> Value {
    json!({ "mode": "register", "address": address, "register": {
        "username": "02160001000", "password": { "env": "CARRIER" }, "expires": "1h",
    } })
}

fn desk(trunk: Value) -> Desk {
    Desk::with(json!({
        "config": center(trunk), "realm": "r", "trunk_passwords": { "t": "secret" },
    }))
}

/// An answer to the last request.
pub fn answer(desk: &mut Desk, status: &str, headers: &str) {
    let request = desk.last();
    let kept = |line: &&str| {
        let names = ["Via:", "From:", "To:", "Call-ID:", "CSeq:"];
        names.iter().any(|name| line.starts_with(name))
    };
    let lines: Vec<&str> = request.lines().filter(kept).collect();
    let lines = lines.join("\r\n");
    let headers = match headers {
        "" => String::new(),
        headers => format!("{headers}\r\n"),
    };
    let text = format!("SIP/2.0 {status}\r\n{lines}\r\n{headers}Content-Length: 0\r\n\r\n");
    let from = desk.to.expect("somebody").to_string();
    desk.take_from(&from, &text);
}

fn apply(desk: &mut Desk, config: Value, password: Option<&str>) {
    let name = model::Name::new("t").expect("a name");
    let password = password.map(|it| (name, Password(it.to_owned())));
    let apply = Command::Apply(Box::new(Apply {
        trunk_passwords: password.into_iter().collect(),
        webhook_secrets: Default::default(),
        ..desk.apply_of(config)
    }));
    desk.handle(Input::Command(Ticket(1), Principal::LocalAdmin, apply));
}

fn found(desk: &mut Desk, addresses: &[&str], seconds: u64) {
    let lookup = desk.lookups.pop().expect("a question");
    let addresses = addresses.iter().map(|it| it.parse().expect("an address"));
    let found = Found {
        addresses: addresses.collect(),
        lifetime: Duration::from_secs(seconds),
    };
    desk.handle(Input::Resolved(lookup, Ok(found)));
}

fn methods(desk: &mut Desk) -> Vec<String> {
    let starts = desk.starts().into_iter();
    starts
        .map(|line| line.split(' ').next().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn a_trunk_registers_answers_the_challenge_and_says_so() {
    let mut desk = desk(registering(REGISTRAR));
    assert_eq!(
        desk.trunks,
        ["t unregistered: registering at 192.0.2.20:5060"]
    );
    let challenge = "WWW-Authenticate: Digest realm=\"carrier\", nonce=\"n\", qop=\"auth\"";
    answer(&mut desk, "401 Unauthorized", challenge);
    assert!(
        desk.last()
            .contains("Authorization: Digest username=\"02160001000\"")
    );
    answer(&mut desk, "200 OK", "Expires: 300");
    assert_eq!(desk.trunks[1..], ["t registered: at 192.0.2.20:5060"]);
    methods(&mut desk);
    desk.wait(271);
    assert_eq!(methods(&mut desk)[..1], ["REGISTER"]);
}

#[test]
fn a_wrong_password_is_told_in_words() {
    let mut desk = desk(registering(REGISTRAR));
    answer(&mut desk, "403 Forbidden", "");
    assert_eq!(
        desk.trunks[1..],
        ["t abnormal: 403 from 192.0.2.20: wrong user name or password?"]
    );
}

#[test]
fn an_apply_that_does_not_change_the_trunk_sends_nothing() {
    let mut desk = desk(registering(REGISTRAR));
    let call_id = |text: &str| {
        let line = text.lines().find(|line| line.starts_with("Call-ID"));
        line.expect("a Call-ID").to_owned()
    };
    let first = call_id(&desk.last());
    answer(&mut desk, "200 OK", "");
    desk.starts();
    let mut other = center(registering(REGISTRAR));
    other["phones"] = json!({ "2001": {} });
    apply(&mut desk, other.clone(), Some("secret"));
    assert_eq!(desk.starts(), [""; 0]);
    other["trunks"]["t"]["channels"] = json!(3);
    apply(&mut desk, other.clone(), Some("secret"));
    assert_eq!(desk.starts(), [""; 0]);
    apply(&mut desk, other, Some("another"));
    assert_eq!(call_id(&desk.last()), first);
    assert_eq!(methods(&mut desk), ["REGISTER"]);
    let kept = format!("{:?}", desk.entries);
    assert!(!kept.contains("another"), "no password is shown: {kept}");
}

#[test]
fn a_trunk_that_is_deleted_or_has_another_account_is_taken_back() {
    for delete in [true, false] {
        let mut desk = desk(registering(REGISTRAR));
        answer(&mut desk, "200 OK", "");
        desk.starts();
        let mut other = center(registering(REGISTRAR));
        match delete {
            true => other = json!({}),
            false => other["trunks"]["t"]["register"]["username"] = json!("02160001001"),
        }
        apply(&mut desk, other, Some("secret"));
        let back = |text: &&String| text.contains("\r\nExpires: 0\r\n");
        assert_eq!(desk.sent.iter().filter(back).count(), 1);
        assert_eq!(methods(&mut desk).len(), if delete { 1 } else { 2 });
    }
}

#[test]
fn a_center_that_drains_takes_its_registrations_back() {
    let mut desk = desk(registering(REGISTRAR));
    answer(&mut desk, "200 OK", "");
    desk.starts();
    desk.handle(Input::Drain);
    assert!(desk.last().contains("\r\nExpires: 0\r\n"));
    answer(&mut desk, "200 OK", "");
    desk.starts();
    desk.wait(7_200);
    assert_eq!(desk.starts(), [""; 0]);
}

#[test]
fn calls_come_from_where_it_is_registered_and_from_nowhere_else() {
    let mut desk = desk(registering(REGISTRAR));
    answer(&mut desk, "200 OK", "");
    desk.starts();
    desk.take_from("192.0.2.21:5060", &request("INVITE", CALLED, "", OFFER));
    assert_eq!(desk.starts(), ["SIP/2.0 403 Forbidden"]);
    desk.take_from(REGISTRAR, &request("INVITE", CALLED, "", OFFER));
    assert_eq!(desk.starts(), ["SIP/2.0 100 Trying"]);
}

#[test]
fn a_call_to_the_contact_is_for_the_number_in_to() {
    let mut desk = desk(registering(REGISTRAR));
    answer(&mut desk, "200 OK", "");
    desk.starts();
    let invite = request("INVITE", CALLED, "", OFFER);
    let invite = invite.replacen(CALLED, "sip:02160001000@192.0.2.1", 1);
    desk.take_from(REGISTRAR, &invite);
    assert_eq!(desk.starts(), ["SIP/2.0 100 Trying"]);
}

/// A caller whose number outside is dialled.
fn calls_out(desk: &mut Desk, from: &str) {
    desk.take_from(from, &request("INVITE", CALLED, "", OFFER));
    desk.open();
    desk.starts();
    desk.open();
}

#[test]
fn a_registrar_that_was_given_up_for_another_is_asked_no_more() {
    let mut desk = desk(registering("sip.carrier.example"));
    found(&mut desk, &[REGISTRAR, "192.0.2.21:5060"], 600);
    desk.wait(8);
    let to = |desk: &Desk| desk.to.map(|it| it.to_string()).unwrap_or_default();
    assert_eq!(to(&desk), "192.0.2.21:5060");
    answer(&mut desk, "200 OK", "");
    desk.starts();
    desk.wait(30);
    assert_eq!(desk.starts(), Vec::<String>::new());
}

#[test]
fn a_call_out_goes_where_it_is_registered_with_the_account() {
    let mut desk = desk(registering("sip.carrier.example"));
    found(&mut desk, &[REGISTRAR, "192.0.2.21:5060"], 600);
    answer(&mut desk, "503 Service Unavailable", "");
    assert_eq!(
        desk.to.map(|it| it.to_string()).as_deref(),
        Some("192.0.2.21:5060")
    );
    answer(&mut desk, "200 OK", "");
    calls_out(&mut desk, "192.0.2.21:5060");
    let invite = desk.last();
    assert!(invite.starts_with("INVITE sip:13900000000@sip.carrier.example SIP/2.0"));
    assert!(
        invite.contains("From: <sip:4001@sip.carrier.example>"),
        "{invite}"
    );
    assert_eq!(
        desk.to.map(|it| it.to_string()).as_deref(),
        Some("192.0.2.21:5060")
    );
    let challenge = "Proxy-Authenticate: Digest realm=\"carrier\", nonce=\"n\", qop=\"auth\"";
    answer(&mut desk, "407 Proxy Authentication Required", challenge);
    assert!(
        desk.last().contains("Proxy-Authorization: Digest"),
        "{}",
        desk.last()
    );
}

#[test]
fn a_name_is_looked_up_and_the_next_server_takes_over() {
    let trunk = json!({ "mode": "peer", "address": "sip.example.com" });
    let mut desk = desk(trunk);
    let wanted = Lookup {
        host: "sip.example.com".to_owned(),
        port: None,
        transport: sip::Transport::Udp,
    };
    assert_eq!(desk.lookups, [wanted]);
    found(&mut desk, &["192.0.2.20:5070", "192.0.2.21:5070"], 300);
    assert_eq!(desk.trunks.last().map(String::as_str), Some("t normal: "));
    calls_out(&mut desk, "192.0.2.21:9999");
    assert_eq!(
        desk.to.map(|it| it.to_string()).as_deref(),
        Some("192.0.2.20:5070")
    );
    answer(&mut desk, "503 Service Unavailable", "");
    assert_eq!(
        desk.to.map(|it| it.to_string()).as_deref(),
        Some("192.0.2.21:5070")
    );
    assert!(
        desk.last()
            .starts_with("INVITE sip:13900000000@192.0.2.21:5070")
    );
    answer(&mut desk, "503 Service Unavailable", "");
    let record = desk.entries.iter().rev().find_map(|entry| match entry {
        Entry::Record(record) => Some(record),
        _ => None,
    });
    let record = record.expect("a record");
    assert_eq!(record.participants[1].end_status.code(), 208);
}

#[test]
fn a_server_that_is_silent_is_waited_for_as_long_as_callers_bear_where_there_is_another() {
    let mut desk = desk(json!({ "mode": "peer", "address": "sip.example.com" }));
    found(&mut desk, &["192.0.2.20:5070", "192.0.2.21:5070"], 60);
    calls_out(&mut desk, "192.0.2.21:9999");
    let asked = |desk: &Desk| {
        let sent = desk.flown.iter().rev();
        let mut invites = sent.filter(|(_, text)| text.starts_with("INVITE "));
        invites.next().map(|(to, _)| to.to_string())
    };
    desk.wait(3);
    assert_eq!(asked(&desk).as_deref(), Some("192.0.2.20:5070"));
    desk.wait(1);
    assert_eq!(asked(&desk).as_deref(), Some("192.0.2.21:5070"));
    let starts = desk.starts();
    assert!(
        !starts.iter().any(|it| it.starts_with("CANCEL")),
        "{starts:?}"
    );
}

#[test]
fn what_the_network_says_is_asked_of_no_other_server_unless_it_has_no_room() {
    for (cause, tried, status) in [(17, false, 206), (34, true, 208)] {
        let trunk = json!({ "mode": "peer", "address": "sip.example.com" });
        let mut desk = desk(trunk);
        found(&mut desk, &["192.0.2.20:5070", "192.0.2.21:5070"], 60);
        calls_out(&mut desk, "192.0.2.21:9999");
        let reason = format!("Reason: Q.850;cause={cause}");
        answer(&mut desk, "503 Service Unavailable", &reason);
        let next = desk
            .last()
            .starts_with("INVITE sip:13900000000@192.0.2.21:5070");
        assert_eq!(next, tried, "{cause}: {}", desk.last());
        if tried {
            answer(&mut desk, "503 Service Unavailable", &reason);
        }
        let record = desk.entries.iter().rev().find_map(|entry| match entry {
            Entry::Record(record) => Some(record),
            _ => None,
        });
        let record = record.expect("a record");
        assert_eq!(record.participants[1].end_status.code(), status, "{cause}");
    }
}

#[test]
fn whose_a_call_is_is_said_with_the_domain_of_the_account() {
    let mut trunk = registering("sip.carrier.example");
    trunk["numbering"] = json!({ "identity": "pai", "form": "e164", "send_prefix": "9" });
    let mut desk = desk(trunk);
    found(&mut desk, &[REGISTRAR], 600);
    answer(&mut desk, "200 OK", "");
    calls_out(&mut desk, REGISTRAR);
    let invite = desk.last();
    let to = "INVITE sip:98613900000000@sip.carrier.example SIP/2.0";
    assert!(invite.starts_with(to), "{invite}");
    let header = "\r\nP-Asserted-Identity: <sip:4001@sip.carrier.example>\r\n";
    assert!(invite.contains(header), "{invite}");
}

#[test]
fn dns_is_asked_again_in_time_and_a_failure_keeps_what_was_known() {
    let trunk = json!({ "mode": "peer", "address": "sip.example.com:5080" });
    let mut desk = desk(trunk);
    found(&mut desk, &["192.0.2.20:5080"], 300);
    desk.wait(299);
    assert_eq!(desk.lookups, []);
    desk.wait(1);
    let lookup = desk.lookups.pop().expect("a question");
    assert_eq!(lookup.port, Some(5080));
    desk.handle(Input::Resolved(
        lookup,
        Err("no answer from 192.0.2.53".to_owned()),
    ));
    assert_eq!(
        desk.trunks.last().map(String::as_str),
        Some(
            "t normal: sip.example.com:5080 was not found in DNS: no answer from 192.0.2.53; \
             the addresses from before are used"
        )
    );
    calls_out(&mut desk, "192.0.2.20:5060");
    assert!(desk.last().starts_with("INVITE "));
}

#[test]
fn a_trunk_without_an_address_ends_a_call_out_with_208() {
    let trunk = json!({
        "mode": "peer", "address": "sip.example.com", "allow": ["192.0.2.0/24"]
    });
    let mut desk = desk(trunk);
    let lookup = desk.lookups.pop().expect("a question");
    desk.handle(Input::Resolved(
        lookup,
        Err("there is no such name".to_owned()),
    ));
    assert_eq!(
        desk.trunks.last().map(String::as_str),
        Some("t abnormal: sip.example.com was not found in DNS: there is no such name")
    );
    desk.take(&request("INVITE", CALLED, "", OFFER));
    desk.open();
    let Some(Entry::Record(record)) = desk.entries.last() else {
        panic!("{:?}", desk.entries.last());
    };
    assert_eq!(record.participants[1].end_status.code(), 208);
}

#[test]
fn a_peer_is_asked_whether_it_is_there_and_two_silences_are_told() {
    let mut desk =
        desk(json!({ "mode": "peer", "address": REGISTRAR, "allow": ["192.0.2.20/32"] }));
    desk.wait(600);
    assert_eq!(
        desk.starts(),
        [""; 0],
        "nobody is asked before that is wanted"
    );
    desk.probe();
    desk.wait(10);
    assert_eq!(
        methods(&mut desk).first().map(String::as_str),
        Some("OPTIONS")
    );
    desk.wait(120);
    assert_eq!(
        desk.trunks.last().map(String::as_str),
        Some("t abnormal: no answer to OPTIONS from 192.0.2.20:5060")
    );
    answer(&mut desk, "405 Method Not Allowed", "");
    assert_eq!(desk.trunks.last().map(String::as_str), Some("t normal: "));
    desk.starts();
    desk.wait(53);
    let count = methods(&mut desk)
        .iter()
        .filter(|it| *it == "OPTIONS")
        .count();
    assert_eq!(count, 0, "the next one has its time");
}

#[test]
fn a_peer_that_is_sought_elsewhere_begins_anew() {
    let peer = |address: &str| json!({ "mode": "peer", "address": address });
    let mut desk = desk(peer(REGISTRAR));
    desk.probe();
    desk.wait(130);
    let silent = "t abnormal: no answer to OPTIONS from 192.0.2.20:5060";
    assert_eq!(desk.trunks.last().map(String::as_str), Some(silent));
    apply(&mut desk, center(peer("192.0.2.21:5060")), None);
    assert_eq!(desk.trunks.last().map(String::as_str), Some("t normal: "));
    desk.starts();
    desk.wait(10);
    let asked = desk.starts();
    assert!(
        asked
            .iter()
            .any(|it| it.starts_with("OPTIONS sip:192.0.2.21")),
        "{asked:?}"
    );
}

#[test]
fn a_connection_is_kept_alive_as_its_registrar_wants_it() {
    let mut trunk = registering(REGISTRAR);
    trunk["transport"] = json!("tcp");
    let mut desk = desk(trunk);
    let question = desk.last();
    let via = question.lines().find(|line| line.starts_with("Via:"));
    assert!(via.is_some_and(|via| via.ends_with(";keep")), "{via:?}");
    assert!(desk.kept.is_empty());
    let granted = question.replacen(";keep", ";keep=45", 1);
    let flow = sip::Flow::new(
        sip::Transport::Tcp,
        local(),
        REGISTRAR.parse().expect("an address"),
    );
    let kept = |line: &&str| !line.starts_with("REGISTER ") && !line.starts_with("Max-Forwards");
    let lines: Vec<&str> = granted.lines().filter(kept).collect();
    let text = format!(
        "SIP/2.0 200 OK\r\n{}\r\n\r\n",
        lines.join("\r\n").trim_end()
    );
    desk.handle(Input::Datagram(flow, text.as_bytes()));
    assert_eq!(
        desk.trunks.last().map(String::as_str),
        Some("t registered: at 192.0.2.20:5060")
    );
    assert_eq!(
        desk.kept,
        sip::Kept::from([(flow.remote, Duration::from_secs(45))])
    );
    desk.handle(Input::Severed(flow));
    desk.wait(3);
    assert!(desk.last().starts_with("REGISTER "));
    desk.wait(3_600);
    assert!(desk.kept.is_empty(), "what is not registered is not kept");
}
