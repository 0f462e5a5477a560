//! Who may end which call that is up.

use model::record::EventKind;
use model::{CallId, Name};
use serde_json::json;

use super::desk::{Desk, OFFER, request, to_tag};
use crate::{Command, Entry, Input, Principal, Problem, Reply, Ticket};

/// A caller for whom a phone of the sales rings; two leads see one group each.
fn waiting() -> (Desk, CallId) {
    let mut desk = Desk::of(&json!({
        "trunks": { "t": { "mode": "peer", "address": "192.0.2.9", "allow": ["192.0.2.0/24"] } },
        "numbers": { "4001": { "trunk": "t", "ivr": "i" } },
        "ivrs": { "i": { "start": "q", "nodes": { "q": { "transfer": { "group": "sales" } } } } },
        "skill_groups": {
            "sales": { "members": { "amy": 1 }, "phones": ["2001"] },
            "support": { "members": { "ben": 1 } },
        },
        "agents": {
            "amy": { "name": "Amy", "staff_number": "1001" },
            "ben": { "name": "Ben", "staff_number": "1002" },
        },
        "phones": { "2001": { "contact": "sip:2001@192.0.2.20:5060" } },
        "roles": {
            "lead": { "monitoring": "change", "skill_groups": ["sales"] },
            "other": { "monitoring": "change", "skill_groups": ["support"] },
        },
    }));
    let number = "sip:4001@192.0.2.1";
    desk.take(&request("INVITE", number, "", OFFER));
    desk.open();
    let tag = to_tag(desk.sent.last().expect("a 200"));
    desk.take(&request("ACK", number, &tag, ""));
    let queued = desk.entries.iter().find_map(|entry| match entry {
        Entry::Call(event) => matches!(event.kind, EventKind::Queued { .. }).then_some(event.call),
        _ => None,
    });
    let call = queued.unwrap_or_else(|| panic!("{:?}", desk.entries));
    (desk, call)
}

fn name(text: &str) -> Name {
    Name::new(text).expect("a name")
}

/// What becomes of it when somebody ends the call.
fn ends(principal: Principal, which: fn(CallId) -> CallId) -> Reply {
    let (mut desk, call) = waiting();
    desk.handle(Input::Command(
        Ticket(1),
        principal,
        Command::EndCall(which(call)),
    ));
    desk.replies.pop().expect("a reply")
}

fn token(role: &str) -> Principal {
    Principal::Token {
        name: name("t"),
        role: name(role),
    }
}

#[test]
fn a_lead_ends_the_calls_of_his_skill_groups() {
    let his = |call| call;
    assert_eq!(ends(token("lead"), his), Reply::Done);
    assert_eq!(ends(token("operator"), his), Reply::Done);
}

#[test]
fn a_call_of_others_looks_like_one_that_is_not_there() {
    let his: fn(CallId) -> CallId = |call| call;
    let invented: fn(CallId) -> CallId = |_| CallId(uuid::Uuid::nil());
    let not_found = |reply: Reply| match reply {
        Reply::Problem(Problem::NotFound { kind, .. }) => kind,
        other => panic!("{other:?}"),
    };
    for principal in [token("other"), Principal::Agent(name("amy"))] {
        for which in [his, invented] {
            assert_eq!(not_found(ends(principal.clone(), which)), "call");
        }
    }
}
