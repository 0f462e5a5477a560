//! `ccctl`: describes, plans and applies a contact center, and looks after the one that runs.

mod arguments;
mod calllog;
mod center;
mod client;
mod commands;
mod complete;
mod diagnostics;
mod exit;
mod failure;
mod graph;
mod import;
#[cfg(test)]
mod laid_out;
mod moment;
mod printer;
mod provision;
mod replacement;
mod views;

use std::process::ExitCode;

use crate::arguments::Arguments;
use crate::exit::Exit;
use crate::failure::Failure;

fn main() -> ExitCode {
    if let Some(answered) = complete::answered() {
        return answered;
    }
    match Arguments::read() {
        Ok(arguments) => run(arguments).into(),
        Err(error) => {
            let exit = if error.use_stderr() {
                Exit::Usage
            } else {
                Exit::Ok
            };
            // Nothing can be said where nobody listens.
            let _ = error.print();
            exit.into()
        }
    }
}

/// Runs the command until it is done or interrupted.
fn run(arguments: Arguments) -> Exit {
    let runtime = match tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => {
            return Failure::error(format!("the process cannot be set up: {error}")).report();
        }
    };
    let outcome = runtime.block_on(async {
        tokio::select! {
            outcome = commands::run(arguments) => outcome,
            _ = tokio::signal::ctrl_c() => Ok(Exit::Interrupted),
        }
    });
    // A question that was left unanswered still reads from the terminal: it is not waited for.
    runtime.shutdown_background();
    outcome.unwrap_or_else(|failure| failure.report())
}
