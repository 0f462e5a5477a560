//! The network between the center and everybody else: it loses, doubles, delays and reorders.

use std::time::Duration;

use kernel::{Chance, Mono};

/// How bad the network is.
#[derive(Copy, Clone, Debug)]
pub struct Weather {
    /// Packets lost, in percent.
    pub loss: u64,
    /// Packets doubled, in percent.
    pub duplicate: u64,
    /// Packets held back so that later ones overtake them, in percent.
    pub reorder: u64,
    /// The shortest way.
    pub delay: Duration,
    /// How much longer the way may be.
    pub jitter: Duration,
    /// Packets come in bursts, so far apart; zero: each at its own time.
    pub burst: Duration,
}

impl Weather {
    /// Nothing goes wrong; the way takes 1 ms.
    pub const CALM: Weather = Weather {
        loss: 0,
        duplicate: 0,
        reorder: 0,
        delay: Duration::from_millis(1),
        jitter: Duration::ZERO,
        burst: Duration::ZERO,
    };
}

/// What the network did.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct NetworkTally {
    /// Packets given to it.
    pub sent: u64,
    /// Packets lost.
    pub lost: u64,
    /// ACKs among them.
    pub acknowledgements_lost: u64,
    /// Packets doubled.
    pub duplicated: u64,
    /// Packets held back.
    pub reordered: u64,
    /// Packets that took longer than the shortest way.
    pub delayed: u64,
}

/// The network.
#[derive(Debug)]
pub struct Network {
    /// How bad it is from here on.
    pub weather: Weather,
    chance: Chance,
    tally: NetworkTally,
}

impl Network {
    /// A network with chance of its own.
    pub fn new(weather: Weather, chance: Chance) -> Network {
        Network {
            weather,
            chance,
            tally: NetworkTally::default(),
        }
    }

    /// When the copies of a packet that is sent at `now` arrive: none, one or two.
    pub fn arrivals(&mut self, now: Mono) -> [Option<Mono>; 2] {
        self.tally.sent += 1;
        if self.chance.percent(self.weather.loss) {
            self.tally.lost += 1;
            return [None, None];
        }
        let first = self.arrival(now);
        let doubled = self.chance.percent(self.weather.duplicate);
        self.tally.duplicated += u64::from(doubled);
        let second = if doubled {
            Some(self.arrival(now))
        } else {
            None
        };
        [Some(first), second]
    }

    /// What was lost was an ACK.
    pub fn acknowledgement_lost(&mut self) {
        self.tally.acknowledgements_lost += 1;
    }

    /// What it did.
    pub fn tally(&self) -> NetworkTally {
        self.tally
    }

    fn arrival(&mut self, now: Mono) -> Mono {
        let Weather {
            reorder,
            delay,
            jitter,
            burst,
            ..
        } = self.weather;
        let micros = u64::try_from(jitter.as_micros()).unwrap_or(0);
        let mut extra = self.chance.below(micros + 1);
        if self.chance.percent(reorder) {
            self.tally.reordered += 1;
            extra += 20_000 + self.chance.below(180_000);
        }
        self.tally.delayed += u64::from(extra > 0);
        in_burst(now + delay + Duration::from_micros(extra), burst)
    }
}

/// The next burst from a moment on.
fn in_burst(at: Mono, burst: Duration) -> Mono {
    let apart = u64::try_from(burst.as_micros()).unwrap_or(0).max(1);
    Mono::from_micros(at.as_micros().div_ceil(apart).saturating_mul(apart))
}
