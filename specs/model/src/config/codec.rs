//! How voices and keys are sent.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A codec of voices.
#[derive(
    Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Codec {
    /// G.711 A-law.
    Pcma,
    /// G.711 µ-law.
    Pcmu,
    /// G.722, wideband.
    G722,
    /// G.729 without annex B.
    G729,
    /// Opus, wideband.
    Opus,
}

impl Codec {
    /// All of them.
    pub const ALL: [Codec; 5] = [
        Codec::Pcma,
        Codec::Pcmu,
        Codec::G722,
        Codec::G729,
        Codec::Opus,
    ];

    /// What a trunk speaks that says nothing of it, best first.
    pub const OF_TRUNKS: &'static [Codec] = &[Codec::Pcma, Codec::Pcmu, Codec::G729];

    /// What phones speak where nothing is said of it, best first.
    pub const OF_PHONES: &'static [Codec] = &[Codec::Pcma, Codec::Pcmu, Codec::G722, Codec::Opus];

    /// Its word.
    pub const fn word(self) -> &'static str {
        match self {
            Codec::Pcma => "pcma",
            Codec::Pcmu => "pcmu",
            Codec::G722 => "g722",
            Codec::G729 => "g729",
            Codec::Opus => "opus",
        }
    }
}

impl fmt::Display for Codec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A word that is no codec.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there are the codecs pcma, pcmu, g722, g729 and opus")]
pub struct UnknownCodec;

impl FromStr for Codec {
    type Err = UnknownCodec;
    fn from_str(word: &str) -> Result<Codec, UnknownCodec> {
        let mut all = Codec::ALL.into_iter();
        all.find(|codec| codec.word() == word).ok_or(UnknownCodec)
    }
}

/// How keys are sent.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Dtmf {
    /// As events where the other side takes those, else as tones.
    #[default]
    Auto,
    /// As events (RFC 4733) or not at all.
    Rfc4733,
    /// In INFO requests.
    Info,
    /// As tones in the voice.
    Inband,
}

impl Dtmf {
    /// Its word.
    pub const fn word(self) -> &'static str {
        match self {
            Dtmf::Auto => "auto",
            Dtmf::Rfc4733 => "rfc4733",
            Dtmf::Info => "info",
            Dtmf::Inband => "inband",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_codec_is_spelled_as_it_is_read() {
        for codec in Codec::ALL {
            assert_eq!(codec.to_string().parse(), Ok(codec));
            assert_eq!(serde_json::to_value(codec).unwrap(), codec.word());
        }
        assert_eq!("PCMA".parse::<Codec>(), Err(UnknownCodec));
    }
}
