//! Where phones are: the location table of RFC 3261 section 10.3.
//!
//! An address of record is a user name here; whether a REGISTER may speak for it is decided before
//! it comes. Each contact is kept with the flow it registered through, since a phone behind a NAT is
//! reached by that and not by what it believes its address to be.

mod asked;
mod binding;
mod course;
mod refusal;
mod saved;
mod table;

#[cfg(test)]
mod flow_tests;
#[cfg(test)]
mod tests;

pub use binding::{Binding, contact_headers};
pub use course::course_headers;
pub use refusal::RegistrarRefusal;
pub use saved::Saved;
pub use table::{Counters, Registrar, Settings};
