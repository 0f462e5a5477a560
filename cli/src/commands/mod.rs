//! The commands, one file each.

mod agent;
mod apply;
mod compile;
mod completions;
mod get;
mod logs;
mod phone;
mod plan;
mod saved;
mod test;
mod token;
mod upload;
mod validate;

use clap::Subcommand;

use crate::arguments::Arguments;
use crate::exit::Exit;
use crate::failure::Failure;

/// A command.
#[derive(Debug, Subcommand)]
pub enum Command {
    Validate(validate::Validate),
    Plan(plan::PlanCommand),
    Apply(apply::Apply),
    Test(test::Test),
    Get(get::Get),
    Logs(logs::Logs),
    Agent(agent::Agent),
    Phone(phone::Phone),
    Token(token::TokenCommand),
    Completions(completions::Completions),
}

/// Runs a command.
pub async fn run(arguments: Arguments) -> Result<Exit, Failure> {
    let daemon = arguments.daemon;
    match arguments.command {
        Command::Validate(command) => command.run(),
        Command::Plan(command) => command.run(daemon.client()).await,
        Command::Apply(command) => command.run(daemon.client()).await,
        Command::Test(command) => command.run(&test::Simulator),
        Command::Get(command) => command.run(daemon.client()).await,
        Command::Logs(command) => command.run(daemon.client()).await,
        Command::Agent(command) => command.run(daemon.client()).await,
        Command::Phone(command) => command.run(daemon.client()).await,
        Command::Token(command) => command.run(daemon.client()).await,
        Command::Completions(command) => command.run(),
    }
}
