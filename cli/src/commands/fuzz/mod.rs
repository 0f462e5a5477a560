//! `ccctl fuzz`

mod case;
mod report;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, ValueEnum};
use model::{Config, DialString, IvrName, Span};
use sim::fuzz::{Limits, fuzz};

use super::compile::compile_for_people;
use crate::center::Variant;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::{self, Format};

use report::Told;

const AFTER: &str = "\
Examples:
  ccctl fuzz center/                          every flow to which a number leads
  ccctl fuzz center/ main --depth 8           one flow, deeper
  ccctl fuzz center/ 02160001000 --longest 5m
  ccctl fuzz center/ -o json | jq '.flows[].findings[].kind'

What it finds:
  dead-end    a place from which no caller comes to anybody or to an end
  endless     a place where a caller who presses nothing is kept for ever
  long        more than --longest passes, and nobody has talked with the caller
  silent      the center hangs up without a word
  unreached   a node to which no caller comes

Exits with 6 if it finds something.";

/// Try every way through a flow, and report where callers are lost
///
/// Plays every sequence of keys, no key at all, hours open and closed, answers of customers' systems and
/// none, groups that answer, do not, are busy, full or empty, by the same engine that takes calls, in virtual
/// time. Each finding comes with the shortest way to it, as a test for `tests:` where a test can say it.
/// Needs no daemon.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER)]
pub struct Fuzz {
    /// The directory that holds the center
    #[arg(value_name = "DIR")]
    directory: PathBuf,
    /// One flow, or the number that leads to it
    #[arg(value_name = "IVR|NUMBER")]
    target: Option<String>,
    /// How often a caller presses keys or lets the time for them pass
    #[arg(long, value_name = "N", default_value_t = 6, value_parser = clap::value_parser!(u8).range(1..=30))]
    depth: u8,
    /// How many states of each flow are looked at
    #[arg(long, value_name = "N", default_value_t = 5_000, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    states: u32,
    /// How long a call may take until somebody talks with the caller
    #[arg(long, value_name = "TIME", default_value = "10m")]
    longest: Span,
    /// How the findings are shown
    #[arg(short, long, value_enum, default_value_t = FuzzFormat::Table, value_name = "FORMAT")]
    output: FuzzFormat,
    /// Which environment.
    #[command(flatten)]
    variant: Variant,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq, ValueEnum)]
enum FuzzFormat {
    /// For people.
    Table,
    /// One JSON document.
    Json,
}

impl Fuzz {
    /// Tries everything.
    pub fn run(self) -> Result<Exit, Failure> {
        let compiled = compile_for_people(&self.directory, &self.variant)?.compiled;
        let config = Arc::new(compiled.config);
        let numbers = match &self.target {
            Some(target) => vec![number_of(&config, target)?],
            None => one_of_each_flow(&config),
        };
        let limits = Limits {
            depth: usize::from(self.depth),
            states: usize::try_from(self.states).unwrap_or(usize::MAX),
            longest: self.longest.get(),
        };
        let reports = numbers
            .iter()
            .filter_map(|number| fuzz(&config, number, &limits));
        let told = Told::of(reports, &limits);
        match self.output {
            FuzzFormat::Table => printer::text(&told.text())?,
            FuzzFormat::Json => printer::document(Format::Json, &told)?,
        }
        Ok(match told.is_clean() {
            true => Exit::Ok,
            false => Exit::TestsFailed,
        })
    }
}

/// The number that is meant, or the first that leads to the flow that is.
fn number_of(config: &Config, target: &str) -> Result<DialString, Failure> {
    if let Some((number, _)) = config.numbers.get_key_value(target) {
        return Ok(number.clone());
    }
    let mut numbers = config.numbers.iter();
    let leads = numbers.find(|(_, number)| number.ivr.as_str() == target);
    leads.map(|(number, _)| number.clone()).ok_or_else(|| {
        let failure = Failure::error(format!(
            "no number is {target}, and none leads to a flow {target}"
        ));
        failure.help("name a flow to which a number leads, or that number")
    })
}

fn one_of_each_flow(config: &Config) -> Vec<DialString> {
    let mut seen: BTreeSet<&IvrName> = BTreeSet::new();
    let numbers = config.numbers.iter();
    let first = numbers.filter(|(_, number)| seen.insert(&number.ivr));
    first.map(|(number, _)| number.clone()).collect()
}
