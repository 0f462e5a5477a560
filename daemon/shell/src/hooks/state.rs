//! How a webhook is, for whoever looks after it.

use delivery::{Counts, Setback};
use jiff::Timestamp;

/// How a webhook is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// What its queue has counted.
    pub counts: Counts,
    /// Records that have not arrived and are not parked.
    pub waiting: u64,
    /// When the call ended whose record is the first of those in hand.
    pub oldest: Option<Timestamp>,
    /// Since when nothing has arrived that was tried.
    pub failing_since: Option<Timestamp>,
    /// What went wrong last.
    pub last_error: Option<Setback>,
}
