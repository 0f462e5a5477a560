//! `ccctl history`

use api::{List, LiveHistoryQuery, LiveStory, live};
use clap::Args;

use crate::client::{Client, Target};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::{self, Format, note};

const AFTER: &str = "\
Examples:
  ccctl history
  ccctl history --limit 5
  ccctl history -o json | jq '.[] | select(.by == \"ci\")'
  ccctl history --live
  ccctl history --live -o json | jq '.[] | select(.path | startswith(\"hours.\"))'

`ccctl show REV` says what one of them changed. A commit with -dirty behind it was not all that \
lay in the directory.

With --live it lists what was changed at run time (ccctl set, ccctl blacklist): from what to \
what, by whom, since when and why, and when and how it ended: taken back, changed again, its time \
over, or by an apply that says the same, as after ccctl pull, or left nothing it could be about.";

/// List what was applied, when, by whom, why and from which commit
///
/// The last first, of the last 1,000. What was changed at run time beside it is listed with --live.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER)]
pub struct History {
    /// How many at most
    #[arg(long, value_name = "COUNT", default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..=1_000))]
    limit: u16,
    /// What was changed at run time, by whom and why, and how it ended
    #[arg(long)]
    live: bool,
    /// The form of the output
    #[arg(short, long, value_enum, default_value_t = Format::Table, value_name = "FORMAT")]
    output: Format,
}

impl History {
    /// Lists them.
    pub async fn run(self, client: Client) -> Result<Exit, Failure> {
        if self.live {
            return self.live(client).await;
        }
        let list: List<live::Revision> = client.get(Target::new(&["revisions"])).await?;
        let mut items = list.items;
        items.truncate(usize::from(self.limit));
        printer::items(self.output, &items)?;
        Ok(Exit::Ok)
    }

    async fn live(self, client: Client) -> Result<Exit, Failure> {
        let query = LiveHistoryQuery {
            limit: Some(u32::from(self.limit)),
        };
        let target = Target::new(&["live_changes", "history"]).query(&query);
        let list: List<LiveStory> = client.get(target).await?;
        match list.items.is_empty() && self.output == Format::Table {
            true => note("nothing was changed at run time"),
            false => printer::items(self.output, &list.items)?,
        }
        Ok(Exit::Ok)
    }
}
