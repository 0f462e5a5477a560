//! What an API client goes through.

use serde_json::Value;

use super::JSON;
use super::rows::CENTER;
use crate::http::testing::{Answer, Interface};

/// An interface with one client, its id and its secret.
struct World {
    interface: Interface,
    id: String,
    secret: String,
    _folder: tempfile::TempDir,
}

fn text(answer: &Answer, field: &str) -> String {
    let value: Value = answer.json();
    let text = value[field].as_str();
    text.unwrap_or_else(|| panic!("{field}: {value}"))
        .to_owned()
}

impl World {
    async fn new(role: &str) -> World {
        let folder = tempfile::tempdir().expect("a directory");
        let interface = Interface::of(folder.path(), CENTER);
        let body = format!(r#"{{"name":"crm","role":"{role}"}}"#);
        let made = interface.ask("POST", "/api/v1/clients", JSON, &body).await;
        assert_eq!(made.status, 200, "{}", made.text());
        World {
            id: text(&made, "client_id"),
            secret: text(&made, "client_secret"),
            interface,
            _folder: folder,
        }
    }

    async fn grant(&self, secret: &str) -> Answer {
        let form = [("content-type", "application/x-www-form-urlencoded")];
        let id = &self.id;
        let body = format!("grant_type=client_credentials&client_id={id}&client_secret={secret}");
        self.interface
            .ask_from_elsewhere("POST", api::TOKEN_PATH, &form, &body)
            .await
    }

    async fn token(&self, secret: &str) -> String {
        let answer = self.grant(secret).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.json()["token_type"], "Bearer");
        assert_eq!(answer.json()["expires_in"], 3_600);
        text(&answer, "access_token")
    }

    async fn rotate(&self, body: &str) -> Answer {
        let path = "/api/v1/clients/crm/rotate";
        let answer = self.interface.ask("POST", path, JSON, body).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer
    }

    async fn status(&self, header: (&str, &str)) -> u16 {
        let (path, headers) = ("/api/v1/agents", [header]);
        let answer = self.interface.ask_from_elsewhere("GET", path, &headers, "");
        answer.await.status.as_u16()
    }

    async fn bearer(&self, token: &str) -> u16 {
        self.status(("authorization", &format!("Bearer {token}")))
            .await
    }

    async fn key(&self, secret: &str) -> u16 {
        self.status(("x-api-key", secret)).await
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_comes_in_with_its_secret_or_with_what_it_gets_for_it() {
    let world = World::new("viewer").await;
    let token = world.token(&world.secret).await;
    assert_eq!(world.bearer(&token).await, 200);
    assert_eq!(world.key(&token).await, 200);
    assert_eq!(world.key(&world.secret).await, 200);
    assert_eq!(world.bearer(&world.secret).await, 200);
    // Its id is no secret.
    assert_eq!(world.key(&world.id).await, 401);
    let wrong = world.grant("ccs_guessed").await;
    assert_eq!(wrong.status, 401);
    assert_eq!(wrong.json()["error"], "invalid_client");
    assert_eq!(wrong.header("www-authenticate"), r#"Basic realm="ccd""#);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_tokens_in_one_request_are_refused() {
    let world = World::new("viewer").await;
    let both = [
        ("authorization", "Bearer x"),
        ("x-api-key", world.secret.as_str()),
    ];
    let answer = world
        .interface
        .ask_from_elsewhere("GET", "/api/v1/agents", &both, "")
        .await;
    assert_eq!(answer.status, 400, "{}", answer.text());
    assert!(
        answer
            .header("www-authenticate")
            .contains("invalid_request")
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rotation_lets_both_secrets_hold_side_by_side() {
    let world = World::new("viewer").await;
    let before = world.token(&world.secret).await;
    let rotated = world.rotate("{}").await;
    assert!(!text(&rotated, "old_secret_until").is_empty());
    let fresh = text(&rotated, "client_secret");
    for secret in [&world.secret, &fresh] {
        assert_eq!(world.key(secret).await, 200);
        let token = world.token(secret).await;
        assert_eq!(world.bearer(&token).await, 200);
    }
    assert_eq!(world.bearer(&before).await, 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_rotated_out_ends_with_all_that_was_got_for_it() {
    let world = World::new("viewer").await;
    let before = world.token(&world.secret).await;
    let rotated = world.rotate(r#"{"overlap_seconds":0}"#).await;
    assert_eq!(rotated.json().get("old_secret_until"), None);
    assert_eq!(world.key(&world.secret).await, 401);
    assert_eq!(world.bearer(&before).await, 401);
    assert_eq!(world.grant(&world.secret).await.status, 401);
    assert_eq!(world.key(&text(&rotated, "client_secret")).await, 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_that_is_deleted_is_out_at_once_and_its_name_lets_nobody_back_in() {
    let world = World::new("viewer").await;
    let token = world.token(&world.secret).await;
    let deleted = world
        .interface
        .ask("DELETE", "/api/v1/clients/crm", &[], "")
        .await;
    assert_eq!(deleted.status, 204);
    assert_eq!(world.bearer(&token).await, 401);
    assert_eq!(world.key(&world.secret).await, 401);
    let body = r#"{"name":"crm","role":"viewer"}"#;
    let again = world
        .interface
        .ask("POST", "/api/v1/clients", JSON, body)
        .await;
    assert_eq!(again.status, 200);
    assert_eq!(world.bearer(&token).await, 401);
    assert_eq!(world.key(&world.secret).await, 401);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stream_ends_when_its_client_is_deleted() {
    let world = World::new("viewer").await;
    let key = [("x-api-key", world.secret.as_str())];
    let stream = world
        .interface
        .ask_from_elsewhere("GET", "/api/v1/logs?follow=true", &key, "");
    let delete = world
        .interface
        .ask("DELETE", "/api/v1/clients/crm", &[], "");
    let both = async { tokio::join!(stream, delete) };
    let both = tokio::time::timeout(std::time::Duration::from_secs(10), both).await;
    let (stream, deleted) = both.expect("the stream goes on");
    assert_eq!(
        (stream.status.as_u16(), deleted.status.as_u16()),
        (200, 204)
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_may_what_its_role_allows() {
    let world = World::new("auditor").await;
    let token = world.token(&world.secret).await;
    let bearer = format!("Bearer {token}");
    let headers = [("authorization", bearer.as_str())];
    let get = async |path| {
        world
            .interface
            .ask_from_elsewhere("GET", path, &headers, "")
            .await
    };
    assert_eq!(get("/api/v1/records").await.status, 200);
    let refused = get("/api/v1/agents").await;
    assert_eq!(refused.status, 403);
    assert!(
        refused
            .header("www-authenticate")
            .contains("insufficient_scope")
    );
    let told = refused.json();
    assert!(
        told["detail"].as_str().expect("words").contains("`viewer`"),
        "{told}"
    );
    assert!(
        told["help"]
            .as_str()
            .expect("words")
            .contains("--role viewer"),
        "{told}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_of_clients_shows_no_secret() {
    let world = World::new("viewer").await;
    let list = world.interface.get("/api/v1/clients").await;
    assert_eq!(list.json()["items"][0]["client_id"], world.id.as_str());
    assert!(!list.text().contains("secret\":"), "{}", list.text());
    assert!(!list.text().contains(&world.secret));
}
