//! There is only so much of everything that is kept.

use model::Name;
use model::config::Priority;
use model::live::LiveValue;
use serde_json::json;

use super::desk::Desk;
use crate::clients::ClientDraft;
use crate::live::LiveDraft;
use crate::{Command, Input, Principal, Problem, Reply, Ticket, TokenDigest};

fn name(number: usize) -> Name {
    Name::new(&format!("n{number}")).expect("a name")
}

/// Gives commands until one is refused, and says how many were not, and why it was.
fn until_refused(most: usize, command: impl Fn(usize) -> Command) -> (usize, Problem) {
    let mut desk = Desk::of(&json!({}));
    for number in 0..=most {
        let input = Input::Command(Ticket(1), Principal::LocalAdmin, command(number));
        desk.handle(input);
        desk.entries.clear();
        match desk.replies.pop() {
            Some(Reply::Problem(problem)) => return (number, problem),
            reply => assert_eq!(reply, Some(Reply::Done)),
        }
    }
    panic!("{most} are kept, and one more");
}

#[test]
fn there_are_at_most_a_thousand_tokens() {
    let refused = until_refused(1_000, |number| Command::CreateToken {
        name: name(number),
        role: Name::new("viewer").expect("a name"),
        digest: TokenDigest([0; 32]),
        expires: None,
    });
    let (kind, limit) = ("tokens", 1_000);
    assert_eq!(refused, (limit, Problem::Limit { kind, limit }));
}

#[test]
fn there_are_at_most_a_thousand_clients() {
    let refused = until_refused(1_000, |number| {
        Command::CreateClient(ClientDraft {
            name: name(number),
            id: format!("cci_{number}"),
            role: Name::new("viewer").expect("a name"),
            digest: TokenDigest([0; 32]),
        })
    });
    let (kind, limit) = ("clients", 1_000);
    assert_eq!(refused, (limit, Problem::Limit { kind, limit }));
}

#[test]
fn at_most_a_thousand_things_are_changed_at_run_time_and_each_can_be_changed_again() {
    let agents = (0..=1_000).map(|n| {
        let agent = json!({ "name": "a", "staff_number": n.to_string() });
        (name(n).to_string(), agent)
    });
    let agents: serde_json::Map<_, _> = agents.collect();
    let config = json!({ "skill_groups": { "sales": {} }, "agents": agents });
    let mut desk = Desk::of(&config);
    let mut change = |number: usize, priority: u8| {
        let value = LiveValue::Member {
            skill_group: Name::new("sales").expect("a name"),
            agent: name(number),
            priority: Some(Priority(priority)),
        };
        let draft = LiveDraft {
            value,
            expires: None,
            note: String::new(),
        };
        let command = Command::ChangeLive(Box::new(draft));
        desk.handle(Input::Command(Ticket(1), Principal::LocalAdmin, command));
        desk.replies.pop().expect("a reply")
    };
    for number in 0..1_000 {
        assert_eq!(change(number, 1), Reply::Done);
    }
    let (kind, limit) = ("live changes", 1_000);
    let refused = Reply::Problem(Problem::Limit { kind, limit });
    assert_eq!(change(1_000, 1), refused);
    assert!(matches!(change(5, 2), Reply::Over(_)));
    assert_eq!(desk.switch.counters().refused_live_changes, 1);
}

#[test]
fn at_most_a_hundred_thousand_callers_are_blocked() {
    let refused = until_refused(100_000, |number| Command::Block {
        caller: format!("138{number:08}"),
        note: String::new(),
        expires: None,
    });
    let (kind, limit) = ("blocked callers", 100_000);
    assert_eq!(refused, (limit, Problem::Limit { kind, limit }));
}
