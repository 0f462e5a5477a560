//! The whole center as one machine.
//!
//! The switch translates between SIP, the contact machine and media, and applies configurations. It
//! decides nothing about calls: what a call does is decided by [`contact`], how a message is answered
//! by [`sip`], what a packet carries by `media`. One in, drain out:
//!
//! ```text
//! switch.handle(now, input); while let Some(output) = switch.poll() { … }
//! wait for the next input or switch.next_deadline(), then switch.handle(now, Input::Timeout)
//! ```
//!
//! `handle` never fails and never blocks. A [`Reply`] may be shown to whoever asked only after every
//! [`Entry`] that came out before it is durable.

mod access;
mod apply;
mod blacklist;
mod calls;
mod care;
mod causes;
mod clients;
mod command;
mod diverted;
mod early;
mod examine;
mod gate;
mod identity;
mod interface;
mod keys;
mod ledger;
mod legs;
mod line;
mod live;
mod live_past;
mod numbers;
mod offers;
mod onward;
mod phones;
mod prepared;
mod pulse;
mod renamed;
mod switch;
#[cfg(test)]
mod tests;
mod traced;
mod transfers;
mod trials;
mod trunks;

pub use access::{
    Action, Denied, Ends, Module, Need, On, Parties, Permission, Principal, Scope, authorize,
};
pub use blacklist::BlockedCaller;
pub use clients::{Client, ClientDraft, ClientSecret, Former};
pub use examine::Examined;
pub use interface::{
    Apply, Command, Input, MediaCommand, MediaEvent, Output, Password, Problem, Reply, Resource,
    Settings, Ticket,
};
pub use ledger::{
    Applied, Binding, Changes, Entry, HashedPassword, KeptPassword, KeptTrunks, Ledger, Token,
    TokenDigest, keep_webhook_secrets,
};
pub use live::LiveDraft;
pub use live_past::{LivePast, ending_with_apply};
pub use prepared::{Prepared, Written};
pub use renamed::rename_roles;
pub use switch::{Census, Counters, REALM, Switch};
pub use traced::{Measured, OtherEnd};
pub use trials::NotTried;
pub use trunks::{Found, Lookup, TrunkStatus};
