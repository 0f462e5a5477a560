//! The sums that digest authentication is made of.

use std::fmt;

use md5::{Digest, Md5};
use sha2::Sha256;

/// A hash function.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Algorithm {
    /// MD5: all that older phones know.
    Md5,
    /// SHA-256 (RFC 8760).
    Sha256,
}

impl Algorithm {
    /// The algorithm of that name; without a name it is MD5 (RFC 7616 section 3.3). `None` if it is
    /// unknown, as the `-sess` variants are.
    pub(super) fn named(name: Option<&str>) -> Option<Algorithm> {
        let known = [Algorithm::Md5, Algorithm::Sha256].into_iter();
        let name = name.unwrap_or(Algorithm::Md5.name());
        known
            .clone()
            .find(|algorithm| algorithm.name().eq_ignore_ascii_case(name))
    }

    /// Its name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Algorithm::Md5 => "MD5",
            Algorithm::Sha256 => "SHA-256",
        }
    }

    /// The sum of `parts` with colons between them, in hexadecimal.
    pub(super) fn sum(self, parts: &[&str]) -> String {
        self.sum_bytes(parts.join(":").as_bytes())
    }

    /// The sum of `bytes`, in hexadecimal.
    pub(super) fn sum_bytes(self, bytes: &[u8]) -> String {
        match self {
            Algorithm::Md5 => hex::encode(Md5::digest(bytes)),
            Algorithm::Sha256 => hex::encode(Sha256::digest(bytes)),
        }
    }
}

/// A user's password, as far as it is needed: its sums with the user name and the realm.
#[derive(Clone, PartialEq, Eq)]
pub struct Ha1 {
    md5: String,
    sha256: String,
}

impl Ha1 {
    /// The sums of a password. They hold for this user name and this realm only.
    pub fn new(username: &str, realm: &str, password: &str) -> Ha1 {
        let sum = |algorithm: Algorithm| algorithm.sum(&[username, realm, password]);
        Ha1 {
            md5: sum(Algorithm::Md5),
            sha256: sum(Algorithm::Sha256),
        }
    }

    /// Sums that were kept, MD5 and SHA-256, both in hexadecimal.
    pub fn from_sums(md5: &str, sha256: &str) -> Ha1 {
        Ha1 {
            md5: md5.to_owned(),
            sha256: sha256.to_owned(),
        }
    }

    /// What to keep: MD5 and SHA-256, both in hexadecimal.
    pub fn sums(&self) -> (&str, &str) {
        (&self.md5, &self.sha256)
    }

    /// The sum under one algorithm, in hexadecimal.
    pub(super) fn of(&self, algorithm: Algorithm) -> &str {
        match algorithm {
            Algorithm::Md5 => &self.md5,
            Algorithm::Sha256 => &self.sha256,
        }
    }
}

impl fmt::Debug for Ha1 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ha1(…)")
    }
}

/// What binds an answer to its request beside the password.
pub(super) struct Binding<'a> {
    pub method: &'a str,
    pub uri: &'a str,
    pub nonce: &'a str,
    /// `None` for a peer of RFC 2069, which has no qop.
    pub counted: Option<Counted<'a>>,
}

/// The protection of RFC 2617 and later.
pub(super) struct Counted<'a> {
    pub qop: &'a str,
    pub nc: &'a str,
    pub cnonce: &'a str,
    pub body: &'a [u8],
}

/// The response of RFC 7616 section 3.4.1, in hexadecimal.
pub(super) fn response(algorithm: Algorithm, ha1: &str, binding: &Binding<'_>) -> String {
    let Some(counted) = &binding.counted else {
        let ha2 = algorithm.sum(&[binding.method, binding.uri]);
        return algorithm.sum(&[ha1, binding.nonce, &ha2]);
    };
    let ha2 = match counted.qop {
        "auth-int" => {
            let body = algorithm.sum_bytes(counted.body);
            algorithm.sum(&[binding.method, binding.uri, &body])
        }
        _ => algorithm.sum(&[binding.method, binding.uri]),
    };
    algorithm.sum(&[
        ha1,
        binding.nonce,
        counted.nc,
        counted.cnonce,
        counted.qop,
        &ha2,
    ])
}

/// HMAC-SHA-256 (RFC 2104) under a key no longer than a block.
pub(super) fn hmac(key: &[u8; 32], message: &[u8]) -> [u8; 32] {
    let pad = |with: u8| -> Vec<u8> {
        let key = key.iter().copied().chain(std::iter::repeat(0)).take(64);
        key.map(|byte| byte ^ with).collect()
    };
    let inner = Sha256::new()
        .chain_update(pad(0x36))
        .chain_update(message)
        .finalize();
    Sha256::new()
        .chain_update(pad(0x5c))
        .chain_update(inner)
        .finalize()
        .into()
}

/// Whether two texts are equal, in a time that does not tell where they differ.
pub(super) fn equal(one: &[u8], two: &[u8]) -> bool {
    let differences = one
        .iter()
        .zip(two)
        .fold(0, |sum, (one, two)| sum | (one ^ two));
    one.len() == two.len() && std::hint::black_box(differences) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(algorithm: Algorithm, sums: [&str; 2], binding: &Binding<'_>) {
        let [ha1, expected] = sums;
        assert_eq!(response(algorithm, ha1, binding), expected);
    }

    /// RFC 2617 section 3.5.
    #[test]
    fn mufasa_opens_with_md5() {
        let ha1 = Ha1::new("Mufasa", "testrealm@host.com", "Circle Of Life");
        check(
            Algorithm::Md5,
            [ha1.of(Algorithm::Md5), "6629fae49393a05397450978507c4ef1"],
            &Binding {
                method: "GET",
                uri: "/dir/index.html",
                nonce: "dcd98b7102dd2f0e8b11d0f600bfb0c093",
                counted: Some(Counted {
                    qop: "auth",
                    nc: "00000001",
                    cnonce: "0a4f113b",
                    body: b"",
                }),
            },
        );
    }

    /// RFC 7616 section 3.9.1.
    #[test]
    fn mufasa_opens_with_sha_256() {
        let ha1 = Ha1::new("Mufasa", "http-auth@example.org", "Circle of Life");
        let binding = Binding {
            method: "GET",
            uri: "/dir/index.html",
            nonce: "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
            counted: Some(Counted {
                qop: "auth",
                nc: "00000001",
                cnonce: "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
                body: b"",
            }),
        };
        check(
            Algorithm::Sha256,
            [
                ha1.of(Algorithm::Sha256),
                "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
            ],
            &binding,
        );
        check(
            Algorithm::Md5,
            [ha1.of(Algorithm::Md5), "8ca523f5e9506fed4657c9700eebdbec"],
            &binding,
        );
    }

    /// RFC 4231 sections 4.2 and 4.3, their keys being shorter than 32 bytes and thus padded with
    /// zeros just as HMAC pads them.
    #[test]
    fn hmac_is_hmac() {
        let mut key = [0; 32];
        key[..20].fill(0x0b);
        assert_eq!(
            hex::encode(hmac(&key, b"Hi There")),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        );
        let mut key = [0; 32];
        key[..4].copy_from_slice(b"Jefe");
        assert_eq!(
            hex::encode(hmac(&key, b"what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
    }

    #[test]
    fn equal_compares_all_of_both() {
        assert!(equal(b"abc", b"abc"));
        assert!(!equal(b"abc", b"abd"));
        assert!(!equal(b"abc", b"ab"));
        assert!(equal(b"", b""));
    }
}
