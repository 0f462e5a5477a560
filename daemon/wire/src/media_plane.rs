//! Media threads: the rooms of all calls, each with the sockets of its legs.
//!
//! A thread waits for its sockets, its commands and the next deadline of a room. For a packet it
//! takes no lock and no memory.

mod hands;
mod inbox;
mod interface;
mod leg;
mod load;
mod orders;
mod outbox;
mod routes;
mod seats;
mod shared;
mod stats;
mod token;
mod wheel;
mod worker;

use std::io;
use std::net::IpAddr;
use std::ops::RangeInclusive;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use kernel::Chance;
use media::ports::PortPool;

pub use interface::{
    Notice, PlaneCommand, PlaneEvent, Refused, RoomId, SoundKey, SoundReply, Sounds,
};
pub use load::OverloadRule;
pub use stats::{Counters, PlaneStats, ThreadStats};

use crate::recorder::{Disk, Recorder};
use inbox::Inbox;
use routes::Routes;
use shared::{Gauge, Home, Overload, Shared};
use worker::Worker;

/// How the media plane is set up.
#[derive(Clone, Debug)]
pub struct PlaneSettings {
    /// The address that sockets are bound to.
    pub ip: IpAddr,
    /// The address that others are told, if it is another one.
    pub advertised: Option<IpAddr>,
    /// An address of the other family, for those who have none of the first.
    pub besides: Option<IpAddr>,
    /// The ports for RTP (even) and RTCP (odd).
    pub ports: RangeInclusive<u16>,
    /// How many threads; at least one runs.
    pub threads: usize,
    /// Commands that may wait for one thread.
    pub commands: usize,
    /// Bytes of recorded audio that may wait for the disk.
    pub audio: usize,
    /// When a thread is at its limit.
    pub rule: OverloadRule,
}

impl PlaneSettings {
    /// The usual settings: one thread for each core.
    pub fn new(ip: IpAddr, ports: RangeInclusive<u16>) -> PlaneSettings {
        PlaneSettings {
            ip,
            advertised: None,
            besides: None,
            ports,
            threads: std::thread::available_parallelism().map_or(1, usize::from),
            commands: 16_384,
            audio: 64 * 1024 * 1024,
            rule: OverloadRule::default(),
        }
    }
}

/// Why the media plane could not be started.
#[derive(Debug, thiserror::Error)]
pub enum PlaneError {
    /// The range holds no even port with an odd one above it.
    #[error("the RTP ports {low} to {high} hold no even port with an odd one above it; widen them")]
    NoPorts {
        /// The first port.
        low: u16,
        /// The last port.
        high: u16,
    },
    /// The address is not one of this machine.
    #[error("cannot bind UDP sockets for RTP to {ip}: {source}; use an address of this machine")]
    Address {
        /// The address.
        ip: IpAddr,
        /// What the operating system said.
        source: io::Error,
    },
    /// A thread could not be started.
    #[error("cannot start the media threads: {0}")]
    Start(#[from] io::Error),
}

/// The media threads and the recorder. Dropping it ends all rooms and waits for the threads.
pub struct MediaPlane {
    shared: Arc<Shared>,
    inboxes: Vec<Arc<Inbox>>,
    recorder: Arc<Recorder>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

impl MediaPlane {
    /// Starts the threads. `tell` is called on them, never on the caller's thread; it must not
    /// block and not panic. Recordings go to `disk`.
    ///
    /// # Errors
    /// If there are no ports, the address is not of this machine, or a thread cannot be started.
    pub fn start(
        settings: &PlaneSettings,
        mut chance: Chance,
        sounds: Arc<dyn Sounds>,
        disk: Arc<dyn Disk>,
        tell: impl Fn(Notice) + Send + Sync + 'static,
    ) -> Result<MediaPlane, PlaneError> {
        let pool = ports(settings)?;
        crate::files_limit::raise();
        let threads = settings.threads.max(1);
        let shared = Arc::new(Shared {
            homes: homes(settings),
            pool: Mutex::new(pool),
            routes: Mutex::new(Routes::new(threads)),
            sounds,
            tell: Box::new(tell),
            gauges: (0..threads).map(|_| Gauge::default()).collect(),
            overload: Overload::default(),
            refused: AtomicU64::new(0),
        });
        let telling = Arc::clone(&shared);
        let recorder = Recorder::start(
            disk,
            settings.audio,
            Arc::new(move |room, event| telling.room(RoomId(room), PlaneEvent::Recording(event))),
        )?;
        let mut plane = MediaPlane {
            shared,
            inboxes: Vec::new(),
            recorder: Arc::new(recorder),
            threads: Mutex::new(Vec::new()),
        };
        for number in 0..threads {
            plane.start_thread(number, settings, chance.fork())?;
        }
        Ok(plane)
    }

