//! The one call of a phone.

use std::net::SocketAddr;

use media::sdp;
use sip::SessionId;

/// A call, from its first signal to its end.
#[derive(Debug)]
pub enum Call {
    /// We call: a port is being found.
    Opening {
        /// Whom.
        number: String,
    },
    /// Our INVITE is out.
    Dialling {
        /// It.
        session: SessionId,
        /// Our port.
        port: SocketAddr,
        /// Whether its user knows that the other side rings.
        ringing: bool,
    },
    /// We are called.
    Ringing {
        /// The INVITE.
        session: SessionId,
        /// What is offered; `None`: we are asked to offer.
        offer: Option<sdp::Session>,
    },
    /// We answer: a port is being found.
    Answering {
        /// The INVITE.
        session: SessionId,
        /// What is offered; `None`: we are asked to offer.
        offer: Option<sdp::Session>,
    },
    /// The two talk.
    Up {
        /// The session.
        session: SessionId,
        /// Our port.
        port: SocketAddr,
        /// The version of our session description.
        version: u64,
    },
}

impl Call {
    /// Its session, once there is one.
    pub fn session(&self) -> Option<SessionId> {
        match self {
            Call::Opening { .. } => None,
            Call::Dialling { session, .. }
            | Call::Ringing { session, .. }
            | Call::Answering { session, .. }
            | Call::Up { session, .. } => Some(*session),
        }
    }

    /// Whether its media has been asked for.
    pub fn has_media(&self) -> bool {
        !matches!(self, Call::Ringing { .. })
    }
}
