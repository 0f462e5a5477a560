//! `ccd`: arguments, logging, signals. Everything else is in `shell`.

mod acme;
mod arguments;
mod logging;
mod ready;
mod signals;

use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};

use arguments::{Arguments, Command};
use signals::Wish;

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Serve(serve) => match serve.settings() {
            Ok(settings) => serve_until_told(&settings),
            Err(why) => Arguments::command()
                .error(ErrorKind::ValueValidation, why)
                .exit(),
        },
    }
}

fn serve_until_told(settings: &shell::Settings) -> ExitCode {
    logging::start();
    match run(settings) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            logging::fatal(error.as_ref());
            ExitCode::FAILURE
        }
    }
}

fn run(settings: &shell::Settings) -> Result<(), Box<dyn std::error::Error>> {
    // Recordings, records and what is kept of passwords are nobody else's on this machine.
    rustix::process::umask(rustix::fs::Mode::RWXG | rustix::fs::Mode::RWXO);
    // Armed first: a signal that comes during the start must not be lost.
    let signals = signals::Signals::arm()?;
    let running = shell::serve(settings)?;
    ready::announce(running.addresses())?;
    while signals.next() == Wish::LookAgain {
        tracing::info!("told to look at the certificate again");
        running.look_again();
    }
    tracing::info!("told to stop: no more calls are taken, those that are up may finish");
    let second = signals.clone();
    running.drain(move || second.has_second());
    Ok(())
}
