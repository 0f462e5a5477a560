//! Peers that are asked by OPTIONS because somebody wants to know.

use serde_json::json;

use super::desk::Desk;
use super::trunks::{answer, center};
use crate::interface::Ticket;
use crate::{Command, Input, Principal, Problem, Reply};

fn desk() -> Desk {
    let trunk = json!({ "mode": "peer", "address": "192.0.2.9:5060", "allow": ["192.0.2.9/32"] });
    Desk::of(&center(trunk))
}

fn asks(desk: &mut Desk) {
    let command = Command::ExamineTrunk("t".parse().expect("a name"));
    desk.handle(Input::Command(Ticket(1), Principal::LocalAdmin, command));
}

/// The statuses of which was told, and `refused`.
fn told(desk: &mut Desk) -> Vec<String> {
    let replies = desk.replies.drain(..);
    let words = replies.map(|reply| match reply {
        Reply::Examined(examined) => examined.status.to_string(),
        Reply::Problem(Problem::Examined(_)) => "refused".to_owned(),
        other => format!("{other:?}"),
    });
    words.collect()
}

#[test]
fn whoever_asks_meanwhile_waits_for_the_same_answer() {
    let mut desk = desk();
    asks(&mut desk);
    asks(&mut desk);
    assert_eq!(desk.starts(), ["OPTIONS sip:192.0.2.9:5060 SIP/2.0"]);
    let question = desk.flown.last().expect("a question").1.clone();
    desk.sent.push(question);
    answer(&mut desk, "200 OK", "");
    assert_eq!(told(&mut desk), ["200", "200"]);
}

#[test]
fn a_peer_that_says_nothing_is_waited_for_ten_seconds_and_can_be_asked_again_at_once() {
    let mut desk = desk();
    asks(&mut desk);
    let late = desk.last();
    desk.wait(9);
    assert_eq!(told(&mut desk), [""; 0]);
    desk.wait(1);
    assert_eq!(told(&mut desk), ["408"]);
    desk.starts();
    asks(&mut desk);
    let question = desk.last();
    desk.sent.push(late);
    answer(&mut desk, "405 Method Not Allowed", "");
    assert_eq!(told(&mut desk), [""; 0], "that was the answer to the other");
    desk.sent.push(question);
    answer(&mut desk, "200 OK", "");
    assert_eq!(told(&mut desk), ["200"]);
    desk.starts();
    desk.wait(40);
    assert_eq!(desk.starts(), [""; 0], "nobody is asked on");
}

#[test]
fn so_many_may_wait_for_one_answer() {
    let mut desk = desk();
    for _ in 0..17 {
        asks(&mut desk);
    }
    assert_eq!(told(&mut desk), ["refused"]);
}
