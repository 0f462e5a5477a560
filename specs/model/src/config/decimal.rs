//! Decimal numbers of any length, compared as they are written: 0.1 is 0.1.

use std::cmp::Ordering;

/// A decimal number: 0.DIGITS times ten to the power of `exponent`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decimal {
    negative: bool,
    /// Neither begins nor ends with 0; empty for zero.
    digits: String,
    exponent: i64,
}

impl Decimal {
    /// The number that a text spells: `95`, `-0.8`, `.5` or `1e-7`; `None` if it spells none.
    pub fn parse(text: &str) -> Option<Decimal> {
        let text = text.trim();
        let negative = text.starts_with('-');
        let plain = text.strip_prefix(['-', '+']).unwrap_or(text);
        let (number, shift) = match plain.split_once(['e', 'E']) {
            Some((number, power)) => (number, i64::from(power.parse::<i32>().ok()?)),
            None => (plain, 0),
        };
        let (whole, fraction) = match number.split_once('.') {
            Some((_, "")) => return None,
            Some(parts) => parts,
            None => (number, ""),
        };
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if number.is_empty() || !all_digits(whole) || !all_digits(fraction) {
            return None;
        }
        let written = format!("{whole}{fraction}");
        let digits = written.trim_start_matches('0');
        let zeros = written.len() - digits.len();
        let length = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let digits = digits.trim_end_matches('0');
        let is_zero = digits.is_empty();
        Some(Decimal {
            negative: negative && !is_zero,
            digits: digits.to_owned(),
            exponent: match is_zero {
                true => 0,
                false => length(whole.len()) - length(zeros) + shift,
            },
        })
    }

    fn size(&self) -> (bool, i64, &str) {
        (!self.digits.is_empty(), self.exponent, &self.digits)
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Decimal) -> Ordering {
        // Zero is above what is below it and smaller in size than any other.
        let sizes = || match self.size().0 && other.size().0 {
            true => self.size().cmp(&other.size()),
            false => self.size().0.cmp(&other.size().0),
        };
        match (self.negative, other.negative) {
            (false, false) => sizes(),
            (true, true) => sizes().reverse(),
            (negative, _) if negative => Ordering::Less,
            _ => Ordering::Greater,
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Decimal) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        Decimal::parse(text).unwrap_or_else(|| panic!("{text} is a number"))
    }

    #[test]
    fn numbers_stand_in_their_order_however_they_are_written() {
        let rising = [
            "-1e3",
            "-95",
            "-0.80",
            "-1e-7",
            "0",
            "1E-7",
            ".0002",
            "0.3",
            "0.31",
            "1",
            "009.9",
            "10",
            "9007199254740993",
            "9007199254740994",
            "1e99",
        ];
        for (n, one) in rising.iter().enumerate() {
            for (m, other) in rising.iter().enumerate() {
                let found = number(one).cmp(&number(other));
                assert_eq!(found, n.cmp(&m), "{one} and {other}");
            }
        }
    }

    #[test]
    fn one_number_has_many_spellings() {
        for (one, other) in [
            ("0.8", "+00.800"),
            ("1200", "1.2e3"),
            ("-0", "0.000"),
            (" 7 ", "7"),
            ("0e9", "0"),
        ] {
            assert_eq!(number(one), number(other), "{one} and {other}");
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in [
            "",
            " ",
            "-",
            "+-1",
            "1.",
            ".",
            "1.2.3",
            "0x10",
            "1e",
            "1e1.5",
            "e5",
            "１",
            "1 2",
            "inf",
            "1_000",
            "1e99999999999",
        ] {
            assert_eq!(Decimal::parse(text), None, "{text:?}");
        }
    }
}
