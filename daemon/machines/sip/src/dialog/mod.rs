//! Dialogs: what two user agents share between an INVITE and its BYE (RFC 3261 section 12).

mod hop;
mod id;
mod routes;
mod state;

pub(crate) use id::DialogId;
pub(crate) use state::{Dialog, Order, Origin};
