//! Calls and legs, the IVR interpreter, skill groups, agents and call records.
//!
//! One machine, [`Center`]: it is told what happened ([`Input`]), says what to do ([`Output`]), and knows
//! no SIP, no SDP, no RTP, no socket, no clock. One in, drain out:
//!
//! ```text
//! center.handle(now, input); while let Some(output) = center.poll() { … }
//! wait for the next input or center.next_deadline(), then center.handle(now, Input::Timeout)
//! ```

mod interface;

pub use interface::{
    AgentStatus, Arrival, DeviceEvent, DialCause, Input, LegEvent, LegId, Output, PlayEnd, PlayId, Refusal, Release,
    Sound,
};
