//! What goes into the stack and what comes out of it.
//!
//! ```text
//! Stack::new(settings, chance)
//! stack.receive(now, flow, bytes) -> Option<Stranger>   a request that belongs to nothing we know:
//!     stack.admit(now, stranger)                        let it in: an INVITE becomes a session, any
//!                                                       other method a request to answer
//!     stack.reject(stranger, status, headers)           answer it and keep no state at all
//!     stack.decline(now, stranger, status, headers)     answer it, and each late copy the same
//!     stack.introduce(stranger)                         answer an OPTIONS, and keep no state either
//!     (or drop it: silence)
//! stack.ring(now, session)                              180
//! stack.progress(now, session, sdp)                     183, with the answer or our offer
//! stack.answer(now, session, sdp)                       200; also answers a re-INVITE or UPDATE
//! stack.refuse(now, session, refusal)                   a final answer that is no 2xx; also a
//!                                                       re-INVITE's, whose session stays up
//! stack.dial(now, dial) -> SessionId                    INVITE
//! stack.propose(now, session, sdp) -> bool              re-INVITE; without SDP it asks for an offer;
//!                                                       UPDATE before there is a final answer
//! stack.doubt(now, session); stack.trust(session)       ask whether anybody is there, or do not
//! stack.acknowledge(session, sdp)                       answers the offer that we asked for
//! stack.acknowledge_offer(now, session, sdp)            the same before there is a final answer
//! stack.press(now, session, key) -> bool                INFO with a key
//! stack.take_referral(now, session)                     202 to a REFER, and NOTIFY that it is tried
//! stack.refuse_referral(now, session, status)           a REFER's final answer that is no 2xx
//! stack.report(now, session, status)                    NOTIFY of what became of it, the last
//! stack.refer(now, session, target) -> bool             REFER
//! stack.hang_up(now, session, reason)                   CANCEL or BYE, whichever the state asks for;
//!                                                       603 to an INVITE that came in and is
//!                                                       unanswered. Nothing more is told of the
//!                                                       session, and of one that is over nothing
//!                                                       is done
//! stack.request(now, flow, request) -> RequestId        REGISTER, OPTIONS … outside a dialog
//! stack.respond(now, request, status, headers, body)    answers an admitted request
//! stack.severed(now, flow)                              a connection is gone, or cannot be had
//! stack.expire(now); stack.next_deadline()              timers
//! stack.poll() -> Option<Output>                        drain after each of the above
//! stack.translated(session)                             whether a NAT stands between
//! stack.call_id(session)                                what others know it by
//! stack.census(), is_idle(), counters()                 what there is, what was
//! ```

use std::sync::Arc;
use std::time::Duration;

use crate::Flow;
use crate::message::{Request, Response, Uri};

/// An INVITE and what became of it, until it is over. Never reused.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SessionId(pub u64);

/// A request outside any dialog. Never reused.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RequestId(pub u64);

/// A request that belongs to no transaction and no dialog of ours: nothing is kept of it yet.
#[derive(Clone, Debug)]
pub struct Stranger {
    /// How it came, and where an answer goes.
    pub flow: Flow,
    /// What it says.
    pub request: Request,
}

/// What an INVITE asked for.
#[derive(Clone, Debug)]
pub struct Invite {
    /// How it came.
    pub flow: Flow,
    /// All of it.
    pub request: Arc<Request>,
    /// Its body, if that is SDP.
    pub sdp: Option<Vec<u8>>,
}

/// An INVITE to send.
#[derive(Clone, Debug)]
pub struct Dial {
    /// Through which socket to which address.
    pub flow: Flow,
    /// The Request-URI, such as `sip:2001@192.0.2.7:5060`.
    pub uri: String,
    /// The user part of From.
    pub from_user: String,
    /// Its display name; empty for none.
    pub from_name: String,
    /// The host of From; empty: our address.
    pub from_host: String,
    /// The URI of To.
    pub to: String,
    /// Headers besides, such as P-Asserted-Identity.
    pub headers: Vec<(String, String)>,
    /// The offer.
    pub sdp: Vec<u8>,
    /// Answers a 401 or 407, if we have an account there.
    pub credentials: Option<Credentials>,
}

