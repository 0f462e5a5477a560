//! What is answered to requests that belong to no call.

use super::desk::{Desk, request};

const NUMBER: &str = "sip:4001@192.0.2.1";

#[test]
fn each_method_outside_of_calls_gets_a_polite_answer() {
    for (method, status) in [
        ("OPTIONS", 200),
        ("MESSAGE", 405),
        ("REFER", 403),
        ("SUBSCRIBE", 489),
        ("PUBLISH", 489),
        ("NOTIFY", 481),
        ("INFO", 481),
        ("UPDATE", 481),
        ("PRACK", 481),
        ("BYE", 481),
        ("DANCE", 501),
    ] {
        let mut desk = Desk::new();
        desk.take(&request(method, NUMBER, "", ""));
        let answer = desk.sent.pop().expect("an answer");
        assert!(
            answer.starts_with(&format!("SIP/2.0 {status} ")),
            "{method}: {answer}"
        );
        let allows = answer.contains("\r\nAllow: INVITE, ACK, CANCEL, BYE, OPTIONS");
        assert_eq!(
            allows,
            matches!(status, 200 | 405 | 501),
            "{method}: {answer}"
        );
        assert_eq!(desk.switch.census().stack.transactions, 0, "{method}");
    }
}

#[test]
fn who_asks_what_we_are_able_to_learns_it() {
    let mut desk = Desk::new();
    desk.take(&request("OPTIONS", NUMBER, "", ""));
    let answer = desk.sent.pop().expect("an answer");
    for line in [
        "Allow: ",
        "Accept: application/sdp, application/dtmf-relay",
        "Supported: ",
    ] {
        assert!(answer.contains(&format!("\r\n{line}")), "{answer}");
    }
}
