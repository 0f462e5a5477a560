//! What reads bytes from outside, fed with bytes of any kind. Each module has one `run`, which ends
//! the process where a promise is broken; libFuzzer calls it from `libfuzzer/`, and the tests of this
//! crate call it with every seed and with mutants of them.

#![allow(clippy::expect_used, reason = "a broken promise is to end the process")]

pub mod center;
pub mod digest;
pub mod dtmf;
pub mod journal;
pub mod json;
mod peer;
pub mod rtcp;
pub mod rtp;
pub mod sdp;
pub mod sip;
pub mod uri;
pub mod wav;
pub mod yaml;

/// Reads bytes, whatever they are.
pub type Run = fn(&[u8]);

/// All there are, under the names of their seeds' folders and of their libFuzzer targets.
pub const TARGETS: [(&str, Run); 12] = [
    ("center", center::run),
    ("digest", digest::run),
    ("dtmf", dtmf::run),
    ("journal", journal::run),
    ("json", json::run),
    ("rtcp", rtcp::run),
    ("rtp", rtp::run),
    ("sdp", sdp::run),
    ("sip", sip::run),
    ("uri", uri::run),
    ("wav", wav::run),
    ("yaml", yaml::run),
];
