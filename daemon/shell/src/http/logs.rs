//! `GET /api/v1/logs`: the call log as a stream, backlog first, then live, without a gap or a
//! duplicate: every line is read from the durable log behind the last one that was sent.

use std::convert::Infallible;
use std::time::Duration;

use api::{Code, LogEntry, LogKind, LogQuery, NDJSON};
use axum::body::{Body, Bytes};
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use tokio::sync::mpsc;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::ReceiverStream;

use super::desk::Desk;
use super::gate::{Caller, Seen};
use super::logged::Reading;
use super::problem::Refused;
use super::serve::stopped;
use crate::read_model::LogReader;

/// Batches of lines that wait for a slow reader.
const AHEAD: usize = 4;

/// Streams the log.
pub async fn stream(
    State(desk): State<Desk>,
    Caller(principal): Caller,
    Seen(scope): Seen,
    Query(query): Query<LogQuery>,
) -> Result<Response, Refused> {
    let (history, follow) = (desk.history.clone(), query.follow);
    // A long backlog is read for seconds, and the others who ask are not to wait for it.
    let opened = tokio::task::spawn_blocking(move || history.follow(&query)).await;
    let Ok(reader) = opened else {
        return Err(Refused::new(Code::Internal, "reading the log failed"));
    };
    let reading = Reading::new(&desk, principal, scope);
    let (lines, received) = mpsc::channel(AHEAD);
    tokio::spawn(feed(reader?, reading, follow, lines, desk));
    let body = ReceiverStream::new(received).map(Ok::<Bytes, Infallible>);
    Ok(([(header::CONTENT_TYPE, NDJSON)], Body::from_stream(body)).into_response())
}

/// Sends what there is and, with `follow`, what comes, until `stop` turns true.
async fn feed(
    mut reader: LogReader,
    mut reading: Reading,
    mut follow: bool,
    lines: mpsc::Sender<Bytes>,
    desk: Desk,
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
        if !reading.goes_on(&desk) {
            return;
        }
        if !batch.is_empty() {
            let shown = batch.into_iter().filter_map(|entry| reading.show(entry));
            let text = encode(shown);
            if !text.is_empty() && lines.send(text).await.is_err() {
                return;
            }
            continue;
        }
        if !follow {
            return;
        }
        let quiet = std::mem::take(&mut backlog)
            || tokio::select! {
                over = tokio::time::timeout(heartbeat, reader.changed()) => over.is_err(),
                () = stopped(desk.stop.clone()) => {
                    // What came in the meantime is sent before the end.
                    follow = false;
                    continue;
                }
            };
        let beat = LogEntry {
            sequence: reader.position(),
            kind: LogKind::Heartbeat,
        };
        if quiet && lines.send(encode([beat])).await.is_err() {
            return;
        }
    }
}

fn encode(entries: impl IntoIterator<Item = LogEntry>) -> Bytes {
    let mut text = Vec::new();
    for entry in entries {
        // These types always have a JSON form.
        if serde_json::to_writer(&mut text, &entry).is_ok() {
            text.push(b'\n');
        }
    }
    text.into()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use crate::http::testing::Interface;

    #[tokio::test]
    async fn the_backlog_is_shown_line_by_line_and_ends() {
        let folder = tempfile::tempdir().expect("a folder");
        let interface = Interface::new(folder.path(), 1);
        let answer = interface.get("/api/v1/logs").await;
        assert_eq!(answer.header("content-type"), api::NDJSON);
        let lines = answer.text().lines().map(serde_json::from_str::<Value>);
        let lines: Vec<_> = lines.map(|line| line.expect("JSON")).collect();
        assert_eq!(
            lines.iter().filter(|line| line["type"] == "record").count(),
            1
        );
        assert!(lines.iter().any(|line| line["event"]["event"] == "arrived"));
    }
}
