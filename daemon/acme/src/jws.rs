//! What an account signs (RFC 7515, in the form of RFC 8555 section 6.2), by ES256.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use ring::digest;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};

/// The key of an account.
pub struct AccountKey {
    pair: EcdsaKeyPair,
    secret: Vec<u8>,
    chance: SystemRandom,
}

/// A key that is none, or none that can be had.
#[derive(Debug, thiserror::Error)]
#[error("the key of the account is of no use")]
pub struct BadKey;

impl AccountKey {
    /// A key of its own.
    ///
    /// # Errors
    /// If the system has no randomness.
    pub fn generate() -> Result<AccountKey, BadKey> {
        let chance = SystemRandom::new();
        let made = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &chance);
        let made = made.map_err(|_| BadKey)?;
        AccountKey::of(made.as_ref().to_vec())
    }

    /// The key that was written down as this.
    ///
    /// # Errors
    /// If it is none.
    pub fn read(text: &str) -> Result<AccountKey, BadKey> {
        AccountKey::of(BASE64_URL_SAFE_NO_PAD.decode(text).map_err(|_| BadKey)?)
    }

    fn of(secret: Vec<u8>) -> Result<AccountKey, BadKey> {
        let chance = SystemRandom::new();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &secret, &chance);
        Ok(AccountKey {
            pair: pair.map_err(|_| BadKey)?,
            secret,
            chance,
        })
    }

    /// As it is written down.
    pub fn written(&self) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(&self.secret)
    }

    /// The two halves of its public point.
    fn point(&self) -> [String; 2] {
        // Before them stands one byte that says how they are written.
        let point = self.pair.public_key().as_ref();
        let both = point.get(1..).unwrap_or_default();
        let (x, y) = both.split_at_checked(32).unwrap_or_default();
        [x, y].map(|half| BASE64_URL_SAFE_NO_PAD.encode(half))
    }

    fn public(&self) -> Value {
        let [x, y] = self.point();
        json!({ "kty": "EC", "crv": "P-256", "x": x, "y": y })
    }

    /// RFC 7638.
    pub fn thumbprint(&self) -> String {
        let [x, y] = self.point();
        let text = format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#);
        BASE64_URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, text.as_bytes()))
    }

    /// A request to `url`, signed. Who has no account yet shows his key. An empty payload asks to read.
    ///
    /// # Errors
    /// If the system has no randomness.
    pub fn sign(
        &self,
        account: Option<&str>,
        nonce: &str,
        url: &str,
        payload: Option<&Value>,
    ) -> Result<String, BadKey> {
        let mut head = json!({ "alg": "ES256", "nonce": nonce, "url": url });
        if let Some(head) = head.as_object_mut() {
            match account {
                Some(account) => head.insert("kid".to_owned(), account.into()),
                None => head.insert("jwk".to_owned(), self.public()),
            };
        }
        let head = BASE64_URL_SAFE_NO_PAD.encode(head.to_string());
        let payload = payload.map_or_else(String::new, Value::to_string);
        let payload = BASE64_URL_SAFE_NO_PAD.encode(payload);
        let text = format!("{head}.{payload}");
        let signature = self.pair.sign(&self.chance, text.as_bytes());
        let signature = BASE64_URL_SAFE_NO_PAD.encode(signature.map_err(|_| BadKey)?);
        let signed = json!({ "protected": head, "payload": payload, "signature": signature });
        Ok(signed.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_was_written_down_is_the_same_key() {
        let key = AccountKey::generate().expect("a key");
        let again = AccountKey::read(&key.written()).expect("the same");
        assert_eq!(key.thumbprint(), again.thumbprint());
        assert_eq!(key.thumbprint().len(), 43);
        let other = AccountKey::generate().expect("a key");
        assert_ne!(key.thumbprint(), other.thumbprint());
        for bad in ["", "AAAA", "not base 64!"] {
            assert!(AccountKey::read(bad).is_err(), "{bad}");
        }
    }
}
