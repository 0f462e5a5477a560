//! Challenging, and checking the answers.

use kernel::{Chance, Mono};

use super::hash::{self, Algorithm, Binding, Counted, Ha1, equal};
use super::nonce::{Nonces, Use};
use super::parts::{Parts, digests};
use crate::message::{Fields, Request, Uri};

/// Whether a request proves who sent it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It does: this user's password made its answer.
    Ok(String),
    /// The password is right and the nonce is not, or not any more: challenge with `stale=true`.
    Stale,
    /// The password is right and this very answer was used before: challenge with `stale=true`.
    Replayed,
    /// Wrong password or unknown user; which of them, nobody is told.
    Wrong,
    /// It holds no answer to a challenge of this realm.
    Missing,
    /// Its answer cannot be checked: parts missing, repeated or unknown, or made for another URI.
    Malformed,
}

/// How often each verdict was given.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// [`Verdict::Ok`]
    pub ok: u64,
    /// [`Verdict::Stale`]
    pub stale: u64,
    /// [`Verdict::Replayed`]
    pub replayed: u64,
    /// [`Verdict::Wrong`]
    pub wrong: u64,
    /// [`Verdict::Missing`]
    pub missing: u64,
    /// [`Verdict::Malformed`]
    pub malformed: u64,
}

/// Checks who sent a request. Remembers nothing of a challenge until it was answered rightly.
#[derive(Debug)]
pub struct Verifier {
    nonces: Nonces,
    /// Stands for the password of users that do not exist, so that they cost the same time.
    nobody: Ha1,
    counters: Counters,
}

impl Verifier {
    /// One whose nonces nobody else can make.
    pub fn new(chance: &mut Chance) -> Verifier {
        let nobody = Ha1::new("", "", &chance.hex(16));
        Verifier {
            nonces: Nonces::new(chance),
            nobody,
            counters: Counters::default(),
        }
    }

    /// The values of the WWW-Authenticate headers of a 401, strongest first (RFC 8760 section 2.3).
    /// `stale` tells a client that its password was right.
    pub fn challenges(&mut self, now: Mono, realm: &str, stale: bool) -> Vec<String> {
        self.challenge(&[Algorithm::Sha256, Algorithm::Md5], now, realm, stale)
    }

    /// The same with MD5 alone: many phones give up on a 401 that names another algorithm at all,
    /// where RFC 7616 section 3.7 would have them pass it over.
    pub fn plain_challenges(&mut self, now: Mono, realm: &str, stale: bool) -> Vec<String> {
        self.challenge(&[Algorithm::Md5], now, realm, stale)
    }

    fn challenge(
        &mut self,
        algorithms: &[Algorithm],
        now: Mono,
        realm: &str,
        stale: bool,
    ) -> Vec<String> {
        let nonce = self.nonces.make(now);
        let realm = crate::message::scan::quote(realm);
        let stale = if stale { ", stale=true" } else { "" };
        let challenge = |algorithm: &Algorithm| {
            let name = algorithm.name();
            format!(
                "Digest realm={realm}, nonce=\"{nonce}\", algorithm={name}, qop=\"auth\"{stale}"
            )
        };
        algorithms.iter().map(challenge).collect()
    }

    /// Whether the Authorization of `request` was made with the password of a user that `lookup`
    /// knows. A right answer is used up by this.
    pub fn verify(
        &mut self,
        now: Mono,
        realm: &str,
        request: &Request,
        lookup: impl Fn(&str) -> Option<Ha1>,
    ) -> Verdict {
        let verdict = self.judge(now, realm, request, lookup);
        self.counters.count(&verdict);
        verdict
    }

    /// How often each verdict was given.
    pub fn counters(&self) -> Counters {
        self.counters
    }

    /// How many nonces are remembered, at most [`super::MAX_USED_NONCES`].
    pub fn remembered(&self) -> usize {
        self.nonces.len()
    }

