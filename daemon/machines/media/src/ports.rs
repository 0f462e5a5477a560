//! Which ports are free for RTP.

use std::collections::{BTreeSet, VecDeque};
use std::time::Duration;

use kernel::Mono;

/// How long a port that could not be bound is left alone.
const QUARANTINE: Duration = Duration::from_secs(30);

/// The even ports of a range, each with the odd one above it for RTCP (RFC 3550 section 11).
///
/// The port that has been free longest is taken first, so that late packets of a call that is over
/// do not reach the next one as long as any other port is free.
#[derive(Debug, Clone)]
pub struct PortPool {
    free: VecDeque<u16>,
    taken: BTreeSet<u16>,
    quarantined: VecDeque<(Mono, u16)>,
    exhausted: u64,
}

impl PortPool {
    /// The pairs of ports that lie wholly between `low` and `high`, both included.
    pub fn new(low: u16, high: u16) -> PortPool {
        let free = (low..high)
            .filter(|port| port % 2 == 0 && *port != 0)
            .collect();
        PortPool {
            free,
            taken: BTreeSet::new(),
            quarantined: VecDeque::new(),
            exhausted: 0,
        }
    }

    /// Takes the port that has been free longest.
    pub fn take(&mut self, now: Mono) -> Option<u16> {
        self.release_quarantined(now);
        let Some(port) = self.free.pop_front() else {
            self.exhausted += 1;
            return None;
        };
        self.taken.insert(port);
        Some(port)
    }

    /// Gives back a port that was taken; any other is ignored.
    pub fn give_back(&mut self, port: u16) {
        if self.taken.remove(&port) {
            self.free.push_back(port);
        }
    }

    /// Gives back a port that was taken but could not be bound: it is left alone for 30 s.
    pub fn quarantine(&mut self, now: Mono, port: u16) {
        if self.taken.remove(&port) {
            self.quarantined.push_back((now + QUARANTINE, port));
        }
    }

    /// How many ports are taken.
    pub fn taken(&self) -> usize {
        self.taken.len()
    }

    /// How many ports can be taken at once.
    pub fn free(&self) -> usize {
        self.free.len()
    }

    /// How many ports are left alone because they could not be bound.
    pub fn quarantined(&self) -> usize {
        self.quarantined.len()
    }

    /// How often a port was asked for and there was none.
    pub fn exhausted(&self) -> u64 {
        self.exhausted
    }

    fn release_quarantined(&mut self, now: Mono) {
        while let Some(&(until, port)) = self.quarantined.front()
            && until <= now
        {
            self.quarantined.pop_front();
            self.free.push_back(port);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Mono = Mono::ZERO;

    #[test]
    fn only_whole_pairs_are_offered() {
        let mut pool = PortPool::new(10_001, 10_006);
        assert_eq!(pool.take(NOW), Some(10_002));
        assert_eq!(pool.take(NOW), Some(10_004));
        assert_eq!(pool.take(NOW), None, "10,006 has no partner in the range");
        assert_eq!(pool.exhausted(), 1);
        assert_eq!(PortPool::new(0, 1).free(), 0, "port 0 is no port");
        assert_eq!(PortPool::new(9, 8).free(), 0);
        assert_eq!(PortPool::new(65_534, 65_535).free(), 1);
    }

    #[test]
    fn a_freed_port_rests_as_long_as_others_are_free() {
        let mut pool = PortPool::new(100, 105);
        let first = pool.take(NOW).expect("free");
        pool.give_back(first);
        assert_eq!(pool.take(NOW), Some(102));
        assert_eq!(pool.take(NOW), Some(104));
        assert_eq!(
            pool.take(NOW),
            Some(first),
            "the last one is usable at once"
        );
    }

    #[test]
    fn a_port_given_back_twice_is_free_once() {
        let mut pool = PortPool::new(100, 103);
        let port = pool.take(NOW).expect("free");
        pool.give_back(port);
        pool.give_back(port);
        pool.give_back(7);
        assert_eq!((pool.free(), pool.taken()), (2, 0));
    }

    #[test]
    fn a_port_that_cannot_be_bound_is_left_alone_for_a_while() {
        let mut pool = PortPool::new(100, 101);
        let port = pool.take(NOW).expect("free");
        pool.quarantine(NOW, port);
        assert_eq!(pool.take(NOW + Duration::from_secs(29)), None);
        assert_eq!(pool.quarantined(), 1);
        assert_eq!(pool.take(NOW + Duration::from_secs(30)), Some(port));
    }

    #[test]
    fn nothing_leaks_over_ten_thousand_calls() {
        let mut pool = PortPool::new(10_000, 10_199);
        for _ in 0..10_000 {
            let pair = [pool.take(NOW), pool.take(NOW)];
            pair.into_iter()
                .flatten()
                .for_each(|port| pool.give_back(port));
        }
        assert_eq!((pool.free(), pool.taken(), pool.exhausted()), (100, 0, 0));
    }
}
