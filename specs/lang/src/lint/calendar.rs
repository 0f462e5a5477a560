//! The dates that business hours name.

use std::collections::BTreeSet;

use jiff::ToSpan as _;
use jiff::civil::Date;
use model::config::{BusinessHours, Day};

/// The years in which some holiday has a date of its own. Those of every year are not among them.
pub fn years(hours: &BusinessHours) -> BTreeSet<i16> {
    let mut years = BTreeSet::new();
    for holiday in &hours.holidays {
        if let Day::Once(from) = holiday.from {
            let to = match holiday.to {
                Some(Day::Once(to)) => to,
                _ => from,
            };
            years.extend(from.year()..=to.year());
        }
    }
    years
}

/// The day so many days later; at the end of time that day itself.
pub fn later(day: Date, days: i32) -> Date {
    day.checked_add(days.days()).unwrap_or(day)
}
