//! What is answered when something is refused or fails.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// An error as RFC 9457 has it; content type `application/problem+json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Problem {
    /// `urn:ccd:problem:` and the code.
    #[serde(rename = "type")]
    pub kind: String,
    /// What kind of problem this is; the same words for every one of its kind.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened this time.
    pub detail: String,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// What kind of problem this is, for programs.
    pub code: Code,
    /// What a program may want to know besides (extension members of RFC 9457), such as `state`: what
    /// is there and contradicts the request.
    #[serde(flatten)]
    pub members: BTreeMap<String, Value>,
}

/// The kinds of problems.
#[derive(
    Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// The request is not of the form that the interface asks for.
    BadRequest,
    /// No token, or one that does not hold.
    NotAuthenticated,
    /// The token's role does not allow this.
    NotAuthorised,
    /// There is nothing of that name.
    NotFound,
    /// The path is there, but not for that method; `Allow` names those that are.
    MethodNotAllowed,
    /// The body is of a kind that is not read here.
    UnsupportedMediaType,
    /// The recording has no such bytes.
    RangeNotSatisfiable,
    /// The plan was made against a revision that is no more live.
    StalePlan,
    /// The request contradicts what is there, such as a name that is taken.
    Conflict,
    /// The body is larger than its limit.
    TooLarge,
    /// The configuration breaks a rule, or a clip of it is missing or no audio.
    InvalidConfiguration,
    /// The machine lacks something that the configuration needs, such as a speech engine.
    NotPossibleHere,
    /// Too many requests from there, or too many at once: it passes.
    TooMany,
    /// There are as many of something as may be: waiting does not help.
    LimitReached,
    /// The disk or the store does not take the change.
    Storage,
    /// The daemon is about to stop or has no room.
    Unavailable,
    /// A fault of the daemon's own.
    Internal,
    /// A code of a later daemon.
    #[serde(other)]
    Unknown,
}

impl Code {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Code::BadRequest => "bad_request",
            Code::NotAuthenticated => "not_authenticated",
            Code::NotAuthorised => "not_authorised",
            Code::NotFound => "not_found",
            Code::MethodNotAllowed => "method_not_allowed",
            Code::UnsupportedMediaType => "unsupported_media_type",
            Code::RangeNotSatisfiable => "range_not_satisfiable",
            Code::StalePlan => "stale_plan",
            Code::Conflict => "conflict",
            Code::TooLarge => "too_large",
            Code::InvalidConfiguration => "invalid_configuration",
            Code::NotPossibleHere => "not_possible_here",
            Code::TooMany => "too_many",
            Code::LimitReached => "limit_reached",
            Code::Storage => "storage",
            Code::Unavailable => "unavailable",
            Code::Internal => "internal",
            Code::Unknown => "unknown",
        }
    }

    /// The HTTP status that goes with it.
    pub const fn status(self) -> u16 {
        match self {
            Code::BadRequest => 400,
            Code::NotAuthenticated => 401,
            Code::NotAuthorised => 403,
            Code::NotFound => 404,
            Code::MethodNotAllowed => 405,
            Code::UnsupportedMediaType => 415,
            Code::RangeNotSatisfiable => 416,
            Code::StalePlan | Code::Conflict => 409,
            Code::TooLarge => 413,
            Code::InvalidConfiguration | Code::NotPossibleHere => 422,
            Code::TooMany | Code::LimitReached => 429,
            Code::Internal | Code::Unknown => 500,
            Code::Unavailable => 503,
            Code::Storage => 507,
        }
    }

    /// The title that goes with it.
    pub const fn title(self) -> &'static str {
        match self {
            Code::BadRequest => "the request cannot be read",
            Code::NotAuthenticated => "a valid token is needed",
            Code::NotAuthorised => "the token does not allow this",
            Code::NotFound => "there is nothing of that name",
            Code::MethodNotAllowed => "the path does not take that method",
            Code::UnsupportedMediaType => "the body is of a kind that is not read here",
            Code::RangeNotSatisfiable => "there are no such bytes",
            Code::StalePlan => "the plan is stale",
            Code::Conflict => "the request contradicts what is there",
            Code::TooLarge => "the body is too large",
            Code::InvalidConfiguration => "the configuration is invalid",
            Code::NotPossibleHere => "this machine lacks something that the configuration needs",
            Code::TooMany => "too many requests",
            Code::LimitReached => "there are as many as may be",
            Code::Storage => "the change cannot be stored",
            Code::Unavailable => "the daemon takes no requests",
            Code::Internal => "the daemon failed",
            Code::Unknown => "an unknown problem",
        }
    }
}

impl Problem {
    /// The content type of a problem.
    pub const CONTENT_TYPE: &'static str = "application/problem+json";

    /// A problem of a kind: `detail` says what happened this time.
    pub fn new(code: Code, detail: impl Into<String>) -> Problem {
        Problem {
            kind: format!("urn:ccd:problem:{}", code.word()),
            title: code.title().to_owned(),
            status: code.status(),
            detail: detail.into(),
            help: None,
            code,
            members: BTreeMap::new(),
        }
    }

    /// The same with an extension member.
    #[must_use]
    pub fn with_member(mut self, name: &str, value: impl Into<Value>) -> Problem {
        self.members.insert(name.to_owned(), value.into());
        self
    }

    /// The same with words on what to do about it.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Problem {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.title, self.detail)
    }
}

impl std::error::Error for Problem {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_read_as_it_was_written() {
        let problem = Problem::new(
            Code::StalePlan,
            "revision 4 is live, the plan starts from 3",
        )
        .with_help("plan again")
        .with_member("state", "revision 4");
        let json = serde_json::to_value(&problem).expect("json");
        assert_eq!(json["type"], "urn:ccd:problem:stale_plan");
        assert_eq!(json["status"], 409);
        assert_eq!(json["state"], "revision 4");
        assert_eq!(
            serde_json::from_value::<Problem>(json).expect("a problem"),
            problem
        );
    }

    #[test]
    fn a_code_of_a_later_daemon_is_unknown() {
        let code: Code = serde_json::from_str("\"quota\"").expect("a code");
        assert_eq!(code, Code::Unknown);
    }
}
