//! Who asks too often.

use std::net::SocketAddr;

use axum::response::IntoResponse;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::token;
use crate::http::problem::Refused;
use crate::http::testing::Interface;

const CENTER: &str = "center: { api_rate: 1 }\n";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_that_asks_too_often_is_told_when_to_come_again_and_others_are_not() {
    let folder = tempfile::tempdir().expect("a directory");
    let interface = Interface::of(folder.path(), CENTER);
    let (eager, other) = (
        token(&interface, "eager", "viewer").await,
        token(&interface, "other", "viewer").await,
    );
    let ask = async |token: &str| {
        let bearer = format!("Bearer {token}");
        let headers = [("authorization", bearer.as_str())];
        interface
            .ask_from_elsewhere("GET", "/api/v1/calls", &headers, "")
            .await
    };
    for _ in 0..10 {
        assert_eq!(ask(&eager).await.status, 200);
    }
    let refused = ask(&eager).await;
    assert_eq!(refused.status, 429);
    assert_eq!(refused.header("retry-after"), "1");
    assert_eq!(refused.json()["limit"], "api_rate");
    assert_eq!(refused.json()["code"], "too_many");
    assert_eq!(ask(&other).await.status, 200);
    for _ in 0..20 {
        assert_eq!(interface.get("/api/v1/calls").await.status, 200);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_guesses_secrets_is_slowed_down() {
    let folder = tempfile::tempdir().expect("a directory");
    let interface = Interface::of(folder.path(), CENTER);
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let body = "grant_type=client_credentials&client_id=cci_1&client_secret=guessed";
    let mut answers = Vec::new();
    for _ in 0..25 {
        let answer = interface
            .ask_from_elsewhere("POST", api::TOKEN_PATH, &form, body)
            .await;
        answers.push(answer);
    }
    assert!(answers[..20].iter().all(|answer| answer.status == 401));
    let last = answers.last().expect("an answer");
    assert_eq!(last.status, 429);
    assert_eq!(last.header("retry-after"), "1");
}

/// Opens the stream of events, and says what is answered.
async fn watch(address: SocketAddr) -> (TcpStream, String) {
    let mut socket = TcpStream::connect(address).await.expect("a connection");
    let request = "GET /api/v1/events HTTP/1.1\r\nHost: ccd\r\nConnection: Upgrade\r\n\
                   Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
                   Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    socket.write_all(request.as_bytes()).await.expect("sent");
    let mut answer = vec![0; 4096];
    let length = socket.read(&mut answer).await.expect("an answer");
    answer.truncate(length);
    (socket, String::from_utf8_lossy(&answer).into_owned())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_more_watch_the_events_than_may_and_one_who_leaves_makes_room() {
    let folder = tempfile::tempdir().expect("a directory");
    // Of this interface one at a time.
    let interface = Interface::of(folder.path(), CENTER);
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let served = tokio::spawn(axum::serve(listener, interface.local()).into_future());
    let (first, answer) = watch(address).await;
    assert!(answer.starts_with("HTTP/1.1 101 "), "{answer}");
    let (_, refused) = watch(address).await;
    assert!(refused.starts_with("HTTP/1.1 429 "), "{refused}");
    assert!(refused.contains("\r\nretry-after: 1\r\n"), "{refused}");
    assert!(refused.contains(r#""limit":"watchers""#), "{refused}");
    drop(first);
    let room = async {
        while !watch(address).await.1.starts_with("HTTP/1.1 101 ") {
            tokio::task::yield_now().await;
        }
    };
    let room = tokio::time::timeout(std::time::Duration::from_secs(10), room).await;
    assert!(room.is_ok(), "the place is not given back");
    served.abort();
}

#[test]
fn what_there_may_be_no_more_of_is_named_and_nobody_is_told_to_wait() {
    for kind in ["tokens", "clients", "blocked callers"] {
        let problem = switch::Problem::Limit { kind, limit: 1_000 };
        let refused = Refused::from(problem);
        let told = format!("{refused:?}");
        assert!(told.contains(&format!("{kind:?}")), "{told}");
        let response = refused.into_response();
        assert_eq!(response.status(), 429);
        assert!(!response.headers().contains_key("retry-after"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_says_goodbye_is_answered_before_the_line_is_closed() {
    let folder = tempfile::tempdir().expect("a directory");
    let interface = Interface::of(folder.path(), CENTER);
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let served = tokio::spawn(axum::serve(listener, interface.local()).into_future());
    let (mut client, answer) = watch(address).await;
    assert!(answer.starts_with("HTTP/1.1 101 "), "{answer}");
    let goodbye = [0x88, 0x82, 0, 0, 0, 0, 0x03, 0xe8];
    client.write_all(&goodbye).await.expect("sent");
    let mut rest = Vec::new();
    client.read_to_end(&mut rest).await.expect("the end");
    assert!(rest.ends_with(&[0x88, 0x02, 0x03, 0xe8]), "{rest:?}");
    served.abort();
}
