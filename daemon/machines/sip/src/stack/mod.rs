//! The machine that turns datagrams into sessions and commands into datagrams.
//!
//! A datagram goes through [`ingress`](Stack::receive): to the transaction that it is a copy for or
//! an answer of, else to the dialog that it belongs to, else out as a [`Stranger`]. A [`Session`] is
//! an enum of what it can be; commands and messages move it on.

mod admit;
mod asks;
mod attempt;
mod bye;
mod callee;
mod caller;
mod cancel;
mod challenge;
mod chores;
mod compose;
mod counters;
mod early;
mod forks;
mod grow;
mod info;
mod ingress;
mod notify;
mod outside;
mod prack;
mod proofs;
mod propose;
mod refer;
mod refresh;
mod reliable;
mod reoffer;
mod responses;
mod session;
mod settings;
mod severed;
mod stateless;
mod terms;
#[cfg(test)]
mod tests;
mod time;
mod within;

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Arc;

use kernel::{Chance, Mono, Timers};

pub(crate) use challenge::{Proof, prove};
pub use compose::ALLOW;
pub use counters::{Census, Counters};
pub use settings::Settings;

use crate::dialog::DialogId;
use crate::outbox::Outbox;
use crate::transaction::{Ticket, Transactions};
use crate::{Output, RequestId, SessionId};
use attempt::Attempt;
use chores::Chore;
use grow::Stubborn;
use outside::Asked;
use refer::Referral;
use session::Session;

/// For whom a transaction is.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Use {
    /// An INVITE: theirs, or ours with an [`Attempt`] of its own.
    Invite(SessionId),
    /// A BYE of ours.
    Bye(SessionId),
    /// Another request of ours within a session.
    Asked(SessionId),
    /// A request outside a dialog.
    Outside(RequestId),
    /// A REFER of ours.
    Refer(SessionId),
    /// Nobody wants to know what becomes of it.
    Nobody,
}

/// All of SIP for one daemon. See the crate's interface for what goes in and out.
#[derive(Debug)]
pub struct Stack {
    settings: Settings,
    chance: Chance,
    /// Makes the tags of stateless answers unguessable.
    secret: u64,
    transactions: Transactions<Use>,
    sessions: BTreeMap<SessionId, Session>,
    dialogs: BTreeMap<Arc<DialogId>, SessionId>,
    attempts: BTreeMap<Ticket, Attempt>,
    asked: BTreeMap<RequestId, Asked>,
    /// Transfers that somebody has asked for: one a session.
    referrals: BTreeMap<SessionId, Referral>,
    timers: Timers<SessionId>,
    chores: Timers<(SessionId, Chore)>,
    /// Who takes nothing but datagrams.
    by_datagram: Stubborn,
    out: Outbox,
    counters: Counters,
    last_session: u64,
    last_request: u64,
}

impl Stack {
    /// A stack that knows nobody yet.
    pub fn new(settings: Settings, mut chance: Chance) -> Stack {
        Stack {
            secret: chance.number(),
            transactions: Transactions::new(settings.timing, settings.transactions),
            settings,
            chance,
            sessions: BTreeMap::new(),
            dialogs: BTreeMap::new(),
            attempts: BTreeMap::new(),
            asked: BTreeMap::new(),
            referrals: BTreeMap::new(),
            timers: Timers::default(),
            chores: Timers::default(),
            by_datagram: Stubborn::default(),
            out: Outbox::default(),
            counters: Counters::default(),
            last_session: 0,
            last_request: 0,
        }
    }

    /// Takes the next output; drain it after each other call.
    pub fn poll(&mut self) -> Option<Output> {
        self.out.poll()
    }

    /// When to call [`Stack::expire`].
    pub fn next_deadline(&self) -> Option<Mono> {
        let deadlines = [
            self.transactions.next_deadline(),
            self.timers.next_deadline(),
            self.chores.next_deadline(),
        ];
        deadlines.into_iter().flatten().min()
    }

    /// What was counted.
    pub fn counters(&self) -> Counters {
        Counters {
            retransmitted: self.counters.retransmitted + self.transactions.retransmitted(),
            ..self.counters
        }
    }

    /// What there is.
    pub fn census(&self) -> Census {
        Census {
            transactions: self.transactions.len(),
            attempts: self.attempts.len(),
            sessions: self.sessions.len(),
            dialogs: self.dialogs.len(),
            requests: self.asked.len(),
            timers: self.transactions.timers() + self.timers.len() + self.chores.len(),
            referrals: self.referrals.len(),
            outputs: self.out.len(),
        }
    }

    /// The address that the other side of a session believes to have and the one that we see, if a
    /// NAT stands between: its media is behind it too.
    pub fn translated(&self, session: SessionId) -> Option<(IpAddr, IpAddr)> {
        let dialogs = self.sessions.get(&session)?.dialogs();
        dialogs.first()?.translated()
    }

    /// Whether nothing is left of anything.
    pub fn is_idle(&self) -> bool {
        self.census() == Census::default()
    }

    fn is_full(&self) -> bool {
        self.transactions.is_full()
    }

    /// Puts a session in, or back, and its dialogs under their names.
    fn keep(&mut self, id: SessionId, session: Session) {
        for dialog in session.dialogs() {
            if !self.dialogs.contains_key(&dialog.id) {
                self.dialogs.insert(dialog.id.clone(), id);
            }
        }
        self.sessions.insert(id, session);
    }

    /// Takes a session out for good.
    fn close(&mut self, id: SessionId) -> Option<Session> {
        self.timers.clear(&id);
        self.clear_chores(id);
        self.referrals.remove(&id);
        let session = self.sessions.remove(&id)?;
        for dialog in session.dialogs() {
            self.dialogs.remove(&dialog.id);
        }
        Some(session)
    }

    fn new_session(&mut self) -> SessionId {
        self.last_session += 1;
        self.counters.sessions += 1;
        SessionId(self.last_session)
    }

    fn new_branch(&mut self) -> String {
        format!("z9hG4bK{}", self.chance.hex(12))
    }
}
