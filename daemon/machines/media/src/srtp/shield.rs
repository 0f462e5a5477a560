//! Between a leg's sockets and its room: what comes is opened, what goes is protected.

use std::fmt;

use super::crypto::Crypto;
use super::opener::{Opener, Rejected};
use super::sealer::{Sealer, Unsealable};

/// Longer than any media packet on a network of this world, and what protection adds.
const LARGEST: usize = 2_048;

/// The keys of a leg, one for each direction.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Keys {
    /// Protects what we send.
    pub ours: Crypto,
    /// Opens what the other side sends.
    pub theirs: Crypto,
}

/// What was dropped, by reason.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Dropped {
    /// Packets that did not prove that the other side sent them.
    pub received: u64,
    /// Packets of ours that could not be protected, and so were not sent.
    pub unsent: u64,
}

/// Protects one leg, once it has keys. Before, and without any, packets pass as they are.
#[derive(Default)]
pub struct Shield {
    /// Kept while it is off: see [`Shield::set`].
    armour: Option<Box<Armour>>,
    on: bool,
    dropped: Dropped,
}

struct Armour {
    keys: Keys,
    sealer: Sealer,
    opener: Opener,
    /// Where what is sent is protected.
    packet: Vec<u8>,
}

impl Shield {
    /// The keys are known, changed or over. A direction whose key stays goes on where it is: a stream that
    /// began anew with it would be protected twice by the same bits.
    pub fn set(&mut self, keys: Option<Keys>) {
        self.on = keys.is_some();
        match (&mut self.armour, keys) {
            (Some(armour), Some(keys)) => armour.change(keys),
            (None, Some(keys)) => self.armour = Some(Box::new(Armour::new(keys))),
            (_, None) => {}
        }
    }

    /// What a packet at the RTP socket says; `None`: it is dropped and counted.
    pub fn open_rtp<'a>(&mut self, packet: &'a mut [u8]) -> Option<&'a [u8]> {
        let opened = match self.armour.as_mut().filter(|_| self.on) {
            None => Ok(packet),
            Some(armour) => armour.opener.rtp(packet),
        };
        self.proven(opened)
    }

    /// What a packet at the RTCP socket says; `None`: it is dropped and counted.
    pub fn open_rtcp<'a>(&mut self, packet: &'a mut [u8]) -> Option<&'a [u8]> {
        let opened = match self.armour.as_mut().filter(|_| self.on) {
            None => Ok(packet),
            Some(armour) => armour.opener.rtcp(packet),
        };
        self.proven(opened)
    }

    /// An RTP packet as it is to be sent; `None`: it must not be.
    pub fn seal_rtp<'a>(&'a mut self, packet: &'a [u8]) -> Option<&'a [u8]> {
        self.seal(packet, Sealer::rtp)
    }

    /// An RTCP packet as it is to be sent; `None`: it must not be.
    pub fn seal_rtcp<'a>(&'a mut self, packet: &'a [u8]) -> Option<&'a [u8]> {
        self.seal(packet, Sealer::rtcp)
    }

    /// What was dropped so far.
    pub fn dropped(&self) -> Dropped {
        self.dropped
    }

    fn proven<'a>(&mut self, opened: Result<&'a mut [u8], Rejected>) -> Option<&'a [u8]> {
        self.dropped.received += u64::from(opened.is_err());
        opened.ok().map(|packet| &*packet)
    }

    fn seal<'a>(
        &'a mut self,
        packet: &'a [u8],
        seal: impl FnOnce(&mut Sealer, &mut Vec<u8>) -> Result<(), Unsealable>,
    ) -> Option<&'a [u8]> {
        let Some(armour) = self.armour.as_mut().filter(|_| self.on) else {
            return Some(packet);
        };
        armour.packet.clear();
        armour.packet.extend_from_slice(packet);
        let sealed = seal(&mut armour.sealer, &mut armour.packet);
        self.dropped.unsent += u64::from(sealed.is_err());
        sealed.ok().map(|()| armour.packet.as_slice())
    }
}

impl Armour {
    fn new(keys: Keys) -> Armour {
        Armour {
            keys,
            sealer: Sealer::new(keys.ours.suite, &keys.ours.key),
            opener: Opener::new(keys.theirs.suite, &keys.theirs.key),
            packet: Vec::with_capacity(LARGEST),
        }
    }

    fn change(&mut self, keys: Keys) {
        if !keys.ours.is_same_key(&self.keys.ours) {
            self.sealer = self.sealer.rekeyed(keys.ours.suite, &keys.ours.key);
        }
        if !keys.theirs.is_same_key(&self.keys.theirs) {
            self.opener = self.opener.rekeyed(keys.theirs.suite, &keys.theirs.key);
        }
        self.keys = keys;
    }
}

/// The keys are not shown.
impl fmt::Debug for Shield {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keys = self.armour.as_ref().map(|armour| armour.keys);
        f.debug_struct("Shield")
            .field("keys", &keys)
            .field("on", &self.on)
            .field("dropped", &self.dropped)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{MasterKey, Suite};
    use super::*;

    fn crypto(tag: u32, byte: u8) -> Crypto {
        Crypto {
            tag,
            suite: Suite::Tag80,
            key: MasterKey::new([byte; MasterKey::LENGTH]),
        }
    }

