//! `PUT /api/v1/clips/{sha256}`

use api::Code;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;

use super::desk::Desk;
use super::problem::Refused;

/// Takes an audio file in.
pub async fn put(
    State(desk): State<Desk>,
    Path(sha256): Path<String>,
    bytes: Bytes,
) -> Result<StatusCode, Refused> {
    if bytes.len() > api::MAX_CLIP_BYTES {
        return Err(Refused::new(
            Code::TooLarge,
            "an audio file has at most 5 MB",
        ));
    }
    let prompts = desk.prompts.clone();
    let stored = tokio::task::spawn_blocking(move || prompts.store_clip(&sha256, &bytes)).await;
    match stored {
        Ok(Ok(())) => Ok(StatusCode::NO_CONTENT),
        Ok(Err(error)) => Err(error.into()),
        Err(_) => Err(Refused::new(Code::Internal, "storing the audio failed")),
    }
}
