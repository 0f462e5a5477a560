//! Between which two ends a message travels.

use std::net::SocketAddr;

use super::Transport;

/// Between which ends a message travels, and how. Of a connection, `local` is the address at which we
/// listen for such, not the port that the system gave one that we opened: it is what our Via and
/// Contact say.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Flow {
    /// Our address.
    pub local: SocketAddr,
    /// Theirs.
    pub remote: SocketAddr,
    /// How.
    pub transport: Transport,
}

impl Flow {
    /// Between these two.
    pub fn new(transport: Transport, local: SocketAddr, remote: SocketAddr) -> Flow {
        Flow {
            local,
            remote,
            transport,
        }
    }

    /// Datagrams between these two.
    pub const fn udp(local: SocketAddr, remote: SocketAddr) -> Flow {
        Flow {
            local,
            remote,
            transport: Transport::Udp,
        }
    }

    /// The same from the other end.
    pub fn reversed(self) -> Flow {
        Flow {
            local: self.remote,
            remote: self.local,
            ..self
        }
    }
}
