//! Calls and legs, the IVR interpreter, skill groups, agents and call records.
//!
//! One machine, [`Center`]: it is told what happened ([`Input`]), says what to do ([`Output`]), and knows
//! no SIP, no SDP, no RTP, no socket, no clock. One in, drain out:
//!
//! ```text
//! center.handle(now, input); while let Some(output) = center.poll() { … }
//! wait for the next input or center.next_deadline(), then center.handle(now, Input::Timeout)
//! ```
//!
//! Inside, a `call` owns everything that hangs on it; what calls share (seats, groups, timers) is the
//! `floor`. An event changes one call and the floor; then the center settles: free seats and waiting
//! callers are brought together until none is left beside the other (`skill_group`).

mod agent;
mod call;
mod census;
mod center;
mod floor;
mod interface;
mod ivr;
mod limits;
mod past;
pub mod record;
mod renamed;
mod screen;
mod skill_group;
mod test_call;
#[cfg(test)]
mod tests;

pub use agent::{InternalCall, PhoneStatus};
pub use call::{CallPhase, CallStatus, Other};
pub use census::{Census, Counters};
pub use center::Center;
pub use interface::{
    AgentAct, AgentStatus, Arrival, DeviceEvent, DialCause, Forwarded, Handover, Input, LegEvent,
    LegId, Objection, Outgoing, Output, PlayEnd, PlayId, Refusal, Release, Sound,
};
pub use ivr::clock::{is_open, today, zone};
pub use past::Past;
pub use skill_group::QueueStatus;
pub use test_call::{TestCall, Untested, status_of_test};
