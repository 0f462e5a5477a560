//! What is known of those whom we call over connections: what they are to prove by TLS, why they are not
//! believed, and how often they are asked whether they are there.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::time::Duration;

/// The names, or addresses, that the certificate of whoever is at an address is to be good for, each of
/// them (RFC 5922 section 7.1).
pub type Expected = BTreeMap<SocketAddr, BTreeSet<String>>;

/// How often connections to whoever is at an address are kept alive (RFC 5626 section 4.4.1).
pub type Kept = BTreeMap<SocketAddr, Duration>;

/// What is wrong with somebody's certificate.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Distrust {
    /// Its time is over.
    #[error("its certificate has expired, and whoever runs it has to renew it")]
    Expired,
    /// Its time has not begun.
    #[error("its certificate does not hold yet: look whether the clocks are right on both sides")]
    Early,
    /// It is somebody else's.
    #[error(
        "its certificate is for {proven} and not for {expected}: where that is right, give the trunk an \
         `address` that the certificate is for"
    )]
    OtherName {
        /// The name that it was to prove.
        expected: String,
        /// What it proves.
        proven: String,
    },
    /// Nobody whom we know has signed it.
    #[error(
        "no authority that is known here has signed its certificate: give the file of its authority \
         with `--tls-ca` where it is to be believed"
    )]
    Unknown,
    /// Anything else that ends TLS.
    #[error("TLS with it came to nothing: {0}")]
    Other(String),
}
