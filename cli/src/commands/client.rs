//! `ccctl client`

use api::{Client as ApiClient, CreateClient, List, NewClient, RotateClient};
use clap::{Args, Subcommand};
use model::{Name, Span};

use crate::client::{Client, Target};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::moment::local;
use crate::printer::{self, Format, note};

const AFTER: &str = "\
Examples:
  ccctl client create crm --role viewer
  ccctl client rotate crm                the old secret holds for 24 hours more
  ccctl client rotate crm --overlap 0s   it got into wrong hands
  ccctl client list
  ccctl client delete crm

The program gets a token of one hour for them, or sends the secret itself as X-API-Key:
  curl -u CLIENT_ID:CLIENT_SECRET -d grant_type=client_credentials \\
    http://cc.example.com:8080/oauth/token";

/// Make, list, rotate and delete the API clients: programs that are integrated with the center
#[derive(Debug, Args)]
#[command(after_long_help = AFTER)]
pub struct ClientCommand {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Make a client and show its id, and its secret this once
    #[command(after_long_help = AFTER)]
    Create {
        /// What the client is called
        name: Name,
        /// What it may do: viewer, operator, admin, or a role of the configuration
        #[arg(long)]
        role: Name,
        /// The form of the output; table: one line each
        #[arg(short, long, value_enum, default_value_t = Format::Table, value_name = "FORMAT")]
        output: Format,
    },
    /// Give a client another secret and show it this once
    #[command(after_long_help = AFTER)]
    Rotate {
        /// What the client is called
        name: Name,
        /// How long the secret before holds
        #[arg(long, value_name = "TIME", default_value = "24h")]
        overlap: Span,
        /// The form of the output; table: one line each
        #[arg(short, long, value_enum, default_value_t = Format::Table, value_name = "FORMAT")]
        output: Format,
    },
    /// List the clients
    List {
        /// The form of the output
        #[arg(short, long, value_enum, default_value_t = Format::Table, value_name = "FORMAT")]
        output: Format,
    },
    /// Delete a client; its secrets and tokens end at once
    Delete {
        /// What the client is called
        name: Name,
    },
}

impl ClientCommand {
    /// Does it.
    pub async fn run(self, client: Client) -> Result<Exit, Failure> {
        match self.action {
            Action::Create { name, role, output } => {
                let request = CreateClient { name, role };
                let made: NewClient = client.post(Target::new(&["clients"]), &request).await?;
                let about = &made.about;
                note(format_args!(
                    "the {} client {}; its secret is shown this once:",
                    about.role, about.name
                ));
                show(output, &made)?;
            }
            Action::Rotate {
                name,
                overlap,
                output,
            } => {
                let seconds = u32::try_from(overlap.get().as_secs()).unwrap_or(u32::MAX);
                let request = RotateClient {
                    overlap_seconds: Some(seconds),
                };
                let target = Target::new(&["clients", name.as_str(), "rotate"]);
                let made: NewClient = client.post(target, &request).await?;
                match made.about.old_secret_until {
                    Some(end) => note(format_args!("the secret before holds until {}", local(end))),
                    None => note(format_args!("the secret before no longer holds")),
                }
                show(output, &made)?;
            }
            Action::List { output } => {
                let clients: List<ApiClient> = client.get(Target::new(&["clients"])).await?;
                printer::items(output, &clients.items)?;
            }
            Action::Delete { name } => {
                let target = Target::new(&["clients", name.as_str()]);
                client.delete(target).await?;
                note(format_args!("the client {name} is deleted"));
            }
        }
        Ok(Exit::Ok)
    }
}

fn show(output: Format, made: &NewClient) -> Result<(), Failure> {
    if output != Format::Table {
        return printer::document(output, made);
    }
    printer::text(&format!(
        "client_id: {}\nclient_secret: {}\n",
        made.about.client_id, made.client_secret
    ))
}
