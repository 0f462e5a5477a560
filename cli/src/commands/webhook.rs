//! `ccctl webhook`

use api::live;
use clap::{Args, Subcommand};
use model::Name;

use crate::client::{Client, Target};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::{self, Format, note};

const AFTER: &str = "\
Examples:
  ccctl get webhooks        how many are parked, and what went wrong last
  ccctl webhook retry crm   send them again

A record is parked that its receiver has refused 20 times while it took others. Where nothing \
arrives, one record is sent at once, whenever it was due, and the rest when that is taken. Mend \
the receiver first: whoever refuses the same record again has it parked again.";

/// Do something for a webhook
#[derive(Debug, Args)]
pub struct Webhook {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Send the records again that are parked, and ask a receiver at once that takes nothing
    #[command(after_long_help = AFTER)]
    Retry {
        /// The webhook
        #[arg(value_name = "WEBHOOK")]
        name: Name,
        /// The form of the output
        #[arg(short, long, value_enum, default_value_t = Format::Table, value_name = "FORMAT")]
        output: Format,
    },
}

impl Webhook {
    /// Does it.
    pub async fn run(self, client: Client) -> Result<Exit, Failure> {
        let Action::Retry { name, output } = self.action;
        let target = Target::new(&["webhooks", name.as_str(), "retry"]);
        let told: live::Webhook = client.post(target, &()).await?;
        if output == Format::Table {
            note(format_args!("records that are sent again: {}", told.parked));
            if told.failing_since.is_some() {
                note("what waits for another try is tried at once, at most every 10 s");
            }
        } else {
            printer::item(output, &told)?;
        }
        Ok(Exit::Ok)
    }
}
