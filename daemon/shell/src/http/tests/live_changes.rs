//! What is changed at run time, over HTTP.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::http::testing::{Answer, Interface};

async fn change(interface: &Interface, body: Value) -> Answer {
    let headers = [("content-type", "application/json")];
    interface
        .ask("POST", "/api/v1/live_changes", &headers, &body.to_string())
        .await
}

async fn paths(interface: &Interface) -> Vec<String> {
    let list = interface.get("/api/v1/live_changes").await.json();
    let items = list["items"].as_array().expect("items").iter();
    items
        .map(|item| item["path"].as_str().expect("a path").to_owned())
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_changed_is_shown_beside_what_is_desired_and_in_effect_everywhere_else() {
    let folder = tempfile::tempdir().expect("a directory");
    let interface = Interface::new(folder.path(), 0);
    let away = json!({ "what": "member", "skill_group": "sales", "agent": "amy", "note": "ill", "lasts": "2h" });
    let answer = change(&interface, away).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let shown = &answer.json()["items"][0];
    assert_eq!(shown["path"], "skill_groups.sales.members.amy");
    assert_eq!(
        (&shown["desired"], &shown["live"]),
        (&json!("3"), &json!("none"))
    );
    assert_eq!(
        (&shown["by"], &shown["note"]),
        (&json!("local"), &json!("ill"))
    );
    assert!(shown["expires_at"].is_string(), "{shown}");
    let group = interface.get("/api/v1/skill_groups/sales").await.json();
    assert_eq!(group["members"], 0);
    let config = interface.get("/api/v1/config").await.json();
    assert_eq!(
        config["config"]["skill_groups"]["sales"]["members"],
        json!({ "amy": 3 })
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_ended_is_shown_no_more() {
    let folder = tempfile::tempdir().expect("a directory");
    let interface = Interface::new(folder.path(), 0);
    for body in [
        json!({ "what": "emergency", "on": true }),
        json!({ "what": "hours", "hours": "night", "open": [] }),
        json!({ "what": "hours", "hours": "night", "open": ["10:00-11:00"] }),
    ] {
        assert_eq!(change(&interface, body).await.status, StatusCode::OK);
    }
    let blocked = r#"{"caller":"13800138000"}"#;
    let headers = [("content-type", "application/json")];
    interface
        .ask("POST", "/api/v1/blacklist", &headers, blocked)
        .await;
    let all = [
        "hours.night.today",
        "center.emergency",
        "blacklist.+8613800138000",
    ];
    assert_eq!(paths(&interface).await, all);
    for path in all {
        let path = format!("/api/v1/live_changes/{path}");
        let answer = interface.ask("DELETE", &path, &[], "").await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text());
        let again = interface.ask("DELETE", &path, &[], "").await;
        assert_eq!(again.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(paths(&interface).await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_changed_so_is_refused_in_words() {
    let folder = tempfile::tempdir().expect("a directory");
    let interface = Interface::new(folder.path(), 0);
    let on = |more: Value| {
        let mut body = json!({ "what": "emergency", "on": true });
        let more = more.as_object().expect("a map").clone();
        body.as_object_mut().expect("a map").extend(more);
        body
    };
    let member = |priority: i32| json!({ "what": "member", "skill_group": "sales", "agent": "amy", "priority": priority });
    for (body, status, told) in [
        (member(6), 422, "6 is no priority: give one from 1"),
        (member(0), 422, "0 is no priority"),
        (member(300), 422, "300 is no priority"),
        (member(-1), 422, "-1 is no priority"),
        (on(json!({ "lasts": "0s" })), 400, "lasts for no time"),
        (
            on(json!({ "note": "x".repeat(201) })),
            400,
            "at most 200 characters",
        ),
        (
            json!({ "what": "hours", "hours": "noon" }),
            404,
            "no set of business hours `noon`",
        ),
        (json!({ "what": "weather" }), 422, "weather"),
    ] {
        let answer = change(&interface, body).await;
        assert_eq!(answer.status, status, "{}", answer.text());
        assert!(answer.text().contains(told), "{}", answer.text());
    }
    let answer = interface
        .ask("DELETE", "/api/v1/live_changes/numbers.1", &[], "")
        .await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(
        answer.text().contains("center.emergency"),
        "{}",
        answer.text()
    );
    assert_eq!(paths(&interface).await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plan_tells_which_live_changes_end_and_what_is_in_effect_after_it() {
    let folder = tempfile::tempdir().expect("a directory");
    let interface = Interface::new(folder.path(), 0);
    change(&interface, json!({ "what": "emergency", "on": true })).await;
    let away = json!({ "what": "member", "skill_group": "sales", "agent": "amy" });
    change(&interface, away).await;
    let mut desired = interface.get("/api/v1/config").await.json()["config"].take();
    desired["center"]["emergency"] = json!(true);
    let headers = [("content-type", "application/json")];
    let body = json!({ "desired": desired }).to_string();
    let plan = interface
        .ask("POST", "/api/v1/plan", &headers, &body)
        .await
        .json();
    let impact = &plan["plan"]["impact"];
    assert_eq!(impact["live_changes_ending"], json!(["center.emergency"]));
    assert_eq!(impact["agents_losing"], json!([]), "she is away already");
}
