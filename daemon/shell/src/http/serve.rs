//! Serves connections, each for as long as somebody speaks on it.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use axum::Router;
use axum::serve::Listener;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::sync::watch;
use tokio::task::JoinSet;

/// How long the head of a request may take. Whoever says nothing for longer is closed: calls need the
/// files.
pub const HEAD: Duration = Duration::from_secs(30);

/// Connections of one listener at once; further ones wait to be accepted.
const MOST: usize = 1_000;

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
    head: Duration,
    stop: watch::Receiver<bool>,
) where
    Source: From<L::Addr>,
{
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            () = stopped(stop.clone()) => break,
            (io, from) = listener.accept(), if connections.len() < MOST => {
                let router = router.clone();
                connections.spawn(one(io, Source::from(from), router, head, stop.clone()));
            }
            Some(_over) = connections.join_next() => {}
        }
    }
    while connections.join_next().await.is_some() {}
}

/// Serves one connection.
async fn one<I>(io: I, source: Source, router: Router, head: Duration, stop: watch::Receiver<bool>)
where
    I: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin + Send + 'static,
{
    let router = TowerToHyperService::new(router);
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(source);
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

    #[tokio::test]
    async fn whoever_says_nothing_is_not_held_for_long() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a socket");
        let address = listener.local_addr().expect("an address");
        let router = Router::new().route("/", get(|| async { "well" }));
        let (_going, stop) = watch::channel(false);
        let head = Duration::from_millis(200);
        let _server = tokio::spawn(serve(listener, router, head, stop));
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
