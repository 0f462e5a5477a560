//! Seats: everybody who can take a call, their devices and what they do.
//!
//! A seat is an agent with the phones bound to him, or a phone that is bound to nobody and stands for
//! itself. What an agent has chosen (his presence) and what calls make of him (his activity) are kept
//! apart; his state is computed from both and from the reach of his devices.

mod act;
mod change;
mod configure;
mod devices;
mod internal;
mod seat;
mod view;

pub(crate) use change::Return;
pub(crate) use devices::Devices;
pub use internal::InternalCall;
pub(crate) use seat::{Activity, Seat, SeatId};
pub use view::PhoneStatus;
