//! Speaks with the daemon: HTTP/1.1 over its Unix socket or TCP, one connection a request.

mod address;
mod connection;
mod error;
mod lines;
mod path;

use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Incoming;
use hyper::{Method, Request, Response, StatusCode, header};
use serde::Serialize;
use serde::de::DeserializeOwned;

pub use address::Address;
pub use error::Error;
pub use lines::Lines;
pub use path::Target;

use crate::failure::Failure;

/// The longest wait for the head of an answer: an apply speaks prompts first.
const ANSWER: Duration = Duration::from_secs(300);
/// The longest silence within an answer.
const SILENCE: Duration = Duration::from_secs(60);
/// The largest answer, in bytes.
const MAX_ANSWER: usize = 256 * 1024 * 1024;

/// A daemon and the right to speak with it.
#[derive(Clone)]
pub struct Client {
    address: Address,
    token: Option<String>,
}

impl Client {
    /// A client of the daemon at `address`.
    pub fn new(address: Address, token: Option<String>) -> Client {
        Client { address, token }
    }

    /// GET, and the value that comes back.
    pub async fn get<T: DeserializeOwned>(&self, target: Target) -> Result<T, Error> {
        self.exchange(Method::GET, target, None).await
    }

    /// POST of a JSON value, and the value that comes back.
    pub async fn post<T: DeserializeOwned>(
        &self,
        target: Target,
        body: &impl Serialize,
    ) -> Result<T, Error> {
        let body = serde_json::to_vec(body).map_err(|error| Error::Request(error.to_string()))?;
        self.exchange(Method::POST, target, Some(("application/json", body)))
            .await
    }

    /// GET of a file.
    pub async fn file(&self, target: Target) -> Result<Vec<u8>, Error> {
        let response = self.send(Method::GET, target, None).await?;
        self.body(response).await.map(Vec::from)
    }

    /// POST of a JSON value, and the file that comes back.
    pub async fn spoken(&self, target: Target, body: &impl Serialize) -> Result<Vec<u8>, Error> {
        let body = serde_json::to_vec(body).map_err(|error| Error::Request(error.to_string()))?;
        let body = Some(("application/json", body));
        let response = self.send(Method::POST, target, body).await?;
        self.body(response).await.map(Vec::from)
    }

    /// PUT of bytes.
    pub async fn put(&self, target: Target, bytes: Vec<u8>) -> Result<(), Error> {
        let body = Some(("application/octet-stream", bytes));
        self.body(self.send(Method::PUT, target, body).await?)
            .await
            .map(drop)
    }

    /// DELETE.
    pub async fn delete(&self, target: Target) -> Result<(), Error> {
        self.body(self.send(Method::DELETE, target, None).await?)
            .await
            .map(drop)
    }

    /// GET of a stream of lines.
    pub async fn lines(&self, target: Target) -> Result<Lines, Error> {
        let response = self.send(Method::GET, target, None).await?;
        Ok(Lines::new(self.address.clone(), response.into_body()))
    }

    /// GET of a file, which is handed on while it comes.
    pub async fn copy(
        &self,
        target: Target,
        to: impl Fn(&[u8]) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let mut body = self.send(Method::GET, target, None).await?.into_body();
        loop {
            let frame = tokio::time::timeout(SILENCE, body.frame()).await;
            let frame = frame.map_err(|_| Error::Timeout(self.address.clone(), SILENCE))?;
            let Some(frame) = frame else { return Ok(()) };
            let broken =
                |error: hyper::Error| Error::Broken(self.address.clone(), error.to_string());
            if let Ok(data) = frame.map_err(broken)?.into_data() {
                to(&data)?;
            }
        }
    }

    async fn exchange<T: DeserializeOwned>(
        &self,
        method: Method,
        target: Target,
        body: Option<(&str, Vec<u8>)>,
    ) -> Result<T, Error> {
        let response = self.send(method, target, body).await?;
        let bytes = self.body(response).await?;
        serde_json::from_slice(&bytes)
            .map_err(|error| Error::Unreadable(self.address.clone(), error.to_string()))
    }

    /// Sends a request; what comes back has a good status and is of our version.
    async fn send(
        &self,
        method: Method,
        target: Target,
        body: Option<(&str, Vec<u8>)>,
    ) -> Result<Response<Incoming>, Error> {
        let request = self.request(method, target, body)?;
        let mut sender = connection::open(&self.address).await?;
        let answer = tokio::time::timeout(ANSWER, sender.send_request(request)).await;
        let response = answer
            .map_err(|_| Error::Timeout(self.address.clone(), ANSWER))?
            .map_err(|error| Error::Broken(self.address.clone(), error.to_string()))?;
        self.check_version(&response)?;
        if response.status().is_success() {
            Ok(response)
        } else {
            Err(self.problem(response).await)
        }
    }

    fn request(
        &self,
        method: Method,
        target: Target,
        body: Option<(&str, Vec<u8>)>,
    ) -> Result<Request<Full<Bytes>>, Error> {
        let mut request = Request::builder()
            .method(method)
            .uri(target.to_string())
            .header(header::HOST, self.address.host())
            .header(
                header::USER_AGENT,
                concat!("ccctl/", env!("CARGO_PKG_VERSION")),
            );
        if let Some(token) = &self.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let (kind, bytes) = body.unwrap_or_default();
        if !kind.is_empty() {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        let bad =
            |_| Error::Request("the token has characters that no header can carry".to_owned());
        request.body(Full::new(Bytes::from(bytes))).map_err(bad)
    }

    fn check_version<B>(&self, response: &Response<B>) -> Result<(), Error> {
        let version = response.headers().get(api::VERSION_HEADER);
        let Some(version) = version.and_then(|value| value.to_str().ok()) else {
            return Err(Error::Stranger(
                self.address.clone(),
                response.status().as_u16(),
            ));
        };
        if version == api::VERSION.to_string() {
            Ok(())
        } else {
            Err(Error::Version(self.address.clone(), version.to_owned()))
        }
    }

    async fn problem(&self, response: Response<Incoming>) -> Error {
        let status: StatusCode = response.status();
        match self.body(response).await {
            Err(error) => error,
            Ok(bytes) => match serde_json::from_slice::<api::Problem>(&bytes) {
                Ok(problem) => Error::Problem(Box::new(problem)),
                Err(_) => Error::Unreadable(
                    self.address.clone(),
                    format!("status {} without a word on why", status.as_u16()),
                ),
            },
        }
    }

    async fn body(&self, response: Response<Incoming>) -> Result<Bytes, Error> {
        let body = Limited::new(response.into_body(), MAX_ANSWER).collect();
        let body = tokio::time::timeout(SILENCE, body).await;
        body.map_err(|_| Error::Timeout(self.address.clone(), SILENCE))?
            .map(http_body_util::Collected::to_bytes)
            .map_err(|error| Error::Broken(self.address.clone(), error.to_string()))
    }
}
