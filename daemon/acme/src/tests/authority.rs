//! An authority as RFC 8555 wants it: what it is asked must be signed, and it looks before it believes.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use super::signed::{Key, Signed, decoded};
use super::town::Issuer;

/// How it behaves.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Mood {
    /// As it should.
    Well,
    /// Something before it says that it is down.
    Down,
    /// It wants to be left alone for so many seconds.
    Limited(u64),
    /// It sends its clients elsewhere.
    Elsewhere,
    /// It takes no nonce the first time.
    Forgetful,
    /// Its certificates are for a key of its own.
    OtherKey,
    /// Its certificates are for somebody else.
    OtherHost,
    /// What it sends is not what it should be.
    Rubbish,
}

/// What it knows.
pub struct State {
    pub mood: Mood,
    pub accounts: Vec<Key>,
    pub contacts: Value,
    pub orders: Vec<Order>,
    /// When certificates begin and end, in seconds from their making.
    pub term: (i64, i64),
    /// Where it looks for answers.
    looks_at: SocketAddr,
    nonces: Vec<String>,
    last: u64,
    issuer: Issuer,
}

pub struct Order {
    pub domains: Vec<String>,
    believed: Vec<Option<bool>>,
    chain: Option<String>,
}

/// The authority. A clone is the same.
#[derive(Clone)]
pub struct Authority(Arc<Mutex<State>>);

type Answer = Response<Full<Bytes>>;

impl Authority {
    pub fn new(issuer: Issuer, looks_at: SocketAddr) -> Authority {
        Authority(Arc::new(Mutex::new(State {
            mood: Mood::Well,
            accounts: Vec::new(),
            contacts: Value::Null,
            orders: Vec::new(),
            term: (-3_600, 90 * 24 * 3_600),
            looks_at,
            nonces: Vec::new(),
            last: 0,
            issuer,
        })))
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().expect("a state")
    }

    /// Serves without an end.
    pub async fn serve(self, listener: TcpListener, tls: TlsAcceptor) {
        while let Ok((stream, _)) = listener.accept().await {
            let (authority, tls) = (self.clone(), tls.clone());
            tokio::spawn(async move {
                let Ok(stream) = tls.accept(stream).await else {
                    return;
                };
                let service = service_fn(|request: Request<Incoming>| {
                    let authority = authority.clone();
                    async move { Ok::<_, Infallible>(authority.answer(request).await) }
                });
                let server = http1::Builder::new();
                let _left = server.serve_connection(TokioIo::new(stream), service).await;
            });
        }
    }

    async fn answer(&self, request: Request<Incoming>) -> Answer {
        let host = request.headers()["host"].to_str().expect("a host");
        let base = format!("https://{host}");
        let path = request.uri().path().to_owned();
        if let Some(answer) = self.moody(&path) {
            return answer;
        }
        match (request.method(), path.as_str()) {
            (&Method::GET, "/directory") => said(200, &self.directory(&base)),
            (&Method::HEAD, "/nonce") => self.with_nonce(said(200, &Value::Null)),
            (&Method::POST, _) => {
                let body = request.into_body().collect().await.expect("a body");
                let answer = self.asked(&base, &path, &body.to_bytes()).await;
                self.with_nonce(answer)
            }
            _ => problem(405, "malformed", "it is not asked like this"),
        }
    }

    fn moody(&self, path: &str) -> Option<Answer> {
        match self.state().mood {
            Mood::Down => Some(plain(503, "text/html", "<h1>down</h1>")),
            Mood::Rubbish => Some(plain(200, "application/json", "[1, 2")),
            Mood::Limited(seconds) if path == "/order" => {
                let mut answer = problem(429, "rateLimited", "too many certificates already");
                answer.headers_mut().insert("retry-after", seconds.into());
                Some(answer)
            }
            _ => None,
        }
    }

