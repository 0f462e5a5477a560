//! Whoever was asked may say where else to ask, within bounds.

use model::ask::AskFailure;

use super::{Act, Desk, Names, Server};

#[tokio::test]
async fn a_redirect_at_the_same_host_repeats_the_post() {
    for status in ["301 A", "302 B", "307 C", "308 D"] {
        let server = Server::start(move |n, _| match n {
            0 => Act::redirect(status, "/v2/score?x=1"),
            _ => Act::ok("{}"),
        })
        .await;
        let reply = Desk::new(&Names::none()).ask(&server.url("/score")).await;
        assert_eq!(reply.as_deref(), Ok("{}"), "{status}");
        let seen = server.seen();
        assert!(seen[1].starts_with("POST /v2/score?x=1 HTTP/1.1\r\n"));
        let body = |request: &str| request.split_once("\r\n\r\n").map(|it| it.1.to_owned());
        assert_eq!(body(&seen[0]), body(&seen[1]));
    }
}

#[tokio::test]
async fn three_redirects_are_followed_and_a_circle_ends() {
    let server = Server::start(|n, _| match n {
        0..3 => Act::redirect("307 On", "/on"),
        _ => Act::ok("{}"),
    })
    .await;
    let mut desk = Desk::new(&Names::none());
    assert!(desk.ask(&server.url("/")).await.is_ok());
    let server = Server::start(|_, _| Act::redirect("307 On", "/on")).await;
    let reply = desk.ask_with(&server.url("/"), 5).await;
    assert_eq!(reply, Err(AskFailure::Refused));
    assert_eq!(server.seen().len(), 4);
}

#[tokio::test]
async fn a_redirect_to_another_host_or_scheme_is_refused_and_nobody_is_called_there() {
    let other = Server::start(|_, _| Act::ok("secret")).await;
    let names = Names::none()
        .with("a.example", &["127.0.0.1"])
        .with("b.example", &["127.0.0.1"]);
    for location in [
        other.url("/"),
        other.url_of("a.example", "/"),
        other.url_of("b.example", "/"),
        "http://169.254.169.254/latest/meta-data/".to_owned(),
        "//b.example/".to_owned(),
        "file:///etc/passwd".to_owned(),
        "gopher://127.0.0.1/".to_owned(),
        "http://u@a.example/".to_owned(),
    ] {
        let act = Act::redirect("307 There", &location);
        let server = Server::start(move |_, _| act.clone()).await;
        let mut desk = Desk::new(&names);
        let reply = desk.ask(&server.url_of("a.example", "/")).await;
        assert_eq!(reply, Err(AskFailure::Refused), "{location}");
    }
    assert!(other.seen().is_empty());
}
