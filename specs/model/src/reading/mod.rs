//! How the value of a variable is read out, where the voice would have to guess: `12` is twelve or
//! one-two, `2026-11-27` is a day.

mod date;
mod digits;
mod english;
mod mandarin;
mod money;
mod number;
mod spell;
mod time;

#[cfg(test)]
mod tests;

use std::fmt;
use std::str::FromStr;

/// A way of reading, written behind the variable: `${OrderNo:digits}`.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reading {
    /// Digits one by one.
    Digits,
    /// Digits one by one in groups, as telephone numbers are said.
    Phone,
    /// A cardinal number.
    Number,
    /// An amount of money.
    Money,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// Letters and digits one by one.
    Spell,
}

/// Why a word is no way of reading.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no way of reading `{0}`")]
pub struct UnknownReading(pub String);

impl Reading {
    /// Every way of reading.
    pub const ALL: [Reading; 7] = [
        Reading::Digits,
        Reading::Phone,
        Reading::Number,
        Reading::Money,
        Reading::Date,
        Reading::Time,
        Reading::Spell,
    ];

    /// The word behind the variable.
    pub const fn name(self) -> &'static str {
        match self {
            Reading::Digits => "digits",
            Reading::Phone => "phone",
            Reading::Number => "number",
            Reading::Money => "money",
            Reading::Date => "date",
            Reading::Time => "time",
            Reading::Spell => "spell",
        }
    }

    /// What it makes of a value.
    pub const fn meaning(self) -> &'static str {
        match self {
            Reading::Digits => "Digits one by one: `135` is 一三五, one three five.",
            Reading::Phone => {
                "A telephone number, digit by digit in groups: `13800001234` is 幺三八，零零零零，幺二三四."
            }
            Reading::Number => {
                "A number as it is counted, also negative or with decimals: `-1200.5` is \
                 负一千二百点五, minus one thousand two hundred point five."
            }
            Reading::Money => {
                "An amount, in yuan unless it names `$`, `€` or `£`: `12.05` is 十二元零五分, \
                 twelve point zero five yuan."
            }
            Reading::Date => {
                "The day of a date or of a date with a time: `2026-11-27` is 二〇二六年十一月二十七日, \
                 November twenty-seventh, twenty twenty-six."
            }
            Reading::Time => {
                "The time of day, also out of a date with a time: `14:05` is 十四点零五分, two oh \
                 five p.m."
            }
            Reading::Spell => "Letters, digits and signs one by one: `A-7` is A，杠，七.",
        }
    }
}

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Reading {
    type Err = UnknownReading;
    fn from_str(word: &str) -> Result<Reading, UnknownReading> {
        let known = Reading::ALL.into_iter().find(|how| how.name() == word);
        known.ok_or_else(|| UnknownReading(word.to_owned()))
    }
}

/// The language in which something is read out.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Language {
    Mandarin,
    English,
}

/// The words for a value in a voice, `zh` or `en`. A value that does not fit stays as it is, so that
/// the caller hears it in whatever way the voice finds.
pub fn read(how: Reading, voice: &str, value: &str) -> String {
    let language = match voice.starts_with("en") {
        true => Language::English,
        false => Language::Mandarin,
    };
    let value = value.trim();
    let words = match how {
        Reading::Digits => digits::read(language, value),
        Reading::Phone => digits::phone(language, value),
        Reading::Number => number::read(language, value),
        Reading::Money => money::read(language, value),
        Reading::Date => date::read(language, value),
        Reading::Time => time::read(language, value),
        Reading::Spell => spell::read(language, value),
    };
    words.unwrap_or_else(|| value.to_owned())
}
