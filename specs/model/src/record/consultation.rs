//! What came of asking customers' systems.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Name;
use crate::ask::AskFailure;

/// One question to a customer's system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Consultation {
    /// The node that asked.
    pub node: Name,
    /// The host that was asked.
    pub host: String,
    /// What came of it.
    pub outcome: Outcome,
    /// How long the call waited.
    pub took_ms: u64,
}

/// What came of a question. It is written as a word.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// There was an answer with everything that was wanted.
    Answered,
    /// The answer lacks a field, or has none that can be used: its variable has the default.
    Incomplete,
    /// The answer is not what was asked for, such as no JSON object: the defaults stand.
    Malformed,
    /// There was none: the defaults stand.
    Failed(AskFailure),
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Outcome::Failed(failure) => failure.fmt(f),
            Outcome::Answered => f.write_str("answered"),
            Outcome::Incomplete => f.write_str("incomplete"),
            Outcome::Malformed => f.write_str("malformed"),
        }
    }
}

/// A text is no outcome.
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no outcome of a question")]
pub struct UnknownOutcome;

impl FromStr for Outcome {
    type Err = UnknownOutcome;
    fn from_str(text: &str) -> Result<Outcome, UnknownOutcome> {
        let failures = AskFailure::ALL.into_iter().map(Outcome::Failed);
        let plain = [Outcome::Answered, Outcome::Incomplete, Outcome::Malformed];
        if let Some(status) = text.strip_prefix("status ") {
            let status = status.parse().map_err(|_| UnknownOutcome)?;
            return Ok(Outcome::Failed(AskFailure::Status(status)));
        }
        plain
            .into_iter()
            .chain(failures)
            .find(|outcome| outcome.to_string() == text)
            .ok_or(UnknownOutcome)
    }
}

impl Serialize for Outcome {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Outcome {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Outcome, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outcome_reads_what_it_writes() {
        let plain = [Outcome::Answered, Outcome::Incomplete, Outcome::Malformed];
        let failed = AskFailure::ALL.into_iter().map(Outcome::Failed);
        let status = Outcome::Failed(AskFailure::Status(404));
        for outcome in plain.into_iter().chain(failed).chain([status]) {
            let json = serde_json::to_string(&outcome).expect("JSON");
            assert_eq!(
                serde_json::from_str::<Outcome>(&json).ok(),
                Some(outcome),
                "{json}"
            );
        }
        assert_eq!("status x".parse::<Outcome>(), Err(UnknownOutcome));
        assert_eq!("perhaps".parse::<Outcome>(), Err(UnknownOutcome));
    }
}
