//! The real world around the switch: sockets, media threads, disk, HTTP, metrics.
//!
//! [`serve`] starts everything and hands back a [`Running`] daemon. Nothing in here decides about
//! calls: the control thread feeds the switch and carries out what it says.

mod control;
mod durable;
mod flight;
mod hooks;
mod http;
mod media_link;
mod metrics;
mod names;
mod outward;
mod places;
mod prompts;
mod read_model;
mod recordings;
mod running;
mod settings;
mod start;

pub use acme;
pub use places::PlacesError;
pub use running::{Addresses, Running};
pub use settings::Settings;
pub use sip::Transport;
pub use speech::EngineChoice;
pub use start::{StartError, serve};
pub use wire::Identity;
