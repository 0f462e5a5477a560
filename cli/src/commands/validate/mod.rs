//! `ccctl validate`

mod fix;

use std::path::PathBuf;

use clap::Args;
use jiff::Zoned;
use jiff::civil::Date;
use lang::{Compiled, Mend, Problem, mend};
use model::Config;

use crate::center::{Center, Variant};
use crate::diagnostics::{self, Form, many};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::style::{Style, styled_stderr};
use crate::printer::{self, note};

const AFTER: &str = "\
Examples:
  ccctl validate center/
  ccctl validate center/ --fix              mends what is certain
  ccctl validate center/ --env prod
  ccctl validate center/ --deny-warnings
  ccctl validate center/ --format github    annotates a pull request
  ccctl validate center/ --format json | jq '.problems[].message'

Exits with 0 if the center is valid, warnings or not, and with 3 if it is not. A warning is \
ignored by its code and a reason: `ccctl explain ignore`.";

/// Check a center's YAML and report every problem at once
///
/// Reads every *.yaml and *.yml file below DIR, hidden ones left out, and checks spelling, types,
/// references, flows and audio files. In a center without errors it also warns of what was perhaps not
/// meant. Needs no daemon and, without --fix, changes nothing.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER)]
pub struct Validate {
    /// The directory that holds the center
    #[arg(value_name = "DIR")]
    directory: PathBuf,
    /// How problems are shown
    #[arg(long, value_enum, default_value_t = Form::Human, value_name = "FORMAT")]
    format: Form,
    /// Mend in the files what is certain, such as a misspelled name, and say what is left
    #[arg(long)]
    fix: bool,
    /// Exit with 3 if there is a warning
    #[arg(long)]
    deny_warnings: bool,
    /// The day for what depends on one, such as the holidays of next year; without it, today
    #[arg(long, value_name = "DATE", value_parser = date)]
    on: Option<Date>,
    /// Which environment.
    #[command(flatten)]
    variant: Variant,
}

impl Validate {
    /// Checks the directory.
    pub fn run(self) -> Result<Exit, Failure> {
        let today = self.on.unwrap_or_else(|| Zoned::now().date());
        let mut center = Center::read(&self.directory, &self.variant)?;
        let mut mended = None;
        if self.fix {
            let fixed = fix::fix(center, today)?;
            self.tell(&fixed);
            center = fixed.center;
            mended = Some(fixed.mends);
        }
        let result = center.compile_on(today);
        let problems = mend::problems(&result);
        let (sources, mended) = (center.sources(), mended.as_deref());
        diagnostics::show_after(self.format, &self.directory, &sources, problems, mended)?;
        diagnostics::more(self.format, problems.iter().map(|problem| problem.code));
        self.verdict(&result)
    }

    /// Says what could not be mended although it is certain.
    fn tell(&self, fixed: &fix::Fixed) {
        for (path, why) in &fixed.left {
            let path = self.directory.join(path);
            note(format_args!("{} is not mended: {why}", path.display()));
        }
        if fixed.refused > 0 {
            note(format_args!(
                "nothing is mended: with {} there would be more problems than before",
                many(fixed.refused, "mend")
            ));
        }
    }

    fn verdict(&self, result: &Result<Compiled, Vec<Problem>>) -> Result<Exit, Failure> {
        let problems = mend::problems(result);
        let word = match result {
            Ok(compiled) if self.deny_warnings && !compiled.warnings.is_empty() => "denied",
            Ok(compiled) => {
                self.valid(compiled)?;
                return Ok(Exit::Ok);
            }
            Err(_) => "invalid",
        };
        if self.format == Form::Human {
            let (word, count) = (
                styled_stderr(Style::Bad, word),
                diagnostics::count(problems),
            );
            let directory = self.directory.display();
            note(format_args!("{word}: {count} in {directory}"));
            let mends: Vec<&Mend> = problems
                .iter()
                .filter_map(|one| one.mend.as_ref())
                .collect();
            if !self.fix && !mends.is_empty() {
                let count = many(mends.len(), "problem");
                note(format_args!("{count} can be mended with --fix"));
            }
        }
        Ok(Exit::Invalid)
    }

    fn valid(&self, compiled: &Compiled) -> Result<(), Failure> {
        if self.format != Form::Human {
            return Ok(());
        }
        let content = content(&compiled.config, compiled.tests.len());
        let directory = self.directory.display();
        printer::text(&format!("{directory} is valid: {content}\n"))
    }
}

fn date(text: &str) -> Result<Date, &'static str> {
    text.parse().map_err(|_| "a day is written as `2026-12-01`")
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
        (config.hotwords.len(), "hotword"),
        (config.webhooks.len(), "webhook"),
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
