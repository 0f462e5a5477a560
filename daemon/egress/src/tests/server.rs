//! A customer's system that does what it is told to do.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;

/// What it does with one request.
#[derive(Clone)]
pub enum Act {
    /// It answers with these bytes and closes.
    Say(Vec<u8>),
    /// It answers with these bytes and then with the same byte over and over.
    Endless(Vec<u8>),
    /// The same, one byte each millisecond.
    Trickle(Vec<u8>),
    /// It never answers.
    Hang,
}

impl Act {
    /// A whole answer of that status.
    pub fn status(status: &str, headers: &str, body: &[u8]) -> Act {
        let length = body.len();
        let head = format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\n{headers}\r\n");
        Act::Say([head.as_bytes(), body].concat())
    }

    /// A good one.
    pub fn ok(body: &str) -> Act {
        Act::status(
            "200 OK",
            "content-type: application/json\r\n",
            body.as_bytes(),
        )
    }

    pub fn redirect(status: &str, location: &str) -> Act {
        Act::status(status, &format!("location: {location}\r\n"), b"")
    }
}

type Script = dyn Fn(usize, &str) -> Act + Send + Sync;

/// Its connections.
#[derive(Copy, Clone, Debug, Default)]
struct Tally {
    open: usize,
    over: usize,
}

/// A server; it ends with its runtime.
pub struct Server {
    pub address: SocketAddr,
    seen: Arc<Mutex<Vec<String>>>,
    tally: watch::Receiver<Tally>,
}

impl Server {
    /// A server on 127.0.0.1 that does with request number n, from 0, what `script` says.
    pub async fn start(script: impl Fn(usize, &str) -> Act + Send + Sync + 'static) -> Server {
        Server::on(bound("127.0.0.1:0").await, None, script)
    }

    /// One with a certificate.
    pub async fn secure(tls: TlsAcceptor) -> Server {
        Server::on(bound("127.0.0.1:0").await, Some(tls), |_, _| Act::ok("{}"))
    }

    /// A server on 127.0.0.2 that has a secret, and on the same port of 127.0.0.1 one that does what
    /// `script` says.
    pub async fn pair(
        script: impl Fn(usize, &str) -> Act + Send + Sync + 'static,
    ) -> (Server, Server) {
        for _ in 0..100 {
            let inside = bound("127.0.0.2:0").await;
            let port = inside.local_addr().expect("an address").port();
            if let Ok(outside) = TcpListener::bind(("127.0.0.1", port)).await {
                let inside = Server::on(inside, None, |_, _| Act::ok("secret"));
                return (inside, Server::on(outside, None, script));
            }
        }
        panic!("no port is free on both addresses");
    }

    fn on(
        listener: TcpListener,
        tls: Option<TlsAcceptor>,
        script: impl Fn(usize, &str) -> Act + Send + Sync + 'static,
    ) -> Server {
        let address = listener.local_addr().expect("an address");
        let (count, tally) = watch::channel(Tally::default());
        let seen = Arc::new(Mutex::new(Vec::new()));
        let shared = Arc::new(Shared {
            script: Box::new(script),
            seen: seen.clone(),
            count,
        });
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (shared, tls) = (shared.clone(), tls.clone());
                tokio::spawn(async move {
                    shared.count.send_modify(|tally| tally.open += 1);
                    match tls {
                        None => shared.serve(stream).await,
                        Some(tls) => {
                            if let Ok(stream) = tls.accept(stream).await {
                                shared.serve(stream).await;
                            }
                        }
                    }
                    shared.count.send_modify(|tally| {
                        tally.open -= 1;
                        tally.over += 1;
                    });
                });
            }
        });
        Server {
            address,
            seen,
            tally,
        }
    }

    /// The URL of a path, by its address.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The URL of a path, by a name.
    pub fn url_of(&self, name: &str, path: &str) -> String {
        format!("http://{name}:{}{path}", self.address.port())
    }

    /// The requests that came, whole.
    pub fn seen(&self) -> Vec<String> {
        self.seen.lock().expect("requests").clone()
    }

    /// Waits until so many connections are open.
    pub async fn until_open(&self, count: usize) {
        self.until(|tally| tally.open == count).await;
    }

    /// Waits until so many are over.
    pub async fn until_over(&self, count: usize) {
        self.until(|tally| tally.over == count).await;
    }

    async fn until(&self, is_so: impl Fn(&Tally) -> bool) {
        let mut tally = self.tally.clone();
        let waited = tokio::time::timeout(super::desk::PATIENCE, tally.wait_for(is_so)).await;
        let waited = waited.expect("it never is so");
        waited.expect("the server is there");
    }
}

async fn bound(address: &str) -> TcpListener {
    TcpListener::bind(address).await.expect("a socket")
}

struct Shared {
    script: Box<Script>,
    seen: Arc<Mutex<Vec<String>>>,
    count: watch::Sender<Tally>,
}

impl Shared {
    async fn serve(&self, mut stream: impl AsyncRead + AsyncWrite + Unpin) {
        let Some(request) = read(&mut stream).await else {
            return;
        };
        let act = {
            let mut seen = self.seen.lock().expect("requests");
            seen.push(request.clone());
            (self.script)(seen.len() - 1, &request)
        };
        // The client may leave whenever it wants.
        let _left = perform(&mut stream, act).await;
    }
}

async fn read(stream: &mut (impl AsyncRead + Unpin)) -> Option<String> {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| {
                let (name, value) = line.split_once(": ")?;
                let is = name.eq_ignore_ascii_case("content-length");
                is.then(|| value.parse().expect("a length"))
            });
            if body.len() >= length.unwrap_or(0) {
                return Some(text);
            }
        }
        let mut more = [0; 4096];
        match stream.read(&mut more).await {
            Ok(0) | Err(_) => return None,
            Ok(count) => bytes.extend_from_slice(&more[..count]),
        }
    }
}

async fn perform(
    stream: &mut (impl AsyncRead + AsyncWrite + Unpin),
    act: Act,
) -> std::io::Result<()> {
    match act {
        Act::Say(bytes) => stream.write_all(&bytes).await?,
        Act::Endless(bytes) => {
            stream.write_all(&bytes).await?;
            loop {
                stream.write_all(&[b'x'; 1024]).await?;
            }
        }
        Act::Trickle(bytes) => {
            stream.write_all(&bytes).await?;
            loop {
                stream.write_all(b"x").await?;
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        }
        Act::Hang => {
            // Until the client leaves.
            stream.read_u8().await?;
        }
    }
    stream.shutdown().await
}
