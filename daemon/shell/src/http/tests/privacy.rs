//! Customers' numbers through the whole interface.

use super::rows::{OVER, UP};
use super::{matrix, token};

const WHOLE: &str = "13800001234";
const MASKED: &str = "138****1234";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_number_is_whole_only_for_roles_that_say_so_and_it_is_kept_whole() {
    let folder = tempfile::tempdir().expect("a directory");
    let interface = matrix::interface(folder.path());
    let paths = [
        "/api/v1/calls".to_owned(),
        format!("/api/v1/calls/{}", UP[0]),
        "/api/v1/records".to_owned(),
        "/api/v1/records?format=csv".to_owned(),
        format!("/api/v1/records/{}", OVER[0]),
        "/api/v1/logs".to_owned(),
    ];
    for (role, plain) in [
        ("viewer", false),
        ("operator", false),
        ("lead", true),
        ("admin", true),
    ] {
        let bearer = format!("Bearer {}", token(&interface, role, role).await);
        for path in &paths {
            let headers = [("authorization", bearer.as_str())];
            let answer = interface
                .ask_from_elsewhere("GET", path, &headers, "")
                .await;
            let text = answer.text();
            assert_eq!(text.contains(WHOLE), plain, "{role} {path}: {text}");
            assert_eq!(text.contains(MASKED), !plain, "{role} {path}: {text}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_record_is_kept_whole_when_somebody_notes_something_who_sees_it_masked() {
    let folder = tempfile::tempdir().expect("a directory");
    let interface = matrix::interface(folder.path());
    let body = r#"{"name":"clerk","role":"auditor"}"#;
    let made = interface
        .ask("POST", "/api/v1/clients", super::JSON, body)
        .await;
    assert_eq!(made.status, 200, "{}", made.text());
    let path = format!("/api/v1/records/{}", OVER[0]);
    let noted = interface
        .ask("PATCH", &path, super::JSON, r#"{"remark":"calls again"}"#)
        .await;
    assert_eq!(noted.status, 200, "{}", noted.text());
    let secret = made.json()["client_secret"]
        .as_str()
        .expect("a secret")
        .to_owned();
    let key = [("x-api-key", secret.as_str())];
    let masked = interface.ask_from_elsewhere("GET", &path, &key, "").await;
    assert!(masked.text().contains(MASKED) && masked.text().contains("calls again"));
    assert!(interface.get(&path).await.text().contains(WHOLE));
}
