//! The daemon's client of customers' URLs against the example's system, which Python serves.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests"
)]

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

use e2e::Service;
use egress::{Egress, Settings, SystemResolver};
use kernel::Chance;
use model::ask::{Ask, AskFailure, AskId, Reply};
use model::{CallId, Span};
use serde_json::{Value, json};
use tokio::runtime::Handle;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

const CALL: &str = "0192a1d8-7c00-7000-8000-000000000001";

/// The running service, and a client that may call it.
struct Example {
    service: Service,
    egress: Egress,
    replies: UnboundedReceiver<(AskId, Reply)>,
    asked: u32,
}

impl Example {
    fn start() -> Example {
        let service = Service::start(Ipv4Addr::LOCALHOST);
        let settings = Settings {
            networks: vec!["127.0.0.1/32".parse().expect("a network")],
            ..Settings::default()
        };
        let (sender, replies) = unbounded_channel();
        let tell = move |id, reply| {
            let _over = sender.send((id, reply));
        };
        let resolver = Arc::new(SystemResolver::default());
        let chance = Chance::from_number(1);
        let egress = Egress::new(Handle::current(), &settings, resolver, chance, tell);
        Example {
            service,
            egress: egress.expect("a client"),
            replies,
            asked: 0,
        }
    }

    async fn ask(&mut self, path: &str, body: &Value) -> Reply {
        self.ask_within(path, body, Span::seconds(5)).await
    }

    async fn ask_within(&mut self, path: &str, body: &Value, timeout: Span) -> Reply {
        self.asked += 1;
        let id = AskId {
            call: CALL.parse::<CallId>().expect("an id"),
            number: self.asked,
        };
        let ask = Ask {
            url: format!("{}{path}", self.service.url),
            body: body.to_string().into(),
            timeout,
            tries: 1,
        };
        self.egress.ask(id, ask);
        let told = tokio::time::timeout(Duration::from_secs(30), self.replies.recv()).await;
        let (told, reply) = told
            .expect("something is told")
            .expect("the client is there");
        assert_eq!(told, id);
        reply
    }

    /// The answer, which is JSON.
    async fn answer(&mut self, path: &str, body: &Value) -> Value {
        let reply = self.ask(path, body).await.expect("an answer");
        serde_json::from_str(&reply).expect("JSON")
    }
}

#[tokio::test]
async fn every_documented_request_has_its_answer() {
    let mut example = Example::start();
    let caller = json!({ "CallerNumber": "008613800001234", "SessionId": CALL });
    let answer = example.answer("/caller", &caller).await;
    assert_eq!(answer["Score"], "95");
    assert!(
        answer
            .as_object()
            .expect("an object")
            .values()
            .all(Value::is_string)
    );
    let entries = answer["Entries"].as_str().expect("a text");
    let entries: Value = serde_json::from_str(entries).expect("JSON in a text");
    for key in ["digits", "name", "label", "next"] {
        assert!(entries[0][key].is_string(), "{key}");
    }

    let request = json!({
        "RequestId": "r-1", "Timestamp": 1_767_574_800, "SdkAppId": 1, "SessionType": "tel",
        "User": "008613800138000"
    });
    let path = "/agents?action=specifiedSeat&version=1";
    let answer = example.answer(path, &request).await;
    assert_eq!(answer["RequestId"], "r-1");
    assert_eq!(
        (&answer["ErrCode"], &answer["ErrMsg"]),
        (&json!(0), &json!(""))
    );
    let emails = json!(["amy@example.com", "ben@example.com"]);
    assert_eq!(answer["SeatEmails"], emails);

    let answer = example.answer("/callee", &caller).await;
    assert_eq!(answer["callee"], "02160001002");
    let answer = example
        .answer("/survey", &json!({ "Satisfaction": "5" }))
        .await;
    assert_eq!(answer["ErrCode"], 0);
}

#[tokio::test]
async fn what_is_no_request_of_a_flow_is_refused() {
    let mut example = Example::start();
    let agents = json!({ "RequestId": "r", "User": "1" });
    for (path, body, status) in [
        ("/caller", json!({ "CallerNumber": 5 }), 400),
        ("/caller", json!([]), 400),
        ("/agents?action=other", agents, 400),
        ("/nowhere", json!({}), 404),
    ] {
        let reply = example.ask(path, &body).await;
        assert_eq!(reply, Err(AskFailure::Status(status)), "{path} {body}");
    }
}

#[tokio::test]
async fn each_trouble_is_told_by_its_word() {
    let mut example = Example::start();
    for (how, failure) in [
        ("fail", AskFailure::Status(500)),
        ("huge", AskFailure::TooLarge),
        ("latin1", AskFailure::NotText),
    ] {
        let reply = example.ask(&format!("/trouble/{how}"), &json!({})).await;
        assert_eq!(reply, Err(failure), "{how}");
    }
    let soon = Span::millis(200);
    for how in ["late", "hang"] {
        let path = format!("/trouble/{how}");
        let reply = example.ask_within(&path, &json!({}), soon).await;
        assert_eq!(reply, Err(AskFailure::Timeout), "{how}");
    }
    // What is wrong with these is for the flow to see.
    for how in ["garbage", "types"] {
        let reply = example.ask(&format!("/trouble/{how}"), &json!({})).await;
        assert!(reply.is_ok(), "{how}");
    }
}
