//! The commands, one file each.

mod agent;
mod apply;
mod blacklist;
mod call;
mod carry;
mod ci;
mod client;
mod compile;
mod completions;
mod consent;
mod describe;
mod destroy;
mod drift;
mod explain;
mod export;
mod fmt;
mod fresh;
mod fuzz;
mod get;
mod graph;
mod history;
mod import;
mod init;
mod logs;
mod password;
mod phone;
mod plan;
mod prompt;
mod provision;
mod pull;
mod render;
mod replay;
mod saved;
mod schema;
mod set;
mod simulate;
mod softphone;
mod test;
mod token;
mod trunk;
mod unset;
mod upload;
mod validate;
mod webhook;

use clap::Subcommand;
use model::CallId;

use crate::arguments::Arguments;
use crate::exit::Exit;
use crate::failure::Failure;

/// A command.
#[derive(Debug, Subcommand)]
pub enum Command {
    Init(init::Init),
    Validate(validate::Validate),
    Fmt(fmt::Fmt),
    Plan(plan::PlanCommand),
    Apply(apply::Apply),
    Test(test::Test),
    Fuzz(fuzz::Fuzz),
    Simulate(Box<simulate::Simulate>),
    Render(render::Render),
    Graph(graph::Graph),
    Get(get::Get),
    Describe(describe::Describe),
    History(history::History),
    Show(history::Show),
    Diff(history::Diff),
    Rollback(history::Rollback),
    Destroy(destroy::Destroy),
    Logs(logs::Logs),
    Call(call::Call),
    Agent(agent::Agent),
    Phone(phone::Phone),
    Trunk(trunk::Trunk),
    Webhook(webhook::Webhook),
    Prompt(prompt::Prompt),
    Softphone(softphone::Softphone),
    Token(token::TokenCommand),
    Client(client::ClientCommand),
    Explain(explain::Explain),
    Export(export::Export),
    Import(import::Import),
    Schema(schema::Schema),
    Set(set::Set),
    Unset(unset::Unset),
    Drift(drift::Drift),
    Pull(pull::Pull),
    Blacklist(blacklist::BlacklistCommand),
    Ci(ci::Ci),
    Completions(completions::Completions),
}

/// The id of a call as an argument.
fn call_id(text: &str) -> Result<CallId, &'static str> {
    text.parse()
        .map_err(|_| "the id of a call looks like 0192a1d8-7c00-7000-8000-000000000001")
}

/// Runs a command.
pub async fn run(arguments: Arguments) -> Result<Exit, Failure> {
    let daemon = arguments.daemon;
    match arguments.command {
        Command::Init(command) => command.run(),
        Command::Validate(command) => command.run(),
        Command::Fmt(command) => command.run(),
        Command::Plan(command) => command.run(daemon.client()).await,
        Command::Apply(command) => command.run(daemon.client()).await,
        Command::Test(command) => command.run(&test::Simulator),
        Command::Fuzz(command) => command.run(),
        Command::Simulate(command) => command.run(),
        Command::Render(command) => command.run(),
        Command::Graph(command) => command.run(),
        Command::Get(command) => command.run(daemon.client()).await,
        Command::Describe(command) => command.run(daemon.client()).await,
        Command::History(command) => command.run(daemon.client()).await,
        Command::Show(command) => command.run(daemon.client()).await,
        Command::Diff(command) => command.run(daemon.client()).await,
        Command::Rollback(command) => command.run(daemon.client()).await,
        Command::Destroy(command) => command.run(daemon.client()).await,
        Command::Logs(command) => command.run(daemon.client()).await,
        Command::Call(command) => command.run(daemon.client()).await,
        Command::Agent(command) => command.run(daemon.client()).await,
        Command::Phone(command) => command.run(daemon.client()).await,
        Command::Trunk(command) => command.run(daemon.client()).await,
        Command::Webhook(command) => command.run(daemon.client()).await,
        Command::Prompt(command) => command.run(daemon.client()).await,
        Command::Softphone(command) => command.run().await,
        Command::Token(command) => command.run(daemon.client()).await,
        Command::Client(command) => command.run(daemon.client()).await,
        Command::Explain(command) => command.run(),
        Command::Export(command) => command.run(daemon.client()).await,
        Command::Import(command) => command.run(),
        Command::Schema(command) => command.run(daemon.client()).await,
        Command::Set(command) => command.run(daemon.client()).await,
        Command::Unset(command) => command.run(daemon.client()).await,
        Command::Drift(command) => command.run(daemon.client()).await,
        Command::Pull(command) => command.run(daemon.client()).await,
        Command::Blacklist(command) => command.run(daemon.client()).await,
        Command::Ci(command) => command.run(),
        Command::Completions(command) => command.run(),
    }
}
