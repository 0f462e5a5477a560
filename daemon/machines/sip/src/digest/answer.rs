//! Answering a challenge.

use std::fmt::Write;

use super::hash::{self, Algorithm, Binding, Counted, Ha1};
use super::parts::{Parts, digests};
use crate::Credentials;
use crate::message::{Method, scan};

/// The value of the Authorization (or Proxy-Authorization) header that answers the strongest of
/// `challenges`, which are the values of the WWW-Authenticate (or Proxy-Authenticate) headers of a
/// 401 (or 407). `uri` is the Request-URI as it is sent, `nc` counts the requests under one nonce
/// from 1, `cnonce` is ours to choose. `None` if there is no challenge that can be answered, or none of
/// the realm that the credentials are for.
pub fn answer<'a>(
    challenges: impl IntoIterator<Item = &'a str>,
    credentials: &Credentials,
    (method, uri, body): (&Method, &str, &[u8]),
    nc: u32,
    cnonce: &str,
) -> Option<String> {
    let is_ours = |realm: &String| credentials.realm.as_ref().is_none_or(|ours| ours == realm);
    let known = challenges
        .into_iter()
        .flat_map(digests)
        .filter_map(Challenge::read)
        .filter(|challenge| is_ours(&challenge.realm));
    // Of equals the first: the order is the server's preference (RFC 7616 section 3.7).
    let challenge = known.reduce(|best, next| match next.algorithm > best.algorithm {
        true => next,
        false => best,
    })?;
    let nc = format!("{nc:08x}");
    let counted = challenge.qop.map(|qop| Counted {
        qop,
        nc: &nc,
        cnonce,
        body,
    });
    let binding = Binding {
        method: method.as_str(),
        uri,
        nonce: &challenge.nonce,
        counted,
    };
    Some(challenge.header(credentials, &binding))
}

struct Challenge {
    algorithm: Algorithm,
    /// Whether the algorithm was named: only then it is named back.
    named: bool,
    realm: String,
    nonce: String,
    opaque: Option<String>,
    qop: Option<&'static str>,
}

impl Challenge {
    fn read(parts: Parts<'_>) -> Option<Challenge> {
        let text = |name| parts.get(name).map(str::to_string);
        let qop = match parts.get("qop") {
            None => None,
            Some(offered) => Some(pick_qop(offered)?),
        };
        Some(Challenge {
            algorithm: Algorithm::named(parts.get("algorithm"))?,
            named: parts.get("algorithm").is_some(),
            realm: text("realm")?,
            nonce: text("nonce")?,
            opaque: text("opaque"),
            qop,
        })
    }

    fn header(&self, credentials: &Credentials, binding: &Binding<'_>) -> String {
        let Credentials {
            username, password, ..
        } = credentials;
        let ha1 = Ha1::new(username, &self.realm, password);
        let response = hash::response(self.algorithm, ha1.of(self.algorithm), binding);
        let mut text = String::from("Digest ");
        // Writing to a String never fails.
        let _ = write!(
            text,
            "username={}, realm={}, nonce={}, uri={}, response=\"{response}\"",
            scan::quote(username),
            scan::quote(&self.realm),
            scan::quote(&self.nonce),
            scan::quote(binding.uri),
        );
        if self.named {
            let _ = write!(text, ", algorithm={}", self.algorithm.name());
        }
        if let Some(opaque) = &self.opaque {
            let _ = write!(text, ", opaque={}", scan::quote(opaque));
        }
        if let Some(Counted {
            qop, nc, cnonce, ..
        }) = &binding.counted
        {
            let _ = write!(text, ", qop={qop}, nc={nc}, cnonce={}", scan::quote(cnonce));
        }
        text
    }
}

/// The protection to use of those offered. An empty offer is none that is known.
fn pick_qop(offered: &str) -> Option<&'static str> {
    let offers = |wanted: &str| {
        offered
            .split(',')
            .any(|qop| qop.trim().eq_ignore_ascii_case(wanted))
    };
    ["auth", "auth-int"].into_iter().find(|qop| offers(qop))
}
