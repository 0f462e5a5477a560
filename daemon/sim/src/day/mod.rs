//! A day of a center: callers come by chance, as many as are expected of each half hour, wait, lose patience,
//! talk; agents come and go with their shifts.
//!
//! It is the contact machine of production in virtual time, without SIP: who is served when is decided
//! there and nowhere else. A run is repeated by its seed; several runs give each figure its interval.

mod figure;
mod floor;
mod office;
mod report;
mod tally;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use model::{Config, DialString, Name};

pub use figure::Figure;
pub use report::{Report, Row};

/// Half hours of a day.
pub const SLOTS: usize = 48;
/// How long one is.
pub const SLOT: Duration = Duration::from_secs(1_800);
/// Calls that may be expected of all runs together.
pub const MOST_CALLS: f64 = 2_000_000.0;

/// Callers of one number in one half hour.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrivals {
    /// What they dial.
    pub number: DialString,
    /// Which half hour, from 0 at midnight.
    pub slot: usize,
    /// How many are expected.
    pub calls: f64,
    /// What they press, one after the other, wherever the flow asks.
    pub keys: Vec<String>,
}

/// How times spread around their mean.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Spread {
    /// Exponentially, as they mostly do.
    Exponential,
    /// Not at all.
    Fixed,
}

/// What is assumed of a day.
#[derive(Clone, Debug)]
pub struct Day {
    /// When it begins.
    pub midnight: Timestamp,
    /// Who calls.
    pub arrivals: Vec<Arrivals>,
    /// How long talks take on average.
    pub talk: Duration,
    /// How they spread.
    pub spread: Spread,
    /// How long callers wait on average until they hang up; `None`: for as long as it takes.
    pub patience: Option<Duration>,
    /// How long an agent lets it ring.
    pub rings: Duration,
    /// In which half hours agents are there.
    pub shifts: BTreeMap<Name, [bool; SLOTS]>,
    /// In which half hours phones that stand for themselves are there.
    pub open: [bool; SLOTS],
    /// How soon calls should be answered.
    pub target: Duration,
    /// The seed of the first run.
    pub seed: u64,
    /// How many runs.
    pub runs: u32,
}

impl Day {
    /// Calls that are expected of all runs together.
    pub fn expected(&self) -> f64 {
        let once: f64 = self.arrivals.iter().map(|it| it.calls).sum();
        once * f64::from(self.runs)
    }
}

/// When a day begins in the time zone of a center: the one that is named, or that of `now`.
pub fn midnight(config: &Config, date: Option<Date>, now: Timestamp) -> Option<Timestamp> {
    let zone = contact::zone(&config.center.time_zone)?;
    let date = date.unwrap_or_else(|| zone.to_datetime(now).date());
    let midnight = date.to_datetime(Time::midnight()).to_zoned(zone).ok()?;
    Some(midnight.timestamp())
}

/// The half hours in which any business hours of a center are open; all of them if it has none.
pub fn open(config: &Config, midnight: Timestamp) -> [bool; SLOTS] {
    let mut open = [true; SLOTS];
    if config.hours.is_empty() {
        return open;
    }
    for (slot, number) in open.iter_mut().zip(0_u32..) {
        let at = midnight.checked_add(SLOT * number).unwrap_or(midnight);
        let mut hours = config.hours.values();
        *slot = hours.any(|hours| contact::is_open(config, hours, at) == Some(true));
    }
    open
}

/// Plays the day as often as it says.
pub fn simulate(config: &Arc<Config>, day: &Day) -> Report {
    let runs = (0..day.runs).map(|run| {
        let seed = day.seed.wrapping_add(u64::from(run));
        office::Office::open(config, day, seed).serve()
    });
    report::of(config, day, &runs.collect::<Vec<_>>())
}
