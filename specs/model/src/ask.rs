//! What a call asks of a customer's own systems, and what comes of it.

use std::fmt;
use std::fmt::Write as _;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{CallId, Span};

/// One question of one call; a call never reuses a number.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AskId {
    /// The call that waits for the answer.
    pub call: CallId,
    /// Its number in that call.
    pub number: u32,
}

/// The whole id as text, the same for each try: `<call>-<number>`.
impl fmt::Display for AskId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.call, self.number)
    }
}

/// A question: a POST of JSON to a URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Where to, with every variable replaced and percent-encoded.
    pub url: String,
    /// The JSON.
    pub body: Arc<str>,
    /// How long each try may take; the daemon has a limit of its own.
    pub timeout: Span,
    /// How often it is tried, from 1 to 5.
    pub tries: u8,
}

/// The host of a URL, with its port if it names one; empty if there is none.
pub fn host(url: &str) -> &str {
    let (_, rest) = url.split_once("://").unwrap_or_default();
    rest.split(['/', '?', '#']).next().unwrap_or_default()
}

/// A value as it stands in a URL: whatever has a meaning there is percent-encoded.
pub fn encoded(value: &str) -> String {
    let mut out = String::new();
    for byte in value.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                out.push(char::from(byte));
            }
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

/// The body of the answer, at most 64 KiB, or why there is none.
pub type Reply = Result<Arc<str>, AskFailure>;

/// Why there is no answer.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AskFailure {
    /// The URL is none, leads to an address that may not be called, or redirects to somebody else.
    Refused,
    /// There was no connection, or it broke.
    Unreachable,
    /// The other side could not prove who it is.
    Tls,
    /// There was no whole answer in time.
    Timeout,
    /// The answer is longer than 64 KiB.
    TooLarge,
    /// The answer has a status that is no success.
    Status(u16),
    /// The answer cannot be read as UTF-8.
    NotText,
    /// Too many questions are under way.
    Overload,
    /// The host failed too often and is left alone for a while.
    Breaker,
}

impl AskFailure {
    /// One of each kind.
    pub const ALL: [AskFailure; 9] = [
        AskFailure::Refused,
        AskFailure::Unreachable,
        AskFailure::Tls,
        AskFailure::Timeout,
        AskFailure::TooLarge,
        AskFailure::Status(500),
        AskFailure::NotText,
        AskFailure::Overload,
        AskFailure::Breaker,
    ];

    /// The word for records and figures.
    pub const fn word(self) -> &'static str {
        match self {
            AskFailure::Refused => "refused",
            AskFailure::Unreachable => "unreachable",
            AskFailure::Tls => "tls",
            AskFailure::Timeout => "timeout",
            AskFailure::TooLarge => "too_large",
            AskFailure::Status(_) => "status",
            AskFailure::NotText => "not_text",
            AskFailure::Overload => "overload",
            AskFailure::Breaker => "breaker",
        }
    }

    /// Whether the same question may be answered a moment later.
    pub const fn may_pass(self) -> bool {
        match self {
            AskFailure::Unreachable | AskFailure::Timeout => true,
            AskFailure::Status(status) => status >= 500,
            _ => false,
        }
    }
}

impl fmt::Display for AskFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AskFailure::Status(status) => write!(f, "status {status}"),
            other => f.write_str(other.word()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_for_people_is_the_word_for_programs() {
        for failure in AskFailure::ALL {
            let json = serde_json::to_value(failure).expect("JSON");
            let key = match failure {
                AskFailure::Status(status) => {
                    assert_eq!(json[failure.word()], status);
                    continue;
                }
                _ => json.as_str(),
            };
            assert_eq!(key, Some(failure.word()));
        }
    }

    #[test]
    fn a_url_has_a_host_and_a_value_breaks_out_of_nothing() {
        assert_eq!(
            host("https://crm.example.com:8443/a?b"),
            "crm.example.com:8443"
        );
        assert_eq!(host("https://crm.example.com"), "crm.example.com");
        assert_eq!(host("crm"), "");
        assert_eq!(
            encoded("+86 金/?#&=%"),
            "%2B86%20%E9%87%91%2F%3F%23%26%3D%25"
        );
        assert_eq!(encoded("a-Z_0.9~"), "a-Z_0.9~");
    }

    #[test]
    fn only_what_may_pass_is_worth_another_try() {
        let passing = AskFailure::ALL
            .into_iter()
            .filter(|failure| failure.may_pass());
        let passing: Vec<_> = passing.map(AskFailure::word).collect();
        assert_eq!(passing, ["unreachable", "timeout", "status"]);
        assert!(!AskFailure::Status(404).may_pass());
    }
}
