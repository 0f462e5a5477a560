//! The command line.

use clap::builder::Resettable;
use clap::builder::styling::{AnsiColor, Styles};
use clap::error::ErrorKind;
use clap::{Args, Command as Tree, CommandFactory, Parser};

use crate::client::{Address, Client};
use crate::commands::Command;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Yellow.on_default().bold())
    .usage(AnsiColor::Yellow.on_default().bold())
    .literal(AnsiColor::Green.on_default())
    .placeholder(AnsiColor::Cyan.on_default());

const AFTER: &str = "\
A first change, from YAML to a call:
  ccctl validate center/                  is it right? needs no daemon
  ccctl plan center/                      what would it change?
  ccctl apply center/                     show that, ask, do it
  ccctl logs -f                           watch the calls

In a pipeline:
  ccctl validate center/ --format github
  ccctl plan center/ --out plan.json --detailed-exitcode
  ccctl apply plan.json --yes

Exit codes:
  0     it worked, or nothing would change
  1     it did not work
  2     with --detailed-exitcode: something would change, or is changed
  3     the configuration is invalid, or not for that daemon; fmt: not laid out
  4     not authorised
  5     conflict: the plan is stale, or a deletion was not allowed
  6     a test of the center failed, or fuzz has found something
  64    the command line is wrong
  130   interrupted

Data goes to standard output, everything else to standard error. Colours appear on a terminal \
only, and never with NO_COLOR set.";

/// Where the daemon of this machine is.
pub const DEFAULT_DAEMON: &str = "unix:/run/ccd/ccd.sock";

/// Describes, plans and applies a contact center, and looks after the one that runs
///
/// A center is a directory of YAML: trunks, numbers, prompts, call flows, skill groups, agents and
/// phones. ccctl checks it, shows what it would change on a running daemon (ccd), applies it as a
/// whole or not at all, and follows the calls.
#[derive(Debug, Parser)]
#[command(
    name = "ccctl",
    version,
    styles = STYLES,
    max_term_width = 100,
    after_long_help = AFTER,
    arg_required_else_help = true,
    subcommand_required = true
)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Which daemon.
    #[command(flatten)]
    pub daemon: Daemon,
}

impl Arguments {
    /// Those of this process, or what is to be told instead.
    ///
    /// The usage beside a mistake has what was given, and to clap a variable of the environment is
    /// given: it would stand there as if it had to be typed. So a mistake is looked for without them.
    pub fn read() -> Result<Arguments, clap::Error> {
        let error = match Arguments::try_parse() {
            Ok(arguments) => return Ok(arguments),
            Err(error) => error,
        };
        let is_help = error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
        if is_help || !error.use_stderr() {
            return Err(error);
        }
        let typed = without_environment(Arguments::command()).try_get_matches();
        Err(typed.err().unwrap_or(error))
    }
}

fn without_environment(command: Tree) -> Tree {
    command
        .mut_args(|argument| argument.env(Resettable::Reset))
        .mut_subcommands(without_environment)
}

/// Which daemon to talk to, and as whom.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Daemon")]
pub struct Daemon {
    /// Where the daemon is: unix:PATH or http://HOST:PORT
    #[arg(
        long,
        global = true,
        env = "CCCTL_DAEMON",
        default_value = DEFAULT_DAEMON,
        value_name = "ADDRESS"
    )]
    daemon: Address,
    /// The token to show over http; the Unix socket needs none
    #[arg(
        long,
        global = true,
        env = "CCCTL_TOKEN",
        hide_env_values = true,
        value_name = "TOKEN"
    )]
    token: Option<String>,
}

impl Daemon {
    /// A client of that daemon.
    pub fn client(self) -> Client {
        Client::new(self.daemon, self.token)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    /// The commands `ccctl …` of the blocks of shell in a document.
    fn commands(document: &str) -> Vec<Vec<String>> {
        let blocks = document.split("```sh\n").skip(1);
        let blocks = blocks.filter_map(|rest| rest.split("```").next());
        let text = blocks.collect::<String>().replace("\\\n", " ");
        let lines = text.lines().filter(|line| line.starts_with("ccctl "));
        lines
            .map(|line| {
                let line = line.split(" #").next().unwrap_or_default();
                let line = line.split(" | ").next().unwrap_or_default();
                let line = line.split(" > ").next().unwrap_or_default();
                let quoted = line.split('\'').enumerate();
                let words = quoted.flat_map(|(number, part)| match number % 2 {
                    0 => part.split_whitespace().map(str::to_owned).collect(),
                    _ => vec![part.to_owned()],
                });
                words.collect()
            })
            .collect()
    }

    #[test]
    fn every_command_of_the_documents_is_one() {
        let house = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
        for (document, least) in [
            ("README.md", 8),
            ("docs/admin-guide.md", 14),
            ("docs/zh/admin-guide.md", 9),
            ("docs/agent-guide.md", 2),
            ("docs/changes.md", 14),
            ("docs/diagnosis.md", 5),
            ("docs/zh/diagnosis.md", 4),
            ("docs/api.md", 3),
            ("docs/trunks.md", 2),
            ("docs/configuration.md", 9),
            ("docs/checks.md", 1),
            ("docs/zh/checks.md", 10),
            ("docs/import.md", 7),
            ("docs/trials.md", 8),
            ("docs/zh/agent-guide.md", 2),
            ("examples/small-office/README.md", 5),
            ("examples/bank-hotline/README.md", 4),
            ("examples/customer-system/README.md", 5),
        ] {
            let text = std::fs::read_to_string(format!("{house}/{document}")).expect(document);
            let commands = commands(&text);
            assert!(commands.len() >= least, "{document}: {}", commands.len());
            for words in commands {
                if let Err(error) = Arguments::try_parse_from(&words) {
                    panic!("{document}: {}: {error}", words.join(" "));
                }
            }
        }
    }
}
