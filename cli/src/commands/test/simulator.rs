//! The simulator as the runner of tests.

use std::sync::Arc;

use lang::Compiled;

use super::outcome::{Checker, TestOutcome};
use crate::failure::Failure;

/// One seed for everybody, so that a test that passes here passes everywhere.
const SEED: u64 = 1;

/// The engine in virtual time.
pub struct Simulator;

impl Checker for Simulator {
    fn check(&self, compiled: &Compiled) -> Result<Vec<TestOutcome>, Failure> {
        let config = Arc::new(compiled.config.clone());
        let outcomes = compiled.tests.iter().map(|(name, test)| {
            let outcome = sim::check::check(&config, &test.value, SEED);
            TestOutcome {
                name: name.clone(),
                place: test.place.clone(),
                took_ms: u64::try_from(outcome.took.as_millis()).unwrap_or(u64::MAX),
                failures: outcome.failures,
                entered: outcome.entered,
                story: outcome.story,
            }
        });
        Ok(outcomes.collect())
    }
}
