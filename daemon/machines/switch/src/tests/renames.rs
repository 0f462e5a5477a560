//! What has another name in the next configuration stays registered, changed and allowed.

use model::{Config, Moved, Name, Renames};
use serde_json::{Value, json};

use super::desk::{Desk, OFFER, request, to_tag};
use super::trunks::{answer, center};
use crate::{
    Apply, Command, Entry, Input, Ledger, LiveDraft, Principal, Reply, Ticket, TokenDigest,
};

fn moves(moves: &[(&str, &str, &str)]) -> Vec<Moved> {
    let one = |(kind, from, to): &(&str, &str, &str)| -> Moved {
        let one = json!({ "kind": kind, "from": from, "to": to });
        serde_json::from_value(one).expect("a move")
    };
    moves.iter().map(one).collect()
}

fn asks(desk: &mut Desk, command: Command) -> Reply {
    desk.handle(Input::Command(Ticket(1), Principal::LocalAdmin, command));
    desk.replies.pop().expect("a reply")
}

/// Gives what is live other names, and changes it besides.
fn rename(desk: &mut Desk, moved: Vec<Moved>, besides: impl FnOnce(&mut Config)) {
    let mut config = (*desk.switch.desired).clone();
    config.rename(&Renames::of(&moved));
    besides(&mut config);
    let apply = Apply {
        config: config.into(),
        moved,
        ..desk.apply_of(json!({}))
    };
    let reply = asks(desk, Command::Apply(Box::new(apply)));
    assert!(matches!(reply, Reply::Applied(_)), "{reply:?}");
}

/// What a start would find that goes on from `ledger`.
fn restarted(desk: &Desk, mut ledger: Ledger) -> Ledger {
    for entry in &desk.entries {
        // As it is on the disk.
        let written = serde_json::to_vec(entry).expect("JSON");
        let entry: Entry = serde_json::from_slice(&written).expect("an entry");
        ledger.apply(entry);
    }
    ledger
}

fn registered() -> (Desk, Ledger) {
    let trunk = json!({ "mode": "register", "address": "192.0.2.20:5060", "register": {
        "username": "02160001000", "password": { "env": "CARRIER" }, "expires": "1h",
    } });
    let ledger = json!({
        "config": center(trunk), "realm": "r", "trunk_passwords": { "t": "secret" },
    });
    let mut desk = Desk::with(ledger.clone());
    answer(&mut desk, "200 OK", "Expires: 300");
    desk.starts();
    desk.trunks.clear();
    (desk, serde_json::from_value(ledger).expect("a ledger"))
}

#[test]
fn a_trunk_that_is_renamed_stays_registered_and_registers_again_in_time() {
    let (mut desk, ledger) = registered();
    rename(&mut desk, moves(&[("trunks", "t", "telco")]), |_| {});
    assert_eq!(desk.starts(), [""; 0], "the carrier hears nothing of it");
    assert_eq!(desk.trunks, [""; 0], "it is as it was");
    let telco = Name::new("telco").expect("a name");
    assert!(desk.switch.trunks.registration(&telco).is_some());
    desk.wait(271);
    let starts = desk.starts();
    let register = |line: &String| line.starts_with("REGISTER sip:192.0.2.20:5060");
    assert!(
        !starts.is_empty() && starts.iter().all(register),
        "{starts:?}"
    );
    let kept = restarted(&desk, ledger).trunk_passwords;
    assert_eq!(kept.keys().collect::<Vec<_>>(), [&telco]);
}

#[test]
fn a_trunk_that_is_renamed_and_has_another_account_is_registered_anew() {
    let (mut desk, _) = registered();
    rename(&mut desk, moves(&[("trunks", "t", "telco")]), |config| {
        let trunk = config.trunks.get_mut("telco").expect("the trunk");
        let account = trunk.register.as_mut().expect("an account");
        account.username = "02160001001".to_owned();
    });
    let back = |text: &&String| text.contains("\r\nExpires: 0\r\n");
    assert_eq!(desk.sent.iter().filter(back).count(), 1);
    assert_eq!(desk.starts().len(), 2);
}

#[test]
fn a_request_that_is_under_way_is_answered_under_the_other_name() {
    let (mut desk, _) = registered();
    desk.wait(271);
    rename(&mut desk, moves(&[("trunks", "t", "telco")]), |_| {});
    answer(&mut desk, "403 Forbidden", "");
    let told = desk.trunks.last().expect("it is told");
    assert!(
        told.starts_with("telco registered: the refresh failed: 403"),
        "{told}"
    );
}

