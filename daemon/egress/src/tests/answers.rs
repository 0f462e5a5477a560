//! What a customer's system may answer, and what it may not.

use model::Span;
use model::ask::AskFailure;

use super::{Act, Desk, Names, Server};
use crate::Limits;

async fn reply_to(act: Act) -> model::ask::Reply {
    let server = Server::start(move |_, _| act.clone()).await;
    Desk::new(&Names::none()).ask(&server.url("/")).await
}

#[tokio::test]
async fn a_question_is_a_post_of_json_and_its_answer_is_told() {
    let server = Server::start(|_, _| Act::ok(r#"{"Score":"95"}"#)).await;
    let mut desk = Desk::new(&Names::none());
    let reply = desk.ask(&server.url("/fetch?action=x&version=1")).await;
    assert_eq!(reply.as_deref(), Ok(r#"{"Score":"95"}"#));
    let request = server.seen().remove(0);
    let (head, body) = request.split_once("\r\n\r\n").expect("a request");
    assert!(
        head.starts_with("POST /fetch?action=x&version=1 HTTP/1.1\r\n"),
        "{head}"
    );
    assert_eq!(body, r#"{"Callee":"008618621500000"}"#);
    for header in [
        format!("host: {}", server.address),
        "content-type: application/json; charset=utf-8".to_owned(),
        "accept-encoding: identity".to_owned(),
        format!("idempotency-key: \"{}-1\"", uuid::Uuid::nil()),
    ] {
        assert!(
            head.lines().any(|line| line == header),
            "{header} in {head}"
        );
    }
    assert_eq!(desk.egress.figures().outcomes["answered"], 1);
}

#[tokio::test]
async fn an_answer_without_a_length_ends_with_its_connection() {
    let whole = b"HTTP/1.1 200 OK\r\n\r\n{\"a\":\"\xe5\xa5\xbd\"}";
    let reply = reply_to(Act::Say(whole.to_vec())).await;
    assert_eq!(reply.as_deref(), Ok("{\"a\":\"好\"}"));
}

#[tokio::test]
async fn an_answer_of_64_kib_is_read_and_one_byte_more_is_too_large() {
    let most = "x".repeat(64 << 10);
    assert_eq!(reply_to(Act::ok(&most)).await.as_deref(), Ok(&*most));
    let more = format!("{most}x");
    assert_eq!(reply_to(Act::ok(&more)).await, Err(AskFailure::TooLarge));
    let chunked = format!(
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{:x}\r\n{more}\r\n0\r\n\r\n",
        more.len()
    );
    let reply = reply_to(Act::Say(chunked.into())).await;
    assert_eq!(reply, Err(AskFailure::TooLarge));
}

#[tokio::test]
async fn an_answer_that_says_it_is_huge_is_not_waited_for() {
    let head = b"HTTP/1.1 200 OK\r\ncontent-length: 4000000000\r\n\r\n";
    let reply = reply_to(Act::Trickle(head.to_vec())).await;
    assert_eq!(reply, Err(AskFailure::TooLarge));
}

#[tokio::test]
async fn an_endless_answer_is_cut_off() {
    let reply = reply_to(Act::Endless(b"HTTP/1.1 200 OK\r\n\r\n".to_vec())).await;
    assert_eq!(reply, Err(AskFailure::TooLarge));
    let reply = reply_to(Act::Endless(b"HTTP/1.1 200 OK\r\nx: ".to_vec())).await;
    assert_eq!(reply, Err(AskFailure::TooLarge), "a head without an end");
}

#[tokio::test]
async fn a_slow_answer_ends_with_the_time_limit_of_its_question() {
    let slow = Act::Trickle(b"HTTP/1.1 200 OK\r\n\r\n".to_vec());
    let slow_head = Act::Trickle(b"HTTP/1.1 200 OK\r\nx: ".to_vec());
    for act in [slow, slow_head, Act::Hang] {
        let server = Server::start(move |_, _| act.clone()).await;
        let mut desk = Desk::new(&Names::none());
        desk.begin_within(&server.url("/"), 1, Span::millis(50));
        assert_eq!(desk.told().await.1, Err(AskFailure::Timeout));
        server.until_open(0).await;
    }
}

#[tokio::test]
async fn a_question_may_not_wait_longer_than_the_daemon_lets_it() {
    let server = Server::start(|_, _| Act::Hang).await;
    let limits = Limits {
        answer: std::time::Duration::from_millis(50),
        ..Limits::default()
    };
    let mut desk = Desk::with(&Names::none(), limits);
    desk.begin_within(&server.url("/"), 1, Span::seconds(3_600));
    assert_eq!(desk.told().await.1, Err(AskFailure::Timeout));
}

#[tokio::test]
async fn what_is_no_text_is_told_as_such() {
    let latin = Act::status("200 OK", "", b"{\"name\":\"J\xf6rg\"}");
    let packed = Act::status("200 OK", "content-encoding: gzip\r\n", b"\x1f\x8b");
    let garbage = Act::Say(b"220 smtp.example ready\r\n".to_vec());
    for act in [latin, packed, garbage] {
        assert_eq!(reply_to(act).await, Err(AskFailure::NotText));
    }
}

#[tokio::test]
async fn a_status_that_is_no_success_is_told_with_its_number() {
    for status in [204, 299] {
        let reply = reply_to(Act::status(&format!("{status} Well"), "", b"")).await;
        assert_eq!(reply.as_deref(), Ok(""));
    }
    for status in [300, 303, 304, 400, 404, 429, 500, 599] {
        let reply = reply_to(Act::status(&format!("{status} Not"), "", b"")).await;
        assert_eq!(reply, Err(AskFailure::Status(status)));
    }
}

#[tokio::test]
async fn a_connection_that_breaks_or_is_refused_is_unreachable() {
    for half in ["", "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhal"] {
        let reply = reply_to(Act::Say(half.into())).await;
        assert_eq!(reply, Err(AskFailure::Unreachable), "{half:?}");
    }
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").expect("a socket");
    let address = nobody.local_addr().expect("an address");
    drop(nobody);
    let mut desk = Desk::new(&Names::none());
    let reply = desk.ask(&format!("http://{address}/")).await;
    assert_eq!(reply, Err(AskFailure::Unreachable));
    let reply = desk.ask("https://no-such-name.example/").await;
    assert_eq!(reply, Err(AskFailure::Unreachable));
}

#[tokio::test]
async fn the_next_address_of_a_name_is_tried_when_the_first_takes_no_connection() {
    let server = Server::start(|_, _| Act::ok("{}")).await;
    let names = Names::none().with("a.example", &["127.0.0.2 127.0.0.1"]);
    let settings = crate::Settings {
        networks: vec!["127.0.0.0/8".parse().expect("a network")],
        ..crate::Settings::default()
    };
    let mut desk = Desk::of(&names, &settings);
    let reply = desk.ask(&server.url_of("a.example", "/")).await;
    assert_eq!(reply.as_deref(), Ok("{}"));
}
