//! SIP over connections: TCP and TLS, those that come and those that we open, all on one thread.

mod alive;
mod channel;
mod connection;
mod counts;
mod crowd;
mod distrust;
mod listener;
mod names;
mod orders;
mod reactor;
mod renewal;
mod settings;
mod tls;
mod traffic;
mod validity;

use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use ipnet::IpNet;
use sip::{Distrust, Expected, Flow, Kept, Transport};

pub use counts::StreamCounts;
pub use settings::{Identity, StreamLimits, StreamSettings};
pub use tls::TlsError;
pub use validity::validity;

use crate::Arrived;
use crate::sip_socket::{Gate, Known, Trusted};
use crate::waker::Waker;
use counts::Counters;
use listener::Listener;
use orders::{Order, Orders};
use reactor::{Parts, Reactor, Shared};
use tls::{Others, Own};

/// What is told of connections.
#[derive(Copy, Clone, Debug)]
pub enum Heard<'a> {
    /// A message came.
    Message(Arrived<'a>),
    /// The connection of that flow, over which something travelled or was to, is gone or cannot be
    /// had.
    Gone(Flow),
    /// The same, since whoever is there did not prove who he is.
    Distrusted(Flow, &'a Distrust),
}

/// Why connections cannot be taken.
#[derive(Debug, thiserror::Error)]
pub enum StreamError {
    /// An address could not be bound.
    #[error(
        "cannot take SIP on {transport} {address}: {source}; choose an address of this machine and \
         a port that no other program uses"
    )]
    Bind {
        /// TCP or TLS.
        transport: Transport,
        /// The address.
        address: SocketAddr,
        /// What the operating system said.
        source: io::Error,
    },
    /// TLS is not to be had.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// The thread or what it waits with could not be had.
    #[error("cannot start the thread of SIP connections: {0}")]
    Start(#[from] io::Error),
}

/// The thread of all connections. Dropping it ends them.
pub struct Streams {
    places: Vec<(Transport, SocketAddr)>,
    shared: Arc<Shared>,
    trusted: Arc<Trusted>,
    limit: usize,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Streams {
    /// Binds the addresses and starts the thread. `deliver` is called on it and must not block. It
    /// answers whether there was room for a message; one that found none is brought again.
    ///
    /// # Errors
    /// If an address cannot be bound, a certificate not be used, or the thread not be started.
    pub fn start(
        settings: &StreamSettings,
        deliver: impl FnMut(Heard<'_>) -> bool + Send + 'static,
    ) -> Result<Streams, StreamError> {
        let listeners = bind(settings)?;
        let places = listeners
            .iter()
            .map(|it| (it.transport, it.local))
            .collect();
        let own = settings.identity.as_ref().map(Own::begin).transpose()?;
        let takes_tls = settings.listen.iter().any(|it| it.0 == Transport::Tls);
        if takes_tls && own.is_none() {
            return Err(TlsError::NoIdentity.into());
        }
        let trusted = Arc::new(Trusted::default());
        let shared = Arc::new(Shared {
            orders: Orders::default(),
            waker: Waker::new()?,
            counters: Counters::default(),
            stop: AtomicBool::new(false),
        });
        let mut reactor = Reactor::new(Parts {
            deliver,
            shared: Arc::clone(&shared),
            limits: settings.limits.clone(),
            trusted: Known::of(Arc::clone(&trusted)),
            gate: Gate::new(settings.gate),
            listeners,
            own,
            others: Others::proven_by(&settings.authorities)?,
        })?;
        let thread = std::thread::Builder::new()
            .name("sip-streams".to_owned())
            .spawn(move || reactor.run())?;
        Ok(Streams {
            places,
            shared,
            trusted,
            limit: settings.limits.orders,
            thread: Mutex::new(Some(thread)),
        })
    }

    /// The addresses that are bound.
    pub fn places(&self) -> &[(Transport, SocketAddr)] {
        &self.places
    }

    /// Sends a message over the connection of that flow, which is opened if there is none; says
    /// whether there was room for it. If it cannot travel, [`Heard::Gone`] follows.
    pub fn send(&self, flow: Flow, bytes: &[u8]) -> bool {
        let taken = self.order(Order::Send(flow, bytes.to_vec()));
        if !taken {
            self.shared.counters.overflow.add(1);
        }
        taken
    }

    /// Whoever is at the other end of that connection has shown who he is: it takes no room of newcomers.
    pub fn know(&self, flow: Flow) {
        self.order(Order::Know(flow));
    }

    /// These are to prove these names when we call them by TLS, in place of those that were told
    /// before; others are to prove their addresses. Connections of whoever has proven another are ended.
    pub fn expect(&self, names: Expected) {
        self.order(Order::Expect(names));
    }

    /// Connections that we opened to these are kept alive so often, in place of those that were told before
    /// (RFC 5626 section 4.4.1). One that answers that and then does not is ended.
    pub fn keep(&self, kept: Kept) {
        self.order(Order::Keep(kept));
    }

    /// Reads our certificate again, also if its files are as old as before.
    pub fn look_again(&self) {
        self.order(Order::LookAgain);
    }

    fn order(&self, order: Order) -> bool {
        let taken = self.shared.orders.put(order, self.limit);
        self.shared.waker.wake();
        taken
    }

    /// Exempts these networks, and only these, from the limits for one source.
    pub fn trust(&self, networks: Vec<IpNet>) {
        self.trusted.set(networks);
    }

    /// What was counted so far.
    pub fn counts(&self) -> StreamCounts {
        self.shared.counters.read()
    }

    /// Ends all connections and the thread.
    pub fn stop(&self) {
        self.shared.stop.store(true, Ordering::Release);
        self.shared.waker.wake();
        let thread = self.thread.lock();
        let thread = thread.unwrap_or_else(PoisonError::into_inner).take();
        if thread.is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the thread of SIP connections had died");
        }
    }
}

impl Drop for Streams {
    fn drop(&mut self) {
        self.stop();
    }
}

fn bind(settings: &StreamSettings) -> Result<Vec<Listener>, StreamError> {
    let all = settings.listen.iter().map(|&(transport, address)| {
        Listener::bind(transport, address).map_err(|source| StreamError::Bind {
            transport,
            address,
            source,
        })
    });
    all.collect()
}

#[cfg(test)]
mod tests;
