//! The way to the authority. Nothing but its own host and port is ever called.

use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Incoming;
use hyper::client::conn::http1;
use hyper::header::{self, HeaderMap};
use hyper::{Method, Request, Response, StatusCode, Uri};
use hyper_util::rt::TokioIo;
use jiff::{SignedDuration, Timestamp};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::pki_types::ServerName;

use crate::named::Directory;
use crate::settings::Limits;

/// There was no answer, or none of the authority's own.
#[derive(Debug)]
pub struct Unheard {
    /// What happened.
    pub why: String,
    /// For how long whatever answered wants to be left alone.
    pub rest: Option<Duration>,
}

fn unheard(why: impl ToString) -> Unheard {
    Unheard {
        why: why.to_string(),
        rest: None,
    }
}

/// What the authority answers.
#[derive(Debug)]
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// For how long it wants to be left alone.
    pub rest: Option<Duration>,
    /// What it says.
    pub body: Bytes,
    headers: HeaderMap,
}

impl Answer {
    /// A header that is text.
    pub fn header(&self, name: &str) -> Option<String> {
        let value = self.headers.get(name)?.to_str().ok()?;
        Some(value.to_owned())
    }

    /// Whether it refuses.
    pub fn is_refusal(&self) -> bool {
        self.status.is_client_error() || self.status.is_server_error()
    }
}

/// The client.
pub struct Client {
    directory: Directory,
    tls: TlsConnector,
    limits: Limits,
}

impl Client {
    /// One that asks this authority.
    pub fn new(directory: Directory, tls: TlsConnector, limits: Limits) -> Client {
        Client {
            directory,
            tls,
            limits,
        }
    }

    /// The authority.
    pub fn directory(&self) -> &Directory {
        &self.directory
    }

    /// Asks.
    ///
    /// # Errors
    /// If the authority does not answer in time, or something else does in its place.
    pub async fn ask(
        &self,
        method: Method,
        url: &str,
        body: Option<String>,
    ) -> Result<Answer, Unheard> {
        let asked = timeout(self.limits.request, self.exchange(method, url, body)).await;
        let answer = asked.map_err(|_| unheard("there was no whole answer in time"))??;
        let kind = answer.header("content-type").unwrap_or_default();
        // Whatever stands before an authority that is down has words of its own.
        if answer.is_refusal() && !kind.starts_with("application/problem+json") {
            return Err(Unheard {
                why: format!("it answers {}", answer.status),
                rest: answer.rest,
            });
        }
        Ok(answer)
    }

    async fn exchange(
        &self,
        method: Method,
        url: &str,
        body: Option<String>,
    ) -> Result<Answer, Unheard> {
        let uri: Uri = url.parse().map_err(unheard)?;
        if !self.directory.has(&uri) {
            return Err(unheard(format!(
                "it wants {uri} to be asked, which is elsewhere"
            )));
        }
        let request = request(method, &uri, body)?;
        let response = exchange(self.connect().await?, request, self.limits.body).await?;
        let (parts, body) = response.into_parts();
        Ok(Answer {
            status: parts.status,
            rest: rest(&parts.headers, Timestamp::now()),
            body,
            headers: parts.headers,
        })
    }

    async fn connect(&self) -> Result<TlsStream<TcpStream>, Unheard> {
        let (host, port) = (self.directory.host(), self.directory.port());
        let name = ServerName::try_from(host.to_owned()).map_err(unheard)?;
        let stream = TcpStream::connect((host, port)).await.map_err(unheard)?;
        self.tls.connect(name, stream).await.map_err(unheard)
    }
}

fn request(
    method: Method,
    uri: &Uri,
    body: Option<String>,
) -> Result<Request<Full<Bytes>>, Unheard> {
    let authority = uri.authority().map_or("", |it| it.as_str());
    let path = uri.path_and_query().map_or("/", |it| it.as_str());
    let mut request = Request::builder().method(method).uri(path);
    request = request.header(header::HOST, authority);
    request = request.header(
        header::USER_AGENT,
        concat!("ccd/", env!("CARGO_PKG_VERSION")),
    );
    request = request.header(header::CONNECTION, "close");
    if body.is_some() {
        request = request.header(header::CONTENT_TYPE, "application/jose+json");
    }
    let body = Full::new(Bytes::from(body.unwrap_or_default()));
    request.body(body).map_err(unheard)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the authority is named by the daemon's settings, and nothing else is called"
)]
async fn exchange(
    line: TlsStream<TcpStream>,
    request: Request<Full<Bytes>>,
    most: usize,
) -> Result<Response<Bytes>, Unheard> {
    let handshake = http1::Builder::new().handshake(TokioIo::new(line)).await;
    let (mut sender, connection) = handshake.map_err(unheard)?;
    let answer = async {
        let response = sender.send_request(request).await.map_err(unheard)?;
        collect(response, most).await
    };
    tokio::pin!(answer, connection);
    tokio::select! {
        biased;
        answer = answer.as_mut() => answer,
        // All that came before the end is there to be read.
        _over = connection => answer.await,
    }
}

async fn collect(response: Response<Incoming>, most: usize) -> Result<Response<Bytes>, Unheard> {
    let (parts, body) = response.into_parts();
    let body = Limited::new(body, most).collect().await.map_err(unheard)?;
    Ok(Response::from_parts(parts, body.to_bytes()))
}

/// For how long somebody is to be left alone (RFC 9110 section 10.2.3).
fn rest(headers: &HeaderMap, wall: Timestamp) -> Option<Duration> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = jiff::fmt::rfc2822::parse(text).ok()?.timestamp();
    let left = until.duration_since(wall).max(SignedDuration::ZERO);
    Duration::try_from(left).ok()
}

#[cfg(test)]
mod tests {
    use hyper::header::HeaderValue;

    use super::*;

    #[test]
    fn a_rest_is_a_number_of_seconds_or_a_date() {
        let wall: Timestamp = "2030-01-01T00:00:00Z".parse().expect("a time");
        let of = |text: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static(text));
            rest(&headers, wall)
        };
        assert_eq!(of("120"), Some(Duration::from_secs(120)));
        assert_eq!(
            of("Tue, 01 Jan 2030 01:00:00 GMT"),
            Some(Duration::from_secs(3600))
        );
        assert_eq!(of("Tue, 01 Jan 2019 01:00:00 GMT"), Some(Duration::ZERO));
        assert_eq!(of("soon"), None);
        assert_eq!(rest(&HeaderMap::new(), wall), None);
    }
}
