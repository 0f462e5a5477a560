//! What those whom we call by TLS are to prove, and why they are not believed.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;

/// The names, or addresses, that the certificate of whoever is at an address is to be good for, each of
/// them (RFC 5922 section 7.1).
pub type Expected = BTreeMap<SocketAddr, BTreeSet<String>>;

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
