//! Who asks too often.

use super::token;
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
    for _ in 0..4 {
        assert_eq!(ask(&eager).await.status, 200);
    }
    let refused = ask(&eager).await;
    assert_eq!(refused.status, 429);
    assert_eq!(refused.header("retry-after"), "1");
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
