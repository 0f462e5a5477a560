//! What is signed by a client (RFC 8555 section 6.2), and who signed it.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use ring::digest;
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use serde_json::Value;

/// A key of a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    x: String,
    y: String,
}

impl Key {
    fn read(jwk: &Value) -> Option<Key> {
        let of = |name: &str| jwk[name].as_str().map(ToOwned::to_owned);
        let is_known = jwk["kty"] == "EC" && jwk["crv"] == "P-256";
        Some(Key {
            x: of("x")?,
            y: of("y")?,
        })
        .filter(|_| is_known)
    }

    /// RFC 7638.
    pub fn thumbprint(&self) -> String {
        let text = format!(
            r#"{{"crv":"P-256","kty":"EC","x":"{}","y":"{}"}}"#,
            self.x, self.y
        );
        BASE64_URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, text.as_bytes()))
    }

    fn has_signed(&self, text: &str, signature: &[u8]) -> bool {
        let point = [vec![4], decoded(&self.x), decoded(&self.y)].concat();
        let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point);
        key.verify(text.as_bytes(), signature).is_ok()
    }
}

/// A request that was signed.
pub struct Signed {
    pub url: String,
    pub nonce: String,
    /// The address of the account, or nothing if the key is told.
    pub account: Option<String>,
    pub payload: Value,
    key: Option<Key>,
    text: String,
    signature: Vec<u8>,
}

impl Signed {
    pub fn read(body: &[u8]) -> Option<Signed> {
        let body: Value = serde_json::from_slice(body).ok()?;
        let (head, payload) = (body["protected"].as_str()?, body["payload"].as_str()?);
        let header: Value = serde_json::from_slice(&decoded(head)).ok()?;
        Some(Signed {
            url: header["url"].as_str()?.to_owned(),
            nonce: header["nonce"].as_str()?.to_owned(),
            account: header["kid"].as_str().map(ToOwned::to_owned),
            payload: serde_json::from_slice(&decoded(payload)).unwrap_or(Value::Null),
            key: Key::read(&header["jwk"]),
            text: format!("{head}.{payload}"),
            signature: decoded(body["signature"].as_str()?),
        })
        .filter(|_| header["alg"] == "ES256")
    }

    /// The key that it was signed with: that of the account, or the one that it tells.
    pub fn key(&self, of_account: Option<&Key>) -> Option<Key> {
        let key = self.key.as_ref().or(of_account)?;
        key.has_signed(&self.text, &self.signature)
            .then(|| key.clone())
    }
}

pub fn decoded(text: &str) -> Vec<u8> {
    BASE64_URL_SAFE_NO_PAD.decode(text).unwrap_or_default()
}