/// An account of ours at somebody else's.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// The user name.
    pub username: String,
    /// The password.
    pub password: String,
    /// The only realm that they are for; `None`: whichever asks.
    pub realm: Option<String>,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credentials")
            .field("username", &self.username)
            .finish_non_exhaustive()
    }
}

/// A final answer that is no 2xx.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The status, 300 to 699.
    pub status: u16,
    /// Headers besides, such as Retry-After.
    pub headers: Vec<(String, String)>,
}

/// A Reason header (RFC 3326): `Q.850;cause=16` or `SIP;cause=200;text="Call completed elsewhere"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// `SIP` or `Q.850`.
    pub protocol: String,
    /// The number.
    pub cause: u16,
    /// The words; empty for none.
    pub text: String,
}

/// Whom the other side of a session wants called in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refer {
    /// Who, without what the URI would have our INVITE say besides.
    pub target: Uri,
    /// The session that is to be taken over instead of calling anybody (RFC 3891).
    pub replaces: Option<Replaced>,
}

/// The session that a transfer after a consultation takes over.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Replaced {
    /// This one.
    Known(SessionId),
    /// One that is not there, or the name is none.
    Unknown,
}

/// What the stack wants done or tells.
#[derive(Clone, Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "it lives from one call to the next poll"
)]
pub enum Output {
    /// Send this: a datagram, or a message over the connection of that flow, which is opened if there
    /// is none.
    Transmit(Flow, Vec<u8>),
    /// Something happened.
    Event(Event),
}

/// What happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// An admitted INVITE became a session. 100 is sent by the stack.
    Invited(SessionId, Invite),
    /// Any other admitted request, to be answered by `respond`.
    Requested(RequestId, Stranger),
    /// Our INVITE got a provisional answer above 100.
    Progressed {
        /// Which.
        session: SessionId,
        /// 101 to 199.
        status: u16,
        /// Early media.
        sdp: Option<Vec<u8>>,
    },
    /// Our INVITE got its 2xx; the ACK is sent by the stack. A 2xx of another fork is hung up by it.
    Answered {
        /// Which.
        session: SessionId,
        /// The answer.
        sdp: Option<Vec<u8>>,
    },
    /// Our INVITE came to nothing: the session is over.
    Failed {
        /// Which.
        session: SessionId,
        /// The final status; 408 also when nobody answered the INVITE (timer B), 503 also when no
        /// connection could be had.
        status: u16,
        /// Its Reason header.
        reason: Option<Reason>,
        /// Whether it was sent and nobody said a word to it.
        silent: bool,
    },
    /// The ACK for our 2xx came; with SDP if the INVITE had none and our 2xx made the offer.
    Confirmed(SessionId, Option<Vec<u8>>),
    /// A re-INVITE came, to be answered by `answer` or `refuse`; `None`: it asks us to offer.
    Reoffered(SessionId, Option<Vec<u8>>),
    /// Our new offer was taken; with their answer, or with their offer if we asked for one, to be
    /// answered by `acknowledge`.
    Reanswered(SessionId, Option<Vec<u8>>),
    /// Our new offer was refused with that status: the session stays as it was. With 491 it crossed
    /// another, and the time has come to try again with what is true by then.
    Unmoved(SessionId, u16),
    /// So many requests of ours in a row found nobody in the session, which stays up: the other side may
    /// be gone, or answer only what it likes to.
    Unanswered(SessionId, u8),
    /// The other side says by INFO that a key was pressed, and for how long.
    Pressed(SessionId, char, Duration),
    /// The session is over, and not because we said so.
    Ended(SessionId, Ending),
    /// The other side asks us to call somebody in its place (RFC 3515), to be answered by
    /// `take_referral` or `refuse_referral`.
    Referred(SessionId, Refer),
    /// What became of the transfer that we asked for, so far: a status.
    Notified(SessionId, u16),
    /// An answer to our request came, or none did (408), or no connection could be had (503).
    /// Provisional ones are not told.
    Responded(RequestId, u16, Option<Box<Response>>),
}

/// Why a session is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// BYE from the other side.
    Bye(Option<Reason>),
    /// CANCEL before we answered; 487 is sent by the stack.
    Cancelled(Option<Reason>),
    /// Our 2xx was never acknowledged (64·T1); BYE is sent by the stack.
    NeverAcknowledged,
    /// A request of ours inside the dialog found nobody (408 or 481).
    Lost,
}
