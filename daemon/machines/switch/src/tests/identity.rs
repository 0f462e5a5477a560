//! Whose a call is, both ways.

use serde_json::{Value, json};

use super::desk::{Desk, OFFER, request};
use super::dials;
use crate::Entry;

/// The caller of an INVITE with these headers, on a trunk with that numbering.
fn caller(numbering: &Value, headers: &str) -> String {
    let mut config = dials::config();
    config["trunks"]["t"]["numbering"] = numbering.clone();
    let mut desk = Desk::of(&config);
    let invite = request("INVITE", "sip:4001@192.0.2.1", "", OFFER);
    desk.take(&invite.replace("Call-ID:", &format!("{headers}Call-ID:")));
    let arrived = format!("{:?}", desk.entries.first());
    let caller = arrived.split_once("caller: \"").expect("a caller").1;
    assert!(matches!(desk.entries.first(), Some(Entry::Call(_))));
    caller.split('"').next().unwrap_or_default().to_owned()
}

const PAI: &str = "P-Asserted-Identity: <tel:+8613900000001>\r\n";
const RPID: &str = "Remote-Party-ID: <sip:13900000002@a>;party=calling\r\n";

#[test]
fn the_headers_that_a_trunk_is_trusted_with_say_who_calls() {
    let both = format!("{PAI}{RPID}");
    for (numbering, headers, expected) in [
        (json!({}), both.as_str(), "+8613900000001"),
        (json!({}), RPID, "+8613900000002"),
        (json!({}), "", "+8613800001234"),
        (json!({ "caller_id": ["from"] }), &both, "+8613800001234"),
        (
            json!({ "caller_id": ["rpid", "pai"] }),
            &both,
            "+8613900000002",
        ),
        (json!({ "caller_id": ["rpid"] }), PAI, ""),
    ] {
        assert_eq!(
            caller(&numbering, headers),
            expected,
            "{numbering} {headers}"
        );
    }
}

#[test]
fn who_withholds_his_number_has_none() {
    for headers in [
        format!("{PAI}Privacy: id\r\n"),
        format!("{PAI}Privacy: user;critical\r\n"),
        "Remote-Party-ID: <sip:13900000002@a>;privacy=full\r\n".to_owned(),
    ] {
        assert_eq!(caller(&json!({}), &headers), "", "{headers}");
    }
    assert_eq!(
        caller(&json!({}), &format!("{PAI}Privacy: none\r\n")),
        "+8613900000001"
    );
}

/// The INVITE to a number outside, over a trunk with that numbering.
fn dialled(numbering: &Value, prefix: Option<&str>) -> String {
    let mut config = dials::config();
    config["trunks"]["t"]["numbering"] = numbering.clone();
    if let Some(prefix) = prefix {
        config["numbers"]["4001"]["send_prefix"] = json!(prefix);
    }
    let mut desk = Desk::of(&config);
    desk.take(&request("INVITE", "sip:4001@192.0.2.1", "", OFFER));
    desk.open();
    desk.starts();
    desk.open();
    desk.sent.last().cloned().expect("an INVITE")
}

#[test]
fn a_trunk_gets_numbers_as_it_writes_them() {
    for (numbering, own, dialled_as) in [
        (json!({}), None, "sip:13900000000@"),
        (json!({ "form": "plus_e164" }), None, "sip:+8613900000000@"),
        (
            json!({ "form": "e164", "send_prefix": "9" }),
            None,
            "sip:98613900000000@",
        ),
        (
            json!({ "form": "zeros", "send_prefix": "9" }),
            Some("77"),
            "sip:77008613900000000@",
        ),
    ] {
        let invite = dialled(&numbering, own);
        assert!(
            invite.starts_with(&format!("INVITE {dialled_as}")),
            "{numbering}: {invite}"
        );
        assert!(
            invite.contains("\r\nFrom: <sip:4001@192.0.2.1:5060>;tag="),
            "{invite}"
        );
    }
}

#[test]
fn the_number_that_is_shown_stands_where_the_trunk_looks_for_it() {
    let invite = dialled(&json!({ "identity": "pai" }), None);
    let header = "\r\nP-Asserted-Identity: <sip:4001@192.0.2.1:5060>\r\n";
    assert!(invite.contains(header), "{invite}");
    let invite = dialled(&json!({ "identity": "rpid" }), None);
    let header = "\r\nRemote-Party-ID: <sip:4001@192.0.2.1:5060>;party=calling;";
    assert!(invite.contains(header), "{invite}");
}

/// What the INVITE to a number outside says of the call that was sent there.
fn sent_on(header: &str) -> Vec<String> {
    let invite = dialled(&json!({ "forwarded": header, "form": "zeros" }), None);
    let names = ["Diversion:", "History-Info:"];
    let lines = invite.lines();
    lines
        .filter(|line| names.iter().any(|name| line.starts_with(name)))
        .map(str::to_owned)
        .collect()
}

#[test]
fn a_trunk_is_told_that_a_call_was_sent_on_if_it_wants_to_be() {
    assert_eq!(sent_on("none"), [""; 0]);
    assert_eq!(
        sent_on("diversion"),
        ["Diversion: <sip:4001@192.0.2.1:5060>;reason=unconditional;counter=1"]
    );
    assert_eq!(
        sent_on("history_info"),
        ["History-Info: <sip:4001@192.0.2.1:5060>;index=1,\
          <sip:008613900000000@192.0.2.20:5070;cause=302>;index=1.1;mp=1"]
    );
}

#[test]
fn a_call_that_a_phone_hands_over_is_deflected() {
    let mut config = super::transfers::config();
    config["trunks"]["t"]["numbering"] = json!({ "forwarded": "diversion" });
    let (mut desk, invite, _) = super::transfers::talk_of(&config);
    let outside = "<sip:13900000001@192.0.2.1>";
    desk.take_from(
        super::transfers::PHONE,
        &super::transfers::refer(&invite, 1, outside),
    );
    desk.open();
    let called = desk.sent.last().cloned().expect("an INVITE");
    let header = "Diversion: <sip:4001@192.0.2.1:5060>;reason=deflection;counter=1\r\n";
    assert!(called.contains(header), "{called}");
}

#[test]
fn who_sent_a_call_on_stands_in_its_record() {
    let mut desk = Desk::of(&dials::config());
    let invite = request("INVITE", "sip:4001@192.0.2.1", "", OFFER);
    let diverted =
        "Diversion: <sip:13900000001@a>;reason=user-busy\r\nDiversion: <sip:4008001000@a>\r\n";
    desk.take(&invite.replace("Call-ID:", &format!("{diverted}Call-ID:")));
    let Some(Entry::Call(arrived)) = desk.entries.first() else {
        panic!("{:?}", desk.entries);
    };
    let record = contact::record::assemble(std::slice::from_ref(arrived));
    let record = serde_json::to_value(record).expect("JSON");
    assert_eq!(record["diverted_by"], "+8613900000001");
    assert_eq!(record["original_callee"], "4008001000");
    assert_eq!(record["diversion_reason"], "busy");
}
