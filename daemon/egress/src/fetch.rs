//! One try of a question, over as many redirects as its host asks for.

use std::sync::Arc;

use model::ask::AskFailure;

use crate::connect::Connector;
use crate::exchange::{Answer, Letter, exchange, request};
use crate::limits::Limits;
use crate::target::{BadUrl, Target};

/// Why a try gave no answer.
#[derive(Debug)]
pub struct Failure {
    /// For the call.
    pub kind: AskFailure,
    /// For people.
    pub why: String,
}

impl Failure {
    /// A failure of that kind.
    pub fn new(kind: AskFailure, why: impl Into<String>) -> Failure {
        Failure {
            kind,
            why: why.into(),
        }
    }
}

impl From<BadUrl> for Failure {
    fn from(why: BadUrl) -> Failure {
        Failure::new(AskFailure::Refused, why.to_string())
    }
}

/// Sends `letter` to `target` once.
pub async fn fetch(
    connector: &Connector,
    limits: &Limits,
    target: &Target,
    letter: &Letter,
) -> Result<Arc<str>, Failure> {
    let mut target = target.clone();
    for _ in 0..=limits.redirects {
        let line = connector.connect(&target).await?;
        let request = request(&target, letter)?;
        match exchange(line, request, limits.body).await? {
            Answer::Text(text) => return Ok(text),
            Answer::Elsewhere(location) => target = target.redirected(&location)?,
        }
    }
    let why = format!("there were more than {} redirects", limits.redirects);
    Err(Failure::new(AskFailure::Refused, why))
}
