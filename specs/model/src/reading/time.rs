//! Times of day.

use super::{Language, english, mandarin};

/// The time of `14:05`, `14:05:30` or `2026-11-27T14:05:30+08:00`, as it is written there.
pub fn read(language: Language, value: &str) -> Option<String> {
    let time = value
        .split_once(['T', 't', ' '])
        .map_or(value, |(_, time)| time);
    let time = time.split(['Z', 'z', '+', '-', '.']).next()?;
    let parts: Vec<&str> = time.split(':').collect();
    let (hour, minute, second) = match *parts.as_slice() {
        [hour, minute] => (part(hour, 24)?, part(minute, 60)?, 0),
        [hour, minute, second] => (part(hour, 24)?, part(minute, 60)?, part(second, 60)?),
        _ => return None,
    };
    Some(match language {
        Language::Mandarin => in_mandarin(hour, minute, second),
        Language::English => in_english(hour, minute, second),
    })
}

fn part(text: &str, below: u64) -> Option<u64> {
    let digits = (1..=2).contains(&text.len()) && text.bytes().all(|it| it.is_ascii_digit());
    let value = digits.then(|| text.parse().ok()).flatten()?;
    (value < below).then_some(value)
}

fn in_mandarin(hour: u64, minute: u64, second: u64) -> String {
    let two = |value: u64| match value {
        1..=9 => format!("零{}", mandarin::cardinal(value)),
        other => mandarin::cardinal(other),
    };
    let hour = mandarin::count(hour);
    match (minute, second) {
        (0, 0) => format!("{hour}点整"),
        (_, 0) => format!("{hour}点{}分", two(minute)),
        _ => format!("{hour}点{}分{}秒", two(minute), two(second)),
    }
}

fn in_english(hour: u64, minute: u64, second: u64) -> String {
    let half = if hour < 12 { "a.m." } else { "p.m." };
    let hour = english::below_100(match hour % 12 {
        0 => 12,
        other => other,
    });
    let minutes = match minute {
        0 => String::new(),
        1..=9 => format!(" oh {}", english::below_100(minute)),
        _ => format!(" {}", english::below_100(minute)),
    };
    let seconds = match second {
        0 => String::new(),
        1 => " and one second".to_owned(),
        _ => format!(" and {} seconds", english::below_100(second)),
    };
    format!("{hour}{minutes}{seconds} {half}")
}
