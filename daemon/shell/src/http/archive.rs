//! `GET /api/v1/recordings`: the recordings of all records that a query asks for, as one archive that
//! is sent while it is written.

use std::collections::VecDeque;
use std::io;
use std::path::PathBuf;

use api::{AudioFormat, RecordQuery, RecordingsQuery};
use axum::body::{Body, Bytes};
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use model::record::Recording;
use tokio::fs::File;
use tokio::io::AsyncReadExt;
use tokio::sync::{OwnedSemaphorePermit, mpsc};
use tokio_stream::wrappers::ReceiverStream;

use super::desk::Desk;
use super::eyes::Eyes;
use super::gate::Seen;
use super::problem::Refused;
use super::recordings::{AHEAD, CHUNK, PATIENCE};
use super::records::{may_export, page};
use super::tar;

/// The archive.
pub async fn all(
    State(desk): State<Desk>,
    Seen(scope): Seen,
    Query(query): Query<RecordQuery>,
    Query(form): Query<RecordingsQuery>,
) -> Result<Response, Refused> {
    let permit = may_export(&desk)?;
    let mut talks = Talks {
        eyes: Eyes::new(&desk, scope),
        left: query
            .limit
            .unwrap_or(RecordQuery::MAX_LIMIT)
            .min(RecordQuery::MAX_LIMIT),
        query,
        found: VecDeque::new(),
        desk,
    };
    // What is wrong with the query is said before the archive begins.
    talks.look().await?;
    let (chunks, received) = mpsc::channel(AHEAD);
    let archive = Archive {
        _permit: permit,
        chunks,
    };
    tokio::spawn(archive.write(talks, form.audio.unwrap_or(AudioFormat::Wav)));
    let headers = [
        (header::CONTENT_TYPE, "application/x-tar"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"recordings.tar\"",
        ),
    ];
    Ok((headers, Body::from_stream(ReceiverStream::new(received))).into_response())
}

/// The recordings of the records that were asked for, page by page.
struct Talks {
    desk: Desk,
    eyes: Eyes,
    query: RecordQuery,
    left: u32,
    found: VecDeque<Recording>,
}

impl Talks {
    async fn next(&mut self) -> Result<Option<Recording>, Refused> {
        while self.found.is_empty() && self.left > 0 {
            self.look().await?;
        }
        Ok(self.found.pop_front())
    }

    /// Reads a page of records.
    async fn look(&mut self) -> Result<(), Refused> {
        self.query.limit = Some(self.left.min(RecordQuery::DEFAULT_LIMIT));
        let page = page(&self.desk.history, &self.eyes, self.query.clone()).await?;
        let got = u32::try_from(page.items.len()).unwrap_or(u32::MAX);
        self.left = match page.next {
            Some(_) => self.left.saturating_sub(got),
            None => 0,
        };
        self.query.cursor = page.next;
        self.found
            .extend(page.items.into_iter().flat_map(|record| record.recordings));
        Ok(())
    }

    /// The file of a recording; `None`: it is no longer there.
    async fn file(&self, talk: &Recording, form: AudioFormat) -> io::Result<Option<PathBuf>> {
        let Some(wav) = self.desk.recordings.wav(talk.id) else {
            return Ok(None);
        };
        match form {
            AudioFormat::Wav => Ok(Some(wav)),
            AudioFormat::Mp3 => {
                let mp3 = self.desk.recordings.mp3(talk.id, &wav).await;
                mp3.map(Some).map_err(io::Error::other)
            }
        }
    }
}

/// An archive on its way.
struct Archive {
    _permit: OwnedSemaphorePermit,
    chunks: mpsc::Sender<io::Result<Bytes>>,
}

impl Archive {
    /// Writes file after file. Whoever reads sees that it is cut off if one fails.
    async fn write(self, mut talks: Talks, form: AudioFormat) {
        let outcome = self.files(&mut talks, form).await;
        if let Err(error) = outcome {
            tracing::warn!(%error, "an archive of recordings was cut off");
            let _told = tokio::time::timeout(PATIENCE, self.chunks.send(Err(error))).await;
        }
    }

    async fn files(&self, talks: &mut Talks, form: AudioFormat) -> io::Result<()> {
        let failed = |_| io::Error::other("reading the records failed");
        while let Some(talk) = talks.next().await.map_err(failed)? {
            if let Some(path) = talks.file(&talk, form).await? {
                self.file(&name(&talk, form), talk.started_at, path).await?;
            }
        }
        self.send(Bytes::from_static(&tar::END)).await
    }

    async fn file(&self, name: &str, at: Timestamp, path: PathBuf) -> io::Result<()> {
        let mut file = File::open(path).await?;
        let length = file.metadata().await?.len();
        let head = tar::head(name, length, at.as_second());
        let head =
            head.ok_or_else(|| io::Error::other("a recording is too long for an archive"))?;
        self.send(Bytes::copy_from_slice(&head)).await?;
        let mut left = length;
        while left > 0 {
            let mut chunk = vec![0; CHUNK.min(usize::try_from(left).unwrap_or(CHUNK))];
            file.read_exact(&mut chunk).await?;
            left -= chunk.len() as u64;
            self.send(chunk.into()).await?;
        }
        self.send(Bytes::from_static(tar::padding(length))).await
    }

    async fn send(&self, chunk: Bytes) -> io::Result<()> {
        let sent = tokio::time::timeout(PATIENCE, self.chunks.send(Ok(chunk))).await;
        let gone = || io::Error::other("nobody reads it");
        sent.map_err(|_| gone())?.map_err(|_| gone())
    }
}

/// Such as `2026-11-20/0192a1d8-7c00-7000-8000-000000000001.wav`.
fn name(talk: &Recording, form: AudioFormat) -> String {
    let ending = match form {
        AudioFormat::Wav => "wav",
        AudioFormat::Mp3 => "mp3",
    };
    let began = talk.started_at.to_string();
    let day = began.split('T').next().unwrap_or_default();
    format!("{day}/{}.{ending}", talk.id)
}
