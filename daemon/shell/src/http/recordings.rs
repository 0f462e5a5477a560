//! `GET /api/v1/recordings/{id}`: the audio of a recording, as it was recorded or as mp3, whole or a
//! range of it. It is opened by its id, never by a path from outside.

use std::io::{self, SeekFrom};
use std::path::Path as FilePath;
use std::time::Duration;

use api::{AudioFormat, Code, RecordingQuery};
use axum::body::{Body, Bytes};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use model::RecordingId;
use tokio::fs::File;
use tokio::io::{AsyncReadExt, AsyncSeekExt};
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

use super::accept::preferred;
use super::desk::Desk;
use super::eyes::Eyes;
use super::gate::Seen;
use super::problem::Refused;
use super::range::{Asked, Span, asked};
use crate::recordings::AudioError;

/// What is read at once.
pub(super) const CHUNK: usize = 64 * 1024;
/// Chunks that wait for a slow reader.
pub(super) const AHEAD: usize = 2;
/// How long a reader may take for one of them.
pub(super) const PATIENCE: Duration = Duration::from_secs(60);

/// A recording.
pub async fn one(
    State(desk): State<Desk>,
    Seen(scope): Seen,
    Path(id): Path<String>,
    Query(query): Query<RecordingQuery>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let unknown = || Refused::not_found("recording", &id);
    let recording: RecordingId = id.parse().map_err(|_| unknown())?;
    let eyes = Eyes::new(&desk, scope);
    let sees = || {
        desk.history
            .record_of(recording)
            .map(|it| it.is_some_and(|it| eyes.see(&it)))
    };
    if !(eyes.see_all() || sees()?) {
        return Err(unknown());
    }
    let wav = desk.recordings.wav(recording).ok_or_else(unknown)?;
    match query.format.unwrap_or_else(|| asked_for(&headers)) {
        AudioFormat::Wav => send(&wav, ("audio/wav", format!("{recording}.wav")), &headers).await,
        AudioFormat::Mp3 => {
            let mp3 = desk.recordings.mp3(recording, &wav).await?;
            send(&mp3, ("audio/mpeg", format!("{recording}.mp3")), &headers).await
        }
    }
}

fn asked_for(headers: &HeaderMap) -> AudioFormat {
    match preferred(headers, &["audio/wav", "audio/mpeg"]) {
        Some("audio/mpeg") => AudioFormat::Mp3,
        _ => AudioFormat::Wav,
    }
}

async fn send(
    path: &FilePath,
    (kind, name): (&'static str, String),
    headers: &HeaderMap,
) -> Result<Response, Refused> {
    let mut file = File::open(path).await.map_err(AudioError::Disk)?;
    let length = file.metadata().await.map_err(AudioError::Disk)?.len();
    let range = headers.get(header::RANGE).and_then(|it| it.to_str().ok());
    let (status, span) = match asked(range, length) {
        Asked::Whole => (StatusCode::OK, Span { first: 0, length }),
        Asked::Part(span) => (StatusCode::PARTIAL_CONTENT, span),
        Asked::Nothing => {
            let told = format!("the recording has {length} bytes");
            let refused = Refused::new(Code::RangeNotSatisfiable, told);
            let range = [(header::CONTENT_RANGE, format!("bytes */{length}"))];
            return Ok((range, refused).into_response());
        }
    };
    file.seek(SeekFrom::Start(span.first))
        .await
        .map_err(AudioError::Disk)?;
    let (chunks, received) = mpsc::channel(AHEAD);
    tokio::spawn(read(file, span.length, chunks));
    let body = Body::from_stream(ReceiverStream::new(received));
    let mut response = (status, [(header::CONTENT_TYPE, kind)], body).into_response();
    let answer = response.headers_mut();
    // It is played where it is, and saved under a name that programs know.
    if let Ok(name) = HeaderValue::try_from(format!("inline; filename=\"{name}\"")) {
        answer.insert(header::CONTENT_DISPOSITION, name);
    }
    answer.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    answer.insert(header::CONTENT_LENGTH, HeaderValue::from(span.length));
    if status == StatusCode::PARTIAL_CONTENT
        && let Ok(range) = HeaderValue::try_from(span.content_range(length))
    {
        answer.insert(header::CONTENT_RANGE, range);
    }
    Ok(response)
}

/// Reads `left` bytes for whoever wants them.
async fn read(mut file: File, mut left: u64, chunks: mpsc::Sender<Result<Bytes, io::Error>>) {
    while left > 0 {
        let mut chunk = vec![0; CHUNK.min(usize::try_from(left).unwrap_or(CHUNK))];
        let outcome = file.read_exact(&mut chunk).await;
        let broken = outcome.is_err();
        left -= chunk.len() as u64;
        let chunk = outcome.map(|_| Bytes::from(chunk));
        let sent = tokio::time::timeout(PATIENCE, chunks.send(chunk)).await;
        if broken || !matches!(sent, Ok(Ok(()))) {
            return;
        }
    }
}

impl From<AudioError> for Refused {
    fn from(error: AudioError) -> Refused {
        let code = match error {
            AudioError::Busy => return Refused::busy("mp3", error.to_string()),
            AudioError::Disk(_) => Code::Storage,
            AudioError::Unreadable(_) => Code::Internal,
        };
        Refused::new(code, error.to_string())
    }
}
