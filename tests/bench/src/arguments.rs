//! The command line.

use std::path::PathBuf;
use std::time::Duration;
use std::{env, io};

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::daemon::Bench;
use crate::scenario::Scenario;

const AFTER: &str = "\
A step passes with no failed call, at most 0.1 % of RTP lost, at most 0.1 % holes behind an adaptive
playout buffer of 40 ms at each receiver, and at least 97 % of the audio that was to be heard. It is
void when the generator was the limit: busy above 90 %, or late.

Everything happens on 127.0.0.1. The daemon is kept on one core and the generator on another; build
both with --release before you believe a figure.";

/// Measures what the daemon carries on one core
#[derive(Debug, Parser)]
#[command(name = "bench", version, max_term_width = 100, after_long_help = AFTER)]
pub struct Arguments {
    /// What to measure.
    #[command(subcommand)]
    pub command: Command,
    /// On what.
    #[command(flatten)]
    pub place: Place,
    /// How figures are printed
    #[arg(
        short,
        long,
        global = true,
        default_value = "table",
        value_name = "FORMAT"
    )]
    pub output: Format,
}

/// How figures are printed.
#[derive(Copy, Clone, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Table,
    /// For programs.
    Json,
}

/// What can be measured.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// One load of one size
    Step {
        /// The load
        #[arg(long)]
        scenario: Scenario,
        /// Its size: calls at once, or calls a second (cps, latency)
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=5000))]
        n: u16,
        /// How often
        #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=10))]
        runs: u8,
        /// Seconds that it is watched at its size
        #[arg(long, default_value_t = 15, value_parser = clap::value_parser!(u16).range(1..=600))]
        steady: u16,
    },
    /// The largest size of a load that passes: grows until one fails, then halves the gap
    Search {
        /// The load
        #[arg(long)]
        scenario: Scenario,
        /// Where to begin
        #[arg(long, default_value_t = 100, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=5000))]
        from: u16,
        /// Where to end
        #[arg(long, default_value_t = 4000, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=5000))]
        to: u16,
        /// How often what is found must have passed
        #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..=10))]
        runs: u8,
        /// Seconds that each step is watched at its size
        #[arg(long, default_value_t = 15, value_parser = clap::value_parser!(u16).range(1..=600))]
        steady: u16,
    },
    /// How soon those who watch the events hear what an agent does
    Watch {
        /// Those who watch
        #[arg(long, default_value_t = 500, value_parser = clap::value_parser!(u16).range(1..=900))]
        clients: u16,
        /// Changes of agents' states
        #[arg(long, default_value_t = 40, value_parser = clap::value_parser!(u16).range(1..=1000))]
        changes: u16,
    },
    /// What it costs that phones register again and again, each asked for its password each time
    Registrations {
        /// The phones
        #[arg(long, default_value_t = 5_000, value_parser = clap::value_parser!(u16).range(1..=10_000))]
        phones: u16,
        /// Seconds within which each registers once
        #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u16).range(1..=600))]
        every: u16,
    },
    /// What a packet between two legs takes of the CPU, from each codec to each
    Codecs,
    /// How long a routing decision takes, for 100, 1,000 and 10,000 agents
    Routing {
        /// With so many agents instead
        #[arg(long, value_name = "N", value_delimiter = ',', value_parser = clap::value_parser!(u32).range(10..=69_999))]
        agents: Vec<u32>,
    },
    /// What it costs to change a large center, and the same in Terraform where it is installed
    Config {
        /// With so many resources in place of 1,000, 10,000 and 100,000
        #[arg(long, value_name = "N", value_delimiter = ',', value_parser = clap::value_parser!(u32).range(100..=100_000))]
        resources: Vec<u32>,
        /// How often; the one in the middle counts
        #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..=10))]
        runs: u8,
    },
    /// Every figure at the size that it is to reach, in about ten minutes
    All {
        /// How often each load must pass
        #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..=10))]
        runs: u8,
        /// Seconds that each load is watched at its size
        #[arg(long, default_value_t = 12, value_parser = clap::value_parser!(u16).range(1..=600))]
        steady: u16,
        /// The sizes, in percent of what is to be reached
        #[arg(long, default_value_t = 100, value_name = "PERCENT", value_parser = clap::value_parser!(u16).range(1..=200))]
        scale: u16,
    },
}

/// On what it is measured.
#[derive(Clone, Debug, Args)]
pub struct Place {
    /// The daemon [default: beside this program]
    #[arg(long, global = true, value_name = "PATH")]
    ccd: Option<PathBuf>,
    /// Its command line tool [default: beside this program]
    #[arg(long, global = true, value_name = "PATH")]
    ccctl: Option<PathBuf>,
    /// Where stores and recordings are put, and deleted after each step
    #[arg(long, global = true, value_name = "DIR")]
    directory: Option<PathBuf>,
    /// The daemon's core
    #[arg(long, global = true, default_value_t = 0, value_name = "CORE")]
    daemon_core: usize,
    /// The generator's core
    #[arg(long, global = true, default_value_t = 1, value_name = "CORE")]
    generator_core: usize,
}

impl Place {
    /// With what was left out.
    ///
    /// # Errors
    /// This program does not know where it is.
    pub fn bench(self) -> io::Result<Bench> {
        let me = env::current_exe()?;
        let beside = |name: &str| me.with_file_name(name);
        Ok(Bench {
            ccd: self.ccd.unwrap_or_else(|| beside("ccd")),
            ccctl: self.ccctl.unwrap_or_else(|| beside("ccctl")),
            directory: self.directory,
            daemon_core: self.daemon_core,
            generator_core: self.generator_core,
        })
    }
}

/// Whole seconds.
pub fn seconds(number: u16) -> Duration {
    Duration::from_secs(number.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        use clap::CommandFactory;
        Arguments::command().debug_assert();
    }
}
