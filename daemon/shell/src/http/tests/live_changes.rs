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

/// The history of what was changed: what, from what to what, and how it ended.
async fn history(interface: &Interface, query: &str) -> Vec<String> {
    let path = format!("/api/v1/live_changes/history{query}");
    let list = interface.get(&path).await.json();
    let told = |item: &Value| {
        let word = |name: &str| item[name].as_str().unwrap_or_default().to_owned();
        let ended = &item["ended"];
        let how = ended["how"].as_str().unwrap_or("holds");
        let revision = ended["revision"].as_u64().map(|it| it.to_string());
        let by = ended["by"].as_str().unwrap_or_default();
        assert_eq!(ended.is_null(), ended["at"].is_null(), "{item}");
        format!(
            "{} {} {} {how} {by}{}",
            word("path"),
            word("before"),
            word("after"),
            revision.unwrap_or_default(),
        )
    };
    let items = list["items"].as_array().expect("items").iter();
    items.map(told).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_history_tells_what_was_changed_and_how_it_ended_the_last_first() {
    let folder = tempfile::tempdir().expect("a directory");
    let interface = Interface::new(folder.path(), 0);
    let json = [("content-type", "application/json")];
    let blocked = r#"{"caller":"13800138000"}"#;
    interface
        .ask("POST", "/api/v1/blacklist", &json, blocked)
        .await;
    change(&interface, json!({ "what": "emergency", "on": true })).await;
    let away = json!({ "what": "member", "skill_group": "sales", "agent": "amy" });
    change(&interface, away).await;
    interface
        .ask("DELETE", "/api/v1/live_changes/center.emergency", &[], "")
        .await;
    let all = [
        "skill_groups.sales.members.amy 3 none holds ",
        "center.emergency off on undone local",
        "blacklist.+8613800138000 free blocked holds ",
    ];
    assert_eq!(history(&interface, "").await, all);
    assert_eq!(history(&interface, "?limit=1").await, all[..1]);
    for bad in ["0", "1001", "x"] {
        let path = format!("/api/v1/live_changes/history?limit={bad}");
        assert_eq!(interface.get(&path).await.status, StatusCode::BAD_REQUEST);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_apply_that_says_the_same_ends_it_and_is_named() {
    let folder = tempfile::tempdir().expect("a directory");
    let interface = Interface::new(folder.path(), 0);
    let mut center = interface.get("/api/v1/config").await.json()["config"].take();
    center["center"]["emergency"] = json!(true);
    let applied = json!({ "revision": 2, "at": "2026-11-20T08:00:00Z", "by": "ci", "message": "",
        "config": center, "live_ended": ["center.emergency"] });
    let applied = serde_json::from_value(applied).expect("an apply");
    change(&interface, json!({ "what": "emergency", "on": true })).await;
    interface.show(&[switch::Entry::Applied(Box::new(applied))]);
    let told = history(&interface, "").await;
    assert_eq!(told, ["center.emergency off on configured ci2"]);
    let shown = interface.get("/api/v1/revisions/2").await.json();
    assert_eq!(shown["live_ended"], json!(["center.emergency"]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_changes_what_was_changed_already_is_told_what_he_replaces() {
    let folder = tempfile::tempdir().expect("a directory");
    let interface = Interface::new(folder.path(), 0);
    let today = |open: Value| json!({ "what": "hours", "hours": "night", "open": open, "note": "no power" });
    let first = change(&interface, today(json!(["10:00-11:00"])))
        .await
        .json();
    assert_eq!(first["replaced"], Value::Null);
    let second = change(&interface, today(json!(["12:00-13:00"])))
        .await
        .json();
    assert_eq!(second["items"][0]["live"], "12:00-13:00");
    let replaced = &second["replaced"];
    assert_eq!(
        (&replaced["live"], &replaced["by"]),
        (&json!("10:00-11:00"), &json!("local"))
    );
    assert_eq!(replaced["note"], "no power");
    assert!(replaced["since"].is_string(), "{replaced}");
    let told = history(&interface, "").await;
    let path = "hours.night.today";
    let expected = [
        format!("{path} 10:00-11:00 12:00-13:00 holds "),
        format!("{path} closed 10:00-11:00 replaced local"),
    ];
    assert_eq!(told, expected);
    let third = change(&interface, today(json!([]))).await.json();
    assert_eq!(third["items"], json!([]), "it is as configured");
    assert_eq!(third["replaced"]["live"], "12:00-13:00");
}
