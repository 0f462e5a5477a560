//! `ccctl diff`

use clap::Args;
use model::Places;
use plan::{Summary, render};

use super::{Which, moves, source};
use crate::client::Client;
use crate::commands::plan::Shown;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::style::stdout_colours;
use crate::printer::{self, Format};

const AFTER: &str = "\
Examples:
  ccctl diff 11 12
  ccctl diff 11 live --full
  ccctl diff 0 12 --brief              all that there was then
  ccctl diff 11 12 -o json | jq '.[].name'";

/// Compare what two revisions put into effect
#[derive(Debug, Args)]
#[command(after_long_help = AFTER)]
pub struct Diff {
    /// One: a number of `ccctl history`, `live`, or 0 for the empty center
    #[arg(value_name = "REV")]
    from: Which,
    /// The other
    #[arg(value_name = "REV")]
    to: Which,
    #[command(flatten)]
    shown: Shown,
    /// The form of the output
    #[arg(short, long, value_enum, default_value_t = Format::Table, value_name = "FORMAT")]
    output: Format,
}

impl Diff {
    /// Shows what differs.
    pub async fn run(self, client: Client) -> Result<Exit, Failure> {
        let (first, from) = source(&client, self.from).await?;
        let (last, to) = source(&client, self.to).await?;
        let moved = moves::between(&client, (first, &from), (last, &to)).await?;
        let changes = plan::diff_moved(&from, &to, &moved, &Places::default());
        match self.output {
            Format::Table if changes.is_empty() => printer::text("no difference\n")?,
            Format::Table => {
                let text = render::changes(&changes, self.shown.length(), stdout_colours());
                printer::text(&format!("{text}\n{}\n", Summary::of(&changes)))?;
            }
            Format::Ndjson => {
                for change in &changes {
                    printer::document(Format::Ndjson, change)?;
                }
            }
            Format::Json | Format::Yaml => printer::document(self.output, &changes)?,
        }
        Ok(Exit::Ok)
    }
}
