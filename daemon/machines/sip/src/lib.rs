//! SIP as pure machines: messages, transactions, dialogs, digest authentication and the registrar.
//!
//! One machine, [`Stack`], turns datagrams into what happened to sessions and requests, and commands
//! into datagrams. It has no socket and no clock, and it decides nothing about calls: who may call
//! whom is decided above. [`digest`], [`registrar`] and [`registration`] stand beside it, for whoever decides.

mod dialog;
pub mod digest;
mod interface;
mod keep;
pub mod message;
mod outbox;
pub mod registrar;
pub mod registration;
mod stack;
mod transaction;
pub mod transport;

pub use interface::{
    Credentials, Dial, Ending, Event, Invite, Output, Reason, Refer, Refusal, Replaced, RequestId,
    SessionId, Stranger,
};
pub use stack::{ALLOW, Census, Counters, Settings, Stack};
pub use transaction::Timing;
pub use transport::{Distrust, Expected, Flow, Kept, Places, Transport};
