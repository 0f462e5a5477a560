//! `GET /api/v1/openapi.json`

use std::sync::LazyLock;

use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::routes::document;

static DOCUMENT: LazyLock<String> = LazyLock::new(|| document().to_string());

/// The description of the interface for programs.
pub async fn openapi() -> Response {
    let content_type = [(header::CONTENT_TYPE, "application/json")];
    (content_type, DOCUMENT.as_str()).into_response()
}
