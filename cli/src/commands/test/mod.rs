//! `ccctl test`

mod coverage;
mod outcome;
mod report;
mod simulator;

use std::io;
use std::path::PathBuf;

use clap::Args;
use model::Name;

use super::compile::compile_for_people;
use crate::center::Variant;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::note;

use coverage::Coverage;
use outcome::Checker;
pub use simulator::Simulator;

const AFTER: &str = "\
Examples:
  ccctl test center/
  ccctl test center/ --only opening-hours
  ccctl test center/ --coverage          which nodes and ways no test reaches
  ccctl test center/ --min-coverage 80   fails below 80 percent of both

A test in YAML:
  tests:
    sales-answers:
      dial: \"02160001000\"
      agents: { amy: { presence: idle, answers_after: 2s } }
      steps: [{ reach: menu }, { press: \"1\" }, talk, { wait: 10s }, hang_up]
      expect: { end_status: ok, agent: amy, path: [welcome, menu, sales] }

Exits with 6 if a test fails, or if too little is reached.";

/// Run a center's own tests, without a daemon
///
/// Each test dials a number in a simulated center of the same engine, in virtual time: press this,
/// expect that path, end status and record.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER)]
pub struct Test {
    /// The directory that holds the center
    #[arg(value_name = "DIR")]
    directory: PathBuf,
    /// Run this test alone
    #[arg(long, value_name = "NAME")]
    only: Option<Name>,
    /// Show which nodes of the flows were entered, and which ways from node to node were taken
    #[arg(long)]
    coverage: bool,
    /// Fail if less than so many percent of all nodes and ways were reached
    #[arg(long, value_name = "PERCENT", conflicts_with = "only", value_parser = clap::value_parser!(u8).range(1..=100))]
    min_coverage: Option<u8>,
    /// Which environment.
    #[command(flatten)]
    variant: Variant,
}

impl Test {
    /// Runs the tests.
    pub fn run(self, checker: &impl Checker) -> Result<Exit, Failure> {
        let mut compiled = compile_for_people(&self.directory, &self.variant)?.compiled;
        if let Some(only) = &self.only {
            compiled.tests.retain(|name, _| name == only);
            if compiled.tests.is_empty() {
                return Err(Failure::error(format!("there is no test {only}")));
            }
        }
        if compiled.tests.is_empty() {
            note("there are no tests: write some below `tests:`");
            return Ok(Exit::Ok);
        }
        let outcomes = checker.check(&compiled)?;
        let mut out = io::stdout().lock();
        report::write(&mut out, &self.directory, &outcomes)?;
        let coverage = Coverage::of(&compiled.config, &outcomes);
        if self.coverage || self.min_coverage.is_some() {
            coverage.write(&mut out)?;
        }
        let passed = outcomes.iter().all(|outcome| outcome.failures.is_empty());
        let enough = self.is_enough(&coverage);
        Ok(if passed && enough {
            Exit::Ok
        } else {
            Exit::TestsFailed
        })
    }

    fn is_enough(&self, coverage: &Coverage<'_>) -> bool {
        let least = self.min_coverage.unwrap_or(0);
        let enough = coverage.percent() >= usize::from(least);
        if !enough {
            note(format_args!(
                "less is reached than {least} %: write tests for what is named above"
            ));
        }
        enough
    }
}
