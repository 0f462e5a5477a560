//! `ccctl graph`

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use lang::emit;
use model::config::Ivr;
use model::{Config, IvrName};
use serde_json::Value;

use super::compile::compile_for_people;
use crate::center::Variant;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::graph::{MAX_NODES, Picture, mermaid, svg};
use crate::printer;
use crate::replacement::put;

const AFTER: &str = "\
Examples:
  ccctl graph center/ main                         for Mermaid (GitHub, GitLab)
  ccctl graph center/ main -o svg --out main.svg   as a picture for a browser
  ccctl graph center/ hotline@1                    a version, not the latest

A way has the words that make a call take it: a key and its label, a condition, the name of an \
exit; without words the call goes on. What a call comes to by on_exception or on_blocked alone is \
dashed.";

/// Draw a flow
///
/// Every node of an IVR with its name, its type and the beginning of what it says, and every way from one to
/// another. Needs no daemon.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER)]
pub struct Graph {
    /// The directory that holds the center
    #[arg(value_name = "DIR")]
    directory: PathBuf,
    /// The IVR, or a version of it
    #[arg(value_name = "IVR")]
    ivr: IvrName,
    /// The form of the output
    #[arg(short, long, value_enum, default_value_t = Form::Mermaid, value_name = "FORMAT")]
    output: Form,
    /// Write it to a file
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Which environment.
    #[command(flatten)]
    variant: Variant,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Text that Mermaid draws.
    Mermaid,
    /// A picture.
    Svg,
}

impl Graph {
    /// Draws it.
    pub fn run(self) -> Result<Exit, Failure> {
        let config = compile_for_people(&self.directory, &self.variant)?
            .compiled
            .config;
        let (name, ivr) = self.found(&config)?;
        if self.output == Form::Svg && ivr.nodes.len() > MAX_NODES {
            let count = ivr.nodes.len();
            let message = format!("{name} has {count} nodes, {MAX_NODES} can be drawn");
            return Err(Failure::error(message).help("take `-o mermaid`"));
        }
        let written = written(&config, name);
        let picture = Picture::of(name.as_str(), ivr, &written);
        let text = match self.output {
            Form::Mermaid => mermaid(&picture),
            Form::Svg => svg(&picture),
        };
        match &self.out {
            Some(path) => put(path, text.as_bytes())?,
            None => printer::text(&text)?,
        }
        Ok(Exit::Ok)
    }

    /// The flow of that name, or its latest version.
    fn found<'c>(&self, config: &'c Config) -> Result<(&'c IvrName, &'c Ivr), Failure> {
        let wanted = &self.ivr;
        let exact = config.ivrs.get_key_value(wanted);
        let latest = || {
            let versions = config.ivrs.iter();
            let versions = versions.filter(|(name, _)| name.base() == wanted.as_str());
            versions.max_by_key(|(name, _)| name.version())
        };
        let found = exact.or_else(latest);
        let found = found.map(|(name, ivr)| (name, &**ivr));
        found.ok_or_else(|| {
            let known: Vec<&str> = config.ivrs.keys().map(IvrName::as_str).collect();
            let help = match known.is_empty() {
                true => "the center has none".to_owned(),
                false => format!("the IVRs are {}", known.join(", ")),
            };
            Failure::error(format!("there is no IVR {wanted}")).help(help)
        })
    }
}

/// A flow as it is written in YAML, whole.
fn written(config: &Config, name: &IvrName) -> Value {
    let kinds = emit::resources(config).into_iter();
    let mut ivrs = kinds
        .filter(|(kind, _)| *kind == "ivrs")
        .map(|(_, them)| them);
    let found = ivrs.next().and_then(|mut ivrs| ivrs.remove(name.as_str()));
    found.unwrap_or_default()
}
