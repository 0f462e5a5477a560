//! How long a text takes to be spoken.

use std::time::Duration;

use model::config::{Piece, Template};

/// A Chinese character, and a digit: four in a second, as the news are read.
const CHARACTER: u64 = 250;
/// A word of a script with an alphabet: 150 in a minute, as an announcement is read.
const WORD: u64 = 400;

/// About how long a text is. Variables count nothing: how long their values are is not known.
pub fn length(text: &Template) -> Duration {
    let literals = text.pieces.iter().map(|piece| match piece {
        Piece::Literal(text) => millis(text),
        Piece::Variable(..) => 0,
    });
    Duration::from_millis(literals.sum())
}

fn millis(text: &str) -> u64 {
    let mut total = 0;
    let mut in_a_word = false;
    for c in text.chars() {
        // An apostrophe is within a word.
        let of_a_word = c.is_alphabetic() && !is_a_syllable(c) || (in_a_word && "'’".contains(c));
        if is_a_syllable(c) || c.is_numeric() {
            total += CHARACTER;
        } else if of_a_word && !in_a_word {
            total += WORD;
        }
        in_a_word = of_a_word;
    }
    total
}

/// Whether a character is spoken by itself: those of Chinese, Japanese and Korean.
fn is_a_syllable(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_words_and_digits_take_their_time_and_signs_and_variables_none() {
        let length = |text: &str| length(&text.parse().expect("a template"));
        assert_eq!(length("您好，欢迎致电。"), Duration::from_millis(6 * 250));
        assert_eq!(
            length("Don't hang up, please."),
            Duration::from_millis(4 * 400)
        );
        assert_eq!(length("售前请按 1"), Duration::from_millis(5 * 250));
        assert_eq!(
            length("For 售后, press 3 ${WaitNo}"),
            Duration::from_millis(2 * 400 + 3 * 250)
        );
        assert_eq!(length("…"), Duration::from_millis(0));
    }
}
