//! What is spoken on the line of a leg: its codecs, and how keys are sent.

use contact::LegId;
use media::Remote;
use media::sdp::{self, Codec, OurKeys, Srtp, Terms};
use media::srtp::MasterKey;
use model::config::{self, Dtmf};
use model::{Extension, Name};

use crate::legs::Callee;
use crate::switch::Switch;

/// What is spoken on a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its codecs, best first.
    pub codecs: Vec<Codec>,
    /// How keys are sent.
    pub dtmf: Dtmf,
    /// Whether voices are protected.
    pub srtp: config::Srtp,
}

/// What a leg agrees to.
#[derive(Clone, Debug)]
pub struct Spoken {
    /// Its codecs, best first.
    pub codecs: Vec<Codec>,
    /// Whether voices are protected, and our keys for that.
    pub srtp: Srtp,
}

impl<'a> From<&'a Spoken> for Terms<'a> {
    fn from(spoken: &'a Spoken) -> Terms<'a> {
        Terms {
            codecs: &spoken.codecs,
            srtp: spoken.srtp,
        }
    }
}

impl Default for Line {
    fn default() -> Self {
        Line::new(config::Codec::OF_PHONES, Dtmf::Auto, config::Srtp::Off)
    }
}

impl Line {
    fn new(codecs: &[config::Codec], dtmf: Dtmf, srtp: config::Srtp) -> Line {
        let codecs = codecs.iter().copied().map(spoken).collect();
        Line { codecs, dtmf, srtp }
    }

    /// What the other side says of itself, as far as this line goes.
    pub(crate) fn heard(&self, mut remote: Remote) -> Remote {
        match self.dtmf {
            Dtmf::Auto => remote.inband = remote.dtmf.is_none(),
            Dtmf::Rfc4733 => {}
            Dtmf::Info => remote.dtmf = None,
            Dtmf::Inband => remote.inband = true,
        }
        remote
    }

    /// Its codecs, those that are spoken already first: what needs no translation.
    pub(crate) fn preferring(&self, spoken: impl IntoIterator<Item = Codec>) -> Vec<Codec> {
        let mut codecs = Vec::new();
        let known = spoken.into_iter().filter(|it| self.codecs.contains(it));
        for codec in known.chain(self.codecs.iter().copied()) {
            if !codecs.contains(&codec) {
                codecs.push(codec);
            }
        }
        codecs
    }
}

/// The codec of the media machines that a word of the configuration means.
fn spoken(codec: config::Codec) -> Codec {
    match codec {
        config::Codec::Pcma => Codec::Pcma,
        config::Codec::Pcmu => Codec::Pcmu,
        config::Codec::G722 => Codec::G722,
        config::Codec::G729 => Codec::G729,
        config::Codec::Opus => Codec::Opus,
    }
}

/// The word of the configuration for a codec of the media machines.
pub(crate) fn word_of(codec: Codec) -> config::Codec {
    match codec {
        Codec::Pcma => config::Codec::Pcma,
        Codec::Pcmu => config::Codec::Pcmu,
        Codec::G722 => config::Codec::G722,
        Codec::G729 => config::Codec::G729,
        Codec::Opus => config::Codec::Opus,
    }
}

impl Switch {
    pub(crate) fn line_of_trunk(&self, trunk: &Name) -> Line {
        let trunk = self.config.trunks.get(trunk);
        trunk.map_or_else(Line::default, |trunk| {
            Line::new(trunk.spoken(), trunk.dtmf, trunk.srtp)
        })
    }

    pub(crate) fn line_of_phone(&self, phone: &Extension) -> Line {
        let (phone, center) = (self.config.phones.get(phone), &self.config.center);
        let srtp = phone.and_then(|phone| phone.srtp);
        let srtp = srtp.unwrap_or(center.phone_srtp);
        match phone.map(|phone| phone.codecs.as_slice()) {
            None | Some([]) => Line::new(center.spoken(), Dtmf::Auto, srtp),
            Some(codecs) => Line::new(codecs, Dtmf::Auto, srtp),
        }
    }

    /// Keys of our own for a leg on this line, if it may need some.
    pub(crate) fn keys_for(&mut self, line: &Line) -> Srtp {
        let mut keys = || OurKeys(std::array::from_fn(|_| self.fresh_key()));
        match line.srtp {
            config::Srtp::Off => Srtp::Off,
            config::Srtp::Optional => Srtp::Optional(keys()),
            config::Srtp::Required => Srtp::Required(keys()),
        }
    }

    fn fresh_key(&mut self) -> MasterKey {
        let mut key = [0; MasterKey::LENGTH];
        self.chance.fill(&mut key);
        MasterKey::new(key)
    }

    pub(crate) fn line_of(&self, callee: &Callee) -> Line {
        match callee {
            Callee::Phone(phone) => self.line_of_phone(phone),
            Callee::Outside { trunk, .. } => self.line_of_trunk(trunk),
        }
    }

    /// What an answer to our offer at a leg says.
    pub(crate) fn agreed(&self, leg: LegId, answer: &[u8]) -> Option<Remote> {
        let answer = sdp::parse(answer).ok()?;
        sdp::accept(&answer, &self.legs.spoken(leg)?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn remote(dtmf: Option<u8>) -> Remote {
        let rtp = "192.0.2.1:4000".parse().unwrap();
        Remote {
            rtp,
            rtcp: rtp,
            codec: Codec::Pcma,
            payload_type: 8,
            dtmf,
            dtmf_clock: 8_000,
            inband: false,
            send: true,
            receive: true,
            ptime_ms: 20,
            srtp: None,
        }
    }

    #[test]
    fn what_is_spoken_already_comes_first_if_the_line_has_it() {
        let line = Line::default();
        let codecs = line.preferring([Codec::G729, Codec::G722]);
        assert_eq!(codecs, [Codec::G722, Codec::Pcma, Codec::Pcmu, Codec::Opus]);
    }

    #[test]
    fn keys_are_tones_where_the_line_or_the_other_side_has_nothing_else() {
        for (dtmf, offered, events, inband) in [
            (Dtmf::Auto, Some(101), Some(101), false),
            (Dtmf::Auto, None, None, true),
            (Dtmf::Rfc4733, None, None, false),
            (Dtmf::Inband, Some(101), Some(101), true),
            (Dtmf::Info, Some(101), None, false),
        ] {
            let line = Line {
                dtmf,
                ..Line::default()
            };
            let heard = line.heard(remote(offered));
            assert_eq!((heard.dtmf, heard.inband), (events, inband), "{dtmf:?}");
        }
    }
}
