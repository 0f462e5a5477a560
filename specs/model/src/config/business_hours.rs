//! Business hours: when somebody works, by the wall clock of a place.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// When somebody works. A day's hours are those of an extra day if it is one, none if it is a holiday,
/// else those of its weekday. Hours that go past midnight belong to the day on which they begin.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BusinessHours {
    /// The IANA time zone of the clock; `None`: that of the center.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// The hours of a usual week.
    #[serde(default)]
    pub weekly: BTreeMap<Weekday, Vec<Shift>>,
    /// Days without hours.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<Holiday>,
    /// Days with hours of their own, holidays or not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extra_days: Vec<ExtraDay>,
    /// Whether today's hours are left to those who change them at run time.
    #[serde(default, skip_serializing_if = "super::is_default")]
    pub unmanaged: bool,
}

/// A day of the week.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Weekday {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

/// From one time of the day to another, which is no part of it; past midnight if that comes first.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// Minutes since midnight, below 1,440.
    from: u16,
    /// Minutes since midnight, at most 1,440; not the same as `from`.
    to: u16,
}

/// Days on which nobody works.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holiday {
    /// The first one.
    pub from: Day,
    /// The last one, of the same kind; `None`: the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Day>,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// A day of one year, or of every year.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Day {
    /// `2026-10-01`.
    Once(Date),
    /// `10-01`: the month and the day.
    Yearly(i8, i8),
}

/// A day with hours of its own, such as a Saturday on which people work for a day off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtraDay {
    /// Which.
    pub date: Date,
    /// Its hours; `None`: those of Mondays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Vec<Shift>>,
}

impl BusinessHours {
    /// Whether somebody works when the clock of the place shows `local`.
    pub fn open_at(&self, local: DateTime) -> bool {
        let minute = minutes(local.hour(), local.minute());
        let today = self.on(local.date());
        let open = today.iter().any(|shift| shift.has(minute));
        open || local.date().yesterday().is_ok_and(|yesterday| {
            let yesterday = self.on(yesterday);
            yesterday.iter().any(|shift| shift.still_has(minute))
        })
    }

    /// The hours that begin on a day.
    pub fn on(&self, date: Date) -> &[Shift] {
        let of = |weekday: Weekday| self.weekly.get(&weekday).map_or(&[][..], Vec::as_slice);
        if let Some(extra) = self.extra_days.iter().find(|extra| extra.date == date) {
            return extra.hours.as_deref().unwrap_or(of(Weekday::Mon));
        }
        match self.holidays.iter().any(|holiday| holiday.has(date)) {
            true => &[],
            false => of(date.weekday().into()),
        }
    }
}

impl Weekday {
    /// All of them, from Monday on.
    pub const ALL: [Weekday; 7] = [
        Weekday::Mon,
        Weekday::Tue,
        Weekday::Wed,
        Weekday::Thu,
        Weekday::Fri,
        Weekday::Sat,
        Weekday::Sun,
    ];

    /// Its three letters.
    pub const fn word(self) -> &'static str {
        match self {
            Weekday::Mon => "mon",
            Weekday::Tue => "tue",
            Weekday::Wed => "wed",
            Weekday::Thu => "thu",
            Weekday::Fri => "fri",
            Weekday::Sat => "sat",
            Weekday::Sun => "sun",
        }
    }
}

impl From<jiff::civil::Weekday> for Weekday {
    fn from(day: jiff::civil::Weekday) -> Weekday {
        match day {
            jiff::civil::Weekday::Monday => Weekday::Mon,
            jiff::civil::Weekday::Tuesday => Weekday::Tue,
            jiff::civil::Weekday::Wednesday => Weekday::Wed,
            jiff::civil::Weekday::Thursday => Weekday::Thu,
            jiff::civil::Weekday::Friday => Weekday::Fri,
            jiff::civil::Weekday::Saturday => Weekday::Sat,
            jiff::civil::Weekday::Sunday => Weekday::Sun,
        }
    }
}

const MIDNIGHT: u16 = 1_440;

fn minutes(hour: i8, minute: i8) -> u16 {
    u16::from(hour.unsigned_abs()) * 60 + u16::from(minute.unsigned_abs())
}

impl Shift {
    /// Whether it goes on after midnight, and how many minutes.
    pub fn past_midnight(self) -> Option<u16> {
        (self.to < self.from).then_some(self.to)
    }

    /// Whether a minute of the day on which it begins is in it.
    fn has(self, minute: u16) -> bool {
        self.from <= minute && (minute < self.to || self.to < self.from)
    }

