//! `GET /api/v1/prompts/{name}/audio` and `POST /api/v1/speech`

use api::{AudioForm, AudioQuery, Code, Speak};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use model::Name;

use super::desk::Desk;
use super::problem::Refused;
use crate::prompts::{Download, NoDownload};

/// A prompt as a file.
pub async fn audio(
    State(desk): State<Desk>,
    Path(name): Path<String>,
    Query(query): Query<AudioQuery>,
) -> Result<Response, Refused> {
    let config = desk.present.read().config.clone();
    let file = blocking(move || {
        let unknown = || Refused::not_found("prompt", &name);
        let known = Name::new(&name).ok();
        let prompt = known.and_then(|name| config.prompts.get(&name));
        let prompt = prompt.ok_or_else(unknown)?;
        Ok(match query.format {
            AudioForm::Wav => desk.prompts.as_heard(&config, prompt)?,
            AudioForm::Original => desk.prompts.original(prompt)?,
        })
    });
    Ok(sent(file.await?))
}

/// A text as it would be spoken.
pub async fn speak(
    State(desk): State<Desk>,
    Json(asked): Json<Speak>,
) -> Result<Response, Refused> {
    asked
        .check()
        .map_err(|error| Refused::new(Code::BadRequest, error.to_string()))?;
    let voice = asked
        .voice
        .unwrap_or_else(|| desk.present.read().config.center.voice.clone());
    let file = blocking(move || Ok(desk.prompts.preview(&asked.text, &voice)?));
    Ok(sent(file.await?))
}

fn sent(file: Download) -> Response {
    ([(header::CONTENT_TYPE, file.media_type)], file.bytes).into_response()
}

/// Does what takes its time where nobody waits for the thread.
pub async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Refused> + Send + 'static,
) -> Result<T, Refused> {
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or_else(|_| Err(Refused::new(Code::Internal, "the work was cut off")))
}

impl From<NoDownload> for Refused {
    fn from(error: NoDownload) -> Refused {
        match error {
            NoDownload::Failed(error) => error.into(),
            NoDownload::Busy => Refused::busy("prompts", error.to_string()),
            NoDownload::NoFile => Refused::new(Code::Conflict, error.to_string())
                .help("ask for it as WAV: `?format=wav`"),
            NoDownload::Varies => Refused::new(Code::Conflict, error.to_string())
                .help("`ccctl prompt preview` speaks a text with values in place of the variables"),
        }
    }
}
