//! Whether the daemon works, and its figures.

use api::{Health, VERSION, VERSION_HEADER};
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::desk::Desk;

/// `GET /healthz`
pub async fn health(State(desk): State<Desk>) -> (StatusCode, Json<Health>) {
    let live = desk.present.read();
    let (status, word) = if live.draining {
        (StatusCode::SERVICE_UNAVAILABLE, "draining")
    } else {
        (StatusCode::OK, "ok")
    };
    let health = Health {
        status: word.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        revision: live.revision,
        calls: u32::try_from(live.calls_up()).unwrap_or(u32::MAX),
    };
    (status, Json(health))
}

/// `GET /metrics`
pub async fn metrics(State(desk): State<Desk>) -> Response {
    crate::metrics::publish(&desk.snapshot, &desk.present.read());
    crate::metrics::questions(&desk.egress.figures());
    crate::metrics::webhooks::publish(&desk.hooks.states(), jiff::Timestamp::now());
    crate::metrics::flight(desk.flight.counters());
    if let Some(acme) = &desk.acme {
        crate::metrics::acme::publish(&acme.figures());
    }
    let content_type = [(header::CONTENT_TYPE, "text/plain; version=0.0.4")];
    (content_type, desk.metrics.render()).into_response()
}

/// Puts the interface's version on every response.
pub async fn stamp(mut response: Response) -> Response {
    response
        .headers_mut()
        .insert(VERSION_HEADER, HeaderValue::from(VERSION));
    response
}
