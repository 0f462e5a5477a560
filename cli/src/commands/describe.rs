//! `ccctl describe`

use std::collections::BTreeMap;
use std::str::FromStr;

use api::{Kind, LiveConfig};
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use model::Revision;
use serde::Serialize;
use serde_json::Value;

use crate::client::{Client, Error, Target};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::{self, Format, clean};

const AFTER: &str = "\
Examples:
  ccctl describe agents amy
  ccctl describe ivrs main
  ccctl describe numbers 02160001000 -o json | jq .state";

/// Show one resource: how it is written in the live configuration, and how it is at the moment
#[derive(Debug, Args)]
#[command(after_long_help = AFTER)]
pub struct Describe {
    /// The kind
    #[arg(value_parser = kinds(), value_name = "KIND")]
    kind: Kind,
    /// The name, the number or the extension
    #[arg(value_name = "NAME")]
    name: String,
    /// The form of the output
    #[arg(short, long, value_enum, default_value_t = Format::Table, value_name = "FORMAT")]
    output: Format,
}

/// Kinds that are configured.
fn kinds() -> impl TypedValueParser<Value = Kind> {
    let configured = |kind: &Kind| !matches!(kind, Kind::Calls | Kind::Records | Kind::Revisions);
    let words = Kind::ALL.into_iter().filter(configured).map(Kind::word);
    PossibleValuesParser::new(words).try_map(|word| Kind::from_str(&word))
}

/// A resource.
#[derive(Serialize)]
struct Described {
    kind: Kind,
    name: String,
    /// The revision that is live.
    revision: Revision,
    /// How it is written.
    configuration: Value,
    /// How it is.
    state: Value,
}

impl Describe {
    /// Shows it.
    pub async fn run(self, client: Client) -> Result<Exit, Failure> {
        let kind = self.kind.word();
        let live: LiveConfig = client.get(Target::new(&["config"])).await?;
        let written = plan::resource(&live.config, kind, &self.name);
        let configuration = written.ok_or_else(|| self.nothing())?;
        let state: Result<Value, Error> = client.get(Target::new(&[kind, &self.name])).await;
        let described = Described {
            kind: self.kind,
            name: self.name,
            revision: live.revision,
            configuration,
            state: state?,
        };
        match self.output {
            Format::Table => printer::text(&text(&described)?)?,
            other => printer::document(other, &described)?,
        }
        Ok(Exit::Ok)
    }

    fn nothing(&self) -> Failure {
        let kind = self.kind.word();
        let name = clean(&self.name);
        Failure::error(format!("there is no {name} among the {kind} that are live"))
            .help(format!("`ccctl get {kind}` lists what is there"))
    }
}

fn text(described: &Described) -> Result<String, Failure> {
    let Described {
        kind,
        name,
        revision,
        configuration,
        state,
    } = described;
    let resource = BTreeMap::from([(name, configuration)]);
    let written = BTreeMap::from([(kind.word(), resource)]);
    let written = serde_yaml::to_string(&written).map_err(Failure::error)?;
    let state = serde_yaml::to_string(state).map_err(Failure::error)?;
    Ok(format!(
        "# at revision {revision}\n{}\n# at the moment\n{}",
        lines(&written),
        lines(&state)
    ))
}

/// The lines without what steers a terminal.
fn lines(text: &str) -> String {
    text.lines().map(|line| clean(line) + "\n").collect()
}
