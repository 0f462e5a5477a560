//! Who may what through the whole interface, and what API clients go through.

mod applies;
mod clients;
mod limits;
mod live_changes;
mod matrix;
mod privacy;
mod rows;

use super::testing::Interface;

/// A token that was made for a role.
async fn token(interface: &Interface, name: &str, role: &str) -> String {
    let body = format!(r#"{{"name":"{name}","role":"{role}"}}"#);
    let answer = interface.ask("POST", "/api/v1/tokens", JSON, &body).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()["token"].as_str().expect("a token").to_owned()
}

const JSON: &[(&str, &str)] = &[("content-type", "application/json")];
