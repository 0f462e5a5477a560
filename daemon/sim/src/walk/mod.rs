//! One call through one flow, played by the contact machine of production in virtual time, as far as it is
//! said what happens.
//!
//! Wherever something can happen in more than one way (a key or none, an answer of a customer's system,
//! who is there in a group) the call comes to a [`Question`]. A walk answers its questions from a list of
//! [`Choice`]s and stops at the first that the list has no answer for. Nothing of a flow's meaning stands
//! here: which node follows is the machine's business.

mod choice;
mod people;
mod run;
mod scene;
mod walker;

pub use choice::{Callee, Choice, Question, Staff};
pub(crate) use people::{ANSWERS, TALKS};
pub use run::{Deed, Entry, Run, Stop};
pub use scene::Scene;
pub(crate) use walker::KEY;
pub use walker::{Start, Walk};
