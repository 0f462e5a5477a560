//! Every route for every role, of what is its own and of what is foreign.

use std::collections::BTreeSet;

use model::CallId;

use super::rows::{CENTER, INVENTED, OVER, ROLES, ROWS, Row, UP};
use super::token;
use crate::http::routes::table;
use crate::http::testing::{Answer, Interface, arrives_for, ended};

/// Whose the calls are.
const WHOSE: [[&str; 4]; 2] = [
    ["sales", "amy", "1001", "2001"],
    ["support", "ben", "1002", "2002"],
];

fn id(text: &str) -> CallId {
    text.parse().expect("an id")
}

/// The interface of a center in which a call of each group is up and one is over.
pub fn interface(folder: &std::path::Path) -> Interface {
    let interface = Interface::of(folder, CENTER);
    for (n, whom) in WHOSE.into_iter().enumerate() {
        interface.show(&ended(arrives_for(id(OVER[n]), 0, whom)));
        interface.show(&arrives_for(id(UP[n]), 1, whom));
    }
    interface
}

async fn ask(interface: &Interface, row: &Row, name: &str, token: Option<&str>) -> Answer {
    let path = match row.path.split_once('{') {
        Some((before, rest)) => {
            let after = rest.split_once('}').expect("a name").1;
            format!("{before}{name}{after}")
        }
        None => row.path.to_owned(),
    };
    let bearer = token.map(|token| format!("Bearer {token}"));
    let mut headers = vec![("content-type", "application/json")];
    headers.extend(bearer.as_deref().map(|bearer| ("authorization", bearer)));
    interface
        .ask_from_elsewhere(row.method, &path, &headers, row.body)
        .await
}

#[test]
fn every_route_stands_in_the_matrix() {
    let listed: BTreeSet<_> = ROWS
        .iter()
        .map(|row| (row.method.to_owned(), row.path.to_owned()))
        .collect();
    assert_eq!(listed.len(), ROWS.len(), "a row stands twice");
    let routes = table().into_iter();
    let routes: BTreeSet<_> = routes
        .map(|route| (route.method.to_string(), route.path))
        .collect();
    assert_eq!(listed, routes);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_role_gets_what_it_may_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a directory");
    let interface = interface(folder.path());
    let mut wrong = Vec::new();
    for (column, role) in ROLES.into_iter().enumerate() {
        let token = token(&interface, role, role).await;
        for row in ROWS {
            for (name, who) in row.names.iter().zip(row.who) {
                let answer = ask(&interface, row, name, Some(&token)).await;
                let expected = match who.as_bytes()[column] {
                    b'y' => row.good,
                    b'-' => 404,
                    _ => 403,
                };
                if answer.status != expected {
                    let (method, path, got) = (row.method, row.path, answer.status);
                    let told = String::from_utf8_lossy(&answer.body);
                    wrong.push(format!(
                        "{role}: {method} {path} {name}: {got} instead of {expected}: {told}"
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_token_only_health_is_told_and_a_token_is_given() {
    let folder = tempfile::tempdir().expect("a directory");
    let interface = interface(folder.path());
    for row in ROWS {
        for token in [None, Some("guessed"), Some("")] {
            let answer = ask(&interface, row, row.names[0], token).await;
            let open = ["/healthz", api::TOKEN_PATH].contains(&row.path);
            let expected = if open { row.good } else { 401 };
            assert!(
                open || answer.text().contains("this needs the role"),
                "{}",
                row.path
            );
            assert_eq!(answer.status, expected, "{} {}", row.method, row.path);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_foreign_looks_like_what_is_not_there() {
    let folder = tempfile::tempdir().expect("a directory");
    let interface = interface(folder.path());
    let lead = token(&interface, "lead", "lead").await;
    let viewer = token(&interface, "viewer", "viewer").await;
    let items = ROWS.iter().filter(|row| row.names[0] != row.names[1]);
    let mut count = 0;
    for row in items {
        let foreign = row.names[1];
        let invented = match row.path {
            path if path.contains("{id}") => INVENTED,
            path if path.contains("{extension}") => "2999",
            _ => "nobody",
        };
        for token in [&lead, &viewer] {
            let told = async |name| {
                let answer = ask(&interface, row, name, Some(token)).await;
                (answer.status, answer.text().replace(name, "NAME"))
            };
            let (foreign, invented) = (told(foreign).await, told(invented).await);
            // The viewer sees what is there; where he may not, he learns nothing from a name.
            if foreign.0 != 200 {
                assert_eq!(foreign, invented, "{} {}", row.method, row.path);
                count += 1;
            }
        }
    }
    assert!(count >= 8, "{count}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lists_hold_what_a_role_sees() {
    let folder = tempfile::tempdir().expect("a directory");
    let interface = interface(folder.path());
    let (lead, viewer) = (
        token(&interface, "lead", "lead").await,
        token(&interface, "viewer", "viewer").await,
    );
    let lists = [
        ("skill_groups", "sales", "support"),
        ("agents", "amy", "ben"),
        ("phones", "2001", "2002"),
        ("calls", UP[0], UP[1]),
        ("records", OVER[0], OVER[1]),
        ("records?format=csv", OVER[0], OVER[1]),
        ("logs", OVER[0], OVER[1]),
    ];
    for (list, own, foreign) in lists {
        let held = async |token: &str| {
            let bearer = format!("Bearer {token}");
            let headers = [("authorization", bearer.as_str())];
            let path = format!("/api/v1/{list}");
            let answer = interface
                .ask_from_elsewhere("GET", &path, &headers, "")
                .await;
            let text = answer.text();
            (text.contains(own), text.contains(foreign))
        };
        assert_eq!(held(&lead).await, (true, false), "{list}");
        assert_eq!(held(&viewer).await, (true, true), "{list}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_seen_names_nothing_that_is_not() {
    let folder = tempfile::tempdir().expect("a directory");
    let interface = interface(folder.path());
    let lead = token(&interface, "lead", "lead").await;
    let bearer = format!("Bearer {lead}");
    let headers = [
        ("authorization", bearer.as_str()),
        ("content-type", "application/json"),
    ];
    let idle = r#"{"state":"idle"}"#;
    let answers = [
        ("GET", "/api/v1/agents/amy", ""),
        ("POST", "/api/v1/agents/amy/state", idle),
    ];
    for (method, path, body) in answers {
        let answer = interface
            .ask_from_elsewhere(method, path, &headers, body)
            .await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        let groups = &answer.json()["skill_groups"];
        assert_eq!(*groups, serde_json::json!(["sales"]), "{method} {path}");
    }
    let misspelled = r#"{"state":"idle","reson":"lunch"}"#;
    let answer = interface
        .ask_from_elsewhere("POST", "/api/v1/agents/amy/state", &headers, misspelled)
        .await;
    assert_eq!(answer.status, 422, "{}", answer.text());
    assert!(answer.text().contains("reson"), "{}", answer.text());
}
