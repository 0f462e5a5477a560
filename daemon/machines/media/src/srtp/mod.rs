//! SRTP with keys from the session description (RFC 3711, RFC 4568): packets are protected and opened
//! where they lie, without an allocation.
//!
//! What is wrong with a packet harms nobody but itself: a stream is only known, and moves only, by packets
//! that were proven.

mod crypto;
mod header;
mod keys;
mod opener;
mod sealer;
mod shield;
mod suite;
#[cfg(test)]
mod tests;
mod window;

pub use crypto::{Crypto, InvalidCrypto};
pub use keys::MasterKey;
pub use opener::{Opener, Rejected};
pub use sealer::{Sealer, Unsealable};
pub use shield::{Dropped, Keys, Shield};
pub use suite::Suite;
