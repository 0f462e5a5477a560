//! A daemon that runs, and how it ends.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use acme::Acme;
use tokio::runtime::Runtime;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use wire::Signalling;

use crate::control::{Control, Inbox, Item};
use crate::durable::Publisher;
use crate::hooks::Hooks;
use crate::media_link::MediaLink;
use crate::outward::Outward;
use crate::read_model::{Live, Present};

/// The real addresses, where the settings left a choice.
#[derive(Clone, Debug)]
pub struct Addresses {
    /// SIP: the address that is told first.
    pub sip: SocketAddr,
    /// All addresses of SIP, as `udp:ADDR:PORT`.
    pub sip_places: Vec<String>,
    /// Media, as `ADDR:LOW-HIGH`, separated by commas.
    pub rtp: String,
    /// The HTTP interface.
    pub http: SocketAddr,
    /// The Unix socket.
    pub socket: PathBuf,
}

/// A daemon that runs.
pub struct Running {
    pub(crate) addresses: Addresses,
    pub(crate) drain: Duration,
    pub(crate) inbox: Arc<Inbox>,
    pub(crate) present: Arc<Present>,
    pub(crate) control: Control,
    pub(crate) sip: Arc<Signalling>,
    pub(crate) acme: Option<Arc<Acme>>,
    pub(crate) media: Arc<MediaLink>,
    pub(crate) outward: Outward,
    pub(crate) hooks: Arc<Hooks>,
    pub(crate) publisher: Publisher,
    pub(crate) runtime: Runtime,
    pub(crate) interface: JoinHandle<()>,
    pub(crate) stop_interface: watch::Sender<bool>,
}

/// A call is known to be up once its first entry is durable, which takes 50 ms at the most while the
/// disk is well: before that nobody can say that there is none.
const SETTLE: Duration = Duration::from_millis(250);
/// How often the end of the last call is looked for.
const LOOK: Duration = Duration::from_millis(50);
/// How long the goodbyes to calls that are ended, and to registrars, may take.
const GOODBYE: Duration = Duration::from_secs(2);

impl Running {
    /// Where it is reached.
    pub fn addresses(&self) -> &Addresses {
        &self.addresses
    }

    /// Reads the certificate again, and orders one at once if that is due and was put off.
    pub fn look_again(&self) {
        self.sip.look_again();
        if let Some(acme) = &self.acme {
            acme.try_again();
        }
    }

    /// Takes no more calls, lets those that are up finish until the drain is over or `at_once` says
    /// so, ends the rest with a record, and stops.
    pub fn drain(self, at_once: impl Fn() -> bool) {
        self.present.write().draining = true;
        self.inbox.push(Item::Drain);
        let end = Instant::now() + self.drain;
        std::thread::sleep(SETTLE.min(self.drain));
        while self.present.read().calls_up() > 0 && Instant::now() < end && !at_once() {
            std::thread::sleep(LOOK);
        }
        self.inbox.push(Item::EndAll);
        let end = Instant::now() + GOODBYE;
        let is_left = |live: &Live| live.calls_up() > 0 || live.is_registered_somewhere();
        while is_left(&self.present.read()) && Instant::now() < end {
            std::thread::sleep(LOOK);
        }
        self.stop();
    }

    fn stop(self) {
        tracing::info!("stopping");
        let _told = self.stop_interface.send(true);
        let _over = self.runtime.block_on(self.interface);
        self.sip.stop();
        if let Some(acme) = &self.acme {
            acme.stop();
        }
        self.control.stop();
        self.outward.stop();
        self.media.plane().stop();
        self.publisher.close();
        self.hooks.stop();
        self.runtime.shutdown_timeout(Duration::from_secs(1));
        tracing::info!("stopped");
    }
}
