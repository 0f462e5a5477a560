//! Beginnings of numbers, as what can be sorted and compared at once.

/// The first [`SYMBOLS`] symbols of a number: four bits for each, the first in the highest, so that keys
/// sort as texts do.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key(u64);

/// A `+` and the 15 digits that E.164 allows.
const SYMBOLS: u32 = 16;
const BITS: u32 = 4;

impl Key {
    /// The key of a number, of which the end may be missing; none of what is no number.
    pub(super) fn of_number(text: &str) -> Option<Key> {
        let mut key = 0;
        for (place, byte) in text.bytes().enumerate() {
            let symbol = symbol(place, byte)?;
            let place = u32::try_from(place).ok().filter(|place| *place < SYMBOLS);
            if let Some(place) = place {
                key |= symbol << shift(place);
            }
        }
        (key != 0).then_some(Key(key))
    }

    /// The key of how numbers begin, as people write it: `+49`, `0755` for an area code and `138` for
    /// mobiles, both of China, or the digits of a number that has no area code, such as `400`.
    pub(super) fn of_prefix(text: &str) -> Option<Key> {
        let digits = text.strip_prefix('+').unwrap_or(text);
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let mobile = |text: &str| {
            text.starts_with('1') && matches!(text.as_bytes().get(1), Some(b'3'..=b'9'))
        };
        let whole = match (text.strip_prefix("00"), text.strip_prefix('0')) {
            (Some(rest), _) => format!("+{rest}"),
            (None, Some(rest)) => format!("+86{rest}"),
            (None, None) if mobile(text) => format!("+86{text}"),
            (None, None) => text.to_owned(),
        };
        let fits = whole.len() <= SYMBOLS as usize;
        fits.then(|| Key::of_number(&whole)).flatten()
    }

    /// The key itself and all beginnings of it, the longest first.
    pub(super) fn beginnings(self) -> impl Iterator<Item = Key> {
        let length = SYMBOLS - self.0.trailing_zeros() / BITS;
        (0..length)
            .rev()
            .map(move |place| Key(self.0 & (u64::MAX << shift(place))))
    }
}

fn shift(place: u32) -> u32 {
    (SYMBOLS - 1 - place) * BITS
}

/// 0 is left for where a number is over.
fn symbol(place: usize, byte: u8) -> Option<u64> {
    match byte {
        b'+' if place == 0 => Some(11),
        b'0'..=b'9' => Some(u64::from(byte - b'0') + 1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_sort_as_texts_do() {
        let texts = ["0", "00", "01", "1", "10", "9", "99", "999999999999999"];
        let keys: Vec<_> = texts.iter().map(|text| Key::of_number(text)).collect();
        assert!(keys.iter().all(Option::is_some));
        assert!(keys.is_sorted());
    }

    #[test]
    fn every_beginning_comes_once_and_the_longest_first() {
        let key = Key::of_number("+861").expect("a number");
        let found: Vec<_> = key.beginnings().collect();
        let expected: Vec<_> = ["+861", "+86", "+8", "+"]
            .iter()
            .filter_map(|text| Key::of_number(text))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_prefix_is_written_as_people_know_it() {
        for (written, whole) in [
            ("0755", "+86755"),
            ("138", "+86138"),
            ("+852", "+852"),
            ("00852", "+852"),
            ("400", "400"),
            ("12345", "12345"),
            ("10086", "10086"),
        ] {
            assert_eq!(Key::of_prefix(written), Key::of_number(whole), "{written}");
        }
        for bad in ["", "+", "07a", "0755 ", "138*", "++1", "12345678901234567"] {
            assert_eq!(Key::of_prefix(bad), None, "{bad}");
        }
    }
}
