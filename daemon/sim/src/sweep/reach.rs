//! The part of the center of a sweep that reaches somebody past every queue: numbers outside, extensions
//! and messages. What a caller is told on each way is said nowhere else.

use std::time::Duration;

use serde_json::{Value, json};

/// The number whose flow hands its callers to a number outside.
pub const OUT: &str = "02160008000";
/// The number whose flow asks for an extension.
pub const ASK: &str = "02160009000";
/// The number whose flow takes a message.
pub const LEAVE: &str = "02160010000";
/// The number with which phones dial out, on a trunk of its own.
pub const SHOWN: &str = "02160011000";
/// The number outside to which the flow hands its callers.
pub const FAR: &str = "13900000001";
/// The digits of an extension.
pub const DIGITS: u32 = 4;
/// What is never dialled begins like that.
pub const NEVER: &str = "950";
/// Calls at once on the trunk with which phones dial out.
pub const CHANNELS: u32 = 2;
/// How long a number outside may ring for a caller.
pub const OUTSIDE_SECONDS: u64 = 8;
/// How long anybody may ring for one of our phones.
pub const OWN_SECONDS: u64 = 60;
/// The longest message.
pub const MESSAGE_SECONDS: u64 = 9;

/// What a caller is told whose callee is busy or rejects him.
pub const BUSY: &str = "busy at the moment";
/// Whose number outside cannot be reached, so that he may leave a message.
pub const GONE: &str = "not reached, leave a message";
/// Whose extension nobody answers, so that he may leave a message.
pub const LATE: &str = "nobody there, leave a message";
/// Whose extension cannot be reached.
pub const OFFLINE: &str = "nobody at work there";
/// Whose callee has hung up, or was lost.
pub const THANKS: &str = "thank you for calling";
/// What he hears while somebody is called for him.
const MUSIC: &str = "one moment, you are being put through";

/// The exits of a node that calls somebody, as what is said behind each; `None`: the call ends.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Exits {
    /// Busy, or rejected.
    pub busy: Option<&'static str>,
    /// Nobody answers.
    pub late: Option<&'static str>,
    /// Not to be reached.
    pub gone: Option<&'static str>,
    /// There was a talk.
    pub then: Option<&'static str>,
}

/// The exits for the caller of a number outside.
pub const OUTSIDE: Exits = Exits {
    busy: Some(BUSY),
    late: None,
    gone: Some(GONE),
    then: Some(THANKS),
};

/// The exits for the caller of an extension.
pub const INSIDE: Exits = Exits {
    busy: Some(BUSY),
    late: Some(LATE),
    gone: Some(OFFLINE),
    then: Some(THANKS),
};

/// How long a number outside may ring for a caller.
pub const OUTSIDE_RINGS: Duration = Duration::from_secs(OUTSIDE_SECONDS);
/// How long anybody may ring for one of our phones.
pub const OWN_RINGS: Duration = Duration::from_secs(OWN_SECONDS);

/// The flows.
pub fn flows(ring_seconds: u64, key_seconds: u64) -> [(&'static str, Value); 3] {
    let text = |text: &str| json!({ "text": text });
    let end = |said: &str| json!({ "end": { "speech": text(said) } });
    let message = |said: &str| {
        json!({ "voicemail": { "speech": text(said), "max_length": format!("{MESSAGE_SECONDS}s"),
                "closing": text("kept"), "next": "bye" } })
    };
    let out = json!({ "start": "out", "nodes": {
        "out": { "dial": { "number": FAR, "caller": OUT, "music": text(MUSIC),
            "timeout": format!("{OUTSIDE_SECONDS}s"),
            "on_busy": "busy", "on_failed": "gone", "then": "thanks" } },
        "busy": end(BUSY), "gone": message(GONE), "thanks": end(THANKS), "bye": end("goodbye")
    } });
    let ask = json!({ "start": "ask", "nodes": {
        "ask": { "dial_extension": {
            "asking": { "speech": text("which extension"), "timeout": format!("{key_seconds}s"),
                        "max_errors": 2, "exhausted": "bye" },
            "length": DIGITS, "music": text(MUSIC), "ring": format!("{ring_seconds}s"),
            "on_busy": "busy", "on_no_answer": "late", "on_offline": "offline", "then": "thanks" } },
        "busy": end(BUSY), "late": message(LATE), "offline": end(OFFLINE), "thanks": end(THANKS),
        "bye": end("goodbye")
    } });
    let leave = json!({ "start": "leave", "screening": { "whitelist": ["friends"] }, "nodes": {
        "leave": message("leave a message"), "bye": end("goodbye")
    } });
    [("out", out), ("ask", ask), ("leave", leave)]
}
