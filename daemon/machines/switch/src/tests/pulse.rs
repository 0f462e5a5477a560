//! Calls that a crash cuts off when nothing has happened in them for long.

use super::desk::{Desk, OFFER, request, to_tag};
use crate::{Entry, Ledger};

fn signs(desk: &Desk) -> usize {
    let alive = |entry: &&Entry| matches!(entry, Entry::Alive(_));
    desk.entries.iter().filter(alive).count()
}

#[test]
fn a_call_that_a_crash_cuts_off_lasted_until_the_last_sign_of_life() {
    let mut desk = Desk::new();
    desk.take(&request("INVITE", "sip:4001@192.0.2.1", "", OFFER));
    desk.open();
    let tag = to_tag(desk.sent.last().expect("an answer"));
    desk.take(&request("ACK", "sip:4001@192.0.2.1", &tag, ""));
    desk.pass(28_000);
    assert_eq!(signs(&desk), 5);
    let mut ledger = Ledger::default();
    desk.entries.iter().cloned().for_each(|it| ledger.apply(it));
    let (call, events) = ledger.open_calls.first_key_value().expect("a call");
    let alive = ledger.alive_at.expect("it worked");
    let (_, record) = contact::record::close_after_crash(events, alive).expect("a record");
    assert_eq!(record.id, *call);
    assert_eq!(record.durations.total_ms, 25_000);
    let bye = request("BYE", "sip:4001@192.0.2.1", &tag, "");
    desk.take(&bye.replace("CSeq: 1", "CSeq: 2"));
    desk.pass(60_000);
    assert_eq!(signs(&desk), 5, "nothing is up");
}
