//! `ccctl trunk`

use api::{TrunkCheck, TrunkTest, Verdict};
use clap::{Args, Subcommand};
use model::Name;

use super::password;
use crate::client::{Client, Target};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::style::Style;
use crate::printer::{self, Cell, Format, Tabular, note};

const AFTER: &str = "\
Examples:
  ccctl trunk password pbx
  ccctl trunk password pbx -o json | jq -r .password

The gateway registers with the user name of the trunk and calls with the same account. An older password
ends to hold at once; a trunk whose YAML has a `password:` cannot be given another one here.";

const AFTER_TEST: &str = "\
Examples:
  ccctl trunk test carrier
  ccctl trunk test carrier -o json | jq .good

The daemon asks the peer by OPTIONS what it takes, which makes no call: what only a call would show,
such as whether audio comes, is not tested. It ends with 1 if something that calls need is missing.";

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
    /// Test whether calls over a trunk can be expected to work
    #[command(after_long_help = AFTER_TEST)]
    Test {
        /// The trunk
        #[arg(value_name = "TRUNK")]
        name: Name,
        /// The form of the output
        #[arg(short, long, value_enum, default_value_t = Format::Table, value_name = "FORMAT")]
        output: Format,
    },
}

impl Tabular for TrunkCheck {
    const HEAD: &'static [&'static str] = &["RESULT", "WHAT", "WHY"];

    fn name(&self) -> String {
        self.code.clone()
    }

    fn cells(&self) -> Vec<Cell> {
        let verdict = match (self.verdict, self.needed) {
            (Verdict::Ok, _) => Cell::styled(Style::Good, "ok"),
            (Verdict::No, true) => Cell::styled(Style::Bad, "NO"),
            (Verdict::No, false) => Cell::styled(Style::Warn, "no"),
            (Verdict::Unknown, _) => Cell::styled(Style::Dim, "not known"),
        };
        let what = self.code.replace('_', " ");
        vec![verdict, what.into(), self.text.as_str().into()]
    }
}

impl Trunk {
    /// Does it.
    pub async fn run(self, client: Client) -> Result<Exit, Failure> {
        match self.action {
            Action::Password { name, output } => {
                let target = Target::new(&["trunks", name.as_str(), "password"]);
                password::make(&client, target, output).await
            }
            Action::Test { name, output } => test(&client, &name, output).await,
        }
    }
}

async fn test(client: &Client, name: &Name, output: Format) -> Result<Exit, Failure> {
    let target = Target::new(&["trunks", name.as_str(), "test"]);
    let told: TrunkTest = client.post(target, &()).await?;
    if output == Format::Table {
        printer::items(output, &told.checks)?;
        note(match told.good {
            true => "nothing that calls need is known to be missing",
            false => "something that calls need is missing: see NO",
        });
    } else {
        printer::document(output, &told)?;
    }
    Ok(if told.good { Exit::Ok } else { Exit::Error })
}
