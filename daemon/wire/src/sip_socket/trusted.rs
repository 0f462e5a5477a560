//! Networks that no limit for one source applies to.

use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use ipnet::IpNet;

/// The networks; a receiving thread keeps a copy while they do not change.
#[derive(Debug, Default)]
pub(crate) struct Trusted {
    networks: Mutex<Vec<IpNet>>,
    version: AtomicU64,
}

impl Trusted {
    pub(crate) fn set(&self, networks: Vec<IpNet>) {
        *self.networks.lock().unwrap_or_else(PoisonError::into_inner) = networks;
        self.version.fetch_add(1, Ordering::Release);
    }
}

/// The copy of one thread.
#[derive(Debug)]
pub(crate) struct Known {
    origin: Arc<Trusted>,
    networks: Vec<IpNet>,
    version: u64,
}

impl Known {
    pub(crate) fn of(origin: Arc<Trusted>) -> Known {
        Known {
            origin,
            networks: Vec::new(),
            version: 0,
        }
    }

    /// Looks whether there are others.
    pub(crate) fn refresh(&mut self) {
        let version = self.origin.version.load(Ordering::Acquire);
        if version != self.version {
            self.version = version;
            let networks = self.origin.networks.lock();
            self.networks = networks.unwrap_or_else(PoisonError::into_inner).clone();
        }
    }

    pub(crate) fn has(&self, source: IpAddr) -> bool {
        let source = source.to_canonical();
        self.networks
            .iter()
            .any(|network| network.contains(&source))
    }
}
