//! Why no certificate came.

use std::path::PathBuf;
use std::time::Duration;

use crate::figures::Outcome;
use crate::schedule::Setback;

/// Why no certificate came.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The authority did not answer.
    #[error(
        "{authority} gives no answer: {why}; is there a network, and is its own certificate from a public \
         authority or one of --acme-ca?"
    )]
    Unreached {
        /// Its host.
        authority: String,
        /// What happened.
        why: String,
    },
    /// It wants to be left alone.
    #[error("{authority} wants to be left alone: {why}")]
    Limited {
        /// Its host.
        authority: String,
        /// Its words.
        why: String,
        /// For how long.
        wait: Duration,
    },
    /// It does not want to.
    #[error("{authority} refuses: {why}")]
    Refused {
        /// Its host.
        authority: String,
        /// Its words.
        why: String,
    },
    /// It does not know our account. The next order makes another.
    #[error(
        "{authority} does not know our account any more: {why}; another is made with the next order"
    )]
    Stranger {
        /// Its host.
        authority: String,
        /// Its words.
        why: String,
    },
    /// It does not believe that a host is ours.
    #[error(
        "{authority} does not believe that {domain} is ours: {why}; its DNS must lead here, and port 80 of it \
         to the address of --acme-http"
    )]
    Challenge {
        /// Its host.
        authority: String,
        /// The host that it looked at.
        domain: String,
        /// Its words.
        why: String,
    },
    /// Nobody can use what came.
    #[error("what came from {authority} is of no use: {why}")]
    Useless {
        /// Its host.
        authority: String,
        /// What is wrong with it.
        why: String,
    },
    /// The disk does not take it.
    #[error("{} cannot be written: {source}; make room, or give the daemon the right to", path.display())]
    Unwritten {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

impl Trouble {
    /// As it is counted.
    pub fn outcome(&self) -> Outcome {
        match self {
            Trouble::Unreached { .. } => Outcome::Unreached,
            Trouble::Limited { .. } => Outcome::Limited,
            Trouble::Refused { .. } | Trouble::Stranger { .. } => Outcome::Refused,
            Trouble::Challenge { .. } => Outcome::Challenge,
            Trouble::Useless { .. } => Outcome::Useless,
            Trouble::Unwritten { .. } => Outcome::Unwritten,
        }
    }

    /// What it means for the next order.
    pub fn setback(&self) -> Setback {
        match self {
            Trouble::Unreached { .. } => Setback::Unreached,
            Trouble::Limited { wait, .. } => Setback::Limited(*wait),
            _ => Setback::Refused,
        }
    }
}
