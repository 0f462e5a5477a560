//! What is sent of a call, and what an answer says of it.

use std::fmt::Write as _;

use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use delivery::Outcome;
use egress::{Failure, Letter};
use model::ask::AskFailure;
use model::config::{Config, RecordForm, Webhook};
use serde_json::Value;
use uuid::Uuid;

use super::form;
use crate::read_model::EndedCall;

/// The longest word on what went wrong, in characters.
const LONGEST: usize = 200;
/// The vendor's header, the same on every try.
const PUSH_UUID: HeaderName = HeaderName::from_static("x-tccc-push-uuid");
/// The same by its public name.
const KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// Where the records of a webhook are sent.
pub fn url(webhook: &Webhook) -> String {
    let mut url = webhook.url.clone();
    if webhook.format == RecordForm::Tccc {
        let sign = if url.contains('?') { '&' } else { '?' };
        // Writing to a string cannot fail.
        let _written = write!(url, "{sign}action=cdr&version=1");
    }
    url
}

/// By what a receiver knows that something comes again: the id of the call, or one that belongs to what
/// was noted of it. It is the same for each try and after each restart.
pub fn key(call: &EndedCall) -> Uuid {
    let id = call.record.id.0;
    match call.again {
        false => id,
        true => Uuid::from_u128(id.as_u128() ^ u128::from(call.place)),
    }
}

/// What is sent of a call.
pub fn letter(
    webhook: &Webhook,
    config: &Config,
    call: &EndedCall,
    authorization: Option<HeaderValue>,
) -> Letter {
    let (kind, body) = match webhook.format {
        RecordForm::Record => (
            "application/json; charset=utf-8",
            serde_json::to_vec(&call.record),
        ),
        RecordForm::Tccc => (
            "application/json; charset=utf8",
            serde_json::to_vec(&form::tccc::cdr(&call.record, config)),
        ),
    };
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    let key = key(call).to_string();
    for (name, text) in [(KEY, format!("\"{key}\"")), (PUSH_UUID, key)] {
        // A UUID is ASCII.
        if let Ok(value) = HeaderValue::try_from(text) {
            headers.insert(name, value);
        }
    }
    headers.extend(authorization.map(|value| (AUTHORIZATION, value)));
    Letter {
        headers,
        // Every map of a record is keyed by text, so it always has a JSON form.
        body: body.unwrap_or_default().into(),
    }
}

/// What an answer with a status of success says.
pub fn judged(webhook: &Webhook, answer: &str) -> Outcome {
    if webhook.format == RecordForm::Record {
        return Outcome::Taken;
    }
    let answer: Value = serde_json::from_str(answer).unwrap_or_default();
    match answer.get("ErrCode").and_then(Value::as_i64) {
        Some(0) => Outcome::Taken,
        Some(code) => {
            let told = answer.get("ErrMsg").and_then(Value::as_str);
            let told = told.unwrap_or("it does not say why");
            Outcome::Refused(short(&format!("ErrCode {code}: {told}")))
        }
        None => Outcome::Missed("the answer has no number ErrCode".to_owned()),
    }
}

/// What it says that there is no such answer.
pub fn failed(failure: &Failure) -> Outcome {
    let told = short(&failure.why);
    match failure.kind {
        // They speak of credentials or of the moment, and of no record.
        AskFailure::Status(401 | 403 | 407 | 408 | 425 | 429 | 503) => Outcome::Missed(told),
        AskFailure::Status(_) => Outcome::Refused(told),
        _ => Outcome::Missed(told),
    }
}

/// As much as belongs into a list, on one line.
pub fn short(text: &str) -> String {
    let plain = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    plain.take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn webhook(url: &str, format: RecordForm) -> Webhook {
        Webhook {
            url: url.to_owned(),
            format,
            auth: None,
        }
    }

    fn call(place: u64, again: bool) -> EndedCall {
        EndedCall {
            place,
            record: sample::record(7),
            again,
        }
    }

    #[test]
    fn the_vendors_form_says_what_it_is_in_the_url() {
        let url = |text| url(&webhook(text, RecordForm::Tccc));
        assert_eq!(
            url("https://a.example/c"),
            "https://a.example/c?action=cdr&version=1"
        );
        assert_eq!(
            url("https://a.example/c?k=1"),
            "https://a.example/c?k=1&action=cdr&version=1"
        );
        let own = super::url(&webhook("https://a.example/c", RecordForm::Record));
        assert_eq!(own, "https://a.example/c");
    }

    #[test]
    fn a_key_belongs_to_a_record_and_to_no_try() {
        assert_eq!(key(&call(5, false)), sample::record(7).id.0);
        assert_eq!(key(&call(6, false)), sample::record(7).id.0);
        let noted = [
            key(&call(8, true)),
            key(&call(9, true)),
            key(&call(9, false)),
        ];
        let distinct: std::collections::BTreeSet<_> = noted.into_iter().collect();
        assert_eq!(distinct.len(), 3);
        assert_eq!(key(&call(8, true)), noted[0]);
    }

    #[test]
    fn a_letter_has_its_key_twice_and_its_form() {
        let webhook = webhook("https://a.example/", RecordForm::Record);
        let letter = letter(&webhook, &Config::default(), &call(5, false), None);
        let id = sample::record(7).id.to_string();
        assert_eq!(
            letter.headers["idempotency-key"],
            format!("\"{id}\"").as_str()
        );
        assert_eq!(letter.headers["x-tccc-push-uuid"], id.as_str());
        assert!(!letter.headers.contains_key("authorization"));
        let body: model::record::CallRecord = serde_json::from_slice(&letter.body).expect("JSON");
        assert_eq!(body, sample::record(7));
    }

    #[test]
    fn the_vendors_answer_is_read_and_our_form_asks_for_a_status_alone() {
        let tccc = webhook("https://a.example/", RecordForm::Tccc);
        assert_eq!(
            judged(&tccc, r#"{"ErrCode":0,"ErrMsg":""}"#),
            Outcome::Taken
        );
        let refused = judged(&tccc, "{\"ErrCode\":5,\"ErrMsg\":\"no\\nway\"}");
        assert_eq!(refused, Outcome::Refused("ErrCode 5: no way".to_owned()));
        for odd in ["", "<html>", "[]", r#"{"ErrCode":"0"}"#] {
            assert!(matches!(judged(&tccc, odd), Outcome::Missed(_)), "{odd}");
        }
        let own = webhook("https://a.example/", RecordForm::Record);
        assert_eq!(judged(&own, "<html>"), Outcome::Taken);
    }

    #[test]
    fn an_answer_that_speaks_of_the_moment_refuses_no_record() {
        let failed = |kind| failed(&failure(kind));
        for status in [400, 404, 409, 413, 422, 500, 502] {
            assert!(
                matches!(failed(AskFailure::Status(status)), Outcome::Refused(_)),
                "{status}"
            );
        }
        for status in [401, 403, 408, 429, 503] {
            assert!(
                matches!(failed(AskFailure::Status(status)), Outcome::Missed(_)),
                "{status}"
            );
        }
        for kind in AskFailure::ALL {
            if !matches!(kind, AskFailure::Status(_)) {
                assert!(matches!(failed(kind), Outcome::Missed(_)), "{kind}");
            }
        }
    }

    fn failure(kind: AskFailure) -> Failure {
        Failure {
            kind,
            why: "x".repeat(1_000),
        }
    }

    #[test]
    fn what_went_wrong_is_told_shortly() {
        let Outcome::Refused(told) = failed(&failure(AskFailure::Status(500))) else {
            panic!("it is refused");
        };
        assert_eq!(told.len(), LONGEST);
    }
}
