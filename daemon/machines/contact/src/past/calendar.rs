//! Days in the center's time zone.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::ivr::clock;

/// How far the clock may be set back across midnight without beginning the day before anew.
const SET_BACK: SignedDuration = SignedDuration::from_hours(2);

/// The day that it is, kept so that a zone is not asked more than once a day.
#[derive(Clone, Debug, Default)]
pub(crate) struct Calendar {
    name: String,
    zone: Option<TimeZone>,
    today: Option<Day>,
}

#[derive(Clone, Debug)]
struct Day {
    date: Date,
    begins: Timestamp,
    ends: Timestamp,
}

impl PartialEq for Calendar {
    // It is what can be computed again, so it distinguishes nothing.
    fn eq(&self, _: &Calendar) -> bool {
        true
    }
}

impl Calendar {
    /// The day in a zone. It begins with its first moment, which is not always 0:00, and one that has
    /// begun goes on when the clock is set back a little.
    pub(crate) fn day(&mut self, zone: &str, wall: Timestamp) -> Date {
        if self.name != zone || self.zone.is_none() {
            zone.clone_into(&mut self.name);
            self.zone = Some(zone_of(zone));
            self.today = None;
        }
        let goes_on = |day: &&Day| {
            let earliest = day.begins.checked_sub(SET_BACK).unwrap_or(day.begins);
            earliest <= wall && wall < day.ends
        };
        if let Some(day) = self.today.as_ref().filter(goes_on) {
            return day.date;
        }
        let day = self.compute(wall);
        let date = day.date;
        self.today = Some(day);
        date
    }

    /// Whether a moment belongs to the day that [`Calendar::day`] gave last.
    pub(crate) fn is_today(&self, at: Timestamp) -> bool {
        let of = |day: &Day| day.begins <= at && at < day.ends;
        self.today.as_ref().is_some_and(of)
    }

    fn compute(&self, wall: Timestamp) -> Day {
        let zone = self.zone.clone().unwrap_or(TimeZone::UTC);
        let date = wall.to_zoned(zone.clone()).date();
        let begin = |date: Date| date.to_zoned(zone.clone()).map(|at| at.timestamp());
        let begins = begin(date).unwrap_or(wall);
        let tomorrow = date.tomorrow().and_then(begin);
        Day {
            date,
            begins,
            ends: tomorrow.unwrap_or(Timestamp::MAX),
        }
    }
}

/// A zone of the configuration, which was checked when it was compiled.
fn zone_of(name: &str) -> TimeZone {
    clock::zone(name).unwrap_or(TimeZone::UTC)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a timestamp")
    }

    #[test]
    fn days_begin_at_midnight_of_the_zone() {
        let mut calendar = Calendar::default();
        let mut day = |text: &str| calendar.day("Asia/Shanghai", at(text)).to_string();
        assert_eq!(day("2027-01-15T15:59:59Z"), "2027-01-15");
        assert_eq!(day("2027-01-15T16:00:00Z"), "2027-01-16");
    }

    #[test]
    fn summer_time_makes_days_of_23_and_25_hours() {
        let mut calendar = Calendar::default();
        let mut day = |text: &str| calendar.day("Europe/Berlin", at(text)).to_string();
        assert_eq!(day("2027-03-28T21:59:59Z"), "2027-03-28");
        assert_eq!(day("2027-03-28T22:00:00Z"), "2027-03-29");
        assert_eq!(day("2027-10-31T22:59:59Z"), "2027-10-31");
        assert_eq!(day("2027-10-31T23:00:00Z"), "2027-11-01");
    }

    #[test]
    fn a_day_whose_midnight_is_skipped_begins_an_hour_later() {
        let mut calendar = Calendar::default();
        let mut day = |text: &str| calendar.day("America/Asuncion", at(text)).to_string();
        assert_eq!(day("2023-10-01T03:59:59Z"), "2023-09-30");
        assert_eq!(day("2023-10-01T04:00:00Z"), "2023-10-01");
        assert!(calendar.is_today(at("2023-10-01T04:00:00Z")));
        assert!(!calendar.is_today(at("2023-10-01T03:59:59Z")));
    }

    #[test]
    fn a_clock_that_is_set_back_a_little_does_not_begin_yesterday_again() {
        let mut calendar = Calendar::default();
        let mut day = |text: &str| calendar.day("UTC", at(text)).to_string();
        assert_eq!(day("2027-01-15T00:00:10Z"), "2027-01-15");
        assert_eq!(day("2027-01-14T23:59:50Z"), "2027-01-15");
        assert_eq!(
            day("2027-01-14T21:00:00Z"),
            "2027-01-14",
            "but far back it is"
        );
    }
}
