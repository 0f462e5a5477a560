//! Many at once: limits, lines, and those who leave.

use std::time::{Duration, Instant};

use model::Span;
use model::ask::AskFailure;

use super::{Act, Desk, Names, Server};
use crate::Limits;

/// How long an answer takes, in the middle of several.
async fn takes(desk: &mut Desk, url: &str) -> Duration {
    let mut times = Vec::new();
    for _ in 0..21 {
        let began = Instant::now();
        assert!(desk.ask(url).await.is_ok());
        times.push(began.elapsed());
    }
    times.sort();
    times[times.len() / 2]
}

#[tokio::test]
async fn two_hundred_calls_that_hang_cost_others_less_than_50_ms() {
    let hanging = Server::start(|_, _| Act::Hang).await;
    let well = Server::start(|_, _| Act::ok("{}")).await;
    let mut names = Names::none();
    for n in 0..100 {
        names = names.with(&format!("{n}.example"), &["127.0.0.1"]);
    }
    let limits = Limits {
        answer: super::desk::PATIENCE,
        ..Limits::default()
    };
    let mut desk = Desk::with(&names, limits);
    let before = takes(&mut desk, &well.url("/")).await;
    // Half of them at one host, which has 64 places; the rest at a hundred hosts.
    for n in 0..100 {
        let each = hanging.url_of(&format!("{n}.example"), "/");
        for url in [hanging.url("/"), each] {
            desk.begin_within(&url, 1, Span::seconds(60));
        }
    }
    hanging.until_open(164).await;
    let meanwhile = takes(&mut desk, &well.url("/")).await;
    let figures = desk.egress.figures();
    assert_eq!((figures.busy, figures.waiting), (164, 36));
    let cost = meanwhile.saturating_sub(before);
    assert!(
        cost < Duration::from_millis(50),
        "{before:?}, then {meanwhile:?}"
    );
}

#[tokio::test]
async fn a_full_line_is_told_at_once_and_one_that_does_not_move_in_time() {
    let hanging = Server::start(|_, _| Act::Hang).await;
    let well = Server::start(|_, _| Act::ok("{}")).await;
    let limits = Limits {
        busy_of_host: 1,
        waiting_of_host: 1,
        ..Limits::default()
    };
    let mut desk = Desk::with(&Names::none(), limits);
    let first = desk.begin_within(&hanging.url("/"), 1, Span::seconds(5));
    hanging.until_open(1).await;
    let waits = desk.begin_within(&hanging.url("/"), 1, Span::millis(100));
    let refused = desk.begin_within(&hanging.url("/"), 1, Span::seconds(5));
    assert_eq!(desk.told().await, (refused, Err(AskFailure::Overload)));
    assert_eq!(desk.told().await, (waits, Err(AskFailure::Overload)));
    assert!(desk.ask(&well.url("/")).await.is_ok());
    assert_eq!(desk.egress.figures().busy, 1);
    desk.egress.forget(first);
}

#[tokio::test]
async fn all_questions_together_have_a_limit() {
    let hanging = Server::start(|_, _| Act::Hang).await;
    let limits = Limits {
        busy: 2,
        kept: 0,
        waiting: 1,
        ..Limits::default()
    };
    let mut desk = Desk::with(&Names::none(), limits);
    for _ in 0..3 {
        desk.begin(&hanging.url("/"), 1);
    }
    let reply = desk.ask(&hanging.url("/")).await;
    assert_eq!(reply, Err(AskFailure::Overload));
    assert_eq!(desk.egress.figures().outcomes["overload"], 1);
}

#[tokio::test]
async fn a_question_that_is_forgotten_leaves_nothing_and_tells_nothing() {
    let hanging = Server::start(|_, _| Act::Hang).await;
    let well = Server::start(|_, _| Act::ok("{}")).await;
    let limits = Limits {
        busy_of_host: 1,
        ..Limits::default()
    };
    let mut desk = Desk::with(&Names::none(), limits);
    let hangs = desk.begin(&hanging.url("/"), 5);
    hanging.until_open(1).await;
    let waits = desk.begin(&hanging.url("/"), 5);
    desk.egress.forget(hangs);
    desk.egress.forget(waits);
    hanging.until_open(0).await;
    // Whatever was to be told of them would have been told before.
    assert!(desk.ask(&well.url("/")).await.is_ok());
    let figures = desk.egress.figures();
    assert_eq!((figures.busy, figures.waiting), (0, 0));
    assert_eq!(figures.outcomes["forgotten"], 2);
    desk.egress.forget(hangs);
    assert_eq!(desk.egress.figures().outcomes["forgotten"], 2);
}

#[tokio::test]
async fn a_question_is_forgotten_in_its_pause_as_well() {
    let server = Server::start(|_, _| Act::status("500 Not", "", b"")).await;
    let limits = Limits {
        pause: super::desk::PATIENCE,
        longest_pause: super::desk::PATIENCE,
        ..Limits::default()
    };
    let mut desk = Desk::with(&Names::none(), limits);
    let id = desk.begin(&server.url("/"), 2);
    server.until_over(1).await;
    desk.egress.forget(id);
    while desk.egress.figures().busy > 0 {
        tokio::task::yield_now().await;
    }
    assert_eq!(server.seen().len(), 1);
}
