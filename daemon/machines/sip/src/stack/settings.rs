//! What a stack is told once.

use crate::Places;
use crate::transaction::Timing;

/// How a stack behaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// What User-Agent and Server say.
    pub product: String,
    /// T1, T2 and T4.
    pub timing: Timing,
    /// How many transactions there may be before those of others are refused. One lives for at
    /// least 5 and mostly 32 seconds after its last message.
    pub transactions: usize,
    /// How many sessions there may be.
    pub sessions: usize,
    /// What Retry-After says when there is no room, in seconds.
    pub retry_after: u32,
    /// Whether whoever has us send a REGISTER over a connection keeps that alive when its registrar wants it.
    pub keeps: bool,
    /// Where we are found.
    pub places: Places,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            product: "ccd".to_string(),
            timing: Timing::default(),
            transactions: 100_000,
            sessions: 50_000,
            retry_after: 10,
            keeps: false,
            places: Places::default(),
        }
    }
}