    fn directory(&self, base: &str) -> Value {
        let orders = match self.state().mood {
            Mood::Elsewhere => "https://127.0.0.1:1",
            _ => base,
        };
        json!({
            "newNonce": format!("{base}/nonce"),
            "newAccount": format!("{base}/account"),
            "newOrder": format!("{orders}/order"),
        })
    }

    fn with_nonce(&self, mut answer: Answer) -> Answer {
        let mut state = self.state();
        state.last += 1;
        let nonce = format!("nonce{}", state.last);
        answer
            .headers_mut()
            .insert("replay-nonce", nonce.parse().expect("a value"));
        state.nonces.push(nonce);
        answer
    }

    async fn asked(&self, base: &str, path: &str, body: &[u8]) -> Answer {
        let Some(signed) = Signed::read(body) else {
            return problem(400, "malformed", "it is not signed");
        };
        if signed.url != format!("{base}{path}") {
            return problem(401, "unauthorized", "it is signed for another address");
        }
        if !self.takes(&signed.nonce) {
            return problem(400, "badNonce", "once more");
        }
        let number = signed
            .account
            .as_ref()
            .and_then(|it| it.rsplit_once('/')?.1.parse().ok());
        let account = number.and_then(|number: usize| self.state().accounts.get(number).cloned());
        if signed.account.is_some() && account.is_none() {
            return problem(400, "accountDoesNotExist", "nobody knows that account");
        }
        let Some(key) = signed.key(account.as_ref()) else {
            return problem(401, "unauthorized", "the signature is not of that key");
        };
        let parts: Vec<_> = path.trim_start_matches('/').split('/').collect();
        let number = |text: &str| text.parse::<usize>().expect("a number");
        match parts[..] {
            ["account"] => self.account(base, key, &signed.payload),
            ["account", _] => {
                self.state().contacts = signed.payload["contact"].clone();
                said(200, &json!({"status": "valid"}))
            }
            ["order"] => self.order(base, &signed.payload),
            ["order", order] => self.shown(base, number(order), 200),
            ["authz", order, n] => self.authorization(base, number(order), number(n)),
            ["challenge", order, n] => self.looks(base, number(order), number(n), &key).await,
            ["finalize", order] => self.finalize(base, number(order), &signed.payload),
            ["certificate", order] => {
                let chain = self.state().orders[number(order)].chain.clone();
                plain(
                    200,
                    "application/pem-certificate-chain",
                    &chain.expect("a certificate"),
                )
            }
            _ => problem(404, "malformed", "there is nothing"),
        }
    }

    /// Whether it gave that nonce, once.
    fn takes(&self, nonce: &str) -> bool {
        let mut state = self.state();
        let given = state.nonces.iter().position(|it| it == nonce);
        let Some(place) = given else {
            return false;
        };
        state.nonces.remove(place);
        let forgets = state.mood == Mood::Forgetful;
        if forgets {
            state.mood = Mood::Well;
        }
        !forgets
    }

    fn account(&self, base: &str, key: Key, wanted: &Value) -> Answer {
        if wanted["termsOfServiceAgreed"] != true {
            return problem(403, "userActionRequired", "agree to the terms");
        }
        let mut state = self.state();
        state.contacts = wanted["contact"].clone();
        state.accounts.push(key);
        let place = format!("{base}/account/{}", state.accounts.len() - 1);
        at(said(201, &json!({"status": "valid"})), &place)
    }

    fn order(&self, base: &str, wanted: &Value) -> Answer {
        let names = wanted["identifiers"].as_array().expect("identifiers");
        let names = names.iter().map(|it| it["value"].as_str().expect("a name"));
        let domains: Vec<_> = names.map(ToOwned::to_owned).collect();
        let number = {
            let mut state = self.state();
            let believed = vec![None; domains.len()];
            let chain = None;
            state.orders.push(Order {
                domains,
                believed,
                chain,
            });
            state.orders.len() - 1
        };
        at(
            self.shown(base, number, 201),
            &format!("{base}/order/{number}"),
        )
    }

