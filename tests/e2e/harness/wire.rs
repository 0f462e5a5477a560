//! Bare datagrams: for what no decent peer would send.

use std::net::{Ipv4Addr, SocketAddrV4, UdpSocket};
use std::time::Duration;

/// A socket that says what it is told.
#[derive(Debug)]
pub struct Wire {
    socket: UdpSocket,
    daemon: SocketAddrV4,
}

impl Wire {
    /// Between an address and the daemon's.
    pub fn new(from: Ipv4Addr, daemon: Ipv4Addr) -> Wire {
        let socket = UdpSocket::bind((from, 0)).expect("a port");
        Wire {
            socket,
            daemon: SocketAddrV4::new(daemon, 5060),
        }
    }

    /// Sends bytes.
    pub fn send(&self, bytes: &[u8]) {
        let sent = self.socket.send_to(bytes, self.daemon);
        sent.expect("a datagram is sent");
    }

    /// The next datagram within so many milliseconds.
    pub fn next(&self, millis: u64) -> Option<String> {
        let patience = Some(Duration::from_millis(millis));
        self.socket
            .set_read_timeout(patience)
            .expect("a time limit");
        let mut datagram = [0; 65_535];
        let length = self.socket.recv(&mut datagram).ok()?;
        Some(String::from_utf8_lossy(&datagram[..length]).into_owned())
    }

    /// Sends a request and returns the final answer, or nothing after 2 s.
    pub fn ask(&self, request: &str) -> Option<String> {
        self.send(request.as_bytes());
        loop {
            let answer = self.next(2_000)?;
            if !answer.starts_with("SIP/2.0 1") {
                return Some(answer);
            }
        }
    }

    /// A request of this method, with these lines besides, and a Call-ID of its own.
    pub fn request(&self, method: &str, name: &str, more: &[&str], body: &str) -> String {
        let own = self.socket.local_addr().expect("an address");
        let daemon = self.daemon;
        let mut text = format!(
            "{method} sip:{daemon} SIP/2.0\r\nVia: SIP/2.0/UDP {own};branch=z9hG4bK{name}\r\n\
             Max-Forwards: 70\r\nFrom: <sip:tester@{own}>;tag={name}\r\nTo: <sip:{daemon}>\r\n\
             Call-ID: {name}\r\nCSeq: 1 {method}\r\nContact: <sip:tester@{own}>\r\n"
        );
        for line in more {
            let name = line.split(':').next().expect("a name");
            let start = text.find(&format!("\r\n{name}:"));
            if let Some(start) = start {
                let end = start + 2 + text[start + 2..].find("\r\n").expect("an end");
                text.replace_range(start + 2..end, line);
            } else {
                text.push_str(&format!("{line}\r\n"));
            }
        }
        format!("{text}Content-Length: {}\r\n\r\n{body}", body.len())
    }

    /// Whether the daemon answers OPTIONS.
    pub fn is_answered(&self, name: &str) -> bool {
        let answer = self.ask(&self.request("OPTIONS", name, &[], ""));
        answer.is_some_and(|answer| answer.starts_with("SIP/2.0 200"))
    }
}
