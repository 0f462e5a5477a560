//! How much one source may send.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::time::Duration;

use kernel::Mono;

/// The limit for one source: a bucket that holds `burst` datagrams and refills at `per_second`.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct GateSettings {
    /// Datagrams a second in the long run.
    pub per_second: u32,
    /// Datagrams at once.
    pub burst: u32,
    /// Sources that are told apart; those beyond share one bucket.
    pub sources: usize,
}

impl Default for GateSettings {
    fn default() -> GateSettings {
        GateSettings {
            per_second: 200,
            burst: 400,
            sources: 16_384,
        }
    }
}

/// The buckets of all sources. An IPv6 source is its /64, since a host has all of that.
#[derive(Debug)]
pub(crate) struct Gate {
    settings: GateSettings,
    buckets: HashMap<IpAddr, Bucket>,
    rest: Bucket,
    swept: Mono,
}

/// A datagram's worth, in the unit in which buckets count.
const DATAGRAM: u64 = 1_000_000;

/// A full table is searched for idle sources at most this often.
const SWEEP_EVERY: Duration = Duration::from_secs(1);

#[derive(Copy, Clone, Debug)]
struct Bucket {
    millionths: u64,
    filled: Mono,
}

impl Gate {
    pub(crate) fn new(settings: GateSettings) -> Gate {
        let rest = Bucket::full(&settings, Mono::ZERO);
        Gate {
            settings,
            buckets: HashMap::new(),
            rest,
            swept: Mono::ZERO,
        }
    }

    /// Whether a datagram from `source` may come in.
    pub(crate) fn admit(&mut self, now: Mono, source: IpAddr) -> bool {
        let source = source_of(source);
        if let Some(bucket) = self.buckets.get_mut(&source) {
            return bucket.take(&self.settings, now);
        }
        if self.buckets.len() >= self.settings.sources {
            self.sweep(now);
        }
        if self.buckets.len() >= self.settings.sources {
            return self.rest.take(&self.settings, now);
        }
        let bucket = self.buckets.entry(source);
        bucket
            .or_insert(Bucket::full(&self.settings, now))
            .take(&self.settings, now)
    }

    /// Forgets the sources whose bucket is full again: they are as good as unknown.
    fn sweep(&mut self, now: Mono) {
        if now.since(self.swept) < SWEEP_EVERY {
            return;
        }
        self.swept = now;
        let settings = self.settings;
        self.buckets.retain(|_, bucket| {
            bucket.fill(&settings, now);
            bucket.millionths < capacity(&settings)
        });
    }
}

impl Bucket {
    fn full(settings: &GateSettings, now: Mono) -> Bucket {
        Bucket {
            millionths: capacity(settings),
            filled: now,
        }
    }

    fn fill(&mut self, settings: &GateSettings, now: Mono) {
        let micros = u64::try_from(now.since(self.filled).as_micros()).unwrap_or(u64::MAX);
        let more = micros.saturating_mul(u64::from(settings.per_second));
        self.millionths = self.millionths.saturating_add(more).min(capacity(settings));
        self.filled = now;
    }

    fn take(&mut self, settings: &GateSettings, now: Mono) -> bool {
        self.fill(settings, now);
        match self.millionths.checked_sub(DATAGRAM) {
            Some(left) => {
                self.millionths = left;
                true
            }
            None => false,
        }
    }
}

fn capacity(settings: &GateSettings) -> u64 {
    u64::from(settings.burst) * DATAGRAM
}

/// What counts as one source.
pub(crate) fn source_of(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        v4 => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: GateSettings = GateSettings {
        per_second: 10,
        burst: 3,
        sources: 2,
    };

    fn ip(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    fn at(millis: u64) -> Mono {
        Mono::from_micros(millis * 1_000)
    }

    fn admitted(gate: &mut Gate, now: Mono, source: &str, tries: usize) -> usize {
        (0..tries).filter(|_| gate.admit(now, ip(source))).count()
    }

    #[test]
    fn a_source_has_its_burst_and_then_its_rate() {
        let mut gate = Gate::new(SMALL);
        assert_eq!(admitted(&mut gate, at(0), "192.0.2.1", 9), 3);
        assert_eq!(admitted(&mut gate, at(99), "192.0.2.1", 9), 0);
        assert_eq!(admitted(&mut gate, at(200), "192.0.2.1", 9), 2);
        assert_eq!(admitted(&mut gate, at(999_999), "192.0.2.1", 9), 3);
    }

    #[test]
    fn a_flood_takes_nothing_from_another_source() {
        let mut gate = Gate::new(SMALL);
        assert_eq!(admitted(&mut gate, at(0), "192.0.2.1", 1_000), 3);
        assert_eq!(admitted(&mut gate, at(0), "192.0.2.2", 3), 3);
    }

    #[test]
    fn a_network_of_ipv6_is_one_source() {
        let mut gate = Gate::new(SMALL);
        assert_eq!(admitted(&mut gate, at(0), "2001:db8::1", 3), 3);
        assert_eq!(admitted(&mut gate, at(0), "2001:db8::ffff:1", 3), 0);
        assert_eq!(admitted(&mut gate, at(0), "2001:db8:0:1::1", 3), 3);
    }

    #[test]
    fn a_mapped_address_is_its_ipv4_source() {
        let mut gate = Gate::new(SMALL);
        assert_eq!(admitted(&mut gate, at(0), "192.0.2.1", 3), 3);
        assert_eq!(admitted(&mut gate, at(0), "::ffff:192.0.2.1", 3), 0);
    }

    #[test]
    fn the_table_is_bounded_and_forgets_idle_sources() {
        let mut gate = Gate::new(SMALL);
        for host in ["192.0.2.1", "192.0.2.2", "192.0.2.3"] {
            admitted(&mut gate, at(1_000), host, 3);
        }
        assert_eq!(gate.buckets.len(), 2);
        assert_eq!(
            admitted(&mut gate, at(1_000), "192.0.2.4", 3),
            0,
            "strangers share a bucket"
        );
        assert_eq!(admitted(&mut gate, at(3_000), "192.0.2.4", 3), 3);
        assert_eq!(gate.buckets.len(), 1, "both idle sources are forgotten");
    }
}
