//! The daemon's events over a WebSocket, read by a client that we did not write.

use std::io;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::Value;
use tungstenite::client::IntoClientRequest;
use tungstenite::{Error, HandshakeError, Message, WebSocket};

/// A client that watches.
pub struct Watching {
    socket: WebSocket<TcpStream>,
}

impl Watching {
    /// Opens the stream, from a page if one is named.
    ///
    /// # Errors
    /// The status with which that was refused.
    pub fn open(address: &str, query: &str, token: &str, page: Option<&str>) -> Result<Self, u16> {
        let url = format!("ws://{address}/api/v1/events{query}");
        let mut request = url.into_client_request().expect("a request");
        let headers = request.headers_mut();
        let bearer = format!("Bearer {token}").parse().expect("a header");
        headers.insert("authorization", bearer);
        if let Some(page) = page {
            headers.insert("origin", page.parse().expect("a header"));
        }
        let stream = TcpStream::connect(address).expect("the HTTP interface listens");
        let patience = Some(Duration::from_secs(10));
        stream.set_read_timeout(patience).expect("a time limit");
        match tungstenite::client(request, stream) {
            Ok((socket, _)) => Ok(Watching { socket }),
            Err(HandshakeError::Failure(Error::Http(refused))) => Err(refused.status().as_u16()),
            Err(error) => panic!("no WebSocket: {error}"),
        }
    }

    /// The next event; `None`: the daemon has ended the stream.
    ///
    /// # Panics
    /// When nothing comes within so many seconds.
    #[track_caller]
    pub fn next(&mut self, seconds: u64) -> Option<Value> {
        let end = Instant::now() + Duration::from_secs(seconds);
        loop {
            let left = end.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "no event within {seconds} s");
            let stream = self.socket.get_ref();
            stream.set_read_timeout(Some(left)).expect("a time limit");
            match self.socket.read() {
                Ok(Message::Text(text)) => {
                    return Some(serde_json::from_str(text.as_str()).expect("JSON"));
                }
                Ok(Message::Close(_)) => return None,
                Ok(_) => {}
                Err(Error::Io(error)) if is_late(&error) => {}
                Err(_) => return None,
            }
        }
    }

    /// The next event for which `wanted` holds, and those before it.
    ///
    /// # Panics
    /// When it does not come.
    #[track_caller]
    pub fn until(&mut self, seconds: u64, wanted: impl Fn(&Value) -> bool) -> Vec<Value> {
        let mut events = Vec::new();
        loop {
            let event = self.next(seconds);
            let event = event.unwrap_or_else(|| panic!("the stream ended after {events:#?}"));
            let found = wanted(&event);
            events.push(event);
            if found {
                return events;
            }
        }
    }
}

fn is_late(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut
    )
}
