//! Certificates for SIP by TLS from an authority that is asked by ACME (RFC 8555, challenge HTTP-01).
//!
//! [`Acme`] has a thread of its own, on which nothing of a call is ever waited for. It orders a
//! certificate when there is none and when two thirds of its time are over, answers the authority's
//! challenges, and writes certificate and key into one file, as a whole, from which whoever speaks TLS
//! reads them. What is due when is decided by a machine without a clock; an authority that cannot be
//! reached, refuses or wants to be left alone is asked again later and later, and the certificate that
//! is there stays in use.

mod acme;
mod client;
mod figures;
mod jws;
mod keeper;
mod named;
mod order;
mod pair;
mod responder;
mod schedule;
mod session;
mod settings;
mod trouble;
mod vault;
mod world;

#[cfg(test)]
mod tests;

pub use acme::{Acme, AcmeError};
pub use figures::{Figures, OUTCOMES, Outcome};
pub use named::{Contact, Directory, Domain};
pub use settings::{Limits, Settings};
pub use world::{Validity, World};
