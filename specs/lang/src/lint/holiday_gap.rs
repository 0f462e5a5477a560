//! Holidays are known for the years that are coming.

use std::collections::BTreeSet;

use super::{Center, Lint, calendar};
use crate::Code;
use crate::decode::{Context, Report};

/// How many days before a year its holidays must be known.
const AHEAD: i32 = 31;

/// The warning.
pub static LINT: Lint = Lint {
    code: Code::HolidayGap,
    of_the_day: true,
    check,
};

fn check(cx: &mut Context, center: &Center<'_>) {
    let all = center.config.hours.iter();
    let all: Vec<_> = all.map(|(name, it)| (name, calendar::years(it))).collect();
    let horizon = calendar::later(center.today, AHEAD).year();
    let years = all.iter().flat_map(|(_, years)| years.iter().copied());
    let needed: BTreeSet<i16> = years
        .chain([center.today.year(), horizon])
        .filter(|year| *year >= center.today.year())
        .collect();
    for (name, known) in &all {
        // Hours that begin to hold in a later year need none before.
        let Some(first) = known.first() else {
            continue;
        };
        let missing = needed.iter().filter(|year| *year > first);
        let missing: Vec<_> = missing.filter(|year| !known.contains(year)).collect();
        if let Some(year) = missing.first() {
            let at = cx.at(&format!("hours/{name}"), "holidays");
            let message = format!("`{name}` has no holidays in {year}");
            let help =
                "add their dates; what is the same every year is written without one: `10-01`";
            let report = Report::warning(Code::HolidayGap, at, message).help(help);
            cx.report(report.of(format!("hours/{name}")));
        }
    }
}