    fn start_thread(
        &mut self,
        number: usize,
        settings: &PlaneSettings,
        chance: Chance,
    ) -> io::Result<()> {
        let inbox = Arc::new(Inbox::new(settings.commands)?);
        let (shared, tray) = (Arc::clone(&self.shared), self.recorder.tray());
        let mut worker = Worker::new(
            number,
            settings.rule,
            chance,
            shared,
            Arc::clone(&inbox),
            tray,
        )?;
        let builder = std::thread::Builder::new().name(format!("media-{number}"));
        let thread = builder.spawn(move || {
            crate::priority::ahead();
            worker.run();
        })?;
        self.inboxes.push(inbox);
        self.threads
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(thread);
        Ok(())
    }

    /// Tells a room something; never blocks. The commands of a room take effect in their order.
    ///
    /// # Errors
    /// If too many commands wait, or the room is not there.
    pub fn send(&self, room: RoomId, command: PlaneCommand) -> Result<(), Refused> {
        let mut routes = self.shared.routes();
        let (thread, opens, closes) = match command {
            PlaneCommand::Open(leg, _) => {
                let willing = |thread| self.shared.is_willing(thread);
                (routes.open(room, leg, willing), Some(leg), None)
            }
            PlaneCommand::Close(leg) => {
                (routes.find(room).ok_or(Refused::NoRoom)?, None, Some(leg))
            }
            _ => (routes.find(room).ok_or(Refused::NoRoom)?, None, None),
        };
        let sent = match self.inboxes.get(thread) {
            Some(inbox) => inbox.command(room, command),
            None => Err(Refused::NoRoom),
        };
        if sent.is_err() {
            self.shared.refused.fetch_add(1, Ordering::Relaxed);
        }
        if let Some(leg) = closes.or(opens.filter(|_| sent.is_err())) {
            routes.close(room, leg);
        }
        sent
    }

    /// Whether every thread is at its limit.
    pub fn is_overloaded(&self) -> bool {
        self.shared.is_overloaded()
    }

    /// What was counted so far.
    pub fn stats(&self) -> PlaneStats {
        let rooms = self.shared.routes().rooms();
        let threads = self.shared.gauges.iter();
        let threads = threads
            .map(|gauge| *gauge.stats.lock().unwrap_or_else(PoisonError::into_inner))
            .collect();
        let pool = self.shared.pool();
        PlaneStats {
            rooms,
            ports_taken: pool.taken(),
            ports_free: pool.free(),
            ports_quarantined: pool.quarantined(),
            ports_exhausted: pool.exhausted(),
            refused: self.shared.refused.load(Ordering::Relaxed),
            threads,
        }
    }

    /// Ends all rooms, finishes all recordings and waits for the threads.
    pub fn stop(&self) {
        self.inboxes.iter().for_each(|inbox| inbox.stop());
        let threads =
            std::mem::take(&mut *self.threads.lock().unwrap_or_else(PoisonError::into_inner));
        for thread in threads {
            if thread.join().is_err() {
                tracing::error!("a media thread had died");
            }
        }
        self.recorder.stop();
    }
}

impl Drop for MediaPlane {
    fn drop(&mut self) {
        self.stop();
    }
}

fn ports(settings: &PlaneSettings) -> Result<PortPool, PlaneError> {
    let (low, high) = (*settings.ports.start(), *settings.ports.end());
    let pool = PortPool::new(low, high);
    if pool.free() == 0 {
        return Err(PlaneError::NoPorts { low, high });
    }
    for ip in [settings.ip].into_iter().chain(settings.besides) {
        std::net::UdpSocket::bind((ip, 0)).map_err(|source| PlaneError::Address { ip, source })?;
    }
    Ok(pool)
}

fn homes(settings: &PlaneSettings) -> Vec<Home> {
    let first = Home {
        bound: settings.ip,
        told: settings.advertised.unwrap_or(settings.ip),
    };
    let besides = settings.besides.map(|ip| Home {
        bound: ip,
        told: ip,
    });
    [first].into_iter().chain(besides).collect()
}