    /// The two ends of a line.
    fn ends() -> (Shield, Shield) {
        let (one, other) = (crypto(1, 1), crypto(1, 2));
        let (mut left, mut right) = (Shield::default(), Shield::default());
        left.set(keys(one, other));
        right.set(keys(other, one));
        (left, right)
    }

    fn keys(ours: Crypto, theirs: Crypto) -> Option<Keys> {
        Some(Keys { ours, theirs })
    }

    fn rtp(sequence: u16) -> Vec<u8> {
        let mut packet = vec![0x80, 8];
        packet.extend(sequence.to_be_bytes());
        packet.extend([0, 0, 0, 160, 0, 0, 0, 1]);
        packet.extend(b"a voice");
        packet
    }

    #[test]
    fn one_end_opens_what_the_other_protects_and_a_stranger_is_counted() {
        let (mut left, mut right) = ends();
        let sealed = left.seal_rtp(&rtp(1)).expect("protected").to_vec();
        assert_ne!(sealed[..19], rtp(1));
        assert_eq!(right.open_rtp(&mut sealed.clone()), Some(&rtp(1)[..]));
        assert_eq!(right.open_rtp(&mut rtp(2)), None);
        assert_eq!(left.seal_rtp(b"no packet"), None);
        assert_eq!((right.dropped().received, left.dropped().unsent), (1, 1));
        let mut report = vec![0x80, 201, 0, 1, 0, 0, 0, 1];
        let mut sealed = left.seal_rtcp(&report).expect("protected").to_vec();
        assert_eq!(right.open_rtcp(&mut sealed), Some(&report[..]));
        assert_eq!(right.open_rtcp(&mut report), None);
    }

    #[test]
    fn without_keys_packets_pass_as_they_are() {
        let mut shield = Shield::default();
        assert_eq!(shield.seal_rtp(b"anything"), Some(&b"anything"[..]));
        assert_eq!(shield.open_rtp(&mut rtp(1)), Some(&rtp(1)[..]));
        assert_eq!(shield.dropped(), Dropped::default());
    }

    #[test]
    fn a_key_that_stays_goes_on_and_one_that_changes_counts_at_once() {
        let (mut left, mut right) = ends();
        let mut across = |left: &mut Shield, sequence| {
            let mut sealed = left.seal_rtp(&rtp(sequence)).expect("protected").to_vec();
            right.open_rtp(&mut sealed).is_some()
        };
        // So far that the number of the packet is longer than its sequence number.
        assert!((0..70_000_u32).all(|number| across(&mut left, number as u16)));
        left.set(keys(crypto(2, 1), crypto(1, 2)));
        assert!(across(&mut left, 70_000_u32 as u16));
        left.set(None);
        left.set(keys(crypto(1, 1), crypto(1, 2)));
        assert!(across(&mut left, 70_001_u32 as u16));
        left.set(keys(crypto(1, 3), crypto(1, 2)));
        assert!(!across(&mut left, 70_002_u32 as u16));
    }

    /// A phone that has sent so many packets to another port of ours before.
    fn talked(packets: u32) -> Shield {
        let (mut phone, _) = ends();
        for number in 0..packets {
            assert!(phone.seal_rtp(&rtp(number as u16)).is_some());
        }
        phone
    }

    #[test]
    fn a_phone_whose_numbers_have_begun_anew_is_heard_at_the_port_that_it_moves_to() {
        for packets in [0, 1_000, 65_536, 140_000, 200_000] {
            let (mut phone, mut port) = (talked(packets), ends().1);
            // From other places than a packet of the phone's nobody makes us look for its number.
            assert_eq!(port.open_rtp(&mut rtp(packets as u16)), None);
            for number in packets..packets + 70_000 {
                let mut sealed = phone
                    .seal_rtp(&rtp(number as u16))
                    .expect("protected")
                    .to_vec();
                assert!(port.open_rtp(&mut sealed).is_some(), "{packets} {number}");
            }
        }
    }

    #[test]
    fn another_key_leaves_the_numbers_as_they_are_or_begins_them_anew() {
        for goes_on in [true, false] {
            let (mut phone, mut port) = ends();
            for number in 0..70_000_u32 {
                let mut sealed = phone
                    .seal_rtp(&rtp(number as u16))
                    .expect("protected")
                    .to_vec();
                assert!(port.open_rtp(&mut sealed).is_some());
            }
            match goes_on {
                true => phone.set(keys(crypto(1, 3), crypto(1, 2))),
                false => {
                    phone = Shield::default();
                    phone.set(keys(crypto(1, 3), crypto(1, 2)));
                }
            }
            port.set(keys(crypto(1, 2), crypto(1, 3)));
            for number in 70_000..140_000_u32 {
                let mut sealed = phone
                    .seal_rtp(&rtp(number as u16))
                    .expect("protected")
                    .to_vec();
                assert!(port.open_rtp(&mut sealed).is_some(), "{goes_on} {number}");
            }
        }
    }

    #[test]
    fn no_key_is_shown() {
        let shown = format!("{:?}", ends().0);
        assert!(
            shown.contains("Tag80") && !shown.contains("[1, 1"),
            "{shown}"
        );
    }
}
