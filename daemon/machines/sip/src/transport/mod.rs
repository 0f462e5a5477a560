//! Over what a message travels: datagrams or connections, and how messages are cut out of a stream.

mod flow;
mod framing;
mod places;
mod proof;
mod public;

pub use flow::Flow;
pub use framing::{Frame, Framer, Unframed};
pub use places::Places;
pub use proof::{Distrust, Expected, Kept};
pub use public::is_public;

/// How messages travel.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Transport {
    /// Datagrams: what is lost is sent again.
    Udp,
    /// A connection.
    Tcp,
    /// A connection that nobody else reads.
    Tls,
}

impl Transport {
    /// All of them.
    pub const ALL: [Transport; 3] = [Transport::Udp, Transport::Tcp, Transport::Tls];

    /// What a URI calls it.
    pub fn word(self) -> &'static str {
        match self {
            Transport::Udp => "udp",
            Transport::Tcp => "tcp",
            Transport::Tls => "tls",
        }
    }

    /// What Via calls it.
    pub fn via(self) -> &'static str {
        match self {
            Transport::Udp => "UDP",
            Transport::Tcp => "TCP",
            Transport::Tls => "TLS",
        }
    }

    /// The transport of that name, in any case.
    pub fn named(word: &str) -> Option<Transport> {
        Transport::ALL
            .into_iter()
            .find(|transport| transport.word().eq_ignore_ascii_case(word))
    }

    /// The port where nobody says another.
    pub fn port(self) -> u16 {
        match self {
            Transport::Udp | Transport::Tcp => 5060,
            Transport::Tls => 5061,
        }
    }

    /// Whether what was sent arrives, or the connection is gone: then nothing is sent again.
    pub fn is_reliable(self) -> bool {
        self != Transport::Udp
    }
}

impl std::fmt::Display for Transport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}
