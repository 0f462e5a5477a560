//! Why a registration does not stand.

use std::net::SocketAddr;

use super::limits;

/// What went wrong last.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Fault {
    /// Nothing is known of where its servers are.
    #[error("no address is known of its servers")]
    Nowhere,
    /// A server did not answer.
    #[error("no answer from {0}")]
    Silent(SocketAddr),
    /// A server did not take our answer to its challenge, or refused the account.
    #[error("{status} from {}: wrong user name or password?", from.ip())]
    Unwelcome {
        /// What it answered.
        status: u16,
        /// Who.
        from: SocketAddr,
    },
    /// A server asked for the password in a way in which it is not given.
    #[error(
        "{status} from {}: it asks for the password of another realm, or in a way that is unknown",
        from.ip()
    )]
    Foreign {
        /// What it answered.
        status: u16,
        /// Who.
        from: SocketAddr,
    },
    /// A server refused for another reason.
    #[error("{status} from {}", from.ip())]
    Refused {
        /// What it answered.
        status: u16,
        /// Who.
        from: SocketAddr,
    },
}

impl Fault {
    /// What a refusal means.
    pub(super) fn of(status: u16, from: SocketAddr) -> Fault {
        match status {
            401 | 403 | 404 | 407 => Fault::Unwelcome { status, from },
            408 => Fault::Silent(from),
            _ => Fault::Refused { status, from },
        }
    }

    /// Whether another server may say something else. All servers know one account: what one says of
    /// that, all would, and some lock an account that is tried too often.
    pub(super) fn is_of_the_server(&self) -> bool {
        !matches!(self, Fault::Unwelcome { .. } | Fault::Foreign { .. })
    }

    /// The first wait before all is tried again, and the longest.
    pub(super) fn waits(&self) -> (std::time::Duration, std::time::Duration) {
        match self.is_of_the_server() {
            true => (limits::RETRY, limits::LONGEST_RETRY),
            false => (limits::UNWELCOME, limits::LONGEST_UNWELCOME),
        }
    }
}
