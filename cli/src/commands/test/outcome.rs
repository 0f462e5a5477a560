//! What whoever runs the tests tells the reporter.

use lang::Compiled;
use model::{IvrName, Name, Place};

use crate::failure::Failure;

/// Runs the tests of a center.
pub trait Checker {
    /// The outcome of every test, in the order of their names.
    ///
    /// # Errors
    /// Why none could be run.
    fn check(&self, compiled: &Compiled) -> Result<Vec<TestOutcome>, Failure>;
}

/// What became of one test.
#[derive(Clone, Debug, PartialEq)]
pub struct TestOutcome {
    /// Its name.
    pub name: Name,
    /// Where it is written.
    pub place: Place,
    /// How long the call took in virtual time.
    pub took_ms: u64,
    /// What was not as expected, a sentence each; empty: the test has passed.
    pub failures: Vec<String>,
    /// The nodes that the call entered, with their flows.
    pub entered: Vec<(IvrName, Name)>,
    /// What happened in the call, a line each, shown when the test has failed.
    pub story: Vec<String>,
}
