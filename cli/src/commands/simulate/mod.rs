//! `ccctl simulate`

mod csv;
mod input;
mod report;

use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use model::{Config, DialString, Span};
use sim::day::{self, Day, Spread};

use super::compile::compile_for_people;
use crate::center::Variant;
use crate::exit::Exit;
use crate::failure::Failure;

use input::{Clock, Goal, Patience};

const AFTER: &str = "\
Examples:
  ccctl simulate center/ --calls 40   40 calls each half hour, all day
  ccctl simulate center/ --calls 40 --from 09:00 --to 18:00 --keys 1
  ccctl simulate center/ --arrivals calls.csv --staff shifts.csv --patience 90s
  ccctl simulate center/ --calls 40 --runs 50 -o csv > day.csv

calls.csv, a line for each number and half hour; what callers press wherever the flow asks is optional:
  number,from,calls,keys
  02160001000,09:00,40,1
  02160001000,09:30,55,2 12345678

shifts.csv, as many lines of an agent as there are shifts; the times are half hours:
  agent,from,to
  amy,09:00,17:30

Without --staff every agent is there while any business hours of the center are open.";

/// Play a day of calls, and print how long callers would wait
///
/// Callers come by chance, as many as are expected of each half hour, go through the flow, wait, lose
/// patience and talk; agents come and go with their shifts. It is the engine that takes calls, in virtual
/// time, played several times: each figure has its interval of 95 %. Customers' systems do not answer.
/// Needs no daemon.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER)]
pub struct Simulate {
    /// The directory that holds the center
    #[arg(value_name = "DIR")]
    directory: PathBuf,
    /// Who calls when, as CSV
    #[arg(long, value_name = "FILE", required_unless_present = "calls")]
    arrivals: Option<PathBuf>,
    /// Calls that are expected each half hour
    #[arg(long, value_name = "N", conflicts_with = "arrivals")]
    calls: Option<f64>,
    /// Which number they dial; without it the first of the center
    #[arg(long, value_name = "NUMBER", requires = "calls")]
    number: Option<DialString>,
    /// What they press wherever the flow asks, with spaces in between
    #[arg(long, value_name = "KEYS", requires = "calls", default_value = "")]
    keys: String,
    /// When the first half hour of them begins
    #[arg(long, value_name = "TIME", requires = "calls", default_value = "00:00")]
    from: Clock,
    /// When the last one ends
    #[arg(long, value_name = "TIME", requires = "calls", default_value = "24:00")]
    to: Clock,
    /// Who is there when, as CSV
    #[arg(long, value_name = "FILE")]
    staff: Option<PathBuf>,
    /// How long talks take on average
    #[arg(long, value_name = "TIME", default_value = "3m")]
    talk: Span,
    /// How talks spread around that
    #[arg(long, value_enum, default_value_t = TalkSpread::Exponential, value_name = "HOW")]
    spread: TalkSpread,
    /// How long callers wait on average until they hang up; `never`: as long as it takes
    #[arg(long, value_name = "TIME", default_value = "2m")]
    patience: Patience,
    /// How long agents let it ring
    #[arg(long, value_name = "TIME", default_value = "3s")]
    rings: Span,
    /// How many percent of the callers should be answered within how many seconds
    #[arg(long, value_name = "PERCENT/SECONDS", default_value = "80/20")]
    goal: Goal,
    /// Which day; without it today
    #[arg(long, value_name = "DATE")]
    date: Option<Date>,
    /// How often the day is played
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=500))]
    runs: u32,
    /// The seed of the first run; the same seed gives the same figures
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// How the figures are shown
    #[arg(short, long, value_enum, default_value_t = DayFormat::Table, value_name = "FORMAT")]
    output: DayFormat,
    /// Which environment.
    #[command(flatten)]
    variant: Variant,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq, ValueEnum)]
enum TalkSpread {
    /// As talks mostly do.
    Exponential,
    /// Not at all.
    Fixed,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq, ValueEnum)]
enum DayFormat {
    /// For people.
    Table,
    /// One JSON document.
    Json,
    /// A line for each half hour and group.
    Csv,
}

impl Simulate {
    /// Plays the day.
    pub fn run(self) -> Result<Exit, Failure> {
        let compiled = compile_for_people(&self.directory, &self.variant)?.compiled;
        let config = Arc::new(compiled.config);
        let day = self.day(&config)?;
        if day.expected() > day::MOST_CALLS {
            let failure = Failure::error(format!(
                "{:.0} calls in {} runs are more than {:.0}",
                day.expected(),
                day.runs,
                day::MOST_CALLS
            ));
            return Err(failure.help("expect fewer calls, or play fewer --runs"));
        }
        let figures = day::simulate(&config, &day);
        match self.output {
            DayFormat::Table => report::table(&figures, self.goal)?,
            DayFormat::Json => report::json(&figures, &day, self.goal)?,
            DayFormat::Csv => report::csv(&figures)?,
        }
        Ok(Exit::Ok)
    }

    fn day(&self, config: &Config) -> Result<Day, Failure> {
        let midnight = day::midnight(config, self.date, jiff::Timestamp::now());
        let midnight = midnight.ok_or_else(|| Failure::error("there is no such day"))?;
        let arrivals = match &self.arrivals {
            Some(file) => input::arrivals(file, config)?,
            None => self.steady(config)?,
        };
        let open = day::open(config, midnight);
        let shifts = match &self.staff {
            Some(file) => input::shifts(file, config)?,
            None => config.agents.keys().map(|it| (it.clone(), open)).collect(),
        };
        Ok(Day {
            midnight,
            arrivals,
            talk: self.talk.get(),
            spread: match self.spread {
                TalkSpread::Exponential => Spread::Exponential,
                TalkSpread::Fixed => Spread::Fixed,
            },
            patience: self.patience.mean(),
            rings: self.rings.get(),
            shifts,
            open,
            target: self.goal.within(),
            seed: self.seed,
            runs: self.runs,
        })
    }

    /// As many calls in each half hour.
    fn steady(&self, config: &Config) -> Result<Vec<day::Arrivals>, Failure> {
        let number = match &self.number {
            Some(number) => number.clone(),
            None => {
                let first = config.numbers.keys().next();
                first
                    .cloned()
                    .ok_or_else(|| Failure::error("the center has no number"))?
            }
        };
        input::known(config, &number).map_err(Failure::error)?;
        let calls = self.calls.unwrap_or_default();
        input::fits(calls).map_err(|problem| Failure::error(format!("--calls: {problem}")))?;
        let slots = self.from.slot()..self.to.slot();
        let arrivals = slots.map(|slot| day::Arrivals {
            number: number.clone(),
            slot,
            calls,
            keys: input::keys(&self.keys),
        });
        Ok(arrivals.collect())
    }
}
