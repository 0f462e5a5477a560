//! `bench`: what the daemon carries on one core, measured on loopback by a generator of its own.

mod arguments;
mod codecs;
mod config;
mod daemon;
mod edits;
mod generator;
mod judge;
mod pacing;
mod playout;
mod proc;
mod registrations;
mod report;
mod routing;
mod scenario;
mod search;
mod step;
mod suite;
mod text;
mod watchers;

use std::io;
use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command, seconds};
use report::Report;
use step::Order;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let report = Report::new(arguments.output);
    match measure(arguments, &report) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            report.trouble(&error);
            ExitCode::FAILURE
        }
    }
}

fn measure(arguments: Arguments, report: &Report) -> io::Result<()> {
    let bench = arguments.place.bench()?;
    proc::raise_files();
    proc::pin(bench.generator_core)?;
    match arguments.command {
        Command::Step {
            scenario,
            n,
            runs,
            steady,
        } => {
            let order = Order {
                scenario,
                n: n.into(),
                steady: seconds(steady),
                agents: 0,
            };
            let outcomes = suite::runs(&bench, order, runs.into(), report)?;
            report.steps(&outcomes)
        }
        Command::Search {
            scenario,
            from,
            to,
            runs,
            steady,
        } => {
            let mut outcomes = Vec::new();
            let found = search::search(from.into(), to.into(), runs.into(), |n| {
                let order = Order {
                    scenario,
                    n,
                    steady: seconds(steady),
                    agents: 0,
                };
                let outcome = step::run(&bench, order)?;
                report.progress(&outcome);
                let verdict = outcome.verdict;
                outcomes.push(outcome);
                Ok(verdict)
            })?;
            report.found(&found, &outcomes)
        }
        Command::Watch { clients, changes } => {
            let mut suite = suite::Suite::default();
            suite.watch(&bench, clients.into(), changes.into())?;
            report.suite(&suite)
        }
        Command::Registrations { phones, every } => {
            let mut suite = suite::Suite::default();
            suite.register(&bench, phones.into(), seconds(every))?;
            report.suite(&suite)
        }
        Command::Codecs => report.costs(&codecs::run()),
        Command::Config { resources, runs } => {
            let sizes = match resources.is_empty() {
                true => &config::SIZES[..],
                false => &resources,
            };
            let told = |figure: &config::Figure| report.told(&figure.line());
            report.config(&config::run(&bench, sizes, runs.into(), told)?)
        }
        Command::Routing { agents } if agents.is_empty() => route(&routing::SIZES, report),
        Command::Routing { agents } => route(&agents, report),
        Command::All {
            runs,
            steady,
            scale,
        } => {
            route(&routing::SIZES, report)?;
            let suite = suite::run(&bench, runs.into(), seconds(steady), scale.into(), report)?;
            report.suite(&suite)
        }
    }
}

fn route(sizes: &[u32], report: &Report) -> io::Result<()> {
    let figures = routing::run(sizes, |figures| report.decisions(figures))?;
    report.routing(&figures)
}
