//! One message as it was on the wire.

use std::sync::Arc;

use jiff::Timestamp;
use sip::Flow;

/// Which way a message went.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Heading {
    /// To us.
    In,
    /// From us.
    Out,
}

/// A message that was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// When.
    pub at: Timestamp,
    /// Which way.
    pub heading: Heading,
    /// Between whom.
    pub flow: Flow,
    /// As it was, secrets and all; shared, so that whoever looks holds nobody up.
    pub bytes: Arc<[u8]>,
}

impl Seen {
    /// The memory that it takes, about.
    pub(crate) fn size(&self) -> usize {
        self.bytes.len() + size_of::<Seen>()
    }
}
