//! `ccctl validate`

use std::path::PathBuf;

use clap::Args;
use model::Config;

use super::compile::{Checked, compile};
use crate::center::Variant;
use crate::diagnostics::{self, Form};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer;

const AFTER: &str = "\
Examples:
  ccctl validate center/
  ccctl validate center/ --env prod
  ccctl validate center/ --format github    annotates a pull request
  ccctl validate center/ --format json | jq '.problems[].message'

Exits with 0 if the center is valid, warnings or not, and with 3 if it is not.";

/// Check a center's YAML and report every problem at once
///
/// Reads every *.yaml and *.yml file below DIR, hidden ones left out, and checks spelling, types,
/// references, flows and audio files. Needs no daemon and changes nothing.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER)]
pub struct Validate {
    /// The directory that holds the center
    #[arg(value_name = "DIR")]
    directory: PathBuf,
    /// How problems are shown
    #[arg(long, value_enum, default_value_t = Form::Human, value_name = "FORMAT")]
    format: Form,
    /// Which environment.
    #[command(flatten)]
    variant: Variant,
}

impl Validate {
    /// Checks the directory.
    pub fn run(self) -> Result<Exit, Failure> {
        let Checked { center, compiled } = compile(&self.directory, &self.variant, self.format)?;
        if self.format == Form::Json || !compiled.warnings.is_empty() {
            let (sources, warnings) = (center.sources(), &compiled.warnings);
            diagnostics::show(self.format, &self.directory, &sources, warnings)?;
        }
        if self.format == Form::Human {
            let content = content(&compiled.config, compiled.tests.len());
            printer::text(&format!(
                "{} is valid: {content}\n",
                self.directory.display()
            ))?;
        }
        Ok(Exit::Ok)
    }
}

/// What is in a center, in words.
fn content(config: &Config, tests: usize) -> String {
    let kinds = [
        (config.trunks.len(), "trunk"),
        (config.numbers.len(), "number"),
        (config.prompts.len(), "prompt"),
        (config.ivrs.len(), "ivr"),
        (config.skill_groups.len(), "skill group"),
        (config.agents.len(), "agent"),
        (config.phones.len(), "phone"),
        (config.routing.len(), "routing"),
        (config.hours.len(), "business hours"),
        (config.caller_lists.len(), "caller list"),
        (config.roles.len(), "role"),
        (tests, "test"),
    ];
    let there = kinds.into_iter().filter(|(count, _)| *count > 0);
    let words: Vec<_> = there
        .map(|(count, word)| match (count, word) {
            (1, _) | (_, "routing" | "business hours") => format!("{count} {word}"),
            _ => format!("{count} {word}s"),
        })
        .collect();
    if words.is_empty() {
        "it is empty".to_owned()
    } else {
        words.join(", ")
    }
}
