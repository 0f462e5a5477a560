//! What was said on the wire, for those who ask why a call went as it did.
//!
//! The [`FlightRecorder`] keeps the SIP messages of the last calls within a limit of memory; out of it come
//! the ladder of a call and a capture that other programs read.

mod checks;
mod conformance;
mod findings;
mod ladder;
mod masked;
mod message;
mod pcap;
mod pool;
mod recorder;
mod scan;

pub use checks::{Check, Verdict, checks};
pub use conformance::{conformance, unknown_without_call};
pub use findings::{Audio, CODES, Finding, Leg, findings};
pub use ladder::{Described, Step, What, ladder};
pub use masked::{concealed, masked};
pub use message::{Heading, Seen};
pub use pcap::capture;
pub use recorder::{Counters, FlightRecorder, Limits, Recorded};
