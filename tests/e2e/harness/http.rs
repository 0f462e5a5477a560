//! The HTTP interface as a stranger sees it: one request a connection.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// An answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The lines of its head, in lower case.
    pub head: String,
    /// The body.
    pub body: String,
}

/// Asks, with a token or without.
pub fn request(address: &str, method: &str, path: &str, token: Option<&str>, body: &str) -> Answer {
    let bearer = token.map_or_else(String::new, |token| {
        format!("Authorization: Bearer {token}\r\n")
    });
    let head = format!("{bearer}Content-Type: application/json\r\n");
    exchange(address, method, path, &head, body)
}

/// The same as a client without a token: with these lines of the head, each with its end.
pub fn exchange(address: &str, method: &str, path: &str, lines: &str, body: &str) -> Answer {
    let mut stream = TcpStream::connect(address).expect("the HTTP interface listens");
    let patience = Some(Duration::from_secs(10));
    stream.set_read_timeout(patience).expect("a time limit");
    let length = body.len();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{lines}\
         Content-Length: {length}\r\n\r\n{body}"
    )
    .expect("it reads the request");
    let mut text = String::new();
    stream.read_to_string(&mut text).expect("an answer");
    let (head, body) = text.split_once("\r\n\r\n").expect("a head");
    let status = head.split(' ').nth(1).and_then(|word| word.parse().ok());
    Answer {
        status: status.expect("a status"),
        head: head.to_lowercase(),
        body: body.to_owned(),
    }
}

/// An answer whose body is no text.
#[derive(Clone, Debug)]
pub struct Bytes {
    /// The status.
    pub status: u16,
    /// The lines of its head, in lower case.
    pub head: String,
    /// The body.
    pub body: Vec<u8>,
}

/// Asks to see something, with more lines in the head; the answer is not sent in chunks.
pub fn requested(address: &str, path: &str, token: &str, more: &str) -> Bytes {
    let mut stream = TcpStream::connect(address).expect("the HTTP interface listens");
    let patience = Some(Duration::from_secs(20));
    stream.set_read_timeout(patience).expect("a time limit");
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
         Authorization: Bearer {token}\r\n{more}\r\n"
    )
    .expect("it reads the request");
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).expect("an answer");
    let end = bytes
        .windows(4)
        .position(|it| it == b"\r\n\r\n")
        .expect("a head");
    let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
    let status = head.split(' ').nth(1).and_then(|word| word.parse().ok());
    Bytes {
        status: status.expect("a status"),
        head,
        body: bytes[end + 4..].to_vec(),
    }
}
