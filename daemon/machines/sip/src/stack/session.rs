//! What a session is at each point of its life.

use std::sync::Arc;

use kernel::Mono;

use super::early::Early;
use super::prack::Heard;
use super::refresh::Care;
use super::reliable::{Manner, Rack};
use super::terms::Terms;
use crate::dialog::Dialog;
use crate::message::{Request, Response};
use crate::transaction::{Resend, Ticket};
use crate::{Credentials, Flow, Reason};

/// A session. It is over when it is not there.
#[derive(Debug)]
pub(super) enum Session {
    /// Their INVITE waits for our answer.
    Arriving(Box<Arriving>),
    /// Our INVITE waits for theirs.
    Calling(Box<Calling>),
    /// A 2xx was sent or came.
    Up(Box<Up>),
    /// Our BYE waits for its answer.
    Leaving(Box<Leaving>),
}

/// Their INVITE before its final answer.
#[derive(Debug)]
pub(super) struct Arriving {
    /// Its transaction.
    pub ticket: Ticket,
    /// All of it.
    pub request: Arc<Request>,
    /// What it makes.
    pub dialog: Dialog,
    /// How its provisional answers go out.
    pub manner: Manner,
    /// What is agreed on before its final one.
    pub early: Early,
}

/// Our INVITE before its final answer.
#[derive(Debug)]
pub(super) struct Calling {
    /// Its transaction, the last one if it was challenged.
    pub attempt: Ticket,
    /// What answers a challenge.
    pub credentials: Option<Box<Credentials>>,
    /// How often one was answered.
    pub challenges: u8,
    /// Whether it was sent again with a longer session.
    pub prolonged: bool,
    /// Whether a provisional answer came, so that it may be cancelled.
    pub heard: bool,
    /// One for each fork that rings.
    pub early: Vec<Dialog>,
    /// The reliable answers of each, as far as we took them.
    pub heard_of: Vec<Heard>,
    /// What is agreed on before a final answer.
    pub exchange: Early,
    /// Whether it is to end.
    pub leave: Leave,
}

/// Whether an INVITE of ours is to end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Leave {
    /// No.
    No,
    /// As soon as it may be cancelled.
    Wanted(Option<Reason>),
    /// CANCEL is sent.
    Cancelled(Option<Reason>),
}

/// A session with a confirmed dialog.
#[derive(Debug)]
pub(super) struct Up {
    /// The dialog.
    pub dialog: Dialog,
    /// What answers a challenge of our BYE.
    pub credentials: Option<Box<Credentials>>,
    /// Our 2xx that waits for its ACK.
    pub waiting: Option<Waiting>,
    /// Their new offer that waits for our answer.
    pub reoffer: Option<Reoffer>,
    /// Our new offer that waits for theirs.
    pub proposal: Option<Proposal>,
    /// What the other side understands.
    pub terms: Terms,
    /// A provisional answer of ours whose PRACK our 2xx overtook.
    pub rack: Option<Rack>,
    /// What is done so that it does not stay when the other side is gone.
    pub care: Care,
}

/// A 2xx that is repeated until its ACK comes (RFC 3261 section 13.3.1.4).
#[derive(Debug)]
pub(super) struct Waiting {
    /// The CSeq of its INVITE.
    pub cseq: u32,
    /// When to send it again.
    pub resend: Resend,
    /// When to end the session for want of an ACK.
    pub give_up: Mono,
    /// Where it goes.
    pub flow: Flow,
    /// The 2xx.
    pub datagram: Vec<u8>,
    /// Whether it holds the offer, so that the ACK holds the answer.
    pub offers: bool,
    /// Hang up once the ACK is here: a BYE may not overtake it (section 15).
    pub leave: Option<Option<Reason>>,
}

/// A re-INVITE or UPDATE with an offer.
#[derive(Debug)]
pub(super) struct Reoffer {
    /// Its transaction.
    pub ticket: Ticket,
    /// The answer as far as it copies the request.
    pub answer: Response,
    /// Its CSeq.
    pub cseq: u32,
    /// Where the answer goes.
    pub flow: Flow,
    /// An UPDATE gets no ACK.
    pub update: bool,
    /// Whether it asks us to offer.
    pub offerless: bool,
}

/// A re-INVITE of ours.
#[derive(Debug)]
pub(super) struct Proposal {
    /// Its transaction.
    pub ticket: Ticket,
    /// Whether it asks the other side to offer.
    pub asks: bool,
    /// Whether it did, and waits for our answer.
    pub taken: bool,
    /// Whether it changes nothing and only refreshes the session.
    pub refresh: bool,
    /// Whether a challenge of it was answered.
    pub proved: bool,
}

/// A session after our BYE.
#[derive(Debug)]
pub(super) struct Leaving {
    /// The dialog, since the other side's BYE may cross ours.
    pub dialog: Dialog,
    /// What answers a challenge.
    pub credentials: Option<Box<Credentials>>,
    /// Why we leave.
    pub reason: Option<Reason>,
}

impl Session {
    /// The dialogs that it has.
    pub fn dialogs(&self) -> &[Dialog] {
        match self {
            Session::Arriving(arriving) => std::slice::from_ref(&arriving.dialog),
            Session::Calling(calling) => &calling.early,
            Session::Up(up) => std::slice::from_ref(&up.dialog),
            Session::Leaving(leaving) => std::slice::from_ref(&leaving.dialog),
        }
    }

    /// The same, to change.
    pub fn dialogs_mut(&mut self) -> &mut [Dialog] {
        match self {
            Session::Arriving(arriving) => std::slice::from_mut(&mut arriving.dialog),
            Session::Calling(calling) => &mut calling.early,
            Session::Up(up) => std::slice::from_mut(&mut up.dialog),
            Session::Leaving(leaving) => std::slice::from_mut(&mut leaving.dialog),
        }
    }
}
