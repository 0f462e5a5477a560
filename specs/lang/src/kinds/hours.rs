//! `hours`: when somebody works.

use std::collections::BTreeMap;
use std::str::FromStr;

use model::config::{BusinessHours, Day, ExtraDay, Holiday, InvalidHours, Shift, Weekday};

use super::center::zone;
use super::items;
use crate::Code;
use crate::decode::{Context, Field, Fields, Report, Shape, Table, list, scalar};
use crate::emit::{Map, text};
use crate::kinds::{Item, managed};
use crate::tree::{At, Entry, Node, Value};

/// The keys of business hours.
pub static TABLE: Table = Table {
    what: "a set of business hours",
    doc: "When somebody works, by the wall clock of a place. An `hours` node of a flow branches on it. \
          Hours that go past midnight, such as `22:00-06:00`, belong to the day on which they begin.",
    fields: &[
        Field::otherwise(
            "time_zone",
            Shape::Other("the IANA name of a time zone"),
            "that of the center",
            "The time zone of the clock.",
        ),
        Field::required(
            "weekly",
            Shape::Other(
                "a map from days such as `mon`, `mon-fri` or `sat, sun` to hours such as \
                 `09:00-18:00`, or to a list of them",
            ),
            "The hours of a usual week; a day that is not named is closed.",
        ),
        Field::optional(
            "holidays",
            Shape::Other(
                "a list of dates such as `2026-10-01`, of days of every year such as `12-25`, and of \
                 maps with `from`, `to` and `name`",
            ),
            "Days without hours.",
        ),
        Field::optional(
            "extra_days",
            Shape::Other("a list of dates, and of maps with `date` and `hours`"),
            "Days with hours of their own, such as a Saturday on which people work for a day off. They \
             come before holidays and weekdays.",
        ),
        managed::field(
            "`false`: the hours of a day are left to those who change them at run time (`ccctl set hours`); \
             `ccctl drift` tells nothing of that.",
        ),
    ],
};

/// The keys of holidays.
pub static HOLIDAY: Table = Table {
    what: "a holiday",
    doc: "A day without hours, or several in a row. `2026-10-01` is short for `{ from: 2026-10-01 }`.",
    fields: &[
        Field::required("from", Shape::Other(DAY), "The first day."),
        Field::otherwise("to", Shape::Other(DAY), "the first day", "The last day."),
        Field::optional("name", Shape::Text, "What people call them."),
    ],
};

/// The keys of an extra day.
pub static EXTRA: Table = Table {
    what: "an extra day",
    doc: "A day with hours of its own. `2026-10-10` is short for `{ date: 2026-10-10 }`.",
    fields: &[
        Field::required(
            "date",
            Shape::Other("a date such as `2026-10-10`"),
            "The day.",
        ),
        Field::otherwise(
            "hours",
            Shape::Other("hours such as `09:00-18:00`, or a list of them"),
            "those of Mondays",
            "Its hours.",
        ),
    ],
};

const DAY: &str = "a date such as `2026-10-01`, or `10-01` for every year";

/// Reads one.
pub fn read(cx: &mut Context, item: &Item<'_>) -> Option<BusinessHours> {
    let fields = Fields::open(cx, &TABLE, item.node, item.at, &item.path, "")?;
    let time_zone = match fields.has("time_zone") {
        true => zone(cx, &fields).map(Some),
        false => Some(None),
    };
    let weekly = weekly(cx, &fields);
    let holidays = each(cx, &fields, "holidays", holiday);
    let extra_days = each(cx, &fields, "extra_days", extra);
    let unmanaged = managed::is_left(cx, &fields);
    let hours = BusinessHours {
        time_zone: time_zone?,
        weekly: weekly?,
        holidays: holidays?,
        extra_days: extra_days?,
        unmanaged,
    };
    like_monday(cx, &fields, &hours)?;
    Some(hours)
}

/// What has the hours of Mondays needs Mondays that have hours.
fn like_monday(cx: &mut Context, fields: &Fields<'_>, hours: &BusinessHours) -> Option<()> {
    let mut extras = hours.extra_days.iter();
    let lost = extras.position(|extra| extra.hours.is_none());
    let Some(n) = lost.filter(|_| !hours.weekly.contains_key(&Weekday::Mon)) else {
        return Some(());
    };
    let at = cx.at(&fields.resource, &format!("extra_days.{n}"));
    let message = "this day has the hours of Mondays, but Mondays have none";
    let help = "write its hours: `{ date: 2026-10-10, hours: 09:00-18:00 }`";
    cx.report(Report::new(Code::BadHours, at, message).help(help));
    None
}

