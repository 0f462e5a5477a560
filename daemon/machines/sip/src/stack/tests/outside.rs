//! Requests outside of dialogs.

use super::bench::{Pair, Side, flow};
use super::paper::{Paper, header, request, status};
use crate::message::{Fields, Method, Request, Uri};
use crate::{Event, RequestId};

fn options() -> Request {
    let mut request = Request::new(Method::Options, Uri::sip("", "192.0.2.2", None));
    request.headers.add("From", "<sip:ccd@192.0.2.1>");
    request.headers.add("To", "<sip:192.0.2.2>");
    request
}

#[test]
fn a_request_is_completed_answered_and_forgotten() {
    let mut pair = Pair::fine();
    let id = pair.act(Side::Caller, |stack, now| {
        stack.request(now, flow(Side::Caller), options())
    });
    pair.run(50);
    let Some(Event::Requested(theirs, stranger)) = pair.callee.events.pop() else {
        panic!("no request came")
    };
    let headers = &stranger.request.headers;
    assert!(headers.tags().0.is_some_and(|tag| !tag.is_empty()));
    assert_eq!(headers.cseq(), Some((1, Method::Options)));
    assert_eq!(headers.max_forwards(), Some(70));
    let extra = [("Accept".to_string(), "application/sdp".to_string())];
    pair.act(Side::Callee, |stack, now| {
        stack.respond(now, theirs, 200, &extra, Vec::new())
    });
    pair.run(50);
    let told = pair.caller.events.pop();
    let Some(Event::Responded(same, 200, Some(response))) = told else {
        panic!("{told:?}")
    };
    assert_eq!(
        (same, response.headers.first("Accept")),
        (id, Some("application/sdp"))
    );
    assert!(response.headers.tags().1.is_some());
    pair.assert_clean();
}

#[test]
fn a_request_that_nobody_answers_is_told_as_408() {
    let mut pair = Pair::fine().without_admission();
    pair.act(Side::Caller, |stack, now| {
        stack.request(now, flow(Side::Caller), options())
    });
    pair.run(31_999);
    assert_eq!(pair.told(Side::Caller), [""; 0]);
    pair.run(1);
    assert_eq!(pair.told(Side::Caller), ["responded 408"]);
    assert_eq!(pair.sent_by(Side::Caller).len(), 11);
    // Every copy was a stranger again, since none was let in.
    assert_eq!(pair.callee.strangers.len(), 11);
    pair.assert_clean();
}

#[test]
fn a_provisional_answer_is_kept_from_whoever_asked() {
    let mut pair = Pair::fine();
    pair.act(Side::Caller, |stack, now| {
        stack.request(now, flow(Side::Caller), options())
    });
    pair.run(50);
    let respond = |pair: &mut Pair, status| {
        pair.act(Side::Callee, |stack, now| {
            stack.respond(now, RequestId(1), status, &[], Vec::new());
        });
        pair.run(50);
    };
    respond(&mut pair, 100);
    assert_eq!(pair.told(Side::Caller), [""; 0]);
    respond(&mut pair, 404);
    respond(&mut pair, 200);
    assert_eq!(pair.told(Side::Caller), ["responded 404"]);
    pair.assert_clean();
}

#[test]
fn a_request_that_we_never_answer_is_forgotten() {
    let mut paper = Paper::new();
    paper.admit(&request("OPTIONS", "z9hG4bKo", "", 1, ""));
    assert_eq!(paper.stack.census().requests, 1);
    paper.run(32_000);
    assert!(paper.stack.is_idle());
    paper.act(|stack, now| stack.respond(now, RequestId(1), 200, &[], Vec::new()));
    assert_eq!(paper.texts(), [""; 0]);
}

#[test]
fn a_copy_of_an_answered_request_gets_the_answer_again() {
    let mut paper = Paper::new();
    let options = request("OPTIONS", "z9hG4bKo", "", 1, "");
    paper.admit(&options);
    assert!(paper.take(&options).is_none());
    assert_eq!(paper.texts(), [""; 0]);
    let body = b"words".to_vec();
    paper.act(|stack, now| stack.respond(now, RequestId(1), 404, &[], body));
    let first = paper.text();
    assert_eq!(
        (status(&first), header(&first, "Content-Length")),
        (404, "5")
    );
    assert!(paper.take(&options).is_none());
    assert_eq!(paper.text(), first);
    assert_eq!(paper.told(), ["requested"]);
}
