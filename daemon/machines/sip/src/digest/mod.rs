//! Digest authentication (RFC 7616, RFC 8760) on both sides.
//!
//! [`Verifier`] challenges and checks; [`answer`] answers somebody else's challenge. Both know MD5
//! and SHA-256 and prefer the latter.

mod answer;
mod hash;
mod nonce;
mod parts;
mod verifier;
mod window;

#[cfg(test)]
mod tests;

pub use answer::answer;
pub use hash::{Algorithm, Ha1};
pub use nonce::{MAX_USED_NONCES, NONCE_LIFE};
pub use verifier::{Counters, Verdict, Verifier, claimed_user};
