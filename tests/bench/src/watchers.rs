//! How soon those who watch over a WebSocket hear what an agent does, from the moment at which the
//! switch said it.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use tungstenite::client::IntoClientRequest;
use tungstenite::{Error, Message, WebSocket};

use crate::daemon::{Bench, Daemon};
use crate::scenario::center;

/// Agents whose states change, one after the other.
const AGENTS: usize = 20;
/// The time between two changes.
const EVERY: Duration = Duration::from_millis(100);
/// How long the last event is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct Heard {
    /// Milliseconds from the switch's output to each client's reading of it, sorted.
    pub delays_ms: Vec<f64>,
    /// Events that did not come.
    pub missing: usize,
}

impl Heard {
    /// The delay of so many percent of the events.
    pub fn percentile(&self, percent: usize) -> Option<f64> {
        let place = (self.delays_ms.len() * percent)
            .div_ceil(100)
            .checked_sub(1)?;
        self.delays_ms.get(place).copied()
    }
}

/// Lets so many clients watch so many changes.
///
/// # Errors
/// The daemon does not start, or a client is not let in.
pub fn run(bench: &Bench, clients: usize, changes: usize) -> io::Result<Heard> {
    let daemon = Daemon::start(bench)?;
    let nobody = SocketAddr::from(([127, 0, 0, 1], 9));
    let directory = daemon.beside("center");
    center::write(&directory, nobody, nobody, AGENTS, false)?;
    daemon.apply(&directory)?;
    let token = daemon.token()?;
    let mut crowd = Crowd::enter(daemon.http, &token, clients)?;
    let mut heard = Heard::default();
    for change in 0..changes {
        // Twice the same would be no change.
        let state = if (change / AGENTS).is_multiple_of(2) {
            "break"
        } else {
            "idle"
        };
        set_state(daemon.http, &token, change % AGENTS, state)?;
        crowd.listen(Instant::now() + EVERY, clients * changes, &mut heard)?;
    }
    crowd.listen(Instant::now() + PATIENCE, clients * changes, &mut heard)?;
    heard.missing = (clients * changes).saturating_sub(heard.delays_ms.len());
    heard.delays_ms.sort_by(f64::total_cmp);
    Ok(heard)
}

/// Clients that are read by one thread, as they have something to say.
struct Crowd(Vec<WebSocket<TcpStream>>);

impl Crowd {
    fn enter(http: SocketAddr, token: &str, clients: usize) -> io::Result<Crowd> {
        let sockets = (0..clients).map(|_| open(http, token));
        Ok(Crowd(sockets.collect::<io::Result<_>>()?))
    }

    /// Reads until the time is over or there are `most` delays.
    fn listen(&mut self, end: Instant, most: usize, heard: &mut Heard) -> io::Result<()> {
        while heard.delays_ms.len() < most {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            let streams = self.0.iter().map(WebSocket::get_ref);
            let mut waiting: Vec<_> = streams.map(|it| PollFd::new(it, PollFlags::IN)).collect();
            let limit = Timespec::try_from(left).map_err(io::Error::other)?;
            poll(&mut waiting, Some(&limit))?;
            let ready: Vec<_> = waiting.iter().map(|it| !it.revents().is_empty()).collect();
            for (socket, _) in self.0.iter_mut().zip(ready).filter(|(_, ready)| *ready) {
                read(socket, heard)?;
            }
        }
        Ok(())
    }
}

/// A client that has heard that the backlog is over.
fn open(http: SocketAddr, token: &str) -> io::Result<WebSocket<TcpStream>> {
    let url = format!("ws://{http}/api/v1/events?topics=agents");
    let mut request = url.into_client_request().map_err(io::Error::other)?;
    let bearer = format!("Bearer {token}")
        .parse()
        .map_err(io::Error::other)?;
    request.headers_mut().insert("authorization", bearer);
    let stream = TcpStream::connect(http)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    let (mut socket, _) = tungstenite::client(request, stream)
        .map_err(|error| io::Error::other(format!("a client is not let in: {error}")))?;
    let first = socket.read().map_err(io::Error::other)?;
    if !first
        .to_text()
        .is_ok_and(|text| text.contains("\"heartbeat\""))
    {
        return Err(io::Error::other(
            "the stream does not begin with a heartbeat",
        ));
    }
    socket.get_ref().set_nonblocking(true)?;
    Ok(socket)
}

/// Takes all that one has to say.
fn read(socket: &mut WebSocket<TcpStream>, heard: &mut Heard) -> io::Result<()> {
    loop {
        match socket.read() {
            Ok(Message::Text(text)) => heard.delays_ms.extend(delay(text.as_str())),
            Ok(_) => {}
            Err(Error::Io(error)) if error.kind() == io::ErrorKind::WouldBlock => return Ok(()),
            Err(error) => return Err(io::Error::other(format!("a stream ended: {error}"))),
        }
    }
}

/// How old the event of an agent is.
fn delay(text: &str) -> Option<f64> {
    let event: serde_json::Value = serde_json::from_str(text).ok()?;
    let at: Timestamp = event.get("at")?.as_str()?.parse().ok()?;
    let is_agent = event.get("type")?.as_str()? == "agent";
    is_agent.then(|| Timestamp::now().duration_since(at).as_secs_f64() * 1e3)
}

fn set_state(http: SocketAddr, token: &str, agent: usize, state: &str) -> io::Result<()> {
    let (agent, body) = (center::phone(agent), format!("{{\"state\":\"{state}\"}}"));
    let mut stream = TcpStream::connect(http)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    write!(
        stream,
        "POST /api/v1/agents/{agent}/state HTTP/1.1\r\nHost: {http}\r\nConnection: close\r\n\
         Authorization: Bearer {token}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    if answer.starts_with("HTTP/1.1 200") {
        Ok(())
    } else {
        Err(io::Error::other(format!("the state was not set: {answer}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_a_delay_that_so_many_did_not_exceed() {
        let heard = Heard {
            delays_ms: (1..=200).map(f64::from).collect(),
            missing: 0,
        };
        assert_eq!(heard.percentile(99), Some(198.0));
        assert_eq!(heard.percentile(50), Some(100.0));
        assert_eq!(Heard::default().percentile(99), None);
    }

    #[test]
    fn only_states_of_agents_have_a_delay() {
        let event =
            |kind: &str| format!(r#"{{"cursor":"0","at":"2026-11-20T08:00:00Z","type":"{kind}"}}"#);
        assert!(delay(&event("agent")).is_some());
        assert_eq!(delay(&event("heartbeat")), None);
        assert_eq!(delay("nonsense"), None);
    }
}