fn weekly(cx: &mut Context, fields: &Fields<'_>) -> Option<BTreeMap<Weekday, Vec<Shift>>> {
    let (at, node) = fields.node(cx, "weekly")?;
    let entries = match &node.value {
        Value::Map(entries) => entries.as_slice(),
        Value::Null => &[],
        Value::Broken => return None,
        other => {
            let message = format!(
                "`weekly` is a map from days to hours, this is {}",
                other.what()
            );
            let help = "write `weekly: { mon-fri: 09:00-18:00 }`";
            cx.report(Report::new(Code::WrongShape, at, message).help(help));
            return None;
        }
    };
    let mut week = BTreeMap::new();
    let mut good = true;
    for entry in entries {
        let shifts = shifts(cx, &entry.value);
        let days = days(cx, entry);
        for day in days.iter().flatten() {
            let path = format!("{}/weekly.{}", fields.resource, day.word());
            let first = cx.places.insert(path, entry.at);
            good &= shifts.is_some();
            if week
                .insert(*day, shifts.clone().unwrap_or_default())
                .is_some()
            {
                good = false;
                twice(cx, *day, entry.at, first);
            }
        }
        good &= days.is_some();
    }
    good.then_some(week)
}

fn twice(cx: &mut Context, day: Weekday, at: At, first: Option<At>) {
    let message = format!("`{}` has hours already", day.word());
    let report = Report::new(Code::DuplicateKey, at, message).label("the second");
    let report = report.help("name a day once, with all its hours in one list");
    cx.report(match first {
        Some(first) => report.also(first, "the first"),
        None => report,
    });
}

/// The days that a key names.
fn days(cx: &mut Context, entry: &Entry) -> Option<Vec<Weekday>> {
    let mut days = Vec::new();
    for part in entry.key.split(',').map(str::trim) {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        let found = day(from).zip(day(to)).filter(|(from, to)| from <= to);
        let Some((from, to)) = found else {
            let message = format!("`{part}` is no day of the week");
            let words = list(Weekday::ALL.into_iter().map(Weekday::word));
            let help = format!("the days are {words}, and `mon-fri` is five of them");
            cx.report(Report::new(Code::BadHours, entry.at, message).help(help));
            return None;
        };
        days.extend(
            Weekday::ALL
                .into_iter()
                .filter(|day| (from..=to).contains(day)),
        );
    }
    Some(days)
}

fn day(word: &str) -> Option<Weekday> {
    let word = word.trim();
    Weekday::ALL.into_iter().find(|day| day.word() == word)
}

