//! What is assumed of a day, as people write it.

use std::collections::BTreeMap;
use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use model::{Config, DialString, Key, Name, Span};
use sim::day::{Arrivals, SLOTS};

use super::csv;
use crate::failure::Failure;

/// Calls that may be expected in a half hour.
const MOST_CALLS: f64 = 100_000.0;

/// A time of the day on the half hour, `09:00` to `24:00`.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Clock(usize);

impl Clock {
    /// The half hour that begins then.
    pub const fn slot(self) -> usize {
        self.0
    }
}

impl FromStr for Clock {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Clock, Self::Err> {
        const HOW: &str = "a time is a half hour, from 00:00 to 24:00, such as 09:30";
        let (hour, minute) = text.split_once(':').ok_or(HOW)?;
        let hour: usize = hour.parse().map_err(|_| HOW)?;
        let half = match minute {
            "00" => 0,
            "30" => 1,
            _ => return Err(HOW),
        };
        let slot = hour.checked_mul(2).ok_or(HOW)? + half;
        (slot <= SLOTS).then_some(Clock(slot)).ok_or(HOW)
    }
}

/// How long callers wait.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Patience(Option<Span>);

impl Patience {
    /// On average; `None`: for as long as it takes.
    pub fn mean(self) -> Option<Duration> {
        self.0.map(Span::get)
    }
}

impl FromStr for Patience {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Patience, Self::Err> {
        match text {
            "never" => Ok(Patience(None)),
            _ => match text.parse::<Span>() {
                Ok(span) if !span.get().is_zero() => Ok(Patience(Some(span))),
                _ => Err("patience is a time such as 90s, or `never`"),
            },
        }
    }
}

/// So many percent within so many seconds.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    /// The percent.
    pub percent: u8,
    /// The seconds.
    pub seconds: u32,
}

impl Goal {
    /// The seconds.
    pub fn within(self) -> Duration {
        Duration::from_secs(u64::from(self.seconds))
    }
}

impl FromStr for Goal {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Goal, Self::Err> {
        const HOW: &str = "a goal is a percentage and seconds, such as 80/20";
        let (percent, seconds) = text.split_once('/').ok_or(HOW)?;
        let percent: u8 = percent.parse().map_err(|_| HOW)?;
        let seconds = seconds.parse().map_err(|_| HOW)?;
        (percent <= 100)
            .then_some(Goal { percent, seconds })
            .ok_or(HOW)
    }
}

/// Answers with spaces in between; what is no key is left out.
pub fn keys(text: &str) -> Vec<String> {
    let is_key = |c: &char| Key::new(*c).is_some();
    let answers = text.split_whitespace();
    answers
        .map(|answer| answer.chars().filter(is_key).collect())
        .collect()
}

/// Whether a number of the center takes calls.
pub fn known(config: &Config, number: &DialString) -> Result<(), String> {
    match config.numbers.contains_key(number) {
        true => Ok(()),
        false => Err(format!("the center has no number {number}")),
    }
}

/// Whether so many calls can come in a half hour.
pub fn fits(calls: f64) -> Result<(), String> {
    match (0.0..=MOST_CALLS).contains(&calls) {
        true => Ok(()),
        false => Err(format!("calls of a half hour are 0 to {MOST_CALLS:.0}")),
    }
}

/// Who calls when.
pub fn arrivals(path: &Path, config: &Config) -> Result<Vec<Arrivals>, Failure> {
    csv::read(path, &["number", "from", "calls", "keys"], |cells| {
        let (number, from, calls, keys) = match *cells {
            [number, from, calls] => (number, from, calls, ""),
            [number, from, calls, keys] => (number, from, calls, keys),
            _ => return Err(format!("there are {} cells, not 3 or 4", cells.len())),
        };
        let number = number.parse::<DialString>().map_err(|it| it.to_string())?;
        known(config, &number)?;
        let slot = from.parse::<Clock>()?.slot();
        if slot >= SLOTS {
            return Err("no half hour begins at 24:00".to_owned());
        }
        let calls: f64 = calls
            .parse()
            .map_err(|_| format!("{calls} is no number of calls"))?;
        fits(calls)?;
        Ok(Arrivals {
            number,
            slot,
            calls,
            keys: self::keys(keys),
        })
    })
}

/// Who is there when; those who are not named are not.
pub fn shifts(path: &Path, config: &Config) -> Result<BTreeMap<Name, [bool; SLOTS]>, Failure> {
    let lines = csv::read(path, &["agent", "from", "to"], |cells| {
        let [agent, from, to] = *cells else {
            return Err(format!("there are {} cells, not 3", cells.len()));
        };
        let agent: Name = agent.parse::<Name>().map_err(|it| it.to_string())?;
        if !config.agents.contains_key(&agent) {
            return Err(format!("the center has no agent {agent}"));
        }
        let (from, to) = (from.parse::<Clock>()?, to.parse::<Clock>()?);
        if from.slot() >= to.slot() {
            return Err("a shift ends after it begins".to_owned());
        }
        Ok((agent, from.slot()..to.slot()))
    })?;
    let mut shifts: BTreeMap<Name, [bool; SLOTS]> = BTreeMap::new();
    for (agent, slots) in lines {
        let shift = shifts.entry(agent).or_insert([false; SLOTS]);
        let those = shift.iter_mut().enumerate();
        those
            .filter(|(slot, _)| slots.contains(slot))
            .for_each(|(_, there)| *there = true);
    }
    Ok(shifts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_goals_and_patience_are_read_as_they_are_written() {
        assert_eq!("09:30".parse(), Ok(Clock(19)));
        assert_eq!("24:00".parse(), Ok(Clock(48)));
        for text in ["09:15", "24:30", "9", "x:00", "99999999999999999999:00"] {
            assert!(text.parse::<Clock>().is_err(), "{text}");
        }
        let (percent, seconds) = (80, 20);
        assert_eq!("80/20".parse(), Ok(Goal { percent, seconds }));
        assert!("101/20".parse::<Goal>().is_err());
        assert_eq!("never".parse(), Ok(Patience(None)));
        assert!("0s".parse::<Patience>().is_err());
        assert_eq!(keys("1  12x34#"), ["1", "1234#"]);
    }
}
