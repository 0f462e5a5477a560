//! Where the authority finds our answers to its challenges (RFC 8555 section 8.3).

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};

use crate::figures::Counters;
use crate::settings::Limits;

/// Where the authority looks.
const PATH: &str = "/.well-known/acme-challenge/";
/// The longest head of a request.
const HEAD: usize = 8 << 10;
/// How long nobody is taken after the system gave no connection.
const PAUSE: Duration = Duration::from_millis(200);

/// What is answered. A clone is the same.
#[derive(Clone, Debug, Default)]
pub struct Answers(Arc<Mutex<BTreeMap<String, String>>>);

impl Answers {
    /// Room for answers, which are forgotten together with it.
    pub fn shown(&self) -> Shown<'_> {
        Shown {
            answers: self,
            tokens: Vec::new(),
        }
    }

    fn to(&self, token: &str) -> Option<String> {
        self.lock().get(token).cloned()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Answers of one order: as many as it has hosts.
pub struct Shown<'a> {
    answers: &'a Answers,
    tokens: Vec<String>,
}

impl Shown<'_> {
    /// Shows one more.
    pub fn show(&mut self, token: &str, answer: &str) {
        self.tokens.push(token.to_owned());
        self.answers
            .lock()
            .insert(token.to_owned(), answer.to_owned());
    }
}

impl Drop for Shown<'_> {
    fn drop(&mut self) {
        let mut answers = self.answers.lock();
        for token in &self.tokens {
            answers.remove(token);
        }
    }
}

/// Answers whoever asks, without an end.
pub async fn serve(
    listener: TcpListener,
    answers: Answers,
    limits: Limits,
    counters: Arc<Counters>,
) {
    let room = Arc::new(Semaphore::new(limits.askers));
    loop {
        let stream = match listener.accept().await {
            Ok((stream, _)) => stream,
            Err(error) => {
                tracing::warn!(%error, "a connection for a challenge cannot be taken; trying again soon");
                sleep(PAUSE).await;
                continue;
            }
        };
        let Ok(place) = room.clone().try_acquire_owned() else {
            counters.turned_away.fetch_add(1, Ordering::Relaxed);
            continue;
        };
        let (answers, counters) = (answers.clone(), counters.clone());
        tokio::spawn(async move {
            // Who is slow is cut off.
            let _late = timeout(limits.asking, answer(stream, &answers, &counters)).await;
            drop(place);
        });
    }
}

async fn answer(stream: TcpStream, answers: &Answers, counters: &Counters) {
    let service = service_fn(|request: Request<Incoming>| async move {
        let response = respond(&request, answers, counters);
        Ok::<_, Infallible>(response)
    });
    let mut server = http1::Builder::new();
    server
        .keep_alive(false)
        .max_buf_size(HEAD)
        .header_read_timeout(None);
    // Who leaves early wanted no answer.
    let _left = server.serve_connection(TokioIo::new(stream), service).await;
}

fn respond<B>(
    request: &Request<B>,
    answers: &Answers,
    counters: &Counters,
) -> Response<Full<Bytes>> {
    let asks = [Method::GET, Method::HEAD].contains(request.method());
    let token = request.uri().path().strip_prefix(PATH).filter(|_| asks);
    let answer = token.and_then(|token| answers.to(token));
    let counter = match answer {
        Some(_) => &counters.answered,
        None => &counters.strange,
    };
    counter.fetch_add(1, Ordering::Relaxed);
    let (status, text) = match answer {
        Some(answer) => (StatusCode::OK, answer),
        None => (StatusCode::NOT_FOUND, String::new()),
    };
    let mut response = Response::new(Full::new(Bytes::from(text)));
    *response.status_mut() = status;
    response
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;

    /// Where challenges are answered, and what is counted there.
    async fn open(answers: &Answers, limits: Limits) -> (SocketAddr, Arc<Counters>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a socket");
        let address = listener.local_addr().expect("an address");
        let counters = Arc::new(Counters::default());
        tokio::spawn(serve(listener, answers.clone(), limits, counters.clone()));
        (address, counters)
    }

    async fn ask(address: SocketAddr, request: &str) -> String {
        let mut stream = TcpStream::connect(address).await.expect("taken");
        stream.write_all(request.as_bytes()).await.expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.expect("an answer");
        answer
    }

    fn get(path: &str) -> String {
        format!("GET {path} HTTP/1.1\r\nHost: sip.example.com\r\n\r\n")
    }

    #[tokio::test]
    async fn an_answer_is_there_for_as_long_as_its_order() {
        let answers = Answers::default();
        let (address, counters) = open(&answers, Limits::default()).await;
        let path = format!("{PATH}token");
        let mut shown = answers.shown();
        shown.show("token", "token.thumb");
        let answer = ask(address, &get(&path)).await;
        assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("\r\n\r\ntoken.thumb"));
        for other in [
            "/",
            "/.well-known/acme-challenge/",
            "/.well-known/acme-challenge/other",
        ] {
            assert!(
                ask(address, &get(other)).await.starts_with("HTTP/1.1 404"),
                "{other}"
            );
        }
        drop(shown);
        assert!(ask(address, &get(&path)).await.starts_with("HTTP/1.1 404"));
        let figures = counters.read();
        assert_eq!((figures.answered, figures.strange), (1, 4));
    }

    #[tokio::test]
    async fn who_is_slow_is_cut_off_and_too_many_are_turned_away() {
        let limits = Limits {
            askers: 1,
            asking: Duration::from_millis(300),
            ..Limits::default()
        };
        let (address, counters) = open(&Answers::default(), limits).await;
        let mut slow = TcpStream::connect(address).await.expect("taken");
        slow.write_all(b"GET / HT").await.expect("sent");
        let mut second = TcpStream::connect(address).await.expect("taken");
        assert_eq!(
            second.read(&mut [0]).await.ok(),
            Some(0),
            "there is no room"
        );
        assert_eq!(counters.read().turned_away, 1);
        assert_eq!(slow.read(&mut [0]).await.ok(), Some(0), "it is cut off");
        assert!(ask(address, &get("/")).await.starts_with("HTTP/1.1 404"));
    }
}
