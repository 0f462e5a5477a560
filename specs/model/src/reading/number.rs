//! Numbers as they are counted.

use super::{Language, english, mandarin};

/// Digits before the point at most, and behind it.
const WHOLE: usize = 16;
const DECIMALS: usize = 12;

/// A number cut into its parts.
#[derive(Debug, PartialEq, Eq)]
pub struct Decimal<'a> {
    /// Whether it is below zero.
    pub negative: bool,
    /// What stands before the point.
    pub whole: u64,
    /// The digits behind it.
    pub decimals: &'a str,
}

impl<'a> Decimal<'a> {
    /// Reads `-1234.50` or `1,234.50`.
    pub fn parse(text: &'a str) -> Option<Decimal<'a>> {
        let (negative, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, decimals) = match unsigned.split_once('.') {
            Some((_, "")) => return None,
            Some(parts) => parts,
            None => (unsigned, ""),
        };
        let whole = without_commas(whole)?;
        let numeric = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let fits = !whole.is_empty() && whole.len() <= WHOLE && decimals.len() <= DECIMALS;
        (fits && numeric(&whole) && numeric(decimals)).then_some(())?;
        Some(Decimal {
            negative,
            whole: whole.parse().ok()?,
            decimals,
        })
    }
}

/// Commas are left out where they part thousands.
fn without_commas(whole: &str) -> Option<String> {
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let parted = whole.contains(',');
    let fits = groups.all(|group| group.len() == 3) && (!parted || (1..=3).contains(&first.len()));
    fits.then(|| whole.replace(',', ""))
}

/// The number in words.
pub fn read(language: Language, value: &str) -> Option<String> {
    let number = Decimal::parse(value)?;
    Some(words(language, &number))
}

/// A number in words.
pub fn words(language: Language, number: &Decimal<'_>) -> String {
    let digits = number.decimals.chars();
    match language {
        Language::Mandarin => {
            let sign = if number.negative { "负" } else { "" };
            let whole = mandarin::cardinal(number.whole);
            let digits: String = digits.map(mandarin::sign).collect();
            let point = if digits.is_empty() { "" } else { "点" };
            format!("{sign}{whole}{point}{digits}")
        }
        Language::English => {
            let sign = if number.negative { "minus " } else { "" };
            let whole = english::cardinal(number.whole);
            let digits: String = digits.map(|it| format!(" {}", english::sign(it))).collect();
            let point = if digits.is_empty() { "" } else { " point" };
            format!("{sign}{whole}{point}{digits}")
        }
    }
}
