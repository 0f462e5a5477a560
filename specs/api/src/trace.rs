//! What was said on the wire in a call, and what there is to say of it.

use jiff::Timestamp;
use model::CallId;
use model::record::Media;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A call for those who ask why it went as it did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Trace {
    /// The call; none: the conversation became no call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call: Option<CallId>,
    /// What went wrong, or might have; empty: nothing is noticed.
    pub findings: Vec<Finding>,
    /// Its conversations of SIP, the oldest first.
    pub legs: Vec<TracedLeg>,
}

/// One thing that is worth knowing of a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// Its stable name.
    pub code: String,
    /// What was seen and what to look for.
    pub text: String,
}

/// One conversation of SIP. A phone that is called in several places has several.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TracedLeg {
    /// Whose it is: the sequence number of the participant in the record.
    pub participant: u32,
    /// Who is at its other end: `trunk carrier`, `phone 2001`.
    pub who: String,
    /// Its Call-ID.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call_id: Option<String>,
    /// What was measured of its audio, once it is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media: Option<Media>,
    /// Its messages in their order; empty if none of them is kept any more.
    pub messages: Vec<TracedMessage>,
    /// Messages that were too many to be kept.
    pub omitted: u64,
}

/// One message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TracedMessage {
    /// When it was seen.
    pub at: Timestamp,
    /// Which way it went.
    pub way: Way,
    /// The daemon's address.
    pub local: String,
    /// The other side's address.
    pub remote: String,
    /// `udp`, `tcp` or `tls`.
    pub transport: String,
    /// The method, or the status with its words.
    pub summary: String,
    /// The codecs and the address of the session description in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media: Option<String>,
    /// Whether the same message went before.
    pub copy: bool,
    /// The whole message without its secrets; absent for roles that see customers' numbers masked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// Which way a message went.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// To the daemon.
    In,
    /// From the daemon.
    Out,
}

/// In which form a trace is given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct TraceQuery {
    /// `json`, if left out, or `pcap`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<TraceFormat>,
}

/// The forms in which a trace is given.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TraceFormat {
    /// A document.
    Json,
    /// A capture for Wireshark and its like.
    Pcap,
}

/// The content type of a capture.
pub const PCAP: &str = "application/vnd.tcpdump.pcap";
