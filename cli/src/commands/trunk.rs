//! `ccctl trunk`

use api::NewPassword;
use clap::{Args, Subcommand};
use model::Name;

use crate::client::{Client, Target};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::{self, Format, clean, note};

const AFTER: &str = "\
Examples:
  ccctl trunk password pbx
  ccctl trunk password pbx -o json | jq -r .password

The gateway registers with the user name of the trunk and calls with the same account. An older password
ends to hold at once; a trunk whose YAML has a `password:` cannot be given another one here.";

/// Do something for a trunk
#[derive(Debug, Args)]
pub struct Trunk {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Give the account of a gateway a new password and show it this once
    #[command(after_long_help = AFTER)]
    Password {
        /// The trunk, whose mode is `gateway`
        #[arg(value_name = "TRUNK")]
        name: Name,
        /// The form of the output; table: the password alone
        #[arg(short, long, value_enum, default_value_t = Format::Table, value_name = "FORMAT")]
        output: Format,
    },
}

impl Trunk {
    /// Does it.
    pub async fn run(self, client: Client) -> Result<Exit, Failure> {
        let Action::Password { name, output } = self.action;
        let target = Target::new(&["trunks", name.as_str(), "password"]);
        let made: NewPassword = client.post(target, &()).await?;
        if output == Format::Table {
            note(format_args!(
                "the password of {} in realm {}, shown this once:",
                clean(&made.username),
                clean(&made.realm)
            ));
            printer::text(&format!("{}\n", made.password))?;
        } else {
            printer::document(output, &made)?;
        }
        Ok(Exit::Ok)
    }
}