    /// Whether a minute of the next day is.
    fn still_has(self, minute: u16) -> bool {
        self.to < self.from && minute < self.to
    }
}

impl Holiday {
    /// Whether a day is one of it.
    pub fn has(&self, date: Date) -> bool {
        let day = (date.month(), date.day());
        match (self.from, self.to.unwrap_or(self.from)) {
            (Day::Once(from), Day::Once(to)) => (from..=to).contains(&date),
            (Day::Yearly(m, d), Day::Yearly(n, e)) if (m, d) <= (n, e) => {
                ((m, d)..=(n, e)).contains(&day)
            }
            (Day::Yearly(m, d), Day::Yearly(n, e)) => day >= (m, d) || day <= (n, e),
            _ => false,
        }
    }
}

/// Why a text is no shift or no day.
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidHours {
    /// No two times with a `-` between them.
    #[error("hours are two times of the day, such as `09:00-18:00`")]
    Shift,
    /// A time that no clock shows.
    #[error("a time of the day is from `00:00` to `23:59`, at the end also `24:00`")]
    Time,
    /// They begin when they end.
    #[error("hours that end when they begin are none; a whole day is `00:00-24:00`")]
    Empty,
    /// No date.
    #[error("a day is a date such as `2026-10-01`, or `10-01` for every year")]
    Day,
}

impl std::str::FromStr for Shift {
    type Err = InvalidHours;
    fn from_str(text: &str) -> Result<Shift, InvalidHours> {
        let (from, to) = text.split_once('-').ok_or(InvalidHours::Shift)?;
        let (from, to) = (time(from.trim())?, time(to.trim())?);
        match from {
            MIDNIGHT => Err(InvalidHours::Time),
            _ if from == to => Err(InvalidHours::Empty),
            _ => Ok(Shift { from, to }),
        }
    }
}

fn time(text: &str) -> Result<u16, InvalidHours> {
    let (hour, minute) = text.split_once(':').ok_or(InvalidHours::Shift)?;
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(hour) || !digits(minute) || minute.len() != 2 || hour.len() > 2 {
        return Err(InvalidHours::Shift);
    }
    let parse = |part: &str| part.parse::<i8>().map_err(|_| InvalidHours::Shift);
    let (hour, minute) = (parse(hour)?, parse(minute)?);
    let time = minutes(hour, minute);
    match minute < 60 && time <= MIDNIGHT {
        true => Ok(time),
        false => Err(InvalidHours::Time),
    }
}

impl fmt::Display for Shift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [from, to] = [self.from, self.to].map(|time| (time / 60, time % 60));
        write!(f, "{:02}:{:02}-{:02}:{:02}", from.0, from.1, to.0, to.1)
    }
}

impl std::str::FromStr for Day {
    type Err = InvalidHours;
    fn from_str(text: &str) -> Result<Day, InvalidHours> {
        let two = |part: &str| {
            let fits = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
            fits.then(|| part.parse::<i8>().ok()).flatten()
        };
        if let Some((month, day)) = text.split_once('-')
            && let Some((month, day)) = two(month).zip(two(day))
        {
            // A leap year has every day of the others.
            return match Date::new(2_000, month, day) {
                Ok(_) => Ok(Day::Yearly(month, day)),
                Err(_) => Err(InvalidHours::Day),
            };
        }
        match text.len() {
            10 => text.parse().map(Day::Once).map_err(|_| InvalidHours::Day),
            _ => Err(InvalidHours::Day),
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Day::Once(date) => date.fmt(f),
            Day::Yearly(month, day) => write!(f, "{month:02}-{day:02}"),
        }
    }
}

macro_rules! as_text {
    ($($name:ident),*) => {
        $(impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<$name, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        })*
    };
}

as_text!(Shift, Day);

#[cfg(test)]
mod tests {
    use super::*;

    fn shifts(text: &str) -> Vec<Shift> {
        text.split(", ")
            .map(|one| one.parse().expect("a shift"))
            .collect()
    }

    fn holiday(from: &str, to: Option<&str>) -> Holiday {
        Holiday {
            from: from.parse().expect("a day"),
            to: to.map(|to| to.parse().expect("a day")),
            name: None,
        }
    }

    /// Whether it is open at each of some moments.
    fn open<const N: usize>(hours: &BusinessHours, moments: [&str; N]) -> [bool; N] {
        moments.map(|text| hours.open_at(text.parse().expect("a moment")))
    }

    fn office() -> BusinessHours {
        let week = Weekday::ALL.into_iter().take(5);
        BusinessHours {
            weekly: week
                .map(|day| (day, shifts("09:00-12:00, 13:30-18:00")))
                .collect(),
            ..BusinessHours::default()
        }
    }