    fn judge(
        &mut self,
        now: Mono,
        realm: &str,
        request: &Request,
        lookup: impl Fn(&str) -> Option<Ha1>,
    ) -> Verdict {
        let mut ours = request.headers.all("Authorization").flat_map(digests);
        let Some(parts) = ours.find(|parts| parts.get("realm") == Some(realm)) else {
            return Verdict::Missing;
        };
        let Some(answer) = Answer::read(&parts).filter(|answer| answer.is_for(&request.uri)) else {
            return Verdict::Malformed;
        };
        let known = lookup(answer.username);
        let ha1 = known.as_ref().unwrap_or(&self.nobody);
        let is_right = answer.is_right(request.method.as_str(), ha1);
        if !is_right || known.is_none() {
            return Verdict::Wrong;
        }
        match self.nonces.take(now, answer.nonce, answer.count) {
            Use::Good => Verdict::Ok(answer.username.to_string()),
            Use::Stale => Verdict::Stale,
            Use::Replayed => Verdict::Replayed,
        }
    }
}

/// Who a request says to be, in its answer to a challenge of this realm. That is a claim: it is proved by
/// [`Verifier::verify`].
pub fn claimed_user(request: &Request, realm: &str) -> Option<String> {
    let mut ours = request.headers.all("Authorization").flat_map(digests);
    let parts = ours.find(|parts| parts.get("realm") == Some(realm))?;
    parts.get("username").map(str::to_owned)
}

/// An answer with all its parts.
struct Answer<'a> {
    algorithm: Algorithm,
    username: &'a str,
    nonce: &'a str,
    uri: &'a str,
    response: &'a str,
    nc: &'a str,
    count: u32,
    cnonce: &'a str,
}

impl<'a> Answer<'a> {
    /// Only qop=auth is taken: it is all that is offered, and without it an answer could be replayed.
    fn read(parts: &'a Parts<'_>) -> Option<Answer<'a>> {
        let is_auth = parts.get("qop")? == "auth";
        let nc = parts.get("nc")?;
        let is_count = nc.len() <= 8 && nc.bytes().all(|byte| byte.is_ascii_hexdigit());
        if parts.is_ambiguous() || !is_auth || !is_count {
            return None;
        }
        Some(Answer {
            algorithm: Algorithm::named(parts.get("algorithm"))?,
            username: parts.get("username")?,
            nonce: parts.get("nonce")?,
            uri: parts.get("uri")?,
            response: parts.get("response")?,
            nc,
            count: u32::from_str_radix(nc, 16).ok()?,
            cnonce: parts.get("cnonce")?,
        })
    }

    /// Whether it was made for this Request-URI (RFC 7616 section 3.4.6). Parameters do not count:
    /// several phones leave them out on one side.
    fn is_for(&self, uri: &Uri) -> bool {
        let Some(own) = Uri::read(self.uri) else {
            return false;
        };
        (&own.scheme, &own.user, &own.host, own.port)
            == (&uri.scheme, &uri.user, &uri.host, uri.port)
    }

    fn is_right(&self, method: &str, ha1: &Ha1) -> bool {
        let counted = Counted {
            qop: "auth",
            nc: self.nc,
            cnonce: self.cnonce,
            body: b"",
        };
        let (uri, nonce) = (self.uri, self.nonce);
        let binding = Binding {
            method,
            uri,
            nonce,
            counted: Some(counted),
        };
        let expected = hash::response(self.algorithm, ha1.of(self.algorithm), &binding);
        equal(
            expected.as_bytes(),
            self.response.to_ascii_lowercase().as_bytes(),
        )
    }
}

impl Counters {
    fn count(&mut self, verdict: &Verdict) {
        let counter = match verdict {
            Verdict::Ok(_) => &mut self.ok,
            Verdict::Stale => &mut self.stale,
            Verdict::Replayed => &mut self.replayed,
            Verdict::Wrong => &mut self.wrong,
            Verdict::Missing => &mut self.missing,
            Verdict::Malformed => &mut self.malformed,
        };
        *counter += 1;
    }
}
