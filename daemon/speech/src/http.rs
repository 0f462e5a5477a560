//! Speech by a program that is asked over HTTP.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::client::conn::http1;
use hyper::{Request, Response, StatusCode, Uri, header};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use crate::decode::decode_spoken;
use crate::{MAX_TEXT, RATE, SpeechError, Synthesizer, Voice, level, wav};

/// How long an answer may take, the connection included.
const TIME_LIMIT: Duration = Duration::from_secs(10);
/// How long the connection alone may take.
const CONNECT: Duration = Duration::from_secs(2);
/// The largest answer in bytes.
const MAX_ANSWER: usize = 32 << 20;

/// Where an engine is asked: `http://host:port/path`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EngineUrl {
    host: String,
    port: u16,
    path: String,
}

impl FromStr for EngineUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<EngineUrl, String> {
        let form = "it is written http://HOST:PORT/PATH";
        let uri: Uri = text.parse().map_err(|_| form.to_owned())?;
        let authority = uri.authority().ok_or_else(|| form.to_owned())?;
        if uri.scheme_str() != Some("http") || authority.as_str().contains('@') {
            return Err(form.to_owned());
        }
        Ok(EngineUrl {
            host: authority.host().trim_matches(['[', ']']).to_owned(),
            port: authority.port_u16().unwrap_or(80),
            path: uri
                .path_and_query()
                .map_or("/", |path| path.as_str())
                .to_owned(),
        })
    }
}

impl fmt::Display for EngineUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "http://{}{}", self.authority(), self.path)
    }
}

impl EngineUrl {
    fn authority(&self) -> String {
        match self.host.contains(':') {
            true => format!("[{}]:{}", self.host, self.port),
            false => format!("{}:{}", self.host, self.port),
        }
    }
}

/// The engine at a URL. It is sent `{"text", "voice", "rate"}` by POST, `voice` being `zh` or `en`, and
/// answers with a WAV or MP3 file of any rate.
#[derive(Clone, Debug)]
pub struct HttpEngine {
    url: EngineUrl,
    limit: Duration,
}

impl HttpEngine {
    /// The engine at `url`, which is asked when there is something to say.
    pub fn new(url: EngineUrl) -> HttpEngine {
        HttpEngine::with_limit(url, TIME_LIMIT)
    }

    /// The same with another limit on its time.
    pub fn with_limit(url: EngineUrl, limit: Duration) -> HttpEngine {
        HttpEngine { url, limit }
    }

    fn ask(&self, text: &str, voice: Voice) -> Result<Vec<u8>, SpeechError> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| self.unreachable(&error))?;
        let wish = serde_json::json!({ "text": text, "voice": voice.as_str(), "rate": RATE });
        runtime.block_on(async {
            let answer = tokio::time::timeout(self.limit, self.exchange(wish.to_string()));
            answer.await.unwrap_or_else(|_| {
                Err(SpeechError::TimedOut {
                    engine: self.identity(),
                    limit: self.limit,
                })
            })
        })
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "the engine is named by the daemon's settings and by nobody else"
    )]
    async fn exchange(&self, wish: String) -> Result<Vec<u8>, SpeechError> {
        let connecting = TcpStream::connect((self.url.host.as_str(), self.url.port));
        let stream = tokio::time::timeout(CONNECT, connecting)
            .await
            .map_err(|error| self.unreachable(&error))?
            .map_err(|error| self.unreachable(&error))?;
        let (mut sender, connection) = http1::handshake(TokioIo::new(stream))
            .await
            .map_err(|error| self.unreachable(&error))?;
        // What breaks the connection is told by the request that it breaks.
        tokio::spawn(async move { drop(connection.await) });
        let request = Request::post(self.url.path.as_str())
            .header(header::HOST, self.url.authority())
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT, "audio/wav, audio/mpeg")
            .body(Full::new(Bytes::from(wish)))
            .map_err(|error| self.unreachable(&error))?;
        let response = sender
            .send_request(request)
            .await
            .map_err(|error| self.unreachable(&error))?;
        self.body(response).await
    }

    async fn body(
        &self,
        response: Response<hyper::body::Incoming>,
    ) -> Result<Vec<u8>, SpeechError> {
        if response.status() != StatusCode::OK {
            return Err(SpeechError::Failed {
                engine: self.identity(),
                cause: format!("status {}", response.status().as_u16()),
            });
        }
        let body = Limited::new(response.into_body(), MAX_ANSWER)
            .collect()
            .await;
        let body = body.map_err(
            |error| match error.is::<http_body_util::LengthLimitError>() {
                true => SpeechError::TooMuchAudio { limit: MAX_ANSWER },
                false => self.unreachable(&error),
            },
        )?;
        Ok(body.to_bytes().into())
    }

    fn unreachable(&self, cause: &dyn fmt::Display) -> SpeechError {
        SpeechError::Unreachable {
            engine: self.identity(),
            cause: cause.to_string(),
        }
    }
}

impl Synthesizer for HttpEngine {
    fn identity(&self) -> String {
        self.url.to_string()
    }

    fn speak(&self, text: &str, voice: Voice) -> Result<Vec<i16>, SpeechError> {
        let characters = text.chars().count();
        if characters > MAX_TEXT {
            return Err(SpeechError::TooLong {
                characters,
                limit: MAX_TEXT,
            });
        }
        let mut bytes = self.ask(text, voice)?;
        wav::mend_stream(&mut bytes);
        let spoken = decode_spoken(&bytes).map_err(|cause| SpeechError::Audio {
            engine: self.identity(),
            cause,
        })?;
        let mut spoken = level::trim(&spoken).to_vec();
        if spoken.is_empty() {
            return Err(SpeechError::Silent(text.to_owned()));
        }
        level::normalize(&mut spoken);
        Ok(level::to_16_bit(&spoken))
    }
}
