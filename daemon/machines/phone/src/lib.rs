//! A SIP phone as a pure machine: it registers, dials, rings, answers, presses keys and hangs up.
//!
//! It is the switch's other side in the simulator, in `ccctl softphone` and in load tests. One call
//! at a time; a second one finds it busy. Like every machine it is driven by `handle`, `poll` and
//! `next_deadline`.

mod call;
mod enrol;
mod incoming;
mod interface;
mod offers;
mod outgoing;
mod phone;
mod registration;
mod terms;

pub use interface::{Command, End, Event, Input, MediaCommand, MediaEvent, Output, Settings};
pub use phone::Phone;