/// A team with hours, on a day whose morning it is.
fn team() -> Value {
    json!({
        "skill_groups": { "sales": { "members": { "amy": 3 }, "phones": ["2101"] } },
        "agents": {
            "amy": { "name": "A", "staff_number": "1" },
            "ben": { "name": "B", "staff_number": "2" },
        },
        "phones": { "2101": {} },
        "hours": { "office": { "weekly": { "thu": ["09:00-18:00"] } } },
        "roles": { "lead": { "monitoring": "change", "skill_groups": ["sales"] } },
    })
}

#[test]
fn what_was_changed_at_run_time_goes_over_to_the_other_name() {
    let mut desk = Desk::of(&team());
    for value in [
        json!({ "what": "member", "skill_group": "sales", "agent": "ben", "priority": 1 }),
        json!({ "what": "phone", "skill_group": "sales", "phone": "2101", "priority": 2 }),
        json!({ "what": "hours", "hours": "office", "date": "1970-01-01", "open": [] }),
        json!({ "what": "emergency", "on": true }),
    ] {
        let draft = LiveDraft {
            value: serde_json::from_value(value).expect("a value"),
            expires: None,
            note: "because".to_owned(),
        };
        let reply = asks(&mut desk, Command::ChangeLive(Box::new(draft)));
        assert!(matches!(reply, Reply::Done), "{reply:?}");
    }
    let moved = moves(&[
        ("skill_groups", "sales", "presales"),
        ("agents", "ben", "bob"),
        ("hours", "office", "desk"),
    ]);
    rename(&mut desk, moved, |_| {});
    let live = &desk.switch.live;
    let left: Vec<_> = live
        .iter()
        .map(|(subject, _)| subject.to_string())
        .collect();
    let expected = [
        "skill_groups.presales.members.bob",
        "skill_groups.presales.phones.2101",
        "hours.desk.today",
        "center.emergency",
    ];
    assert_eq!(left, expected);
    assert!(live.iter().all(|(_, change)| change.note == "because"));
    let presales = &desk.switch.config.skill_groups["presales"];
    assert!(presales.members.contains_key("bob"), "it is in effect");
    let ledger = serde_json::from_value(json!({ "config": team(), "realm": "r" }));
    let ledger = restarted(&desk, ledger.expect("a ledger"));
    assert_eq!(&ledger.live, live, "what survives is what is");
}

#[test]
fn a_token_keeps_its_role_by_the_roles_other_name() {
    let mut desk = Desk::of(&team());
    let name = |text| Name::new(text).expect("a name");
    let create = Command::CreateToken {
        name: name("ci"),
        role: name("lead"),
        digest: TokenDigest([1; 32]),
        expires: None,
    };
    let reply = asks(&mut desk, create);
    assert!(matches!(reply, Reply::Done), "{reply:?}");
    rename(&mut desk, moves(&[("roles", "lead", "chief")]), |_| {});
    assert_eq!(desk.switch.tokens["ci"].role, name("chief"));
    let ledger = serde_json::from_value(json!({ "config": team(), "realm": "r" }));
    let ledger = restarted(&desk, ledger.expect("a ledger"));
    assert_eq!(ledger.tokens, desk.switch.tokens);
}

#[test]
fn a_phone_that_rings_for_a_caller_hears_nothing_of_the_groups_other_name() {
    let mut desk = Desk::of(&json!({
        "trunks": { "t": { "mode": "peer", "address": "192.0.2.9", "allow": ["192.0.2.0/24"] } },
        "numbers": { "4001": { "trunk": "t", "ivr": "i" } },
        "ivrs": { "i": { "start": "q", "nodes": { "q": { "transfer": { "group": "sales" } } } } },
        "skill_groups": { "sales": { "phones": ["2001"] } },
        "phones": { "2001": { "contact": "sip:2001@192.0.2.20:5060" } },
    }));
    let number = "sip:4001@192.0.2.1";
    desk.take(&request("INVITE", number, "", OFFER));
    desk.open();
    let tag = to_tag(desk.sent.last().expect("a 200"));
    desk.take(&request("ACK", number, &tag, ""));
    desk.open();
    assert!(desk.last().starts_with("INVITE sip:2001@"));
    desk.starts();
    let moved = moves(&[
        ("skill_groups", "sales", "presales"),
        ("ivrs", "i", "entry"),
        ("trunks", "t", "telco"),
    ]);
    rename(&mut desk, moved, |_| {});
    assert_eq!(desk.starts(), [""; 0]);
    let waits = desk.switch.center.queues();
    let waits: Vec<_> = waits.map(|it| it.group.to_string()).collect();
    assert_eq!(waits, ["presales"]);
}
