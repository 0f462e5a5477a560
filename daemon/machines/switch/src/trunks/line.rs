//! One trunk.

use sip::registration::Registration;

use super::probe::Probe;
use super::status::TrunkStatus;

/// What is under way for one trunk.
#[derive(Debug, Default)]
pub(crate) struct Line {
    /// Our registration at a carrier.
    pub registration: Option<Registration>,
    /// The probes of a peer.
    pub probe: Probe,
    /// What was told of it last.
    pub told: Option<TrunkStatus>,
}
