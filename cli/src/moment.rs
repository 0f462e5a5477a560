//! Moments as people give them and read them.

use std::str::FromStr;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use model::Span;

/// A moment: a time ago such as `10m`, or RFC 3339.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Moment {
    /// This long ago.
    Ago(Span),
    /// At this time.
    At(Timestamp),
}

impl Moment {
    /// The moment, seen from `now`.
    pub fn before(self, now: Timestamp) -> Timestamp {
        match self {
            Moment::Ago(span) => shifted(now, span, -1),
            Moment::At(at) => at,
        }
    }

    /// The moment, where a span counts from `now` on.
    pub fn after(self, now: Timestamp) -> Timestamp {
        match self {
            Moment::Ago(span) => shifted(now, span, 1),
            Moment::At(at) => at,
        }
    }
}

fn shifted(now: Timestamp, span: Span, sign: i32) -> Timestamp {
    SignedDuration::try_from(span.get())
        .ok()
        .and_then(|duration| now.checked_add(duration * sign).ok())
        .unwrap_or(now)
}

/// A text is no moment.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a time is written as `10m`, `1h30m` or `2d`, or as `2026-11-20T16:00:00Z`")]
pub struct InvalidMoment;

impl FromStr for Moment {
    type Err = InvalidMoment;
    fn from_str(text: &str) -> Result<Moment, InvalidMoment> {
        let ago = text.parse().map(Moment::Ago).ok();
        ago.or_else(|| text.parse().map(Moment::At).ok())
            .ok_or(InvalidMoment)
    }
}

/// Date and time in the reader's time zone.
pub fn local(at: Timestamp) -> String {
    at.to_zoned(TimeZone::system())
        .strftime("%Y-%m-%d %H:%M:%S")
        .to_string()
}

/// The time of day in the reader's time zone.
pub fn local_time(at: Timestamp) -> String {
    at.to_zoned(TimeZone::system())
        .strftime("%H:%M:%S")
        .to_string()
}

/// A length of time as people read it: `8s`, `1m05s`, `2h03m`, `4d02h`.
pub fn length(millis: u64) -> String {
    let seconds = millis / 1_000;
    match seconds {
        0..60 => format!("{seconds}s"),
        60..3_600 => format!("{}m{:02}s", seconds / 60, seconds % 60),
        3_600..86_400 => format!("{}h{:02}m", seconds / 3_600, seconds / 60 % 60),
        _ => format!("{}d{:02}h", seconds / 86_400, seconds / 3_600 % 24),
    }
}

/// The time from one moment to another, none if the clock went back.
pub fn between(from: Timestamp, to: Timestamp) -> u64 {
    u64::try_from(to.duration_since(from).as_millis()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_a_span_ago_or_a_time() {
        let now: Timestamp = "2026-11-20T16:00:00Z".parse().expect("a time");
        let ago: Moment = "10m".parse().expect("a moment");
        assert_eq!(ago.before(now).to_string(), "2026-11-20T15:50:00Z");
        assert_eq!(ago.after(now).to_string(), "2026-11-20T16:10:00Z");
        let at: Moment = "2026-11-20T08:00:00+08:00".parse().expect("a moment");
        assert_eq!(at.before(now).to_string(), "2026-11-20T00:00:00Z");
        assert_eq!("yesterday".parse::<Moment>(), Err(InvalidMoment));
    }

    #[test]
    fn a_length_has_two_units_at_most() {
        let lengths = [900, 8_000, 65_000, 7_380_000, 352_800_000].map(length);
        assert_eq!(lengths, ["0s", "8s", "1m05s", "2h03m", "4d02h"]);
    }
}
