//! The interface for programs, and who may use it.

use std::os::unix::fs::PermissionsExt;

use e2e::{Daemon, Place, caller, eventually, request};

use crate::DESK;

fn token(daemon: &Daemon, name: &str, role: &str) -> String {
    let made = daemon.ccctl(&format!("token create {name} --role {role} -o json"));
    made.json()["token"].as_str().expect("a token").to_owned()
}

const ROUTES: &[(&str, &str)] = &[
    ("GET", "/metrics"),
    ("POST", "/api/v1/plan"),
    ("POST", "/api/v1/apply"),
    ("GET", "/api/v1/config"),
    ("PUT", "/api/v1/clips/00"),
    ("GET", "/api/v1/prompts"),
    ("GET", "/api/v1/prompts/hold/audio"),
    ("POST", "/api/v1/speech"),
    ("GET", "/api/v1/records"),
    (
        "GET",
        "/api/v1/records/0192a1d8-7c00-7000-8000-000000000001",
    ),
    (
        "GET",
        "/api/v1/recordings/0192a1d8-7c00-7000-8000-000000000001",
    ),
    ("GET", "/api/v1/logs"),
    ("GET", "/api/v1/events"),
    ("GET", "/api/v1/openapi.json"),
    (
        "PATCH",
        "/api/v1/records/0192a1d8-7c00-7000-8000-000000000001",
    ),
    ("POST", "/api/v1/agents/amy/state"),
    ("POST", "/api/v1/agents/amy/act"),
    (
        "DELETE",
        "/api/v1/calls/0192a1d8-7c00-7000-8000-000000000001",
    ),
    ("POST", "/api/v1/phones/2001/password"),
    ("GET", "/api/v1/tokens"),
    ("POST", "/api/v1/tokens"),
    ("DELETE", "/api/v1/tokens/ci"),
    ("GET", "/api/v1/agents"),
    ("GET", "/api/v1/phones"),
    ("GET", "/api/v1/calls"),
];

#[test]
fn without_a_token_only_health_is_told() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    let address = daemon.http();
    assert_eq!(request(&address, "GET", "/healthz", None, "").status, 200);
    for (method, path) in ROUTES {
        for token in [None, Some("guessed"), Some("")] {
            let answer = request(&address, method, path, token, "{}");
            assert_eq!(answer.status, 401, "{method} {path}: {}", answer.body);
            assert!(
                answer.head.contains("application/problem+json"),
                "{}",
                answer.head
            );
        }
    }
}

#[test]
fn a_token_allows_what_its_role_allows_until_it_is_revoked() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    daemon.apply(&place.center(DESK));
    let address = daemon.http();
    let (viewer, operator) = (
        token(&daemon, "wall", "viewer"),
        token(&daemon, "lead", "operator"),
    );
    let status = |method, path, token: &str, body| {
        let answer = request(&address, method, path, Some(token), body);
        answer.status
    };
    let (agents, apply) = ("/api/v1/agents", "/api/v1/apply");
    let (state, not_ready) = ("/api/v1/agents/amy/state", r#"{"state":"not_ready"}"#);
    assert_eq!(status("GET", agents, &viewer, ""), 200);
    assert_eq!(status("POST", apply, &viewer, "{}"), 403);
    assert_eq!(status("POST", state, &viewer, not_ready), 403);
    assert_eq!(status("POST", state, &operator, not_ready), 200);
    assert_eq!(status("POST", apply, &operator, "{}"), 403);
    assert_eq!(status("GET", "/api/v1/tokens", &operator, ""), 403);
    daemon.agent_is("amy", "not_ready");
    daemon.ccctl("token revoke lead").ok();
    assert_eq!(status("POST", state, &operator, not_ready), 401);
    let log = daemon.process.said();
    assert!(!log.contains(&viewer) && !log.contains(&operator));
}

#[test]
fn metrics_are_text_that_prometheus_reads_and_count_calls() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    daemon.apply(&place.center(DESK));
    let viewer = token(&daemon, "wall", "viewer");
    caller("4002").until_bye().start(&place).done(15);
    let _record = daemon.record();
    // The figures of the control thread are up to a second old.
    let answer = eventually(5, "no leg is up", || {
        let answer = request(&daemon.http(), "GET", "/metrics", Some(&viewer), "");
        answer.body.contains("\nccd_legs 0\n").then_some(answer)
    });
    assert_eq!(answer.status, 200);
    assert!(
        answer
            .head
            .contains("content-type: text/plain; version=0.0.4")
    );
    let lines: Vec<&str> = answer.body.lines().collect();
    assert!(lines.contains(&"ccd_calls_total 1"), "{}", answer.body);
    assert!(lines.contains(&"ccd_calls 0"), "{}", answer.body);
    for line in lines
        .iter()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        let value = line
            .rsplit(' ')
            .next()
            .and_then(|word| word.parse::<f64>().ok());
        assert!(value.is_some(), "{line}");
    }
}

