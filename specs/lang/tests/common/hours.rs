//! Business hours made by chance.

use model::config::{BusinessHours, Day, ExtraDay, Holiday, Shift, Weekday};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;

use crate::center::line;

fn shift() -> impl Strategy<Value = Shift> {
    (0..1_440_u16, 0..=1_440_u16).prop_filter_map("two times", |(from, to)| {
        let [from, to] = [from, to].map(|time| format!("{:02}:{:02}", time / 60, time % 60));
        format!("{from}-{to}").parse().ok()
    })
}

fn date() -> impl Strategy<Value = Day> {
    (2_020..2_040, 1..13, 1..29)
        .prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}").parse().expect("a date"))
}

fn yearly() -> impl Strategy<Value = Day> {
    (1..13, 1..29).prop_map(|(m, d)| format!("{m:02}-{d:02}").parse().expect("a day"))
}

fn holiday() -> impl Strategy<Value = Holiday> {
    let days = prop_oneof![
        (date(), option::of(date())),
        (yearly(), option::of(yearly()))
    ];
    (days, option::of(line())).prop_map(|((from, to), name)| {
        let (from, to) = match (from, to) {
            (Day::Once(a), Some(Day::Once(b))) => (Day::Once(a.min(b)), Some(Day::Once(a.max(b)))),
            other => other,
        };
        Holiday { from, to, name }
    })
}

fn extra() -> impl Strategy<Value = ExtraDay> {
    (date(), vec(shift(), 1..3)).prop_filter_map("a date", |(day, hours)| match day {
        Day::Once(date) => Some(ExtraDay {
            date,
            hours: Some(hours),
        }),
        Day::Yearly(..) => None,
    })
}

/// Any.
pub fn hours() -> impl Strategy<Value = BusinessHours> {
    let day = proptest::sample::select(Weekday::ALL.to_vec());
    // Few different hours, so that days in a row often have the same.
    let some = prop_oneof![
        Just(vec!["09:00-18:00".parse::<Shift>().expect("a shift")]),
        vec(shift(), 1..3)
    ];
    let days = (vec(holiday(), 0..3), vec(extra(), 0..3));
    (any::<bool>(), btree_map(day, some, 0..8), days).prop_map(
        |(moved, weekly, (holidays, mut extra_days))| {
            if weekly.contains_key(&Weekday::Mon)
                && let Some(first) = extra_days.first_mut()
            {
                first.hours = None;
            }
            BusinessHours {
                time_zone: moved.then(|| "America/New_York".to_owned()),
                weekly,
                holidays,
                extra_days,
                unmanaged: moved,
            }
        },
    )
}
