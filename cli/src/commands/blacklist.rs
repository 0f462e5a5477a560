//! `ccctl blacklist`

use std::collections::BTreeSet;

use api::{BlockCaller, BlockedCaller, List};
use clap::{Args, Subcommand};
use model::config::{CallerList, CallerPattern};
use model::{Config, Name, Span};

use crate::client::{Client, Target};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::{self, Format, note};

const AFTER: &str = "\
Examples:
  ccctl blacklist add 13800138000 --note \"prank calls\"
  ccctl blacklist list
  ccctl blacklist remove 13800138000
  ccctl blacklist export > blocked.yaml   as a caller list of the configuration

A caller who is blocked is turned away from his next call on, whichever number he dials (status \
100). What stands in the configuration (`center.inbound_blacklist`, `caller_lists`) is changed by \
ccctl apply.";

/// Block callers at run time, let them in again, list and export them
#[derive(Debug, Args)]
#[command(after_long_help = AFTER)]
pub struct BlacklistCommand {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Block a caller from his next call on
    Add {
        /// His number, in any spelling
        number: String,
        /// Why
        #[arg(long, default_value = "")]
        note: String,
        /// After how long he is let in again by himself, such as 2h
        #[arg(long = "for", value_name = "TIME")]
        lasts: Option<Span>,
    },
    /// Let a caller in again
    Remove {
        /// His number, in any spelling
        number: String,
    },
    /// List the callers who are blocked
    List {
        /// The form of the output
        #[arg(short, long, value_enum, default_value_t = Format::Table, value_name = "FORMAT")]
        output: Format,
    },
    /// Print them as YAML, as a caller list of the configuration
    Export {
        /// What the list is called
        #[arg(long, default_value = "blocked")]
        name: Name,
    },
}

impl BlacklistCommand {
    /// Does it.
    pub async fn run(self, client: Client) -> Result<Exit, Failure> {
        match self.action {
            Action::Add {
                number,
                note: why,
                lasts,
            } => {
                let request = BlockCaller {
                    caller: number,
                    note: why,
                    lasts,
                };
                let made: BlockedCaller =
                    client.post(Target::new(&["blacklist"]), &request).await?;
                note(format_args!(
                    "{} is blocked from the next call on",
                    made.caller
                ));
            }
            Action::Remove { number } => {
                client.delete(Target::new(&["blacklist", &number])).await?;
                note(format_args!("{number} is let in again"));
            }
            Action::List { output } => printer::items(output, &blocked(&client).await?)?,
            Action::Export { name } => printer::text(&yaml(name, &blocked(&client).await?))?,
        }
        Ok(Exit::Ok)
    }
}

async fn blocked(client: &Client) -> Result<Vec<BlockedCaller>, Failure> {
    let list: List<BlockedCaller> = client.get(Target::new(&["blacklist"])).await?;
    Ok(list.items)
}

fn yaml(name: Name, blocked: &[BlockedCaller]) -> String {
    let numbers = blocked.iter();
    let numbers = numbers.filter_map(|one| CallerPattern::new(&one.caller).ok());
    let mut config = Config::default();
    config.caller_lists.insert(
        name,
        CallerList {
            numbers: numbers.collect::<BTreeSet<_>>(),
            ..CallerList::default()
        },
    );
    lang::emit::to_yaml(&config)
}
