//! Keys as RFC 3711 derives them, and what passes and what does not.

use super::keys::{Protocol, SessionKeys};
use super::*;

/// RFC 3711 appendix B.3.
const MASTER: MasterKey = MasterKey::new([
    0xE1, 0xF9, 0x7A, 0x0D, 0x3E, 0x01, 0x8B, 0xE0, 0xD6, 0x4F, 0xA3, 0x2C, 0x06, 0xDE, 0x41, 0x39,
    0x0E, 0xC6, 0x75, 0xAD, 0x49, 0x8A, 0xFE, 0xEB, 0xB6, 0x96, 0x0B, 0x3A, 0xAB, 0xE6,
]);

fn rtp(sequence: u16, ssrc: u32, payload: &[u8]) -> Vec<u8> {
    let mut packet = vec![0x80, 8];
    packet.extend(sequence.to_be_bytes());
    packet.extend(160_u32.to_be_bytes());
    packet.extend(ssrc.to_be_bytes());
    packet.extend(payload);
    packet
}

fn rtcp(ssrc: u32) -> Vec<u8> {
    let mut packet = vec![0x80, 201, 0, 1];
    packet.extend(ssrc.to_be_bytes());
    packet.extend([0x81, 202, 0, 2, 9, 9, 9, 9, 1, 2, b'a', b'b']);
    packet
}

fn pair(suite: Suite) -> (Sealer, Opener) {
    (Sealer::new(suite, &MASTER), Opener::new(suite, &MASTER))
}

#[test]
fn keys_are_derived_as_the_standard_shows() {
    // The key stream of packet 0 of SSRC 0 shows key and salt at once.
    let keys = SessionKeys::derive(&MASTER, Protocol::Rtp);
    let cipher_key = "c61e7a93744f39ee10734afe3ff7a087";
    let salt = "30cbbc08863d8c85d49db34a9ae10000";
    let mut shown = [0; 16];
    keys.apply(0, 0, &mut shown);
    assert_eq!(hex::encode(shown), encrypted(cipher_key, salt));
}

/// One block of AES, by the crate that the module stands on.
fn encrypted(key: &str, block: &str) -> String {
    use aes::cipher::{BlockCipherEncrypt, KeyInit};
    let bytes = |text: &str| <[u8; 16]>::try_from(hex::decode(text).expect("hex")).expect("16");
    let mut block = bytes(block).into();
    aes::Aes128::new(&bytes(key).into()).encrypt_block(&mut block);
    hex::encode(block)
}

#[test]
fn a_tag_is_the_hmac_of_the_derived_key() {
    use hmac::{Hmac, KeyInit, Mac};
    let auth = "cebe321f6ff7716b6fd4ab49af256a156d38baa4";
    let mut mac =
        Hmac::<sha1::Sha1>::new_from_slice(&hex::decode(auth).expect("hex")).expect("a key");
    mac.update(b"packet");
    mac.update(&[0; 4]);
    let keys = SessionKeys::derive(&MASTER, Protocol::Rtp);
    let tag = keys.tag(b"packet", &[0; 4]);
    assert_eq!(tag, <[u8; 20]>::from(mac.finalize().into_bytes()));
}

#[test]
fn what_is_protected_is_opened_and_nothing_is_read_without_the_key() {
    for suite in Suite::ALL {
        let (mut sealer, mut opener) = pair(suite);
        let plain = rtp(7, 1, b"a voice that nobody hears");
        let mut packet = plain.clone();
        sealer.rtp(&mut packet).expect("protected");
        assert_eq!(packet.len(), plain.len() + suite.rtp_tag());
        assert!(!packet.windows(5).any(|part| part == b"voice"));
        assert_eq!(opener.rtp(&mut packet), Ok(&mut plain.clone()[..]));

        let plain = rtcp(1);
        let mut packet = plain.clone();
        sealer.rtcp(&mut packet).expect("protected");
        assert_eq!(packet.len(), plain.len() + 14);
        assert_eq!(opener.rtcp(&mut packet), Ok(&mut plain.clone()[..]));
    }
}

