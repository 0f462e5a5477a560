//! `GET /api/v1/records`, `/records/{id}` and `/recordings/{id}`

use api::{Code, List, RecordQuery};
use axum::Json;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use model::record::CallRecord;
use model::{CallId, RecordingId};

use super::desk::Desk;
use super::problem::Refused;

/// Records, newest first.
pub async fn list(
    State(desk): State<Desk>,
    Query(query): Query<RecordQuery>,
) -> Result<Json<List<CallRecord>>, Refused> {
    let history = desk.history.clone();
    let found = tokio::task::spawn_blocking(move || history.records(&query)).await;
    match found {
        Ok(found) => Ok(Json(found?)),
        Err(_) => Err(Refused::new(Code::Internal, "reading the records failed")),
    }
}

/// One record.
pub async fn one(
    State(desk): State<Desk>,
    Path(id): Path<String>,
) -> Result<Json<CallRecord>, Refused> {
    let call: CallId = id.parse().map_err(|_| Refused::not_found("record", &id))?;
    let record = desk.history.record(call)?;
    record
        .map(Json)
        .ok_or_else(|| Refused::not_found("record", &id))
}

/// The audio of a recording. It is opened by its id, never by a path from outside.
pub async fn recording(
    State(desk): State<Desk>,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    let unknown = || Refused::not_found("recording", &id);
    let recording: RecordingId = id.parse().map_err(|_| unknown())?;
    let path = desk
        .data
        .join(recording_file(recording).ok_or_else(unknown)?);
    let file = tokio::fs::read(&path).await.map_err(|_| unknown())?;
    Ok(([(header::CONTENT_TYPE, "audio/wav")], Body::from(file)).into_response())
}

/// Where a recording lies below the data directory: its id tells the day.
fn recording_file(recording: RecordingId) -> Option<String> {
    let (seconds, nanos) = recording.0.get_timestamp()?.to_unix();
    let at = jiff::Timestamp::new(i64::try_from(seconds).ok()?, i32::try_from(nanos).ok()?).ok()?;
    Some(contact::record::recording_file(recording, at))
}
