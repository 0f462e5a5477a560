//! A SIP phone on real sockets: `phone::Phone` with a UDP socket and media of its own.
//!
//! It has one call at a time, plays one sound toward the other side and writes what it hears into
//! a file. It serves demos and smoke tests.

mod engine;
mod interface;
mod line;
pub mod sound;
mod tape;

use std::net::{IpAddr, SocketAddr, UdpSocket};
use std::sync::mpsc::{self, SyncSender, TrySendError};
use std::sync::{Mutex, PoisonError};
use std::thread::JoinHandle;

pub use interface::{Event, Settings, SoftphoneError};
pub use media::Audio;
pub use phone::{Command, End, Event as CallEvent};

use crate::{SipSettings, SipSocket};
use engine::{Engine, Signal};
use line::Line;

/// Datagrams, commands and events that may wait for the phone. More are lost, as on a network.
const WAITING: usize = 256;

/// A phone that runs. Dropping it closes it.
pub struct Softphone {
    signals: SyncSender<Signal>,
    local: SocketAddr,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Softphone {
    /// Starts a phone that does nothing yet. `tell` is called on its thread; it must not block.
    ///
    /// # Errors
    /// If the sockets, the file of a recording or a thread cannot be had.
    pub fn start(
        mut settings: Settings,
        tell: impl FnMut(Event) + Send + 'static,
    ) -> Result<Softphone, SoftphoneError> {
        settings.listen.set_ip(reachable(&settings)?);
        let mut chance = crate::entropy::chance()?;
        let (signals, waiting) = mpsc::sync_channel(WAITING);
        let line = Line::start(&settings, chance.fork(), signals.clone())?;
        let deliver = signals.clone();
        let socket = SipSocket::start(&SipSettings::new(settings.listen), move |arrived| {
            deliver
                .try_send(Signal::Datagram(arrived.flow, arrived.bytes.to_vec()))
                .is_ok()
        })?;
        let local = socket.local();
        let phone = phone::Phone::new(settings.phone(local), chance);
        let engine = Engine::new(phone, socket, line, Box::new(tell));
        let thread = std::thread::Builder::new()
            .name("softphone".to_owned())
            .spawn(move || engine.run(&waiting))?;
        Ok(Softphone {
            signals,
            local,
            thread: Mutex::new(Some(thread)),
        })
    }

    /// The address of its SIP socket.
    pub fn local(&self) -> SocketAddr {
        self.local
    }

    /// Does what its user does; says whether it was taken. It is not when too much waits, or when
    /// the phone is closed.
    pub fn send(&self, command: Command) -> bool {
        self.signals.try_send(Signal::Command(command)).is_ok()
    }

    /// Hangs up, takes the registration back and waits, for about a second at most, until the
    /// server knows. The last events are told before it returns.
    pub fn close(&self) {
        let thread = self
            .thread
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        let Some(thread) = thread else { return };
        let mut signal = Signal::Close;
        // A full queue empties within moments, unless the thread is gone.
        while let Err(TrySendError::Full(again)) = self.signals.try_send(signal) {
            signal = again;
            std::thread::yield_now();
        }
        if thread.join().is_err() {
            tracing::error!("the thread of a softphone had died");
        }
    }
}

impl Drop for Softphone {
    fn drop(&mut self) {
        self.close();
    }
}

/// The address that the server can answer to: the one that listens or, if that is any, the one from
/// which the way to the server begins.
fn reachable(settings: &Settings) -> Result<IpAddr, SoftphoneError> {
    let ip = settings.listen.ip();
    if !ip.is_unspecified() {
        return Ok(ip);
    }
    let server = settings.server;
    let any: IpAddr = match server {
        SocketAddr::V4(_) => std::net::Ipv4Addr::UNSPECIFIED.into(),
        SocketAddr::V6(_) => std::net::Ipv6Addr::UNSPECIFIED.into(),
    };
    // Connecting a UDP socket sends nothing: it only looks up the way.
    let way = UdpSocket::bind((any, 0)).and_then(|socket| {
        socket.connect(server)?;
        socket.local_addr()
    });
    way.map(|address| address.ip())
        .map_err(|source| SoftphoneError::NoWay { server, source })
}

#[cfg(test)]
mod tests;
