//! Words that a recogniser is to know (features H1 to H3).

use serde::{Deserialize, Serialize};

use crate::name::InvalidName;

/// The most that a center has.
pub const MAX_HOTWORDS: usize = 1_000;

/// The longest, in characters; a Chinese one counts as two.
const LONGEST: usize = 20;

/// How much a word is preferred: 1 to 10 (most).
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Weight(pub u8);

impl Weight {
    /// The least.
    pub const MIN: u8 = 1;
    /// The most.
    pub const MAX: u8 = 10;
}

/// Whether a text can be a word.
///
/// # Errors
/// What is wrong with it, as a sentence for its writer.
pub(crate) fn check(text: &str) -> Result<(), InvalidName> {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-' || is_chinese(c);
    if text.is_empty() {
        return Err(InvalidName("a hotword has at least one character"));
    }
    if !text.chars().all(fits) {
        let why = "a hotword has only Chinese characters, English letters, digits, `_` and `-`";
        return Err(InvalidName(why));
    }
    let width = |c| if is_chinese(c) { 2 } else { 1 };
    if text.chars().map(width).sum::<usize>() > LONGEST {
        let why = "a hotword has at most 20 characters, of which a Chinese one counts as two";
        return Err(InvalidName(why));
    }
    Ok(())
}

/// The blocks of unified and of compatible ideographs, and the round zero of dates.
fn is_chinese(c: char) -> bool {
    matches!(c,
        '\u{3007}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3347F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_ten_chinese_characters_or_twenty_others() {
        for good in [
            "核保",
            "redis",
            "5G-套餐_2",
            "一二三四五六七八九十",
            "abcdefghijklmnopqrst",
            "一二三四五abcdefghij",
            "〇",
        ] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
        for bad in [
            "",
            "一二三四五六七八九十百",
            "abcdefghijklmnopqrstu",
            "一二三四五六七八九十a",
        ] {
            assert!(check(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_word_has_no_other_characters() {
        for bad in [
            "a b",
            "核保。",
            "a|5",
            "café",
            "ｒｅｄｉｓ",
            "ひらがな",
            "a\u{feff}",
            "a.",
        ] {
            assert!(check(bad).is_err(), "{bad}");
        }
    }
}
