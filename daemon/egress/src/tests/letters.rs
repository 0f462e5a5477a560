//! Letters, which are sent once and whose senders wait.

use bytes::Bytes;
use hyper::header::{AUTHORIZATION, HeaderMap, HeaderValue};
use model::ask::AskFailure;

use super::{Act, Desk, Names, Server};
use crate::Letter;

fn letter() -> Letter {
    let mut headers = HeaderMap::new();
    headers.insert(AUTHORIZATION, HeaderValue::from_static("Basic dTpw"));
    headers.insert("idempotency-key", HeaderValue::from_static("7"));
    let body = Bytes::from_static(b"{\"a\":1}");
    Letter { headers, body }
}

async fn post(desk: &Desk, url: &str) -> Result<String, AskFailure> {
    let sent = desk.egress.post(url, &letter()).await;
    sent.map(|text| text.to_string())
        .map_err(|failure| failure.kind)
}

#[tokio::test]
async fn a_letter_is_sent_as_it_is_and_once() {
    let server = Server::start(|_, _| Act::status("500 Oh", "", b"")).await;
    let desk = Desk::new(&Names::none());
    let url = format!("http://{}/calls", server.address);
    assert_eq!(post(&desk, &url).await, Err(AskFailure::Status(500)));
    let seen = server.seen();
    assert_eq!(seen.len(), 1);
    let text = seen[0].to_ascii_lowercase();
    for part in [
        "post /calls ",
        "authorization: basic dtpw",
        "idempotency-key: 7",
        "{\"a\":1}",
    ] {
        assert!(text.contains(part), "{part} is missing: {text}");
    }
}

#[tokio::test]
async fn a_letter_goes_nowhere_inside_and_to_nobody_else() {
    let (inside, server) = Server::pair(move |_, _| Act::redirect("307 There", "/stays")).await;
    let desk = Desk::new(&Names::none());
    let elsewhere = format!("http://{}/", inside.address);
    assert_eq!(post(&desk, &elsewhere).await, Err(AskFailure::Refused));
    let other = Server::start(move |_, _| Act::redirect("307 There", &elsewhere)).await;
    let url = format!("http://{}/", other.address);
    assert_eq!(post(&desk, &url).await, Err(AskFailure::Refused));
    for bad in [
        "https://127.1/",
        "file:///etc/passwd",
        "https://u@a.example/",
    ] {
        assert_eq!(post(&desk, bad).await, Err(AskFailure::Refused), "{bad}");
    }
    assert!(inside.seen().is_empty());
    drop(server);
}

#[tokio::test]
async fn a_host_that_fails_is_not_left_alone() {
    let server = Server::start(|_, _| Act::status("503 Later", "", b"")).await;
    let desk = Desk::new(&Names::none());
    let url = format!("http://{}/", server.address);
    for _ in 0..20 {
        assert_eq!(post(&desk, &url).await, Err(AskFailure::Status(503)));
    }
    assert_eq!(server.seen().len(), 20);
}
