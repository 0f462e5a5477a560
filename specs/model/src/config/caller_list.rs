//! Lists of callers, by which flows and the center let calls in or turn them away.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::is_default;
use crate::name::InvalidName;
use crate::phone_number::normalise;

/// One list (features I19 and N3).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CallerList {
    /// The numbers on it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub numbers: BTreeSet<CallerPattern>,
    /// Whether callers who withhold their number are on it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub withheld: bool,
    /// What it is for, for people.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A number of a caller, or the beginning of one with a final `*`: `13800138000`, `0755*`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CallerPattern(String);

impl CallerPattern {
    /// The pattern that `text` spells.
    ///
    /// # Errors
    /// What is wrong with `text`, as a sentence for its writer.
    pub fn new(text: &str) -> Result<CallerPattern, InvalidName> {
        let number = text.strip_suffix('*').unwrap_or(text);
        let digits = number.strip_prefix('+').unwrap_or(number);
        let fits = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.');
        if digits.is_empty() || text.len() > 64 || !digits.bytes().all(fits) {
            return Err(InvalidName(
                "a caller is written as a number, or as the beginning of one and `*`: `0755*`",
            ));
        }
        Ok(CallerPattern(text.to_owned()))
    }

    /// The pattern as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What callers are compared with.
    pub fn matches(&self) -> Match {
        match self.0.strip_suffix('*') {
            None => Match::Number(normalise(&self.0)),
            Some(start) => Match::Starts(starts(start)),
        }
    }
}

/// What a caller's normalised number is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    /// The whole of it.
    Number(String),
    /// Any of these beginnings.
    Starts(Vec<String>),
}

/// The beginnings of normalised numbers that the beginning of a number may mean: the same as it is
/// written, and as part of a Chinese number.
fn starts(start: &str) -> Vec<String> {
    if start.starts_with('+') {
        return vec![start.to_owned()];
    }
    let abroad = start.strip_prefix("00").map(|rest| format!("+{rest}"));
    let national = start.strip_prefix('0').unwrap_or(start);
    let inland = abroad.is_none().then(|| format!("+86{national}"));
    let starts = [Some(start.to_owned()), abroad, inland];
    starts.into_iter().flatten().collect()
}

impl fmt::Display for CallerPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl std::str::FromStr for CallerPattern {
    type Err = InvalidName;
    fn from_str(text: &str) -> Result<CallerPattern, InvalidName> {
        CallerPattern::new(text)
    }
}

impl Serialize for CallerPattern {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for CallerPattern {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<CallerPattern, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        CallerPattern::new(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str) -> Match {
        CallerPattern::new(pattern).expect("a pattern").matches()
    }

    #[test]
    fn every_spelling_of_a_number_is_one_pattern() {
        for text in ["13800138000", "+8613800138000", "008613800138000"] {
            assert_eq!(matches(text), Match::Number("+8613800138000".to_owned()));
        }
    }

    #[test]
    fn a_beginning_means_the_number_at_home_and_as_carriers_write_it() {
        let starts = |text: &str| match matches(text) {
            Match::Starts(starts) => starts,
            Match::Number(number) => panic!("{number} is whole"),
        };
        assert_eq!(starts("0755*"), ["0755", "+86755"]);
        assert_eq!(starts("138*"), ["138", "+86138"]);
        assert_eq!(starts("+1*"), ["+1"]);
        assert_eq!(starts("001*"), ["001", "+1"]);
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for bad in ["", "*", "+", "1*2", "a b"] {
            assert!(CallerPattern::new(bad).is_err(), "{bad:?}");
        }
    }
}
