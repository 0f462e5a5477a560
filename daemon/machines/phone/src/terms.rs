//! What the phone agrees to.

use kernel::Chance;
use media::sdp::{Codec, OurKeys, Srtp, Terms};
use media::srtp::MasterKey;

use crate::phone::Phone;

/// What it speaks, best first.
const CODECS: &[Codec] = &[Codec::Pcma, Codec::Pcmu];

impl Phone {
    /// It speaks with keys wherever the other side has some.
    pub(crate) fn terms(&self) -> Terms<'static> {
        Terms {
            codecs: CODECS,
            srtp: Srtp::Optional(self.keys),
        }
    }

    /// Draws the keys of its next call.
    pub(crate) fn draw_keys(&mut self) {
        self.keys = fresh(&mut self.chance);
    }
}

/// Keys that nobody has had.
pub(crate) fn fresh(chance: &mut Chance) -> OurKeys {
    OurKeys(std::array::from_fn(|_| {
        let mut key = [0; MasterKey::LENGTH];
        chance.fill(&mut key);
        MasterKey::new(key)
    }))
}
