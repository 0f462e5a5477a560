//! `ccctl drift`

use api::{List, LiveChange};
use clap::Args;

use crate::client::{Client, Target};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::{self, Format, note};

const AFTER: &str = "\
Examples:
  ccctl drift
  ccctl drift --detailed-exitcode     0: none, 2: some, else an error
  ccctl drift -o json | jq '.[].path'

What is found here is taken into the YAML (`ccctl pull --write`), ended (`ccctl unset`, `ccctl \
blacklist remove`), or left to run time (`managed: false` in the YAML).";

/// List what is changed at run time and differs from the configuration
///
/// Nothing else can differ: whatever is not listed is as it was applied.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER)]
pub struct Drift {
    /// Also what the configuration leaves to run time (`managed: false`)
    #[arg(long)]
    all: bool,
    /// Exit with 2 if there is some
    #[arg(long)]
    detailed_exitcode: bool,
    /// The form of the output
    #[arg(short, long, value_enum, default_value_t = Format::Table, value_name = "FORMAT")]
    output: Format,
}

impl Drift {
    /// Lists it.
    pub async fn run(self, client: Client) -> Result<Exit, Failure> {
        let mut changes = all(&client).await?;
        changes.retain(|change| change.managed || self.all);
        match changes.is_empty() && self.output == Format::Table {
            true => note("everything is as the configuration says"),
            false => printer::items(self.output, &changes)?,
        }
        let drift = changes.iter().any(|change| change.managed);
        Ok(if drift && self.detailed_exitcode {
            Exit::Changes
        } else {
            Exit::Ok
        })
    }
}

/// All that is changed at run time.
pub async fn all(client: &Client) -> Result<Vec<LiveChange>, Failure> {
    let list: List<LiveChange> = client.get(Target::new(&["live_changes"])).await?;
    Ok(list.items)
}
