//! The answers of the real handlers, held against the description.

use api::Problem;
use axum::http::{Method, StatusCode};
use serde_json::Value;

use super::super::document;
use super::super::route::Content;
use super::super::table::table;
use super::schema::check;
use crate::http::testing::{Answer, Interface, UP, over};

/// The path of something that is there.
fn filled(path: &str) -> String {
    let name = match path.split('/').nth(3) {
        Some("agents") => "amy",
        Some("trunks") => "carrier",
        Some("ivrs") => "main",
        Some("prompts") => "hold",
        Some("routing") => "default",
        Some("hours") => "night",
        Some("hotwords") => "redis",
        Some("webhooks") => "crm",
        Some("caller_lists") => "pranks",
        Some("roles") => "lead",
        _ => "sales",
    };
    let id = if path.contains("/records/") {
        over(0).to_string()
    } else {
        UP.to_owned()
    };
    path.replace("{name}", name)
        .replace("{number}", "02160001000")
        .replace("{extension}", "2001")
        .replace("{revision}", "1")
        .replace("{id}", &id)
}

fn is_json(content: Content) -> bool {
    matches!(content, Content::Json(_) | Content::Forms(..))
}

#[tokio::test]
async fn what_is_answered_is_what_is_described() {
    let folder = tempfile::tempdir().expect("a folder");
    let interface = Interface::new(folder.path(), 3);
    let document = document();
    let mut checked = 0;
    for route in table() {
        if route.method != Method::GET || !is_json(route.gives) {
            continue;
        }
        let path = filled(&route.path);
        let answer = interface.get(&path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
        let place = ["paths", &route.path, "get", "responses", "200", "content"];
        let place = place
            .map(|part| part.replace('~', "~0").replace('/', "~1"))
            .join("/");
        let schema = document.pointer(&format!("/{place}/application~1json/schema"));
        let schema = schema.unwrap_or_else(|| panic!("{path} has no schema"));
        check(&document, schema, &answer.json()).unwrap_or_else(|error| panic!("{path}: {error}"));
        checked += 1;
    }
    assert!(checked > 20, "{checked}");
}

#[track_caller]
fn is_problem(document: &Value, answer: &Answer, status: u16) {
    assert_eq!(answer.status, status, "{}", answer.text());
    assert_eq!(answer.header("content-type"), Problem::CONTENT_TYPE);
    assert_eq!(answer.header(api::VERSION_HEADER), api::VERSION.to_string());
    let problem = answer.json();
    assert_eq!(problem["status"], status);
    let schema = &document["components"]["schemas"]["Problem"];
    check(document, schema, &problem).unwrap_or_else(|error| panic!("{error}"));
}

#[tokio::test]
async fn what_is_not_there_is_a_problem() {
    let folder = tempfile::tempdir().expect("a folder");
    let interface = Interface::new(folder.path(), 0);
    let document = document();
    for route in table() {
        let reads = route.method == Method::GET && route.path.contains('{');
        for name in [
            "nobody",
            "0192a1d8-7c00-7000-8000-00000000ffff",
            "..%2F..%2Fetc%2Fpasswd",
        ] {
            let parts = route
                .path
                .split('/')
                .map(|part| match part.strip_prefix('{') {
                    Some(_) => name,
                    None => part,
                });
            let path = parts.collect::<Vec<_>>().join("/");
            if reads {
                is_problem(&document, &interface.get(&path).await, 404);
            }
        }
    }
    is_problem(&document, &interface.get("/api/v1/nothing").await, 404);
    is_problem(&document, &interface.get("/").await, 404);
}

#[tokio::test]
async fn what_cannot_be_read_is_a_problem_that_says_why() {
    let folder = tempfile::tempdir().expect("a folder");
    let interface = Interface::new(folder.path(), 0);
    let document = document();
    let json = [("content-type", "application/json")];
    let large = "x".repeat(api::MAX_BODY_BYTES + 1);
    let larger = "x".repeat(api::MAX_CENTER_BYTES + 1);
    for (method, path, body, status, code) in [
        ("GET", "/api/v1/records?limit=-1", "", 400, "bad_request"),
        ("GET", "/api/v1/records?limit=0", "", 400, "bad_request"),
        ("GET", "/api/v1/records?cursor=7f", "", 400, "bad_request"),
        ("GET", "/api/v1/records?cursor=72", "", 400, "bad_request"),
        (
            "GET",
            "/api/v1/records?since=yesterday",
            "",
            400,
            "bad_request",
        ),
        ("GET", "/api/v1/records?status=gone", "", 400, "bad_request"),
        ("GET", "/api/v1/records?format=xml", "", 400, "bad_request"),
        (
            "GET",
            "/api/v1/records?format=csv&limit=1000001",
            "",
            400,
            "bad_request",
        ),
        ("GET", "/api/v1/agents/%FF", "", 400, "bad_request"),
        ("DELETE", "/api/v1/agents", "", 405, "method_not_allowed"),
        ("POST", "/api/v1/plan", "{", 400, "bad_request"),
        ("POST", "/api/v1/plan", "{}", 422, "bad_request"),
        ("POST", "/api/v1/speech", &large, 413, "too_large"),
        // One that may hold a whole center is read on, and is none.
        ("POST", "/api/v1/plan", &large, 400, "bad_request"),
        ("POST", "/api/v1/plan", &larger, 413, "too_large"),
    ] {
        let answer = interface.ask(method, path, &json, body).await;
        is_problem(&document, &answer, status);
        assert_eq!(answer.json()["code"], code, "{method} {path}");
    }
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let answer = interface.ask("POST", "/api/v1/plan", &form, "a=b").await;
    is_problem(&document, &answer, 415);
    assert_eq!(
        interface
            .ask("DELETE", "/api/v1/agents", &[], "")
            .await
            .header("allow"),
        "GET,HEAD"
    );
}

#[tokio::test]
async fn a_page_of_another_host_may_not_watch_and_a_plain_request_is_told_how_to() {
    let folder = tempfile::tempdir().expect("a folder");
    let interface = Interface::new(folder.path(), 0);
    let document = document();
    let foreign = [
        ("host", "center.example"),
        ("origin", "https://evil.example"),
    ];
    let answer = interface.ask("GET", "/api/v1/events", &foreign, "").await;
    is_problem(&document, &answer, 403);
    is_problem(&document, &interface.get("/api/v1/events").await, 400);
    is_problem(
        &document,
        &interface.get("/api/v1/events?topics=weather").await,
        400,
    );
    is_problem(
        &document,
        &interface.get("/api/v1/events?cursor=x").await,
        400,
    );
}

#[tokio::test]
async fn a_name_that_a_query_does_not_know_is_refused_by_every_route_behind_the_gate() {
    let folder = tempfile::tempdir().expect("a folder");
    let interface = Interface::new(folder.path(), 3);
    for route in table() {
        if matches!(route.admits, super::super::Admits::Everybody) {
            continue;
        }
        let path = format!("{}?limitt=1", filled(&route.path));
        let method = route.method.as_str();
        let answer = interface.ask(method, &path, &[], "").await;
        let told = answer.text();
        assert_eq!(
            answer.status,
            StatusCode::BAD_REQUEST,
            "{method} {path}: {told}"
        );
        assert!(
            told.contains("unknown name `limitt`"),
            "{method} {path}: {told}"
        );
    }
    let health = interface.get("/healthz?limitt=1").await;
    assert_eq!(health.status, StatusCode::OK);
    let records = interface.get("/api/v1/records?limitt=1").await;
    let told = records.text();
    assert!(told.contains("did you mean `limit`?"), "{told}");
}
