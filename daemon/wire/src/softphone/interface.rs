//! What a softphone is set up with, and what it tells.

use std::io;
use std::net::SocketAddr;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::sync::Arc;

use media::Audio;
use phone::Event as CallEvent;

use crate::recorder::RecordingFailure;
use crate::{PlaneError, SipSocketError};

/// The ports for media: below those of the daemon, so that both can run on one machine.
const PORTS: RangeInclusive<u16> = 10_000..=15_999;

/// How a softphone is set up.
#[derive(Clone)]
pub struct Settings {
    /// Where its SIP socket listens. An unspecified address becomes the one that the server can
    /// reach; port 0 takes any.
    pub listen: SocketAddr,
    /// The server: registrar and way out.
    pub server: SocketAddr,
    /// The user name, such as the extension.
    pub user: String,
    /// The password; empty: none.
    pub password: String,
    /// The ports for media.
    pub ports: RangeInclusive<u16>,
    /// What is played toward the other side, again and again while a call is up.
    pub sound: Arc<Audio>,
    /// Where what is heard is written: WAV, mono, 16 bits, 8 kHz. A second call's file has `-2`
    /// added to its name, and so on. A file that is there is replaced.
    pub record: Option<PathBuf>,
}

impl Settings {
    /// A user of a server; without a password, with silence to play, on any port.
    pub fn new(server: SocketAddr, user: impl Into<String>) -> Settings {
        let any = match server {
            SocketAddr::V4(_) => std::net::Ipv4Addr::UNSPECIFIED.into(),
            SocketAddr::V6(_) => std::net::Ipv6Addr::UNSPECIFIED.into(),
        };
        Settings {
            listen: SocketAddr::new(any, 0),
            server,
            user: user.into(),
            password: String::new(),
            ports: PORTS,
            sound: Arc::new(super::sound::silence()),
            record: None,
        }
    }

    /// What the machine needs of it.
    pub(super) fn phone(&self, local: SocketAddr) -> phone::Settings {
        phone::Settings {
            local,
            server: self.server,
            user: self.user.clone(),
            password: self.password.clone(),
            name: String::new(),
        }
    }
}

impl std::fmt::Debug for Settings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Settings")
            .field("listen", &self.listen)
            .field("server", &self.server)
            .field("user", &self.user)
            .field("record", &self.record)
            .finish_non_exhaustive()
    }
}

/// What its user notices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// What happens to its registration and its call.
    Call(CallEvent),
    /// The first audio of the call came.
    Hears,
    /// The other side pressed a key (RFC 4733).
    Key(char),
    /// No audio came for 5 min.
    Silent,
    /// What was heard is in a file.
    Recorded {
        /// The file.
        file: PathBuf,
        /// How long it is, in milliseconds.
        duration_ms: u64,
    },
    /// What was heard is not, or not all, in a file.
    NotRecorded(RecordingFailure),
}

/// Why a softphone cannot run.
#[derive(Debug, thiserror::Error)]
pub enum SoftphoneError {
    /// No address of this machine can reach the server.
    #[error("there is no way to {server} from this machine: {source}; choose an address to listen")]
    NoWay {
        /// The server.
        server: SocketAddr,
        /// What the operating system said.
        source: io::Error,
    },
    /// The SIP socket.
    #[error(transparent)]
    Sip(#[from] SipSocketError),
    /// The media.
    #[error(transparent)]
    Media(#[from] PlaneError),
    /// A thread or the seed of its chance.
    #[error("a softphone cannot be started: {0}")]
    Start(#[from] io::Error),
}
