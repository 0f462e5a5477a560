//! How connections are set up, and their limits.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use sip::Transport;

use crate::GateSettings;

/// Where connections are taken, and how.
#[derive(Clone, Debug, Default)]
pub struct StreamSettings {
    /// The addresses to bind; port 0 takes any.
    pub listen: Vec<(Transport, SocketAddr)>,
    /// Who we are to those who come by TLS.
    pub identity: Option<Identity>,
    /// Files of certificates of authorities that those whom we call by TLS may be proven by, besides
    /// the public ones.
    pub authorities: Vec<PathBuf>,
    /// What one peer, and all together, may take.
    pub limits: StreamLimits,
    /// How many messages one source may send in a time.
    pub gate: GateSettings,
}

/// The files of our certificate. They are read again when they change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The certificate and those that lead to its authority, as PEM.
    pub certificate: PathBuf,
    /// Its private key, as PEM; it may stand in the same file.
    pub key: PathBuf,
    /// Whether somebody brings the files later: until then nobody is taken by TLS.
    pub awaited: bool,
}

/// What one peer, and all together, may take.
#[derive(Clone, Debug)]
pub struct StreamLimits {
    /// Connections at once.
    pub connections: usize,
    /// Connections at once of one source. Many phones may stand behind one address.
    pub of_one_source: usize,
    /// Those of them on which nobody has registered yet.
    pub newcomers: usize,
    /// Connections of one source in a time.
    pub arrivals: GateSettings,
    /// Connections that we open and that are not there yet.
    pub opening: usize,
    /// Those of them to one source that is no trunk.
    pub opening_to_one: usize,
    /// How long a connection that we open may take until messages can travel, TLS included.
    pub open_within: Duration,
    /// How long who has connected may be silent before his first message.
    pub speak_within: Duration,
    /// How long a message may take from its first byte to its last, and TLS with who comes.
    pub message_within: Duration,
    /// How long a peer may take nothing of what waits for him.
    pub take_within: Duration,
    /// How long a peer that answers keep-alives may take for that.
    pub answer_within: Duration,
    /// How long a connection may be idle. A phone registers more often than that.
    pub idle: Duration,
    /// Bytes that wait for one peer.
    pub waiting: usize,
    /// Messages that wait for the thread.
    pub orders: usize,
}

impl Default for StreamLimits {
    fn default() -> StreamLimits {
        StreamLimits {
            connections: 20_000,
            of_one_source: 1_000,
            newcomers: 50,
            arrivals: GateSettings::default(),
            opening: 256,
            opening_to_one: 8,
            open_within: Duration::from_secs(4),
            speak_within: Duration::from_secs(32),
            message_within: Duration::from_secs(10),
            take_within: Duration::from_secs(10),
            answer_within: Duration::from_secs(10),
            idle: Duration::from_secs(2 * 3600 + 600),
            waiting: 1024 * 1024,
            orders: 50_000,
        }
    }
}
