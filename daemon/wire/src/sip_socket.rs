//! One UDP socket for SIP, with a thread that receives.

mod counts;
mod gate;
mod receiver;
mod trusted;

use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use ipnet::IpNet;
use rustix::net::sockopt;
use sip::Flow;

pub(crate) use counts::Counter;
pub use counts::SipCounts;
pub use gate::GateSettings;
pub(crate) use gate::{Gate, source_of};
pub(crate) use trusted::{Known, Trusted};

use crate::waker::Waker;
use counts::Counters;
use receiver::Receiver;

/// How a SIP socket is set up.
#[derive(Clone, Debug)]
pub struct SipSettings {
    /// The address to bind; port 0 takes any.
    pub listen: SocketAddr,
    /// Bytes that the operating system may hold for us in each direction. It may grant less.
    pub buffer: usize,
    /// Datagrams longer than this are dropped.
    pub longest: usize,
    /// How much one source may send.
    pub gate: GateSettings,
}

impl SipSettings {
    /// The usual settings for an address.
    pub fn new(listen: SocketAddr) -> SipSettings {
        SipSettings {
            listen,
            buffer: 8 * 1024 * 1024,
            longest: 65_535,
            gate: GateSettings::default(),
        }
    }
}

/// A datagram that came.
#[derive(Copy, Clone, Debug)]
pub struct Arrived<'a> {
    /// From where to where.
    pub flow: Flow,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Whether it came from one of the networks that were given to [`SipSocket::trust`].
    pub trusted: bool,
}

/// Why a SIP socket could not be had.
#[derive(Debug, thiserror::Error)]
pub enum SipSocketError {
    /// The address could not be bound.
    #[error(
        "cannot receive SIP on UDP {address}: {source}; choose an address of this machine and a \
         port that no other program uses"
    )]
    Bind {
        /// The address.
        address: SocketAddr,
        /// What the operating system said.
        source: io::Error,
    },
    /// The thread or its waker could not be had.
    #[error("cannot start the thread that receives SIP: {0}")]
    Start(#[from] io::Error),
}

/// A bound UDP socket. Dropping it stops its thread and waits for it.
#[derive(Debug)]
pub struct SipSocket {
    socket: Arc<UdpSocket>,
    local: SocketAddr,
    waker: Arc<Waker>,
    trusted: Arc<Trusted>,
    counters: Arc<Counters>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl SipSocket {
    /// Binds the socket and starts its thread. `deliver` is called on that thread for every
    /// datagram that its source may send; it must not block, and answers whether there was room.
    ///
    /// # Errors
    /// If the address cannot be bound or the thread not be started.
    pub fn start(
        settings: &SipSettings,
        deliver: impl FnMut(Arrived<'_>) -> bool + Send + 'static,
    ) -> Result<SipSocket, SipSocketError> {
        let socket = bind(settings).map_err(|source| SipSocketError::Bind {
            address: settings.listen,
            source,
        })?;
        let socket = Arc::new(socket);
        let local = socket.local_addr()?;
        let waker = Arc::new(Waker::new()?);
        let trusted = Arc::new(Trusted::default());
        let counters = Arc::new(Counters::default());
        let mut receiver = Receiver::new(
            Arc::clone(&socket),
            local,
            settings,
            Arc::clone(&trusted),
            Arc::clone(&counters),
        );
        let stop = Arc::clone(&waker);
        let thread = std::thread::Builder::new()
            .name("sip-receive".to_owned())
            .spawn(move || receiver.run(&stop, deliver))?;
        Ok(SipSocket {
            socket,
            local,
            waker,
            trusted,
            counters,
            thread: Mutex::new(Some(thread)),
        })
    }

    /// The address that is bound.
    pub fn local(&self) -> SocketAddr {
        self.local
    }

    /// Sends a datagram without ever blocking; says whether the operating system took it. SIP
    /// sends again what was lost.
    pub fn send(&self, to: SocketAddr, bytes: &[u8]) -> bool {
        match self.socket.send_to(bytes, to) {
            Ok(_) => {
                self.counters.sent.add(1);
                true
            }
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                self.counters.send_full.add(1);
                false
            }
            Err(_) => {
                self.counters.send_failed.add(1);
                false
            }
        }
    }

    /// Exempts these networks, and only these, from the limit for one source: trunks carry the
    /// calls of many people.
    pub fn trust(&self, networks: Vec<IpNet>) {
        self.trusted.set(networks);
    }

    /// What was counted so far.
    pub fn counts(&self) -> SipCounts {
        self.counters.read()
    }

    /// Stops receiving and waits for the thread; the socket still sends.
    pub fn stop(&self) {
        self.waker.wake();
        let thread = self
            .thread
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(thread) = thread
            && thread.join().is_err()
        {
            tracing::error!("the thread that receives SIP had died");
        }
    }
}

impl Drop for SipSocket {
    fn drop(&mut self) {
        self.stop();
    }
}

fn bind(settings: &SipSettings) -> io::Result<UdpSocket> {
    let socket = UdpSocket::bind(settings.listen)?;
    socket.set_nonblocking(true)?;
    // The operating system grants what it may; less only means that bursts are lost earlier.
    let _ = sockopt::set_socket_recv_buffer_size(&socket, settings.buffer);
    let _ = sockopt::set_socket_send_buffer_size(&socket, settings.buffer);
    Ok(socket)
}

#[cfg(test)]
mod tests;
