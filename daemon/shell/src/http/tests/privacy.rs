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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_said_on_the_wire_is_shown_to_whoever_sees_numbers_and_in_short_to_others() {
    let folder = tempfile::tempdir().expect("a directory");
    let interface = matrix::interface(folder.path());
    let call = UP[0].parse().expect("an id");
    let text = format!(
        "INVITE sip:02160001000@192.0.2.1 SIP/2.0\r\nVia: SIP/2.0/UDP 203.0.113.10;branch=z9hG4bK1\r\n\
         From: <sip:{WHOLE}@203.0.113.10>;tag=1\r\nTo: <sip:02160001000@192.0.2.1>\r\nCall-ID: one\r\n\
         CSeq: 1 INVITE\r\nAuthorization: Digest response=\"secret\"\r\nContent-Length: 0\r\n\r\n"
    );
    interface.says(call, "one", &text);
    let path = format!("/api/v1/calls/{}/trace", UP[0]);
    let file = format!("{path}?format=pcap");
    for (role, plain) in [("viewer", false), ("lead", true), ("admin", true)] {
        let bearer = format!("Bearer {}", token(&interface, role, role).await);
        let headers = [("authorization", bearer.as_str())];
        let ask = async |path| {
            interface
                .ask_from_elsewhere("GET", path, &headers, "")
                .await
        };
        let shown = ask(&path).await;
        let message = &shown.json()["legs"][0]["messages"][0];
        assert_eq!(message["summary"], "INVITE", "{role}: {}", shown.text());
        assert_eq!(message["text"].is_string(), plain, "{role}");
        assert_eq!(shown.text().contains(WHOLE), plain, "{role}");
        assert!(!shown.text().contains("secret"), "{role}");
        let capture = ask(&file).await;
        assert_eq!(capture.status == 200, plain, "{role}: {}", capture.status);
        if plain {
            assert_eq!(capture.header("content-type"), api::PCAP);
            let hidden = b"response=\"xxxxxx\"";
            assert!(capture.body.windows(hidden.len()).any(|it| it == hidden));
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_caller_who_is_blocked_is_whole_only_for_roles_that_say_so() {
    let folder = tempfile::tempdir().expect("a directory");
    let interface = matrix::interface(folder.path());
    interface.show(&[switch::Entry::Blocked(switch::BlockedCaller {
        caller: format!("+86{WHOLE}"),
        note: String::new(),
        by: "local".to_owned(),
        at: jiff::Timestamp::UNIX_EPOCH,
        expires: None,
    })]);
    for (role, shown) in [("viewer", MASKED), ("admin", WHOLE)] {
        let bearer = format!("Bearer {}", token(&interface, role, role).await);
        let headers = [("authorization", bearer.as_str())];
        for path in ["blacklist", "live_changes", "live_changes/history"] {
            let path = format!("/api/v1/{path}");
            let asked = interface.ask_from_elsewhere("GET", &path, &headers, "");
            let answer = asked.await;
            assert!(answer.text().contains(shown), "{role}: {}", answer.text());
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_became_no_call_is_shown_by_its_call_id_to_those_who_see_everything() {
    let folder = tempfile::tempdir().expect("a directory");
    let interface = matrix::interface(folder.path());
    interface.strays(
        "INVITE sip:1@192.0.2.1 SIP/2.0\r\nVia: SIP/2.0/UDP 203.0.113.99;branch=z9hG4bK1\r\n\
         From: <sip:2@203.0.113.99>;tag=1\r\nTo: <sip:1@192.0.2.1>\r\nCall-ID: stray\r\n\
         CSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n",
    );
    for (who, role, path, status) in [
        ("finds", "admin", "stray", 200),
        ("misses", "admin", "nobody", 404),
        ("may-not", "lead", "stray", 404),
    ] {
        let bearer = format!("Bearer {}", token(&interface, who, role).await);
        let headers = [("authorization", bearer.as_str())];
        let path = format!("/api/v1/calls/{path}/trace");
        let answer = interface
            .ask_from_elsewhere("GET", &path, &headers, "")
            .await;
        assert_eq!(answer.status, status, "{role} {path}: {}", answer.text());
        if status == 200 {
            let leg = &answer.json()["legs"][0];
            assert_eq!(leg["who"], "other side");
            assert_eq!(leg["messages"][0]["summary"], "INVITE");
        }
    }
}
