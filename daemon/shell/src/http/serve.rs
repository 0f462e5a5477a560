//! Serves connections, each for as long as somebody speaks on it.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::serve::Listener;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use metrics::counter;
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::newcomers::{Newcomer, Newcomers};

/// How long the head of a request may take. Whoever says nothing for longer is closed: calls need the
/// files.
pub const HEAD: Duration = Duration::from_secs(30);

/// Whom a listener lets in.
#[derive(Clone, Debug)]
pub struct Room {
    /// Connections at once; further ones wait to be accepted.
    pub most: usize,
    /// Those of newcomers; further ones are closed. Of this machine's own socket none are.
    pub newcomers: Arc<Newcomers>,
}

/// Where a connection comes from; `None`: from this machine, by the local socket. It stands in the
/// extensions of each request.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Source(pub Option<IpAddr>);

impl From<SocketAddr> for Source {
    fn from(address: SocketAddr) -> Source {
        Source(Some(address.ip()))
    }
}

impl From<tokio::net::unix::SocketAddr> for Source {
    fn from(_: tokio::net::unix::SocketAddr) -> Source {
        Source(None)
    }
}

/// Serves what `listener` accepts until `stop` turns true, and what is under way then to its end;
/// `head` is the longest wait for the head of a request.
pub async fn serve<L: Listener>(
    mut listener: L,
    router: Router,
    (room, head): (Room, Duration),
    stop: watch::Receiver<bool>,
) where
    Source: From<L::Addr>,
{
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            () = stopped(stop.clone()) => break,
            (io, from) = listener.accept(), if connections.len() < room.most => {
                let (router, stop) = (router.clone(), stop.clone());
                let (source, newcomers) = (Source::from(from), room.newcomers.clone());
                connections.spawn(async move {
                    if let Some(peer) = take_in(source, &newcomers).await {
                        one(io, peer, router, head, stop).await;
                    }
                });
            }
            Some(_over) = connections.join_next() => {}
        }
    }
    while connections.join_next().await.is_some() {}
}

/// The other end of a connection.
struct Peer {
    source: Source,
    newcomer: Option<Arc<Newcomer>>,
}

/// Takes somebody in, if there is room for newcomers from where he comes.
async fn take_in(source: Source, newcomers: &Arc<Newcomers>) -> Option<Peer> {
    let newcomer = match source.0 {
        None => None,
        Some(address) => match newcomers.enter(address).await {
            Some(newcomer) => Some(newcomer),
            None => {
                counter!("ccd_http_crowded_total").increment(1);
                return None;
            }
        },
    };
    Some(Peer { source, newcomer })
}

/// Serves one connection.
async fn one<I>(io: I, peer: Peer, router: Router, head: Duration, stop: watch::Receiver<bool>)
where
    I: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin + Send + 'static,
{
    let router = TowerToHyperService::new(router);
    let service = service_fn(move |mut request: Request<Incoming>| {
        let extensions = request.extensions_mut();
        extensions.insert(peer.source);
        if let Some(newcomer) = &peer.newcomer {
            extensions.insert(newcomer.clone());
        }
        router.call(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(head)
        .serve_connection(TokioIo::new(io), service)
        .with_upgrades();
    tokio::pin!(connection);
    let outcome = tokio::select! {
        outcome = connection.as_mut() => outcome,
        () = stopped(stop) => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = outcome {
        tracing::debug!(%error, "a connection of the interface broke");
    }
}

/// Waits until `stop` turns true.
pub async fn stopped(mut stop: watch::Receiver<bool>) {
    // When the sender is gone the daemon is, too.
    let _ended = stop.wait_for(|stop| *stop).await;
}

#[cfg(test)]
mod tests {
    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::{TcpListener, TcpStream};

    use super::*;

    const ROOM: usize = 3;

    /// A server that knows whoever asks for `/known`.
    async fn server(head: Duration) -> (SocketAddr, watch::Sender<bool>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a socket");
        let address = listener.local_addr().expect("an address");
        let known = |request: Request<axum::body::Body>| async move {
            let newcomer = request.extensions().get::<Arc<Newcomer>>();
            newcomer.expect("a newcomer").is_known();
            "known"
        };
        let router = Router::new()
            .route("/", get(|| async { "well" }))
            .route("/known", get(known));
        let (going, stop) = watch::channel(false);
        let room = Room {
            most: 100,
            newcomers: Newcomers::new(ROOM, Duration::ZERO),
        };
        let _server = tokio::spawn(serve(listener, router, (room, head), stop));
        (address, going)
    }

    /// What a connection hears until it falls silent, is answered or closed.
    async fn ask(stream: &mut TcpStream, path: &str) -> String {
        let request = format!("GET {path} HTTP/1.1\r\nHost: x\r\n\r\n");
        let _closed = stream.write_all(request.as_bytes()).await;
        let mut answer = vec![0; 1_000];
        let patience = Duration::from_secs(10);
        let read = tokio::time::timeout(patience, stream.read(&mut answer)).await;
        answer.truncate(read.expect("an answer, or the end").unwrap_or(0));
        String::from_utf8(answer).expect("text")
    }

    #[tokio::test]
    async fn strangers_of_one_place_cannot_take_all_the_room() {
        let (address, _going) = server(HEAD).await;
        let mut held = Vec::new();
        for _ in 0..ROOM {
            let mut stream = TcpStream::connect(address).await.expect("a connection");
            assert!(ask(&mut stream, "/").await.contains("well"));
            held.push(stream);
        }
        let mut late = TcpStream::connect(address).await.expect("a connection");
        assert_eq!(ask(&mut late, "/").await, "");
        let mut first = held.remove(0);
        assert!(ask(&mut first, "/known").await.contains("known"));
        let mut next = TcpStream::connect(address).await.expect("a connection");
        assert!(ask(&mut next, "/").await.contains("well"));
    }

    #[tokio::test]
    async fn whoever_says_nothing_is_not_held_for_long() {
        let (address, _going) = server(Duration::from_millis(200)).await;
        for said in ["", "GET / HT", "GET / HTTP/1.1\r\nHost: x\r\n\r\n"] {
            let mut stream = TcpStream::connect(address).await.expect("a connection");
            stream.write_all(said.as_bytes()).await.expect("written");
            let mut answer = Vec::new();
            let patience = Duration::from_secs(10);
            let over = tokio::time::timeout(patience, stream.read_to_end(&mut answer)).await;
            assert!(over.is_ok(), "the connection is never closed: {said:?}");
        }
    }
}
