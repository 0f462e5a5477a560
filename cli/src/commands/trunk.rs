//! `ccctl trunk`

use api::{TrunkCheck, TrunkTest, TrunkTestQuery, Verdict};
use clap::{Args, Subcommand};
use model::{DialString, Name};

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

The gateway registers with the user name of the trunk and calls with the same account. An older \
password ends to hold at once; a trunk whose YAML has a `password:` cannot be given another one \
here.";

const AFTER_TEST: &str = "\
Examples:
  ccctl trunk test carrier
  ccctl trunk test carrier --dial 13800138000
  ccctl trunk test carrier -o json | jq .good

The daemon looks whether the trunk is registered and asks its peer by OPTIONS what it takes. With \
--dial it also calls that number for some seconds and shows what the peer took of what calls do. \
The call says that it is a test, is recorded as one (kind `test`), and is not made where it would \
take the last channel of calls that are up. It ends with 1 if something that calls need is \
missing.";

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
        /// Call this number too, for a moment: one that answers by itself is best
        #[arg(long, value_name = "NUMBER")]
        dial: Option<String>,
        /// The number of the trunk that is shown, if not the first that goes out
        #[arg(long, value_name = "NUMBER", requires = "dial")]
        shown: Option<DialString>,
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
            Action::Test {
                name,
                dial,
                shown,
                output,
            } => {
                let query = TrunkTestQuery { dial, shown };
                test(&client, &name, &query, output).await
            }
        }
    }
}

async fn test(
    client: &Client,
    name: &Name,
    query: &TrunkTestQuery,
    output: Format,
) -> Result<Exit, Failure> {
    let target = Target::new(&["trunks", name.as_str(), "test"]).query(query);
    let told: TrunkTest = client.post(target, &()).await?;
    if output == Format::Table {
        printer::items(output, &told.checks)?;
        if let Some(call) = told.call {
            note(format_args!("the call: ccctl call show {call}"));
        }
        note(match told.good {
            true => "nothing that calls need is known to be missing",
            false => "something that calls need is missing: see NO",
        });
    } else {
        printer::document(output, &told)?;
    }
    Ok(if told.good { Exit::Ok } else { Exit::Error })
}
