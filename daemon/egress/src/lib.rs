//! The one client by which the center calls customers' URLs.
//!
//! A call asks, [`Egress`] answers, and neither waits: an answer, or why there is none, comes through the
//! function that it was made with. Nothing else in the daemon connects to an address that a configuration
//! or a customer's answer names, so what holds here holds for all of it:
//!
//! - Names are resolved here, each address is judged, and exactly a judged address is connected to; the
//!   same again for each try and each redirect.
//! - Questions under way, questions that wait, each host's part of both, the time, the size of an answer,
//!   redirects and tries all have limits, and each is counted.
//! - A host that fails is left alone for a while; one that hangs takes places of its own only.

mod asking;
mod breaker;
mod connect;
mod counters;
mod exchange;
mod fetch;
mod judged;
mod limits;
mod places;
mod post;
mod reach;
mod resolve;
mod target;
mod tls;

#[cfg(test)]
mod tests;

pub use asking::{Egress, Settings};
pub use counters::Figures;
pub use exchange::Letter;
pub use fetch::Failure;
pub use limits::Limits;
pub use resolve::{Resolve, Resolving, SystemResolver};
pub use tls::{TlsError, connector};
