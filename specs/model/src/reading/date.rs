//! Days.

use jiff::civil::Date;

use super::{Language, english, mandarin};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The day of `2026-11-27`, `2026/11/27` or `20261127`; a time behind it is passed over.
pub fn read(language: Language, value: &str) -> Option<String> {
    let date = parse(day_of(value))?;
    let [year, month, day] = [date.year(), date.month().into(), date.day().into()];
    let [year, month, day] = [year, month, day].map(|part: i16| u64::from(part.unsigned_abs()));
    Some(match language {
        Language::Mandarin => {
            let year = year.to_string();
            let digits = year.chars().map(|digit| match digit {
                '0' => "〇",
                other => mandarin::sign(other),
            });
            let (month, day) = (mandarin::cardinal(month), mandarin::cardinal(day));
            format!("{}年{month}月{day}日", digits.collect::<String>())
        }
        Language::English => {
            let name = MONTHS.get(usize::try_from(month).ok()?.checked_sub(1)?)?;
            format!(
                "{name} {}, {}",
                english::ordinal(day),
                year_in_english(year)
            )
        }
    })
}

/// What stands before a time.
fn day_of(value: &str) -> &str {
    value
        .split_once(['T', 't', ' '])
        .map_or(value, |(day, _)| day)
}

fn parse(day: &str) -> Option<Date> {
    let parts: Vec<&str> = day.split(['-', '/']).collect();
    let [year, month, day] = match *parts.as_slice() {
        [compact] if compact.len() == 8 => {
            [compact.get(..4)?, compact.get(4..6)?, compact.get(6..)?]
        }
        [year, month, day] if year.len() == 4 => [year, month, day],
        _ => return None,
    };
    let numeric = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    [year, month, day].iter().all(numeric).then_some(())?;
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

fn year_in_english(year: u64) -> String {
    let (century, rest) = (year / 100, year % 100);
    match (century, rest) {
        (_, 0) if century % 10 == 0 => english::cardinal(year),
        (20, 1..=9) | (0..=9, _) => english::cardinal(year),
        (_, 0) => format!("{} hundred", english::below_100(century)),
        (_, 1..=9) => format!(
            "{} oh {}",
            english::below_100(century),
            english::below_100(rest)
        ),
        _ => format!(
            "{} {}",
            english::below_100(century),
            english::below_100(rest)
        ),
    }
}
