//! A POST whose sender waits for the answer, and says himself when it is tried again.

use std::sync::Arc;

use model::ask::AskFailure;
use tokio::time::timeout;

use crate::asking::{Client, Egress, late};
use crate::counters::ANSWERED;
use crate::exchange::Letter;
use crate::fetch::{Failure, fetch};
use crate::target::Target;

impl Egress {
    /// Sends a letter once. Everything that is true of a question is true of it, but that no host is left
    /// alone: whoever sends has waits of his own.
    ///
    /// # Errors
    /// Why there is no answer that says that it was taken.
    pub async fn post(&self, url: &str, letter: &Letter) -> Result<Arc<str>, Failure> {
        let outcome = self.client.post(url, letter).await;
        let word = match &outcome {
            Ok(_) => ANSWERED,
            Err(failure) => failure.kind.word(),
        };
        self.client.counters.outcome(word);
        outcome
    }
}

impl Client {
    async fn post(&self, url: &str, letter: &Letter) -> Result<Arc<str>, Failure> {
        let target = Target::read(url)?;
        let limit = self.limits.answer;
        let no_place = || {
            let why = "there was no place for the letter in time";
            Failure::new(AskFailure::Overload, why)
        };
        let host = target.origin();
        let _place = self.places.enter(&host, limit).await.ok_or_else(no_place)?;
        let trying = fetch(&self.connector, &self.limits, &target, letter);
        timeout(limit, trying)
            .await
            .unwrap_or_else(|_| Err(late(limit)))
    }
}
