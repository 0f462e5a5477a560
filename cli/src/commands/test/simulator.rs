//! The simulator as the runner of tests.

use lang::Compiled;

use super::outcome::{Checker, TestOutcome};
use crate::failure::Failure;

/// The engine in virtual time.
pub struct Simulator;

impl Checker for Simulator {
    fn check(&self, _compiled: &Compiled) -> Result<Vec<TestOutcome>, Failure> {
        Err(Failure::error("this ccctl was built without the simulator"))
    }
}
