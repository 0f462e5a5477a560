//! What of the world is not its own: whoever starts it brings that.

use jiff::Timestamp;
use kernel::{Chance, Now};
use tokio_rustls::TlsConnector;

/// What of the world is not its own.
pub struct World {
    /// For waits that differ from those of others.
    pub chance: Chance,
    /// The clocks.
    pub now: fn() -> Now,
    /// When a certificate begins and ends.
    pub validity: Validity,
    /// The way to the authority, who has to prove who it is.
    pub tls: TlsConnector,
    /// What is done first on the thread.
    pub on_thread: fn(),
}

/// When a certificate in DER begins and ends, if it is one.
pub type Validity = fn(&[u8]) -> Option<(Timestamp, Timestamp)>;
