//! What all media threads share. None of it is touched for a packet.

use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use media::Family;
use media::ports::PortPool;

use super::interface::{Notice, PlaneEvent, RoomId, Sounds};
use super::routes::Routes;
use super::stats::ThreadStats;

/// Told on whichever thread something happens.
pub(super) type Tell = Box<dyn Fn(Notice) + Send + Sync>;

pub(super) struct Shared {
    /// Our addresses, at most one of each family.
    pub(super) homes: Vec<Home>,
    pub(super) pool: Mutex<PortPool>,
    pub(super) routes: Mutex<Routes>,
    pub(super) sounds: Arc<dyn Sounds>,
    pub(super) tell: Tell,
    pub(super) gauges: Vec<Gauge>,
    pub(super) overload: Overload,
    /// Commands that found a full queue.
    pub(super) refused: AtomicU64,
}

/// One of our addresses.
#[derive(Copy, Clone, Debug)]
pub(super) struct Home {
    /// Where sockets are bound.
    pub(super) bound: IpAddr,
    /// What others are told.
    pub(super) told: IpAddr,
}

/// What one thread shows of itself, four times a second.
#[derive(Debug, Default)]
pub(super) struct Gauge {
    pub(super) stats: Mutex<ThreadStats>,
    pub(super) overloaded: AtomicBool,
}

/// Whether all threads are at their limit.
#[derive(Debug, Default)]
pub(super) struct Overload {
    /// What was told last; held while telling, so that notices come in order.
    told: Mutex<bool>,
    now: AtomicBool,
}

impl Shared {
    /// Our address of that family.
    pub(super) fn home(&self, family: Family) -> Option<Home> {
        let mut homes = self.homes.iter();
        homes.find(|home| Family::of(home.bound) == family).copied()
    }

    pub(super) fn room(&self, room: RoomId, event: PlaneEvent) {
        (self.tell)(Notice::Room(room, event));
    }

    pub(super) fn routes(&self) -> MutexGuard<'_, Routes> {
        self.routes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn pool(&self) -> MutexGuard<'_, PortPool> {
        self.pool.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn is_overloaded(&self) -> bool {
        self.overload.now.load(Ordering::Relaxed)
    }

    /// Whether a thread is below its limit.
    pub(super) fn is_willing(&self, thread: usize) -> bool {
        self.gauges
            .get(thread)
            .is_some_and(|gauge| !gauge.overloaded.load(Ordering::Relaxed))
    }

    /// A thread says whether it is at its limit.
    pub(super) fn set_overloaded(&self, thread: usize, overloaded: bool) {
        let Some(gauge) = self.gauges.get(thread) else {
            return;
        };
        if gauge.overloaded.swap(overloaded, Ordering::Relaxed) == overloaded {
            return;
        }
        let mut told = self
            .overload
            .told
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let all = self
            .gauges
            .iter()
            .all(|gauge| gauge.overloaded.load(Ordering::Relaxed));
        if *told != all {
            *told = all;
            self.overload.now.store(all, Ordering::Relaxed);
            (self.tell)(Notice::Overloaded(all));
        }
    }
}