#[test]
fn sources_and_an_extension_stay_readable() {
    let (mut sealer, mut opener) = pair(Suite::Tag80);
    let mut plain = rtp(1, 1, &[]);
    plain[0] |= 0x10 | 2;
    plain.extend([0; 8]);
    plain.extend([0xBE, 0xDE, 0, 1, 1, 2, 3, 4]);
    plain.extend(b"payload");
    let mut packet = plain.clone();
    sealer.rtp(&mut packet).expect("protected");
    assert_eq!(packet[..28], plain[..28]);
    assert_ne!(packet[28..35], plain[28..35]);
    assert_eq!(opener.rtp(&mut packet), Ok(&mut plain.clone()[..]));
}

#[test]
fn the_number_rolls_over_also_when_packets_change_places() {
    let (mut sealer, mut opener) = pair(Suite::Tag80);
    let sealed = |sealer: &mut Sealer, sequence| {
        let mut packet = rtp(sequence, 1, b"audio");
        sealer.rtp(&mut packet).expect("protected");
        packet
    };
    let numbers = (0..200_000_u32).map(|n| n.wrapping_add(65_000) as u16);
    let mut held: Option<Vec<u8>> = None;
    for (place, sequence) in numbers.enumerate() {
        let packet = sealed(&mut sealer, sequence);
        if place % 10 == 3 {
            held = Some(packet);
            continue;
        }
        for mut packet in [Some(packet), held.take()].into_iter().flatten() {
            assert!(opener.rtp(&mut packet).is_ok(), "{place}");
        }
    }
}

#[test]
fn a_packet_is_taken_once() {
    let (mut sealer, mut opener) = pair(Suite::Tag80);
    let mut packet = rtp(1, 1, b"audio");
    sealer.rtp(&mut packet).expect("protected");
    let mut report = rtcp(1);
    sealer.rtcp(&mut report).expect("protected");
    assert!(opener.rtp(&mut packet.clone()).is_ok());
    assert_eq!(opener.rtp(&mut packet), Err(Rejected::Replayed));
    assert!(opener.rtcp(&mut report.clone()).is_ok());
    assert_eq!(opener.rtcp(&mut report), Err(Rejected::Replayed));
}

#[test]
fn a_million_bad_packets_leave_the_stream_as_it_was() {
    let (mut sealer, mut opener) = pair(Suite::Tag32);
    let mut packet = rtp(100, 1, b"audio");
    sealer.rtp(&mut packet).expect("protected");
    assert!(opener.rtp(&mut packet).is_ok());
    let mut chance = 1_u32;
    for _ in 0..1_000_000 {
        chance = chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let mut bad = rtp((chance >> 8) as u16, chance & 3, b"noise");
        bad.extend(chance.to_be_bytes());
        let length = bad.len() - (chance >> 28) as usize;
        bad.truncate(length);
        // One of four thousand million passes, which is what a tag of 32 bits means; this seed has none.
        assert!(opener.rtp(&mut bad).is_err());
    }
    let mut next = rtp(101, 1, b"audio");
    sealer.rtp(&mut next).expect("protected");
    assert!(opener.rtp(&mut next).is_ok());
}

#[test]
fn a_side_may_change_its_stream_and_come_back() {
    let (mut sealer, mut opener) = pair(Suite::Tag80);
    for (ssrc, sequence) in [(1, 10), (2, 65_535), (1, 11), (3, 0), (2, 65_534)] {
        let mut packet = rtp(sequence, ssrc, b"audio");
        sealer.rtp(&mut packet).expect("protected");
        assert!(opener.rtp(&mut packet.clone()).is_ok(), "{ssrc} {sequence}");
        assert_eq!(opener.rtp(&mut packet), Err(Rejected::Replayed));
    }
}

#[test]
fn what_is_no_packet_is_neither_protected_nor_opened() {
    let (mut sealer, mut opener) = pair(Suite::Tag80);
    for length in 0..40 {
        let bytes = vec![0x9F; length];
        assert_eq!(sealer.rtp(&mut bytes.clone()), Err(Unsealable::Malformed));
        assert_eq!(opener.rtp(&mut bytes.clone()), Err(Rejected::Malformed));
    }
    for length in 0..8 {
        let bytes = vec![0x80; length];
        assert_eq!(sealer.rtcp(&mut bytes.clone()), Err(Unsealable::Malformed));
        assert_eq!(opener.rtcp(&mut bytes.clone()), Err(Rejected::Malformed));
    }
}
