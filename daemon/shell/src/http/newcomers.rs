//! Connections on which nobody has shown yet who he is: so many from one place, so that one place cannot
//! take the room of all.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How long one waits for the room of another: a whole office comes at once after a restart, and is known
/// in no time.
pub const PATIENCE: Duration = Duration::from_secs(1);
/// Those who wait at once.
const WAITING: usize = 1_000;

/// The room for them, by the place that they come from.
#[derive(Debug)]
pub struct Newcomers {
    most: usize,
    patience: Duration,
    waiting: Semaphore,
    places: Mutex<BTreeMap<IpAddr, Arc<Semaphore>>>,
}

impl Newcomers {
    /// Lets `most` in from one place at once; a further one waits for `patience`.
    pub fn new(most: usize, patience: Duration) -> Arc<Newcomers> {
        Arc::new(Newcomers {
            most,
            patience,
            waiting: Semaphore::new(WAITING),
            places: Mutex::default(),
        })
    }

    /// Lets one in from `address`; `None` if there is no room for a while.
    pub async fn enter(self: &Arc<Newcomers>, address: IpAddr) -> Option<Arc<Newcomer>> {
        let place = place(address);
        let room = self.room(place);
        let permit = match room.clone().try_acquire_owned() {
            Ok(permit) => Some(permit),
            Err(_) => self.wait(room.clone()).await,
        };
        drop(room);
        let Some(permit) = permit else {
            self.tidy(place);
            return None;
        };
        Some(Arc::new(Newcomer {
            permit: Mutex::new(Some(permit)),
            place,
            all: self.clone(),
        }))
    }

    async fn wait(&self, room: Arc<Semaphore>) -> Option<OwnedSemaphorePermit> {
        let _waits = self.waiting.try_acquire().ok()?;
        let permit = tokio::time::timeout(self.patience, room.acquire_owned()).await;
        permit.ok()?.ok()
    }

    fn room(&self, place: IpAddr) -> Arc<Semaphore> {
        let room = || Arc::new(Semaphore::new(self.most));
        self.places().entry(place).or_insert_with(room).clone()
    }

    /// Forgets a place from which nobody is here.
    fn tidy(&self, place: IpAddr) {
        let mut places = self.places();
        if places
            .get(&place)
            .is_some_and(|it| Arc::strong_count(it) == 1)
        {
            places.remove(&place);
        }
    }

    fn places(&self) -> MutexGuard<'_, BTreeMap<IpAddr, Arc<Semaphore>>> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One connection of a newcomer. It takes room until it is known whose it is, or over.
#[derive(Debug)]
pub struct Newcomer {
    permit: Mutex<Option<OwnedSemaphorePermit>>,
    place: IpAddr,
    all: Arc<Newcomers>,
}

impl Newcomer {
    /// Somebody has shown who he is.
    pub fn is_known(&self) {
        let mut permit = self.permit.lock().unwrap_or_else(PoisonError::into_inner);
        if permit.take().is_some() {
            self.all.tidy(self.place);
        }
    }
}

impl Drop for Newcomer {
    fn drop(&mut self) {
        self.is_known();
    }
}

/// A host has one address of IPv4, but a whole /64 of IPv6.
fn place(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let network = u128::from(address) & !u128::from(u64::MAX);
            IpAddr::V6(Ipv6Addr::from(network))
        }
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[tokio::test]
    async fn so_many_of_one_place_come_in_and_others_are_not_held_up() {
        let newcomers = Newcomers::new(2, Duration::ZERO);
        let one = address("192.0.2.1");
        let held = [newcomers.enter(one).await, newcomers.enter(one).await];
        assert!(held.iter().all(Option::is_some));
        assert!(newcomers.enter(one).await.is_none());
        let mapped = address("::ffff:192.0.2.1");
        assert!(newcomers.enter(mapped).await.is_none());
        assert!(newcomers.enter(address("192.0.2.2")).await.is_some());
        drop(held);
        assert!(newcomers.enter(one).await.is_some());
    }

    #[tokio::test]
    async fn an_office_that_comes_at_once_comes_in_one_after_another() {
        let newcomers = Newcomers::new(2, Duration::from_secs(60));
        let known = |newcomers: Arc<Newcomers>| async move {
            let newcomer = newcomers.enter(address("192.0.2.1")).await;
            tokio::task::yield_now().await;
            newcomer.inspect(|it| it.is_known()).is_some()
        };
        let office = (0..200).map(|_| tokio::spawn(known(newcomers.clone())));
        for one in office.collect::<Vec<_>>() {
            assert!(one.await.expect("an end"));
        }
    }

    #[tokio::test]
    async fn whoever_is_known_takes_no_room_and_a_place_without_anybody_is_forgotten() {
        let newcomers = Newcomers::new(1, Duration::ZERO);
        let one = address("2001:db8::1");
        let first = newcomers.enter(one).await.expect("room");
        assert!(newcomers.enter(address("2001:db8::2")).await.is_none());
        first.is_known();
        let second = newcomers.enter(one).await.expect("room");
        first.is_known();
        drop(first);
        assert!(newcomers.enter(one).await.is_none());
        drop(second);
        assert!(newcomers.places().is_empty());
    }
}