/// `09:00-18:00`, or a list of such.
fn shifts(cx: &mut Context, node: &Node) -> Option<Vec<Shift>> {
    let items = match &node.value {
        Value::List(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    };
    let read = |item: &Node| parsed::<Shift>(cx, item, "hours such as `09:00-18:00`");
    let shifts: Vec<_> = items.iter().map(read).collect();
    shifts.into_iter().collect()
}

fn holiday(cx: &mut Context, fields: &Fields<'_>, path: &str, item: &Node) -> Option<Holiday> {
    if !matches!(item.value, Value::Map(_)) {
        let from = parsed::<Day>(cx, item, DAY)?;
        return Some(Holiday {
            from,
            to: None,
            name: None,
        });
    }
    let fields = Fields::open(cx, &HOLIDAY, item, item.at, &fields.resource, path)?;
    let from = day_at(cx, &fields, "from");
    let to = match fields.has("to") {
        true => day_at(cx, &fields, "to").map(Some),
        false => Some(None),
    };
    let name = match fields.has("name") {
        true => fields.text(cx, "name").map(Some),
        false => Some(None),
    };
    let (from, to) = (from?, to?);
    let fits = match (from, to) {
        (Day::Once(from), Some(Day::Once(to))) => from <= to,
        (_, None) | (Day::Yearly(..), Some(Day::Yearly(..))) => true,
        _ => false,
    };
    if !fits {
        let message = "the last of these days is none that follows on the first";
        let help = "write two dates with their year in their order, or both without a year";
        cx.report(Report::new(Code::BadHours, item.at, message).help(help));
        return None;
    }
    Some(Holiday {
        from,
        to,
        name: name?,
    })
}

fn day_at(cx: &mut Context, fields: &Fields<'_>, name: &str) -> Option<Day> {
    let (_, node) = fields.node(cx, name)?;
    parsed::<Day>(cx, node, DAY)
}

fn extra(cx: &mut Context, fields: &Fields<'_>, path: &str, item: &Node) -> Option<ExtraDay> {
    if !matches!(item.value, Value::Map(_)) {
        let date = date(cx, item)?;
        return Some(ExtraDay { date, hours: None });
    }
    let fields = Fields::open(cx, &EXTRA, item, item.at, &fields.resource, path)?;
    let day = fields.node(cx, "date").and_then(|(_, node)| date(cx, node));
    let hours = match fields.node(cx, "hours") {
        Some((_, node)) => shifts(cx, node).map(Some),
        None => Some(None),
    };
    Some(ExtraDay {
        date: day?,
        hours: hours?,
    })
}

fn date(cx: &mut Context, node: &Node) -> Option<jiff::civil::Date> {
    match parsed::<Day>(cx, node, "a date such as `2026-10-10`")? {
        Day::Once(date) => Some(date),
        Day::Yearly(..) => {
            let message = "an extra day is one day of one year";
            let help = "write the year as well, such as `2026-10-10`";
            cx.report(Report::new(Code::BadHours, node.at, message).help(help));
            None
        }
    }
}

/// Hours or a day as they are spelled.
fn parsed<T: FromStr<Err = InvalidHours>>(cx: &mut Context, node: &Node, what: &str) -> Option<T> {
    let (text, _) = scalar::written(cx, node, what)?;
    match text.parse() {
        Ok(value) => Some(value),
        Err(error) => {
            let shown: String = text.chars().take(40).collect();
            let message = format!("`{shown}`: {error}");
            cx.report(Report::new(Code::BadHours, node.at, message));
            None
        }
    }
}

/// Every item of a list that may be left out.
fn each<T>(
    cx: &mut Context,
    fields: &Fields<'_>,
    name: &str,
    read: impl Fn(&mut Context, &Fields<'_>, &str, &Node) -> Option<T>,
) -> Option<Vec<T>> {
    if !fields.has(name) {
        return Some(Vec::new());
    }
    let items = items(cx, fields, name)?;
    let read = |(n, item): (usize, &Node)| {
        let path = format!("{name}.{n}");
        cx.places
            .insert(format!("{}/{path}", fields.resource), item.at);
        read(cx, fields, &path, item)
    };
    let all: Vec<_> = items.iter().enumerate().map(read).collect();
    all.into_iter().collect()
}

/// Writes one.
pub fn write(hours: &BusinessHours) -> serde_yaml::Value {
    let mut map = Map::default();
    map.some("time_zone", hours.time_zone.clone());
    let mut week = Map::default();
    let mut days = hours.weekly.iter().peekable();
    while let Some((first, shifts)) = days.next() {
        let mut last = *first;
        let follows = |last: Weekday, (day, other): (&Weekday, &Vec<Shift>)| {
            *day as u8 == last as u8 + 1 && other == shifts
        };
        while let Some((day, _)) = days.next_if(|next| follows(last, *next)) {
            last = *day;
        }
        let key = match last == *first {
            true => first.word().to_owned(),
            false => format!("{}-{}", first.word(), last.word()),
        };
        week.put(&key, written(shifts));
    }
    map.put("weekly", week.value());
    if !hours.holidays.is_empty() {
        map.put(
            "holidays",
            hours.holidays.iter().map(off).collect::<Vec<_>>(),
        );
    }
    if !hours.extra_days.is_empty() {
        map.put(
            "extra_days",
            hours.extra_days.iter().map(on).collect::<Vec<_>>(),
        );
    }
    managed::write(&mut map, hours.unmanaged);
    map.value()
}

fn written(shifts: &[Shift]) -> serde_yaml::Value {
    match shifts {
        [only] => text(only),
        several => serde_yaml::Value::from(several.iter().map(text).collect::<Vec<_>>()),
    }
}

fn off(holiday: &Holiday) -> serde_yaml::Value {
    let Holiday { from, to, name } = holiday;
    if to.is_none() && name.is_none() {
        return text(from);
    }
    let mut map = Map::default();
    map.put("from", text(from));
    map.some("to", to.as_ref().map(text));
    map.some("name", name.clone());
    map.value()
}

fn on(extra: &ExtraDay) -> serde_yaml::Value {
    let Some(hours) = &extra.hours else {
        return text(&extra.date);
    };
    let mut map = Map::default();
    map.put("date", text(&extra.date));
    map.put("hours", written(hours));
    map.value()
}
