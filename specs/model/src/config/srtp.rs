//! Whether voices are protected.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Whether the packets of a line are protected by keys in its session descriptions (RFC 4568).
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Srtp {
    /// Never.
    #[default]
    Off,
    /// If the other side does so.
    Optional,
    /// Always: no call without.
    Required,
}

impl Srtp {
    /// What phones do where nothing is said of it.
    pub const OF_PHONES: Srtp = Srtp::Optional;

    /// All of them.
    pub const ALL: [Srtp; 3] = [Srtp::Off, Srtp::Optional, Srtp::Required];

    /// Its word.
    pub const fn word(self) -> &'static str {
        match self {
            Srtp::Off => "off",
            Srtp::Optional => "optional",
            Srtp::Required => "required",
        }
    }

    /// What a word says.
    pub fn of_word(word: &str) -> Option<Srtp> {
        Srtp::ALL.into_iter().find(|srtp| srtp.word() == word)
    }

    /// Whether it is what phones do anyway.
    pub(super) fn is_of_phones(&self) -> bool {
        *self == Srtp::OF_PHONES
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_spelled_as_it_is_read() {
        for srtp in Srtp::ALL {
            assert_eq!(Srtp::of_word(srtp.word()), Some(srtp));
            assert_eq!(serde_json::to_value(srtp).unwrap(), srtp.word());
        }
        assert_eq!(Srtp::of_word("mandatory"), None);
    }
}
