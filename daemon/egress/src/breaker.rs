//! Hosts that fail are left alone for a while: whoever calls is not kept waiting for them, and they are
//! not pressed while they are down.

use std::collections::BTreeMap;
use std::time::Duration;

use kernel::Mono;

use crate::limits::Limits;

/// What a try tells of its host.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Health {
    /// It answers.
    Well,
    /// It does not.
    Failed,
    /// Nothing.
    Unknown,
}

/// Hosts that failed of late; all others are well.
#[derive(Debug)]
pub struct Breakers {
    failures: u32,
    alone: Duration,
    most: usize,
    hosts: BTreeMap<String, Trouble>,
}

#[derive(Debug)]
struct Trouble {
    failures: u32,
    last: Mono,
    state: State,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum State {
    /// It may be asked.
    Closed,
    /// It is left alone until then.
    Open(Mono),
    /// One question finds out how it is.
    Probing,
}

impl Breakers {
    /// No trouble yet.
    pub fn new(limits: &Limits) -> Breakers {
        Breakers {
            failures: limits.failures,
            alone: limits.alone,
            most: limits.troubled,
            hosts: BTreeMap::new(),
        }
    }

    /// Whether `host` may be asked. What comes of it must be told.
    pub fn admits(&mut self, now: Mono, host: &str) -> bool {
        let Some(trouble) = self.hosts.get_mut(host) else {
            return true;
        };
        match trouble.state {
            State::Closed => true,
            State::Open(until) if until <= now => {
                trouble.state = State::Probing;
                true
            }
            State::Open(_) | State::Probing => false,
        }
    }

    /// Takes note of what a try told; true if the host is left alone from here on.
    pub fn told(&mut self, now: Mono, host: &str, health: Health) -> bool {
        match health {
            Health::Well => {
                self.hosts.remove(host);
                false
            }
            Health::Failed => self.failed(now, host),
            Health::Unknown => {
                if let Some(trouble) = self.hosts.get_mut(host)
                    && trouble.state == State::Probing
                {
                    trouble.state = State::Open(now);
                }
                false
            }
        }
    }

    /// Hosts that are left alone.
    pub fn open(&self) -> usize {
        let open = |it: &&Trouble| it.state != State::Closed;
        self.hosts.values().filter(open).count()
    }

    fn failed(&mut self, now: Mono, host: &str) -> bool {
        if !self.hosts.contains_key(host) && self.hosts.len() >= self.most {
            self.forget_the_oldest();
        }
        let trouble = self.hosts.entry(host.to_owned()).or_insert(Trouble {
            failures: 0,
            last: now,
            state: State::Closed,
        });
        trouble.failures = trouble.failures.saturating_add(1);
        trouble.last = now;
        let opens = match trouble.state {
            State::Closed => trouble.failures >= self.failures,
            State::Probing => true,
            State::Open(_) => false,
        };
        if opens {
            trouble.state = State::Open(now + self.alone);
        }
        opens
    }

    fn forget_the_oldest(&mut self) {
        let oldest = self.hosts.iter().min_by_key(|(_, trouble)| trouble.last);
        if let Some(host) = oldest.map(|(host, _)| host.clone()) {
            self.hosts.remove(&host);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: u64) -> Mono {
        Mono::from_micros(millis * 1_000)
    }

    fn breakers() -> Breakers {
        Breakers::new(&Limits {
            failures: 3,
            alone: Duration::from_secs(10),
            troubled: 2,
            ..Limits::default()
        })
    }

    #[test]
    fn a_host_that_fails_in_a_row_is_left_alone_and_then_one_question_finds_out() {
        let mut breakers = breakers();
        for n in 0..3 {
            assert!(breakers.admits(at(n), "a"));
            assert_eq!(breakers.told(at(n), "a", Health::Failed), n == 2);
        }
        assert!(!breakers.admits(at(9_999), "a"));
        assert!(breakers.admits(at(9_999), "b"), "another host is as before");
        assert!(breakers.admits(at(10_002), "a"), "the probe");
        assert!(!breakers.admits(at(10_002), "a"), "one at a time");
        assert!(breakers.told(at(10_003), "a", Health::Failed));
        assert!(!breakers.admits(at(20_000), "a"));
        assert!(breakers.admits(at(20_003), "a"));
        breakers.told(at(20_004), "a", Health::Well);
        assert!(breakers.admits(at(20_004), "a") && breakers.admits(at(20_004), "a"));
        assert_eq!(breakers.open(), 0);
    }

    #[test]
    fn a_success_between_failures_begins_the_count_again() {
        let mut breakers = breakers();
        for health in [Health::Failed, Health::Failed, Health::Well] {
            breakers.told(at(0), "a", health);
        }
        assert!(!breakers.told(at(0), "a", Health::Failed));
        assert!(!breakers.told(at(0), "a", Health::Failed));
        assert!(breakers.admits(at(0), "a"));
    }

    #[test]
    fn a_probe_that_was_called_off_leaves_room_for_another() {
        let mut breakers = breakers();
        for _ in 0..3 {
            breakers.told(at(0), "a", Health::Failed);
        }
        assert!(breakers.admits(at(10_000), "a"));
        breakers.told(at(10_001), "a", Health::Unknown);
        assert!(breakers.admits(at(10_001), "a"));
    }

    #[test]
    fn of_too_many_hosts_in_trouble_the_oldest_is_forgotten() {
        let mut breakers = breakers();
        for (n, host) in ["a", "b", "c"].into_iter().enumerate() {
            breakers.told(at(n as u64), host, Health::Failed);
        }
        let hosts: Vec<_> = breakers.hosts.keys().collect();
        assert_eq!(hosts, ["b", "c"]);
    }
}
