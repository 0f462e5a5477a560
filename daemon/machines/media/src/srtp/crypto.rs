//! `a=crypto` of a session description (RFC 4568).

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::keys::MasterKey;
use super::suite::Suite;

/// One key that is offered, or that was taken. Its `Debug` does not show the key.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Crypto {
    /// Which one of an offer it is; the answer repeats it.
    pub tag: u32,
    /// How packets are protected.
    pub suite: Suite,
    /// The key of whoever wrote it, for what he sends.
    pub key: MasterKey,
}

impl Crypto {
    /// Whether packets are protected alike; the tag only names a line.
    pub fn is_same_key(&self, other: &Crypto) -> bool {
        (self.suite, self.key) == (other.suite, other.key)
    }
}

/// A line of a key that cannot be used: another suite, a key of another length, a second key, or a
/// parameter that we do not know.
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this `a=crypto` cannot be used")]
pub struct InvalidCrypto;

impl FromStr for Crypto {
    type Err = InvalidCrypto;
    /// Reads `1 AES_CM_128_HMAC_SHA1_80 inline:BASE64|2^31|1:1`.
    fn from_str(text: &str) -> Result<Crypto, InvalidCrypto> {
        let mut words = text.split_ascii_whitespace();
        let tag = words.next().ok_or(InvalidCrypto)?;
        let tag = tag.parse().map_err(|_| InvalidCrypto)?;
        let name = words.next().ok_or(InvalidCrypto)?;
        let suite = Suite::ALL
            .into_iter()
            .find(|suite| suite.name().eq_ignore_ascii_case(name))
            .ok_or(InvalidCrypto)?;
        let key = key(words.next().ok_or(InvalidCrypto)?)?;
        // What stands behind asks for something else than the default, such as no encryption. Only a
        // hint, `WSH=`, may be passed over (section 6.3.7).
        if words.any(|word| !word.to_ascii_uppercase().starts_with("WSH=")) {
            return Err(InvalidCrypto);
        }
        Ok(Crypto { tag, suite, key })
    }
}

/// `inline:BASE64|lifetime|MKI:length`: a lifetime is passed over, since no call is as long; a key with an
/// identifier in each packet is not used.
fn key(text: &str) -> Result<MasterKey, InvalidCrypto> {
    let text = text.strip_prefix("inline:").ok_or(InvalidCrypto)?;
    let mut parts = text.split('|');
    let key = parts.next().unwrap_or_default();
    if text.contains(';') || parts.any(|part| part.contains(':')) {
        return Err(InvalidCrypto);
    }
    let key = STANDARD.decode(key).map_err(|_| InvalidCrypto)?;
    let key = key.try_into().map_err(|_| InvalidCrypto)?;
    Ok(MasterKey::new(key))
}

/// As it stands behind `a=crypto:`; whoever reads it has the key.
impl fmt::Display for Crypto {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = STANDARD.encode(self.key.bytes());
        write!(f, "{} {} inline:{key}", self.tag, self.suite.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz";

    #[test]
    fn a_key_is_read_as_it_is_written() {
        let line = format!("1 AES_CM_128_HMAC_SHA1_80 inline:{KEY}");
        let crypto: Crypto = line.parse().expect("a key");
        assert_eq!(crypto.to_string(), line);
        assert!(!format!("{crypto:?}").contains("WVNf"));
        for same in [
            format!("1 AES_CM_128_HMAC_SHA1_80 inline:{KEY}|2^20"),
            format!("1 aes_cm_128_hmac_sha1_80 inline:{KEY}|2^31 WSH=64"),
        ] {
            assert_eq!(same.parse(), Ok(crypto), "{same}");
        }
    }

    #[test]
    fn what_asks_for_something_else_is_not_used() {
        for bad in [
            String::new(),
            "1 AES_CM_128_HMAC_SHA1_80".to_owned(),
            format!("x AES_CM_128_HMAC_SHA1_80 inline:{KEY}"),
            format!("1 F8_128_HMAC_SHA1_80 inline:{KEY}"),
            format!("1 AES_CM_128_HMAC_SHA1_80 uri:{KEY}"),
            "1 AES_CM_128_HMAC_SHA1_80 inline:QUJD".to_owned(),
            format!("1 AES_CM_128_HMAC_SHA1_80 inline:{KEY}|2^20|1:4"),
            format!("1 AES_CM_128_HMAC_SHA1_80 inline:{KEY};inline:{KEY}"),
            format!("1 AES_CM_128_HMAC_SHA1_80 inline:{KEY} UNENCRYPTED_SRTP"),
        ] {
            assert_eq!(bad.parse::<Crypto>(), Err(InvalidCrypto), "{bad}");
        }
    }
}
