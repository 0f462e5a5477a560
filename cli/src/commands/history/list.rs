//! `ccctl history`

use api::{List, live};
use clap::Args;

use crate::client::{Client, Target};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::{self, Format};

const AFTER: &str = "\
Examples:
  ccctl history
  ccctl history --limit 5
  ccctl history -o json | jq '.[] | select(.by == \"ci\")'

`ccctl show REV` says what one of them changed. A commit with -dirty behind it was not all that \
lay in the directory.";

/// List what was applied, when, by whom, why and from which commit
///
/// The last first, of the last 1,000.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER)]
pub struct History {
    /// How many at most
    #[arg(long, value_name = "COUNT", default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..=1_000))]
    limit: u16,
    /// The form of the output
    #[arg(short, long, value_enum, default_value_t = Format::Table, value_name = "FORMAT")]
    output: Format,
}

impl History {
    /// Lists them.
    pub async fn run(self, client: Client) -> Result<Exit, Failure> {
        let list: List<live::Revision> = client.get(Target::new(&["revisions"])).await?;
        let mut items = list.items;
        items.truncate(usize::from(self.limit));
        printer::items(self.output, &items)?;
        Ok(Exit::Ok)
    }
}
