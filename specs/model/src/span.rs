//! A length of time as people write it: `500ms`, `20s`, `1m30s`, `2h`.

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Why a text is no span.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a time is written as a number with a unit, such as `500ms`, `20s`, `1m30s` or `2h`")]
pub struct InvalidSpan;

/// A length of time with a precision of 1 ms, at most 366 days.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span(Duration);

const UNITS: [(&str, u64); 5] = [
    ("d", 86_400_000),
    ("h", 3_600_000),
    ("m", 60_000),
    ("s", 1_000),
    ("ms", 1),
];
const LONGEST_MS: u64 = 366 * 86_400_000;

impl Span {
    /// A span of whole seconds.
    pub const fn seconds(seconds: u64) -> Span {
        Span(Duration::from_secs(seconds))
    }

    /// A span of milliseconds.
    pub const fn millis(millis: u64) -> Span {
        Span(Duration::from_millis(millis))
    }

    /// The span as a duration.
    pub const fn get(self) -> Duration {
        self.0
    }
}

impl std::str::FromStr for Span {
    type Err = InvalidSpan;
    fn from_str(text: &str) -> Result<Span, InvalidSpan> {
        let mut rest = text;
        let mut total = 0_u64;
        if rest.is_empty() {
            return Err(InvalidSpan);
        }
        while !rest.is_empty() {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let (number, tail) = rest.split_at(digits);
            let letters = tail.bytes().take_while(u8::is_ascii_alphabetic).count();
            let (unit, tail) = tail.split_at(letters);
            let number: u64 = number.parse().map_err(|_| InvalidSpan)?;
            let millis = UNITS
                .iter()
                .find(|(name, _)| *name == unit)
                .ok_or(InvalidSpan)?
                .1;
            total = number
                .checked_mul(millis)
                .and_then(|part| total.checked_add(part))
                .filter(|total| *total <= LONGEST_MS)
                .ok_or(InvalidSpan)?;
            rest = tail;
        }
        Ok(Span::millis(total))
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = u64::try_from(self.0.as_millis()).unwrap_or(u64::MAX);
        if rest == 0 {
            return f.write_str("0s");
        }
        for (unit, millis) in UNITS {
            if rest >= millis {
                write!(f, "{}{unit}", rest / millis)?;
                rest %= millis;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Span, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        for text in ["500ms", "20s", "1m30s", "2h", "1d", "0s"] {
            assert_eq!(text.parse::<Span>().expect(text).to_string(), text);
        }
        assert_eq!("90s".parse::<Span>().expect("90s").to_string(), "1m30s");
    }

    #[test]
    fn refuses_what_has_no_unit_or_no_end() {
        for bad in [
            "",
            "20",
            "s",
            "-1s",
            "1.5s",
            "1y",
            "999999999999999999h",
            "20 s",
        ] {
            assert_eq!(bad.parse::<Span>(), Err(InvalidSpan), "{bad:?}");
        }
    }
}