#[test]
fn a_second_daemon_on_the_same_data_or_socket_says_so_and_leaves_the_first_alone() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    let mode = std::fs::metadata(daemon.socket())
        .expect("a socket")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
    let apart = format!("{}:0", place.net.host(8));
    let socket = place.path("other.sock").display().to_string();
    let data = place.path("other").display().to_string();

    let settings = ["--sip", &apart, "--socket", &socket];
    let (status, said) = Daemon::refused(&place, &settings);
    assert_eq!(status.code(), Some(1), "{said}");
    let names_data = said.contains(&daemon.data().display().to_string());
    assert!(names_data && said.contains("another"), "{said}");

    let (status, said) = Daemon::refused(&place, &["--sip", &apart, "--data", &data]);
    assert_eq!(status.code(), Some(1), "{said}");
    assert!(said.contains("another daemon listens on"), "{said}");

    let settings = ["--data", &data, "--socket", &socket];
    let (status, said) = Daemon::refused(&place, &settings);
    assert_eq!(status.code(), Some(1), "{said}");
    assert!(
        said.contains(&format!("{}:5060", place.net.daemon())),
        "{said}"
    );
    assert!(daemon.get("agents").is_empty());
}

#[test]
fn what_the_daemon_keeps_is_for_nobody_else_on_the_machine() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    daemon.apply(&place.center(DESK));
    for name in ["journal", "journal/00000001.log", "clips", "views"] {
        let kept = std::fs::metadata(daemon.data().join(name)).expect(name);
        assert_eq!(kept.permissions().mode() & 0o077, 0, "{name}");
    }
}

#[test]
fn a_daemon_removes_nothing_that_is_no_socket_and_names_what_it_cannot_use() {
    let place = Place::new();
    let notes = place.path("notes");
    std::fs::write(&notes, "notes").expect("written");
    let named = notes.display().to_string();
    let (status, said) = Daemon::refused(&place, &["--socket", &named]);
    assert_eq!(status.code(), Some(1), "{said}");
    assert!(said.contains("no socket"), "{said}");
    assert_eq!(std::fs::read(&notes).expect("it is there"), b"notes");

    let (_, said) = Daemon::refused(&place, &["--data", &named]);
    assert!(
        said.contains(&format!("the data directory {named}")),
        "{said}"
    );
    let (_, said) = Daemon::refused(&place, &["--rtp", "0.0.0.0:20000-20999"]);
    assert!(said.contains("RTP cannot be at 0.0.0.0"), "{said}");
}

#[test]
fn whatever_is_refused_is_told_as_a_problem() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    let address = daemon.http();
    let admin = token(&daemon, "ci", "admin");
    let large = "x".repeat(17 * 1024 * 1024);
    let past = r#"{"name":"late","role":"viewer","expires_at":"2001-01-01T00:00:00Z"}"#;
    for (method, path, body, status) in [
        ("GET", "/api/v1/records?limit=-1", "", 400),
        ("DELETE", "/api/v1/agents", "", 405),
        ("POST", "/api/v1/speech", large.as_str(), 413),
        ("POST", "/api/v1/plan", "{", 400),
        ("POST", "/api/v1/plan", "{}", 422),
        ("POST", "/api/v1/tokens", past, 400),
        ("POST", "/api/v1/agents/amy/act", r#"{"act":"stay"}"#, 404),
    ] {
        let answer = request(&address, method, path, Some(&admin), body);
        assert_eq!(answer.status, status, "{path}: {}", answer.body);
        let problem: serde_json::Value = serde_json::from_str(&answer.body)
            .unwrap_or_else(|error| panic!("{method} {path}: {error}: {}", answer.body));
        assert_eq!(problem["status"], status, "{path}");
        assert!(problem["code"].is_string() && problem["detail"].is_string());
    }
}

#[test]
fn what_contradicts_a_state_is_told_with_that_state() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    daemon.apply(&place.center(DESK));
    daemon.agent_is("amy", "idle");
    let operator = token(&daemon, "lead", "operator");
    let act = |act: &str| {
        let body = format!("{{\"act\":\"{act}\"}}");
        let path = "/api/v1/agents/amy/act";
        let answer = request(&daemon.http(), "POST", path, Some(&operator), &body);
        let told: serde_json::Value = serde_json::from_str(&answer.body).expect("JSON");
        (answer.status, told["state"].clone())
    };
    assert_eq!(act("stay"), (409, "idle".into()));
    assert_eq!(act("force_offline").0, 200);
    assert_eq!(act("log_in"), (409, "forced".into()));
    assert_eq!(act("restore").0, 200);
}
