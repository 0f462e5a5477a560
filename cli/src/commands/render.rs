//! `ccctl render`

use std::path::PathBuf;

use clap::Args;
use lang::origins::{self, FromVariable, Origin, Sourced};
use model::Place;
use serde_json::{Value, json};

use super::compile::compile_for_people;
use crate::center::Variant;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::{self, Format};

const AFTER: &str = "\
Examples:
  ccctl render center/ --env prod
  ccctl render center/ --env prod --var city=Wuhan
  ccctl render center/ --env prod -o json | jq '.values[].path'

What is printed is a center by itself: overlays are laid, variables have their values, and the \
nodes of pieces stand in the flows. Secrets stand there by their sources. Behind each value a \
comment says where it comes from: a file and a line, a variable and where that has its value from, \
or `default` where nobody has written it. Values that are left out have their defaults as well.";

/// Print the whole center as it is in one environment, and where each value comes from
///
/// Compiles DIR with the overlay and the variables that are given, and writes it as canonical YAML with
/// a comment behind each value. Needs no daemon.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER)]
pub struct Render {
    /// The directory that holds the center
    #[arg(value_name = "DIR")]
    directory: PathBuf,
    /// The form of the output: YAML, or every value with its path
    #[arg(short, long, value_enum, default_value_t = RenderFormat::Yaml, value_name = "FORMAT")]
    output: RenderFormat,
    /// Which environment.
    #[command(flatten)]
    variant: Variant,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq, clap::ValueEnum)]
enum RenderFormat {
    /// A center with comments.
    Yaml,
    /// One JSON document.
    Json,
}

impl Render {
    /// Prints the center.
    pub fn run(self) -> Result<Exit, Failure> {
        let compiled = compile_for_people(&self.directory, &self.variant)?.compiled;
        match self.output {
            RenderFormat::Yaml => printer::text(&origins::annotated(&compiled))?,
            RenderFormat::Json => {
                let (_, values) = origins::values(&compiled);
                let values: Vec<Value> = values.iter().map(value).collect();
                printer::document(Format::Json, &json!({ "format": 1, "values": values }))?;
            }
        }
        Ok(Exit::Ok)
    }
}

fn value(sourced: &Sourced) -> Value {
    let (place, variables) = match &sourced.origin {
        Origin::Written(at, variables) => (place(at), variables.as_slice()),
        Origin::Default => (Value::Null, [].as_slice()),
    };
    let variables: Vec<Value> = variables.iter().map(variable).collect();
    json!({
        "path": sourced.path,
        "value": sourced.value,
        "from": sourced.origin.to_string(),
        "place": place,
        "variables": variables,
    })
}

fn variable(from: &FromVariable) -> Value {
    json!({ "name": from.name, "place": place(&from.place) })
}

fn place(place: &Place) -> Value {
    json!({ "file": &*place.file, "line": place.line, "column": place.column })
}
