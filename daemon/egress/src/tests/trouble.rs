//! Tries, pauses and hosts that are left alone.

use std::time::Duration;

use model::ask::AskFailure;

use super::{Act, Desk, Names, Server};
use crate::Limits;

fn fails(status: &'static str) -> impl Fn(usize, &str) -> Act + Send + Sync + 'static {
    move |_, _| Act::status(status, "", b"")
}

/// Pauses that a test does not wait for.
fn brisk() -> Limits {
    Limits {
        pause: Duration::from_millis(2),
        ..Limits::default()
    }
}

#[tokio::test]
async fn what_may_pass_is_tried_as_often_as_was_said_and_no_more() {
    let server = Server::start(|n, _| match n {
        0 => Act::status("503 Not", "", b""),
        1 => Act::Say(Vec::new()),
        _ => Act::ok("{}"),
    })
    .await;
    let mut desk = Desk::with(&Names::none(), brisk());
    assert_eq!(
        desk.ask_with(&server.url("/"), 3).await.as_deref(),
        Ok("{}")
    );
    assert_eq!(desk.egress.figures().retries, 2);
    let key = |request: &String| {
        let mut lines = request.lines();
        lines
            .find(|line| line.starts_with("idempotency-key"))
            .map(str::to_owned)
    };
    let keys: Vec<_> = server.seen().iter().map(key).collect();
    assert!(
        keys[0].is_some() && keys.iter().all(|key| *key == keys[0]),
        "{keys:?}"
    );

    let server = Server::start(fails("500 Not")).await;
    let reply = desk.ask_with(&server.url("/"), 3).await;
    assert_eq!(reply, Err(AskFailure::Status(500)));
    assert_eq!(server.seen().len(), 3);
}

#[tokio::test]
async fn more_than_five_tries_are_five() {
    let server = Server::start(fails("500 Not")).await;
    let limits = Limits {
        failures: 100,
        ..brisk()
    };
    let mut desk = Desk::with(&Names::none(), limits);
    let reply = desk.ask_with(&server.url("/"), 200).await;
    assert_eq!(reply, Err(AskFailure::Status(500)));
    assert_eq!(server.seen().len(), 5);
}

#[tokio::test]
async fn what_will_not_pass_is_tried_once() {
    for act in [
        Act::status("404 Not", "", b""),
        Act::status("200 Well", "", b"\xff"),
        Act::ok(&"x".repeat(70_000)),
    ] {
        let server = Server::start(move |_, _| act.clone()).await;
        let mut desk = Desk::with(&Names::none(), brisk());
        assert!(desk.ask_with(&server.url("/"), 5).await.is_err());
        assert_eq!(server.seen().len(), 1);
    }
}

#[tokio::test]
async fn a_host_that_fails_is_left_alone_until_a_probe_finds_it_well() {
    let server = Server::start(|n, _| match n {
        0..3 => Act::status("500 Not", "", b""),
        _ => Act::ok("{}"),
    })
    .await;
    let other = Server::start(|_, _| Act::ok("{}")).await;
    let limits = Limits {
        failures: 3,
        alone: Duration::from_millis(300),
        ..brisk()
    };
    let mut desk = Desk::with(&Names::none(), limits);
    // The third failure opens the breaker; what it was is told, and no fourth try is made.
    let reply = desk.ask_with(&server.url("/"), 5).await;
    assert_eq!(reply, Err(AskFailure::Status(500)));
    assert_eq!(server.seen().len(), 3);
    assert_eq!(desk.ask(&server.url("/")).await, Err(AskFailure::Breaker));
    assert!(desk.ask(&other.url("/")).await.is_ok());
    assert_eq!(server.seen().len(), 3, "nothing was asked");
    let figures = desk.egress.figures();
    assert_eq!((figures.alone, figures.opened), (1, 1));
    let mut reply = Err(AskFailure::Breaker);
    for _ in 0..1_000 {
        reply = desk.ask(&server.url("/")).await;
        if reply != Err(AskFailure::Breaker) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert_eq!(reply.as_deref(), Ok("{}"));
    assert_eq!(desk.egress.figures().alone, 0);
}

#[tokio::test]
async fn a_host_that_refuses_what_is_asked_is_well() {
    let server = Server::start(fails("404 Not")).await;
    let limits = Limits {
        failures: 1,
        ..brisk()
    };
    let mut desk = Desk::with(&Names::none(), limits);
    for _ in 0..3 {
        let reply = desk.ask(&server.url("/")).await;
        assert_eq!(reply, Err(AskFailure::Status(404)));
    }
}

#[tokio::test]
async fn a_name_that_is_never_answered_is_unreachable_in_time() {
    let limits = Limits {
        connect: Duration::from_millis(50),
        ..brisk()
    };
    let mut desk = Desk::with(&Names::none(), limits);
    let reply = desk.ask("https://hangs.example/").await;
    assert_eq!(reply, Err(AskFailure::Unreachable));
}

#[tokio::test]
async fn a_handshake_that_is_never_answered_is_unreachable_in_time() {
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await;
    let address = silent.as_ref().expect("a socket").local_addr();
    let limits = Limits {
        connect: Duration::from_millis(50),
        ..brisk()
    };
    let mut desk = Desk::with(&Names::none(), limits);
    let reply = desk
        .ask(&format!("https://{}/", address.expect("an address")))
        .await;
    assert_eq!(reply, Err(AskFailure::Unreachable));
}

#[tokio::test]
async fn a_task_that_breaks_down_leaves_no_call_waiting() {
    let mut desk = Desk::with(&Names::none(), brisk());
    let reply = desk.ask("https://panics.example/").await;
    assert_eq!(reply, Err(AskFailure::Unreachable));
    assert_eq!(desk.egress.figures().busy, 0);
}
