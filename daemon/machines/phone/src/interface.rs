//! What goes into a phone and what comes out of it.

use std::net::SocketAddr;

use media::Remote;
use media::sdp::Direction;
use sip::Flow;

/// What a phone is set up with.
#[derive(Clone, PartialEq, Eq)]
pub struct Settings {
    /// The phone's own socket.
    pub local: SocketAddr,
    /// The server: registrar and way out.
    pub server: SocketAddr,
    /// The user name, such as the extension.
    pub user: String,
    /// The password of digest authentication; empty: the phone has none.
    pub password: String,
    /// The display name; empty for none.
    pub name: String,
}

impl std::fmt::Debug for Settings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Settings")
            .field("local", &self.local)
            .field("server", &self.server)
            .field("user", &self.user)
            .finish_non_exhaustive()
    }
}

/// What the phone is told.
#[derive(Debug)]
pub enum Input<'a> {
    /// A datagram arrived.
    Datagram(Flow, &'a [u8]),
    /// Its user does something.
    Command(Command),
    /// Its media says something.
    Media(MediaEvent),
    /// A deadline may have come.
    Timeout,
}

/// What its user does. What makes no sense at the moment is ignored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Registers for that many seconds, and again before they are over.
    Register(u32),
    /// Takes the registration back.
    Unregister,
    /// Lets the registration end by itself.
    Lapse,
    /// Has another address from here on. Its call is lost; if it was registered it is again, there.
    Move(SocketAddr),
    /// Calls a number.
    Dial(String),
    /// Answers the call that rings.
    Answer,
    /// Rejects the call that rings.
    Reject,
    /// Refuses the call that rings, with this status.
    Refuse(u16),
    /// Offers that audio go this way: `SendOnly` and `Inactive` hold the call, `SendRecv` retrieves it.
    Offer(Direction),
    /// Asks the other side for an offer.
    AskOffer,
    /// Hands the call over to whom this number means, without a word to him.
    Transfer(String),
    /// Ends the call, in whatever state it is.
    HangUp,
    /// Presses keys, one after the other.
    Press(String),
}

/// What the media of its one call says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MediaEvent {
    /// Its port.
    Opened(SocketAddr),
    /// There is no port.
    OpenFailed,
}

/// What the phone wants done.
#[derive(Clone, Debug, PartialEq)]
pub enum Output {
    /// Send this datagram.
    Transmit(Flow, Vec<u8>),
    /// Tell the media of the call.
    Media(MediaCommand),
    /// Tell its user.
    Event(Event),
}

/// What the media of a call is told.
#[derive(Clone, Debug, PartialEq)]
pub enum MediaCommand {
    /// Find a port; `Opened` or `OpenFailed` follows.
    Open,
    /// The other side is known, or changed.
    Connect(Remote),
    /// Send keys (RFC 4733).
    Press(String),
    /// The call is over.
    Close,
}

/// What its user notices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// It is registered for that many seconds.
    Registered(u32),
    /// It is not: the status of the answer, 408 for none.
    RegistrationFailed(u16),
    /// It rings.
    Incoming {
        /// The caller's number.
        from: String,
        /// The caller's display name; empty for none.
        name: String,
        /// What was called here: the phone, or the number that a carrier was asked for.
        to: String,
    },
    /// The other side rings.
    Ringing,
    /// The two can talk.
    Up,
    /// Whether the other side took what was offered in the middle of the call.
    OfferTaken(bool),
    /// What became so far of handing the call over: a status.
    Transferred(u16),
    /// The call is over.
    Ended(End),
}

/// How a call ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// This side hung up or rejected it.
    Here,
    /// The other side hung up.
    There,
    /// The caller gave up before this side answered; the reason's text, if he gave one.
    Missed(String),
    /// The call was not taken: the status of the answer, 408 for none.
    Refused(u16),
    /// Signalling or media failed.
    Broken,
}
