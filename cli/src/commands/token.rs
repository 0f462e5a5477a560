//! `ccctl token`

use api::{CreateToken, List, NewToken, Token};
use clap::{Args, Subcommand};
use jiff::Timestamp;
use model::Name;

use crate::client::{Client, Target};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::moment::Moment;
use crate::printer::{self, Format, note};

const AFTER: &str = "\
Examples:
  ccctl token create ci --role admin --expires 90d
  ccctl token create wallboard                       may look, not touch
  ccctl token list
  ccctl token revoke ci

Use a token from elsewhere:
  export CCCTL_DAEMON=http://cc.example.com:8080 CCCTL_TOKEN=…
  ccctl get agents";

/// Make, list and revoke the tokens of the HTTP interface
#[derive(Debug, Args)]
#[command(after_long_help = AFTER)]
pub struct TokenCommand {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Make a token and show it this once
    #[command(after_long_help = AFTER)]
    Create {
        /// What the token is called
        name: Name,
        /// What it allows: viewer, operator, admin, or a role of the configuration
        #[arg(long, default_value = "viewer")]
        role: Name,
        /// When it ends to hold: 90d, or 2027-01-01T00:00:00Z; never if left out
        #[arg(long, value_name = "TIME")]
        expires: Option<Moment>,
        /// The form of the output; table: the token alone
        #[arg(short, long, value_enum, default_value_t = Format::Table, value_name = "FORMAT")]
        output: Format,
    },
    /// List the tokens
    List {
        /// The form of the output
        #[arg(short, long, value_enum, default_value_t = Format::Table, value_name = "FORMAT")]
        output: Format,
    },
    /// End a token
    Revoke {
        /// What the token is called
        name: Name,
    },
}

impl TokenCommand {
    /// Does it.
    pub async fn run(self, client: Client) -> Result<Exit, Failure> {
        match self.action {
            Action::Create {
                name,
                role,
                expires,
                output,
            } => {
                create(&client, name, role, expires, output).await?;
            }
            Action::List { output } => {
                let tokens: List<Token> = client.get(Target::new(&["tokens"])).await?;
                printer::items(output, &tokens.items)?;
            }
            Action::Revoke { name } => {
                client
                    .delete(Target::new(&["tokens", name.as_str()]))
                    .await?;
                note(format_args!("the token {name} no longer holds"));
            }
        }
        Ok(Exit::Ok)
    }
}

async fn create(
    client: &Client,
    name: Name,
    role: Name,
    expires: Option<Moment>,
    output: Format,
) -> Result<(), Failure> {
    let expires_at = expires.map(|moment| moment.after(Timestamp::now()));
    let request = CreateToken {
        name,
        role,
        expires_at,
    };
    let made: NewToken = client.post(Target::new(&["tokens"]), &request).await?;
    if output != Format::Table {
        return printer::document(output, &made);
    }
    let (name, role) = (&made.about.name, &made.about.role);
    note(format_args!("the {role} token {name}, shown this once:"));
    printer::text(&format!("{}\n", made.token))
}
