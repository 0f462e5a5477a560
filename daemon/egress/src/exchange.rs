//! One request and its answer on one connection.

use std::sync::Arc;

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::{Body, Incoming};
use hyper::client::conn::http1;
use hyper::{HeaderMap, Request, Response, StatusCode, header};
use hyper_util::rt::TokioIo;
use model::ask::AskFailure;

use crate::connect::Line;
use crate::fetch::Failure;
use crate::target::Target;

/// Room for what arrives before it is read, and with that the longest head of an answer.
const ROOM: usize = 64 << 10;

/// What came back.
pub enum Answer {
    /// The whole body.
    Text(Arc<str>),
    /// It is to be asked elsewhere.
    Elsewhere(String),
}

/// What is sent, whomever it is sent to in the end.
#[derive(Clone, Debug, Default)]
pub struct Letter {
    /// What the head says of it.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

/// The request, which is the same for each try.
pub fn request(target: &Target, letter: &Letter) -> Result<Request<Full<Bytes>>, Failure> {
    let mut request = Request::post(&target.path)
        .header(header::HOST, target.authority())
        .header(
            header::USER_AGENT,
            concat!("ccd/", env!("CARGO_PKG_VERSION")),
        )
        .header(header::ACCEPT, "application/json")
        .header(header::ACCEPT_ENCODING, "identity")
        .header(header::CONNECTION, "close")
        .body(Full::new(letter.body.clone()))
        .map_err(|error| Failure::new(AskFailure::Refused, error.to_string()))?;
    request.headers_mut().extend(letter.headers.clone());
    Ok(request)
}

/// Sends `request` and reads an answer of at most `most` bytes. Nothing goes on when it is dropped.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the client of customers' URLs"
)]
pub async fn exchange(
    line: Box<dyn Line>,
    request: Request<Full<Bytes>>,
    most: usize,
) -> Result<Answer, Failure> {
    let (mut sender, connection) = http1::Builder::new()
        .max_buf_size(ROOM)
        .handshake(TokioIo::new(line))
        .await
        .map_err(broken)?;
    let answer = async {
        let response = sender.send_request(request).await.map_err(broken)?;
        read(response, most).await
    };
    tokio::pin!(answer, connection);
    tokio::select! {
        biased;
        answer = answer.as_mut() => answer,
        // All that came before the end is there to be read.
        _over = connection => answer.await,
    }
}

async fn read(response: Response<Incoming>, most: usize) -> Result<Answer, Failure> {
    let status = response.status();
    if let Some(location) = elsewhere(&response) {
        return Ok(Answer::Elsewhere(location));
    }
    if !status.is_success() {
        let why = format!("the answer is {status}");
        return Err(Failure::new(AskFailure::Status(status.as_u16()), why));
    }
    if is_packed(&response) {
        let why = "the answer is compressed, which was not asked for";
        return Err(Failure::new(AskFailure::NotText, why));
    }
    let bytes = collect(response.into_body(), most).await?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Answer::Text(text.into())),
        Err(error) => Err(Failure::new(AskFailure::NotText, error.to_string())),
    }
}

/// Where a redirect leads that lets the same POST be sent again. (303 asks for a GET and is no answer.)
fn elsewhere(response: &Response<Incoming>) -> Option<String> {
    let repeats = matches!(
        response.status(),
        StatusCode::MOVED_PERMANENTLY
            | StatusCode::FOUND
            | StatusCode::TEMPORARY_REDIRECT
            | StatusCode::PERMANENT_REDIRECT
    );
    let location = response.headers().get(header::LOCATION)?;
    let location = location.to_str().ok().filter(|_| repeats)?;
    Some(location.to_owned())
}

fn is_packed(response: &Response<Incoming>) -> bool {
    let encoding = response.headers().get(header::CONTENT_ENCODING);
    encoding.is_some_and(|encoding| !encoding.as_bytes().eq_ignore_ascii_case(b"identity"))
}

async fn collect(mut body: Incoming, most: usize) -> Result<Vec<u8>, Failure> {
    let too_large = || {
        let why = format!("the answer is longer than {most} bytes");
        Failure::new(AskFailure::TooLarge, why)
    };
    if body.size_hint().lower() > most as u64 {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(broken)?.into_data() else {
            continue;
        };
        if bytes.len() + data.len() > most {
            return Err(too_large());
        }
        bytes.extend_from_slice(&data);
    }
    Ok(bytes)
}

fn broken(error: hyper::Error) -> Failure {
    let kind = if error.is_parse_too_large() {
        AskFailure::TooLarge
    } else if error.is_parse() {
        AskFailure::NotText
    } else {
        AskFailure::Unreachable
    };
    Failure::new(kind, error.to_string())
}
