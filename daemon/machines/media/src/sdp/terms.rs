//! What we agree to.

use super::session::Media;
use crate::codec::Codec;
use crate::srtp::{Crypto, Keys, MasterKey, Suite};

/// What we agree to on a line.
#[derive(Copy, Clone, Debug)]
pub struct Terms<'a> {
    /// Our codecs, best first.
    pub codecs: &'a [Codec],
    /// Whether packets are protected.
    pub srtp: Srtp,
}

/// Codecs alone: packets are not protected.
impl<'a, T: AsRef<[Codec]> + ?Sized> From<&'a T> for Terms<'a> {
    fn from(codecs: &'a T) -> Terms<'a> {
        Terms {
            codecs: codecs.as_ref(),
            srtp: Srtp::Off,
        }
    }
}

/// Our keys, for what we send: one for each suite, so that none protects in two ways.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct OurKeys(pub [MasterKey; Suite::ALL.len()]);

/// Whether packets are protected.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Srtp {
    /// Never.
    Off,
    /// If the other side does so.
    Optional(OurKeys),
    /// Always.
    Required(OurKeys),
}

/// What an audio line must be so that it is taken.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Plain,
    Protected(OurKeys),
}

impl Srtp {
    /// What is looked for in an offer, one after the other.
    pub(super) fn wanted(&self) -> impl Iterator<Item = Wanted> {
        let (first, second) = match self {
            Srtp::Off => (None, Some(Wanted::Plain)),
            Srtp::Optional(keys) => (Some(Wanted::Protected(*keys)), Some(Wanted::Plain)),
            Srtp::Required(keys) => (Some(Wanted::Protected(*keys)), None),
        };
        first.into_iter().chain(second)
    }

    /// The lines of our offer.
    pub(super) fn lines(&self) -> Vec<Crypto> {
        match self {
            Srtp::Off => Vec::new(),
            Srtp::Optional(keys) | Srtp::Required(keys) => keys.lines().collect(),
        }
    }

    /// The transport of our offer. Who may do without is offered plain audio with a key beside it, which
    /// those that know no key pass over; a second line would be refused by more of them.
    pub(super) fn transport(&self) -> &'static str {
        match self {
            Srtp::Off | Srtp::Optional(_) => "RTP/AVP",
            Srtp::Required(_) => "RTP/SAVP",
        }
    }
}

impl OurKeys {
    fn lines(&self) -> impl Iterator<Item = Crypto> {
        let lines = (1..).zip(Suite::ALL).zip(self.0);
        lines.map(|((tag, suite), key)| Crypto { tag, suite, key })
    }

    /// The keys of a line: the first of theirs, and ours for its suite, by the tag of theirs.
    fn beside(&self, theirs: &Crypto) -> Option<Keys> {
        let ours = self.lines().find(|ours| ours.suite == theirs.suite)?;
        Some(Keys {
            ours: Crypto {
                tag: theirs.tag,
                ..ours
            },
            theirs: *theirs,
        })
    }
}

impl Wanted {
    /// The keys that this line is taken with; `None`: it is another line than what is wanted.
    pub(super) fn keys(&self, media: &Media) -> Option<Option<Keys>> {
        let is = |names: [&str; 2]| {
            let mut names = names.iter();
            names.any(|name| media.transport.eq_ignore_ascii_case(name))
        };
        let plain = is(["RTP/AVP", "RTP/AVPF"]);
        match self {
            Wanted::Plain => plain.then_some(None),
            Wanted::Protected(ours) if plain || is(["RTP/SAVP", "RTP/SAVPF"]) => {
                let theirs = media.crypto.first()?;
                ours.beside(theirs).map(Some)
            }
            Wanted::Protected(_) => None,
        }
    }
}
