//! `ccctl phone`

use clap::{Args, Subcommand};
use model::Extension;

use super::password;
use crate::client::{Client, Target};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::Format;

const AFTER: &str = "\
Examples:
  ccctl phone password 2001
  ccctl phone password 2001 -o json | jq -r .password

The phone registers with its extension as user name. An older password ends to hold at once; a \
phone whose YAML has a `password:` cannot be given another one here.";

/// Do something for a phone
#[derive(Debug, Args)]
pub struct Phone {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Give a phone a new password and show it this once
    #[command(after_long_help = AFTER)]
    Password {
        /// The phone's extension
        extension: Extension,
        /// The form of the output; table: the password alone
        #[arg(short, long, value_enum, default_value_t = Format::Table, value_name = "FORMAT")]
        output: Format,
    },
}

impl Phone {
    /// Does it.
    pub async fn run(self, client: Client) -> Result<Exit, Failure> {
        let Action::Password { extension, output } = self.action;
        let target = Target::new(&["phones", extension.as_str(), "password"]);
        password::make(&client, target, output).await
    }
}
