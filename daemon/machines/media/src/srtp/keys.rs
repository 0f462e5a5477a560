//! Keys: the master key of one direction, and what is derived from it (RFC 3711 section 4.3).

use std::fmt;

use aes::Aes128;
use ctr::cipher::{InnerIvInit, KeyInit, StreamCipher, StreamCipherCoreWrapper};
use ctr::{CtrCore, flavors};
use hmac::{Hmac, Mac};
use sha1::Sha1;

type Counter = StreamCipherCoreWrapper<CtrCore<Aes128, flavors::Ctr128BE>>;
type Block = [u8; 16];

/// Bytes of the key that encrypts.
const KEY: usize = 16;
/// Bytes of the salt.
const SALT: usize = 14;
/// Bytes of the key that proves.
const AUTH: usize = 20;

/// The master key and the master salt of one direction. Its `Debug` shows neither.
#[derive(Copy, Clone, PartialEq, Eq)]
pub struct MasterKey([u8; MasterKey::LENGTH]);

impl MasterKey {
    /// Its bytes: the key, then the salt.
    pub const LENGTH: usize = KEY + SALT;

    /// A key of these bytes.
    pub const fn new(bytes: [u8; MasterKey::LENGTH]) -> MasterKey {
        MasterKey(bytes)
    }

    /// The bytes, for the one who is to have them.
    pub(super) const fn bytes(&self) -> &[u8; MasterKey::LENGTH] {
        &self.0
    }
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MasterKey(…)")
    }
}

/// What is derived of a master key for RTP, or for RTCP.
#[derive(Clone)]
pub(super) struct SessionKeys {
    cipher: Aes128,
    salt: Block,
    mac: Hmac<Sha1>,
}

/// Of which of the two protocols keys are.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Protocol {
    Rtp,
    Rtcp,
}

impl SessionKeys {
    /// Derives them, once for all packets.
    pub fn derive(master: &MasterKey, protocol: Protocol) -> SessionKeys {
        let first = match protocol {
            Protocol::Rtp => 0,
            Protocol::Rtcp => 3,
        };
        let key: [u8; KEY] = derive(master, first);
        let auth: [u8; AUTH] = derive(master, first + 1);
        let salt: [u8; SALT] = derive(master, first + 2);
        let mut padded = Block::default();
        padded
            .iter_mut()
            .zip(salt)
            .for_each(|(byte, salt)| *byte = salt);
        SessionKeys {
            cipher: Aes128::new(&key.into()),
            salt: padded,
            mac: Hmac::new(&hmac_key(auth).into()),
        }
    }

    /// Encrypts or decrypts what belongs to the packet of this number (RFC 3711 section 4.1.1).
    pub fn apply(&self, ssrc: u32, number: u64, bytes: &mut [u8]) {
        let place = u128::from(ssrc) << 64 | u128::from(number) << 16;
        let block = (u128::from_be_bytes(self.salt) ^ place).to_be_bytes();
        keystream(&self.cipher, block, bytes);
    }

    /// The tag of what is proven together with `more`.
    pub fn tag(&self, proven: &[u8], more: &[u8]) -> [u8; AUTH] {
        let mut mac = self.mac.clone();
        mac.update(proven);
        mac.update(more);
        mac.finalize().into_bytes().into()
    }

    /// Whether `tag`, which may be cut, is that of what is proven; it takes as long whatever differs.
    pub fn proves(&self, proven: &[u8], more: &[u8], tag: &[u8]) -> bool {
        let mut mac = self.mac.clone();
        mac.update(proven);
        mac.update(more);
        mac.verify_truncated_left(tag).is_ok()
    }
}

/// The key as long as a block of the hash, which is the same key (RFC 2104 section 2).
fn hmac_key(auth: [u8; AUTH]) -> [u8; 64] {
    let mut key = [0; 64];
    key.iter_mut()
        .zip(auth)
        .for_each(|(byte, auth)| *byte = auth);
    key
}

fn derive<const N: usize>(master: &MasterKey, label: u8) -> [u8; N] {
    let (key, salt) = master.0.split_at(KEY);
    let mut block = Block::default();
    block
        .iter_mut()
        .zip(salt)
        .for_each(|(byte, salt)| *byte = *salt);
    let block = u128::from_be_bytes(block) ^ u128::from(label) << 64;
    let mut derived = [0; N];
    if let Ok(cipher) = Aes128::new_from_slice(key) {
        keystream(&cipher, block.to_be_bytes(), &mut derived);
    }
    derived
}

fn keystream(cipher: &Aes128, block: Block, bytes: &mut [u8]) {
    let core = CtrCore::inner_iv_init(cipher.clone(), &block.into());
    Counter::from_core(core).apply_keystream(bytes);
}
