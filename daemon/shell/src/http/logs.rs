//! `GET /api/v1/logs`: the call log as a stream, backlog first, then live, without a gap or a
//! duplicate: every line is read from the durable log behind the last one that was sent.

use std::convert::Infallible;
use std::time::Duration;

use api::{Code, LogEntry, LogKind, LogQuery, NDJSON};
use axum::body::{Body, Bytes};
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use switch::{Action, Module};
use tokio::sync::{mpsc, watch};
use tokio_stream::StreamExt;
use tokio_stream::wrappers::ReceiverStream;

use super::desk::Desk;
use super::gate::Shown;
use super::guard::{Guard, LOOK};
use super::problem::Refused;
use super::serve::stopped;
use crate::read_model::LogReader;

/// Batches of lines that wait for a slow reader.
const AHEAD: usize = 4;

/// Streams the log.
pub async fn stream(
    State(desk): State<Desk>,
    Shown(pass): Shown,
    Query(query): Query<LogQuery>,
) -> Result<Response, Refused> {
    let (history, follow) = (desk.history.clone(), query.follow);
    // A long backlog is read for seconds, and the others who ask are not to wait for it.
    let opened = tokio::task::spawn_blocking(move || history.follow(&query)).await;
    let Ok(reader) = opened else {
        return Err(Refused::new(Code::Internal, "reading the log failed"));
    };
    let (lines, received) = mpsc::channel(AHEAD);
    let guard = Guard::new(desk.clone(), pass, Action::view(Module::Records));
    tokio::spawn(feed(reader?, follow, guard, lines, desk.stop.clone()));
    let body = ReceiverStream::new(received).map(Ok::<Bytes, Infallible>);
    Ok(([(header::CONTENT_TYPE, NDJSON)], Body::from_stream(body)).into_response())
}

/// Sends what there is and, with `follow`, what comes, until `stop` turns true or he may no longer.
async fn feed(
    mut reader: LogReader,
    mut follow: bool,
    mut guard: Guard,
    lines: mpsc::Sender<Bytes>,
    stop: watch::Receiver<bool>,
) {
    let heartbeat = Duration::from_secs(LogEntry::HEARTBEAT_SECONDS);
    let mut backlog = true;
    loop {
        let read = tokio::task::spawn_blocking(move || {
            let batch = reader.read();
            (reader, batch)
        })
        .await;
        let Ok((returned, Ok(batch))) = read else {
            return;
        };
        reader = returned;
        let more = !batch.is_empty();
        let Some(shown) = guard.shown(batch) else {
            return;
        };
        if !shown.is_empty() && lines.send(encode(&shown)).await.is_err() {
            return;
        }
        if more {
            continue;
        }
        if !follow {
            return;
        }
        let quiet = std::mem::take(&mut backlog)
            || tokio::select! {
                over = tokio::time::timeout(heartbeat, reader.changed()) => over.is_err(),
                () = dismissed(&guard) => return,
                () = stopped(stop.clone()) => {
                    // What came in the meantime is sent before the end.
                    follow = false;
                    continue;
                }
            };
        let beat = LogEntry {
            sequence: reader.position(),
            kind: LogKind::Heartbeat,
        };
        if quiet && lines.send(encode(&[beat])).await.is_err() {
            return;
        }
    }
}

/// Waits until he may no longer read.
async fn dismissed(guard: &Guard) {
    while guard.admits() {
        tokio::time::sleep(LOOK).await;
    }
}

fn encode(batch: &[LogEntry]) -> Bytes {
    let mut text = Vec::new();
    for entry in batch {
        // These types always have a JSON form.
        if serde_json::to_writer(&mut text, entry).is_ok() {
            text.push(b'\n');
        }
    }
    text.into()
}
