//! There is only so much of everything that is kept.

use model::Name;
use serde_json::json;

use super::desk::Desk;
use crate::clients::ClientDraft;
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
fn at_most_a_hundred_thousand_callers_are_blocked() {
    let refused = until_refused(100_000, |number| Command::Block {
        caller: format!("138{number:08}"),
        note: String::new(),
    });
    let (kind, limit) = ("blocked callers", 100_000);
    assert_eq!(refused, (limit, Problem::Limit { kind, limit }));
}
