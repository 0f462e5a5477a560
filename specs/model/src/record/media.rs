//! What was measured of the audio of somebody's part in a call.

use std::net::SocketAddr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The audio between the daemon and one participant, as counted when his leg was over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Media {
    /// Packets that were sent to him.
    pub sent: u64,
    /// Packets of his that came.
    pub received: u64,
    /// Packets of his that never came.
    pub lost: u64,
    /// The jitter of what came, in microseconds (RFC 3550).
    pub jitter_us: u32,
    /// Packets to him that never came there, as his device reports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remote_lost: Option<u32>,
    /// The jitter of what came there, as his device reports, in microseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remote_jitter_us: Option<u32>,
    /// The time there and back by RTCP, in microseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub round_trip_us: Option<u32>,
    /// Keys that the daemon itself sent him, as events or as tones.
    #[serde(skip_serializing_if = "is_zero")]
    pub keys_sent: u64,
    /// Where his packets came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<SocketAddr>,
    /// Packets from other addresses, which were dropped.
    #[serde(skip_serializing_if = "is_zero")]
    pub foreign: u64,
    /// From when his address was known to the first packet to him.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_sent_ms: Option<u64>,
    /// From when his address was known to his first packet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_received_ms: Option<u64>,
}

fn is_zero(count: &u64) -> bool {
    *count == 0
}