    #[test]
    fn the_first_minute_is_open_and_the_last_time_is_closed() {
        let moments = [
            "2026-11-27T08:59:59",
            "2026-11-27T09:00",
            "2026-11-27T11:59:59",
            "2026-11-27T12:00",
            "2026-11-27T13:30",
            "2026-11-27T18:00",
            "2026-11-28T10:00",
        ];
        let wanted = [false, true, true, false, true, false, false];
        assert_eq!(open(&office(), moments), wanted);
    }

    #[test]
    fn a_night_belongs_to_the_day_on_which_it_begins() {
        let hours = BusinessHours {
            weekly: BTreeMap::from([(Weekday::Fri, shifts("22:00-06:00"))]),
            holidays: vec![holiday("2026-11-28", None), holiday("2026-12-04", None)],
            ..BusinessHours::default()
        };
        let moments = [
            "2026-11-27T05:00",
            "2026-11-27T22:00",
            "2026-11-28T05:59",
            "2026-11-28T06:00",
            "2026-11-28T23:00",
            "2026-12-04T23:00",
            "2026-12-05T05:00",
        ];
        let wanted = [false, true, true, false, false, false, false];
        assert_eq!(open(&hours, moments), wanted);
    }

    #[test]
    fn a_whole_day_ends_at_midnight() {
        let hours = BusinessHours {
            weekly: BTreeMap::from([(Weekday::Sat, shifts("00:00-24:00"))]),
            ..BusinessHours::default()
        };
        let moments = [
            "2026-11-28T00:00",
            "2026-11-28T23:59:59",
            "2026-11-29T00:00",
        ];
        assert_eq!(open(&hours, moments), [true, true, false]);
    }

    #[test]
    fn holidays_are_closed_and_extra_days_open_whatever_else_they_are() {
        let hours = BusinessHours {
            holidays: vec![
                holiday("2026-10-01", Some("2026-10-07")),
                holiday("12-30", Some("01-02")),
                holiday("05-01", None),
            ],
            extra_days: vec![
                ExtraDay {
                    date: "2026-10-10".parse().expect("a date"),
                    hours: None,
                },
                ExtraDay {
                    date: "2026-10-07".parse().expect("a date"),
                    hours: Some(shifts("10:00-11:00")),
                },
            ],
            ..office()
        };
        let moments = [
            "2026-09-30T10:00",
            "2026-10-01T10:00",
            "2026-10-06T10:00",
            "2026-10-07T10:00",
            "2026-10-07T09:30",
            "2026-10-08T10:00",
            "2026-10-10T10:00",
            "2026-10-17T10:00",
            "2026-12-30T10:00",
            "2027-01-01T10:00",
            "2027-01-04T10:00",
            "2028-05-01T10:00",
        ];
        let wanted = [
            true, false, false, true, false, true, true, false, false, false, true, false,
        ];
        assert_eq!(open(&hours, moments), wanted);
    }

    #[test]
    fn hours_and_days_read_what_they_write() {
        for (text, canonical) in [
            ("9:00-18:00", "09:00-18:00"),
            ("22:00 - 6:30", "22:00-06:30"),
            ("0:00-24:00", "00:00-24:00"),
        ] {
            assert_eq!(
                text.parse::<Shift>().map(|it| it.to_string()),
                Ok(canonical.to_owned())
            );
        }
        for text in ["2026-10-01", "02-29"] {
            assert_eq!(
                text.parse::<Day>().map(|it| it.to_string()),
                Ok(text.to_owned())
            );
        }
    }

    #[test]
    fn what_is_no_time_is_told_why() {
        for (text, error) in [
            ("9-18", InvalidHours::Shift),
            ("09:00", InvalidHours::Shift),
            ("09:0-10:00", InvalidHours::Shift),
            ("+9:00-10:00", InvalidHours::Shift),
            ("09:60-10:00", InvalidHours::Time),
            ("09:00-24:01", InvalidHours::Time),
            ("24:00-01:00", InvalidHours::Time),
            ("09:00-09:00", InvalidHours::Empty),
            ("99:00-10:00", InvalidHours::Time),
        ] {
            assert_eq!(text.parse::<Shift>(), Err(error), "{text}");
        }
        for text in [
            "2026-02-29",
            "13-01",
            "02-30",
            "1-1",
            "2026-1-1",
            "10-01T",
            "today",
            "",
        ] {
            assert_eq!(text.parse::<Day>(), Err(InvalidHours::Day), "{text}");
        }
    }
}
