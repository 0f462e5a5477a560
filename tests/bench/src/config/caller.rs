//! A caller who dials one number again and again, to see by which flow he is answered.

use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::time::{Duration, Instant};

use media::codec::Codec;

use super::center::{CALLER, EDITED};
use crate::text::{Dialog, Message, Start, description, invite, uri};

/// How long he waits for an answer.
const PATIENCE: Duration = Duration::from_secs(2);
/// Nobody listens to what is said to him.
const EAR: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 9);

/// A call that was answered or turned away.
#[derive(Copy, Clone, Debug)]
pub struct Dialled {
    /// When it was dialled.
    pub at: Instant,
    /// How long the answer took.
    pub took: Duration,
    /// Whether it was turned away.
    pub turned_away: bool,
}

/// The caller.
pub struct Caller {
    socket: UdpSocket,
    own: SocketAddr,
    server: SocketAddr,
    dialled: u64,
}

impl Caller {
    /// A caller of a daemon.
    ///
    /// # Errors
    /// There is no socket for him.
    pub fn of(server: SocketAddr) -> io::Result<Caller> {
        let socket = UdpSocket::bind("127.0.0.1:0")?;
        socket.connect(server)?;
        socket.set_read_timeout(Some(PATIENCE))?;
        let own = socket.local_addr()?;
        Ok(Caller {
            socket,
            own,
            server,
            dialled: 0,
        })
    }

    /// Dials, waits for the final answer, and hangs up if he was taken.
    ///
    /// # Errors
    /// There is no answer.
    pub fn dial(&mut self) -> io::Result<Dialled> {
        self.dialled += 1;
        let call_id = format!("e{}-{}", self.dialled, self.own.port());
        let body = description(EAR, Codec::Pcma);
        let text = invite(self.own, self.server, CALLER, EDITED, &call_id, &body);
        let at = Instant::now();
        self.socket.send(text.as_bytes())?;
        let turned_away = self.answered(&call_id)?;
        Ok(Dialled {
            at,
            took: at.elapsed(),
            turned_away,
        })
    }

    fn answered(&self, call_id: &str) -> io::Result<bool> {
        let mut bytes = [0; 4_096];
        loop {
            let length = self.socket.recv(&mut bytes)?;
            let Some(message) = Message::read(bytes.get(..length).unwrap_or_default()) else {
                continue;
            };
            let Start::Response(status @ 200..) = message.start else {
                continue;
            };
            if message.call_id() == Some(call_id) && message.answers() == Some("INVITE") {
                let turned_away = status >= 300;
                self.end(&message, call_id, turned_away)?;
                return Ok(turned_away);
            }
        }
    }

    fn end(&self, answer: &Message<'_>, call_id: &str, turned_away: bool) -> io::Result<()> {
        let header = |name| answer.header(name).unwrap_or_default();
        let there = format!("sip:{EDITED}@{}", self.server);
        let dialog = Dialog {
            own: self.own,
            call_id: call_id.to_owned(),
            local: header("From").to_owned(),
            remote: header("To").to_owned(),
            target: answer
                .header("Contact")
                .map_or(there.as_str(), uri)
                .to_owned(),
        };
        let acknowledged = dialog.request("ACK", 1);
        if turned_away {
            // It belongs to the transaction of the INVITE (RFC 3261 section 17.1.1.3).
            let acknowledged = acknowledged.replace("z9hG4bKACK.1.", "z9hG4bKI.");
            return self.socket.send(acknowledged.as_bytes()).map(drop);
        }
        self.socket.send(acknowledged.as_bytes())?;
        self.socket
            .send(dialog.request("BYE", 2).as_bytes())
            .map(drop)
    }
}
