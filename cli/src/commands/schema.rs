//! `ccctl schema`

use api::LiveConfig;
use clap::Args;
use lang::reference::{self, Names};
use model::Config;

use crate::client::{Client, Target};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer;

const AFTER: &str = "\
Examples:
  ccctl schema > center.schema.json
  ccctl schema --live > center.schema.json   with the names that the daemon has

An editor with the YAML language server completes and explains keys when the first line of a file is:
  # yaml-language-server: $schema=center.schema.json

It is to be told of the tags `!secret`, `!var` and `!remove`, scalars, and `!replace`, a mapping \
(setting `yaml.customTags`). Where a number or a choice of words belongs it marks a `!var`, which is \
none to it.";

/// Print the JSON Schema of the language for editors
///
/// Made from what the compiler itself reads by. It refuses nothing that `ccctl validate` takes, and
/// cannot see all that it refuses: names that are missing, flows without an end.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER)]
pub struct Schema {
    /// Suggest the names of what is live on the daemon
    #[arg(long)]
    live: bool,
}

impl Schema {
    /// Prints it.
    pub async fn run(self, client: Client) -> Result<Exit, Failure> {
        let mut names = Names::new();
        if self.live {
            let live: LiveConfig = client.get(Target::new(&["config"])).await?;
            names = of(&live.config);
        }
        let schema = reference::schema(&names);
        let text = serde_json::to_string_pretty(&schema).map_err(Failure::error)?;
        printer::text(&format!("{text}\n"))?;
        Ok(Exit::Ok)
    }
}

/// What the resources of a center are called, by kind.
fn of(config: &Config) -> Names {
    let kinds = lang::emit::resources(config).into_iter();
    kinds
        .map(|(kind, resources)| (kind, resources.into_keys().collect()))
        .collect()
}