    fn shown(&self, base: &str, number: usize, status: u16) -> Answer {
        let state = self.state();
        let order = &state.orders[number];
        let word = match &order.chain {
            Some(_) => "valid",
            None if order.believed.contains(&Some(false)) => "invalid",
            None if order.believed.contains(&None) => "pending",
            None => "ready",
        };
        let authorizations = 0..order.domains.len();
        let authorizations = authorizations.map(|n| format!("{base}/authz/{number}/{n}"));
        let shown = json!({
            "status": word,
            "authorizations": authorizations.collect::<Vec<_>>(),
            "finalize": format!("{base}/finalize/{number}"),
            "certificate": format!("{base}/certificate/{number}"),
        });
        said(status, &shown)
    }

    fn authorization(&self, base: &str, number: usize, n: usize) -> Answer {
        let state = self.state();
        let order = &state.orders[number];
        let (status, error) = match order.believed[n] {
            None => ("pending", Value::Null),
            Some(true) => ("valid", Value::Null),
            Some(false) => {
                let error = json!({"type": "urn:ietf:params:acme:error:unauthorized",
                    "detail": "there was another answer"});
                ("invalid", error)
            }
        };
        let challenge = json!({
            "type": "http-01",
            "url": format!("{base}/challenge/{number}/{n}"),
            "token": token(number, n),
            "status": status,
            "error": error,
        });
        let identifier = json!({"type": "dns", "value": order.domains[n]});
        said(
            200,
            &json!({"status": status, "identifier": identifier, "challenges": [challenge]}),
        )
    }

    async fn looks(&self, base: &str, number: usize, n: usize, key: &Key) -> Answer {
        let (place, domain) = {
            let state = self.state();
            (state.looks_at, state.orders[number].domains[n].clone())
        };
        let token = token(number, n);
        let found = look(place, &domain, &token).await;
        let wanted = format!("\r\n\r\n{token}.{}", key.thumbprint());
        let is_right = found.is_some_and(|found| found.ends_with(&wanted));
        self.state().orders[number].believed[n] = Some(is_right);
        said(
            200,
            &json!({"type": "http-01", "url": format!("{base}/challenge/{number}/{n}"),
            "token": token, "status": "processing"}),
        )
    }

    fn finalize(&self, base: &str, number: usize, payload: &Value) -> Answer {
        let request = decoded(payload["csr"].as_str().expect("a request"));
        {
            let mut state = self.state();
            let mut names = state.orders[number].domains.clone();
            if state.mood == Mood::OtherHost {
                names = vec!["other.example.com".to_owned()];
            }
            let request = (state.mood != Mood::OtherKey).then_some(&*request);
            let chain = state.issuer.issue(names, request, state.term);
            state.orders[number].chain = Some(chain);
        }
        self.shown(base, number, 200)
    }
}

fn token(number: usize, n: usize) -> String {
    format!("token-{number}-{n}")
}

/// What somebody answers to a challenge.
async fn look(place: SocketAddr, domain: &str, token: &str) -> Option<String> {
    let mut stream = TcpStream::connect(place).await.ok()?;
    let request =
        format!("GET /.well-known/acme-challenge/{token} HTTP/1.1\r\nHost: {domain}\r\n\r\n");
    stream.write_all(request.as_bytes()).await.ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.ok()?;
    Some(answer)
}

fn plain(status: u16, kind: &str, text: &str) -> Answer {
    let answer = Response::builder()
        .status(status)
        .header("content-type", kind);
    answer
        .body(Full::new(Bytes::from(text.to_owned())))
        .expect("an answer")
}

fn said(status: u16, value: &Value) -> Answer {
    plain(status, "application/json", &value.to_string())
}

fn problem(status: u16, kind: &str, detail: &str) -> Answer {
    let kind = format!("urn:ietf:params:acme:error:{kind}");
    let text = json!({"type": kind, "detail": detail, "status": status}).to_string();
    plain(status, "application/problem+json", &text)
}

fn at(mut answer: Answer, place: &str) -> Answer {
    answer
        .headers_mut()
        .insert("location", place.parse().expect("a value"));
    answer
}
