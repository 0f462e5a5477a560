//! What is sent to a customer's system next, so that all of it arrives.
//!
//! A [`Queue`] is of one receiver and knows no other: one that is slow or gone delays nobody but itself.
//! What is to be sent lies in the journal and is known by its place there. The queue keeps how far it has
//! read and the places before that which have not arrived ([`Saved`]), and so nothing is copied, and
//! nothing is lost by whoever keeps what it says.
//!
//! - Each parcel is tried until it arrives, after waits from one second to five minutes.
//! - Parcels of one call go one after the other; those of other calls do not wait for them.
//! - A receiver to which nothing arrives is asked with one parcel at a time.
//! - A parcel that is refused again and again while others arrive is parked: it is put aside until
//!   somebody asks for it.

mod item;
mod limits;
mod lines;
mod queue;
mod saved;
mod trouble;
mod waits;

#[cfg(test)]
mod tests;

pub use item::{Outcome, Place, Try};
pub use limits::Limits;
pub use queue::{Counts, Input, Queue};
pub use saved::Saved;
pub use trouble::Setback;
