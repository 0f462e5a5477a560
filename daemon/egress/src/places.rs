//! Places for questions under way, and lines before them: one for each host, so that a host that hangs
//! holds up nobody but those who ask it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::oneshot;

use crate::limits::Limits;

/// All places and all lines.
#[derive(Debug)]
pub struct Places {
    limits: Limits,
    hosts: Mutex<Hosts>,
}

#[derive(Debug, Default)]
struct Hosts {
    busy: usize,
    waiting: usize,
    tickets: u64,
    lines: BTreeMap<String, Line>,
}

#[derive(Debug, Default)]
struct Line {
    busy: usize,
    waiting: BTreeMap<u64, oneshot::Sender<()>>,
}

/// A place, or a position in line for one; whoever drops it gives it back.
#[derive(Debug)]
pub struct Place {
    places: Arc<Places>,
    host: String,
    ticket: u64,
}

impl Places {
    /// Places that are all free.
    pub fn new(limits: Limits) -> Places {
        Places {
            limits,
            hosts: Mutex::default(),
        }
    }

    /// A place to ask `host`; `None` if the line is full or `patience` is over.
    pub async fn enter(self: &Arc<Self>, host: &str, patience: Duration) -> Option<Place> {
        let (place, granted) = self.line_up(host)?;
        if let Some(granted) = granted {
            tokio::time::timeout(patience, granted).await.ok()?.ok()?;
        }
        Some(place)
    }

    /// Questions under way, and questions that wait.
    pub fn census(&self) -> (usize, usize) {
        let hosts = self.lock();
        (hosts.busy, hosts.waiting)
    }

    fn line_up(self: &Arc<Self>, host: &str) -> Option<(Place, Option<oneshot::Receiver<()>>)> {
        let mut hosts = self.lock();
        let free = hosts.is_free(&self.limits, hosts.lines.get(host).map_or(0, |it| it.busy));
        if !free && hosts.is_full(&self.limits, host) {
            return None;
        }
        hosts.tickets += 1;
        let ticket = hosts.tickets;
        let granted = if free {
            hosts.busy += 1;
            hosts.line(host).busy += 1;
            None
        } else {
            let (grant, granted) = oneshot::channel();
            hosts.waiting += 1;
            hosts.line(host).waiting.insert(ticket, grant);
            Some(granted)
        };
        let place = Place {
            places: Arc::clone(self),
            host: host.to_owned(),
            ticket,
        };
        Some((place, granted))
    }

    fn lock(&self) -> MutexGuard<'_, Hosts> {
        self.hosts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut hosts = self.places.lock();
        let line = hosts.line(&self.host);
        if line.waiting.remove(&self.ticket).is_some() {
            hosts.waiting -= 1;
        } else {
            line.busy = line.busy.saturating_sub(1);
            hosts.busy = hosts.busy.saturating_sub(1);
        }
        hosts.tidy(&self.host);
        hosts.advance(&self.places.limits);
    }
}

impl Hosts {
    fn line(&mut self, host: &str) -> &mut Line {
        self.lines.entry(host.to_owned()).or_default()
    }

    /// Whether a host with `busy` questions under way may have one more. The last places are for hosts
    /// with few.
    fn is_free(&self, limits: &Limits, busy: usize) -> bool {
        let left = limits.busy.saturating_sub(self.busy);
        left > 0 && busy < limits.busy_of_host && (left > limits.kept || busy < limits.few)
    }

    fn is_full(&self, limits: &Limits, host: &str) -> bool {
        let line = self.lines.get(host).map_or(0, |line| line.waiting.len());
        self.waiting >= limits.waiting || line >= limits.waiting_of_host
    }

    /// Gives free places to those who have waited longest and may have them.
    fn advance(&mut self, limits: &Limits) {
        while let Some(host) = self.next(limits) {
            let line = self.line(&host);
            let Some((_, grant)) = line.waiting.pop_first() else {
                return;
            };
            line.busy += 1;
            self.waiting -= 1;
            self.busy += 1;
            // Whoever gave up in this moment gives the place back at once.
            let _gone = grant.send(());
        }
    }

    fn next(&self, limits: &Limits) -> Option<String> {
        let free = self.lines.iter().filter_map(|(host, line)| {
            let (ticket, _) = line.waiting.first_key_value()?;
            self.is_free(limits, line.busy).then_some((ticket, host))
        });
        free.min().map(|(_, host)| host.clone())
    }

    fn tidy(&mut self, host: &str) {
        let over = |line: &Line| line.busy == 0 && line.waiting.is_empty();
        if self.lines.get(host).is_some_and(over) {
            self.lines.remove(host);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_secs(60);

    fn places() -> Arc<Places> {
        Arc::new(Places::new(Limits {
            busy: 8,
            busy_of_host: 4,
            kept: 3,
            few: 1,
            waiting: 4,
            waiting_of_host: 2,
            ..Limits::default()
        }))
    }

    async fn enter(places: &Arc<Places>, host: &str) -> Place {
        places.enter(host, LONG).await.expect("a place")
    }

    /// Whether a place is free, seen without waiting for it.
    fn is_free(places: &Arc<Places>, host: &str) -> bool {
        let lined_up = places.line_up(host);
        lined_up.is_some_and(|(_, granted)| granted.is_none())
    }

    #[tokio::test]
    async fn a_host_that_hangs_takes_its_own_places_and_never_the_last() {
        let places = places();
        let mut held = Vec::new();
        for host in ["a", "a", "a", "a", "b"] {
            held.push(enter(&places, host).await);
        }
        assert!(!is_free(&places, "a"), "its own limit");
        assert!(
            !is_free(&places, "b"),
            "the kept ones are not for a second of b"
        );
        for host in ["c", "d", "e"] {
            assert!(is_free(&places, host));
            held.push(enter(&places, host).await);
        }
        assert!(!is_free(&places, "f"));
        held.clear();
        assert_eq!(places.census(), (0, 0));
        assert!(places.lock().lines.is_empty());
    }

    #[tokio::test]
    async fn a_full_line_refuses_and_another_line_does_not() {
        let places = places();
        let mut held = Vec::new();
        for _ in 0..4 {
            held.push(enter(&places, "a").await);
        }
        let line = [places.line_up("a"), places.line_up("a")];
        assert!(line.iter().all(Option::is_some));
        assert!(places.line_up("a").is_none());
        assert!(is_free(&places, "b"));
        assert_eq!(places.census(), (4, 2));
    }

    #[tokio::test]
    async fn whoever_waited_longest_is_next_and_who_gave_up_is_passed_over() {
        let places = places();
        let first = enter(&places, "a").await;
        let held = [enter(&places, "a").await, enter(&places, "a").await];
        let last = enter(&places, "a").await;
        let (gone, granted) = places.line_up("a").expect("in line");
        let (next, then) = places.line_up("a").expect("in line");
        drop((gone, granted));
        drop(first);
        then.expect("waits").await.expect("granted");
        drop((next, last, held));
        assert_eq!(places.census(), (0, 0));
    }

    #[tokio::test]
    async fn a_place_that_was_granted_to_who_just_left_goes_to_the_next() {
        let places = places();
        let mut held = Vec::new();
        for _ in 0..4 {
            held.push(enter(&places, "a").await);
        }
        let (leaves, granted) = places.line_up("a").expect("in line");
        let (stays, then) = places.line_up("a").expect("in line");
        held.pop();
        drop((leaves, granted));
        then.expect("waits").await.expect("granted");
        drop((stays, held));
        assert_eq!(places.census(), (0, 0));
    }

    #[tokio::test]
    async fn patience_ends() {
        let places = places();
        let mut held = Vec::new();
        for _ in 0..4 {
            held.push(enter(&places, "a").await);
        }
        assert!(places.enter("a", Duration::ZERO).await.is_none());
        assert_eq!(places.census(), (4, 0));
    }
}
