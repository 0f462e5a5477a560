//! `ccctl call`

use std::path::PathBuf;

use api::{Trace, TraceFormat, TraceQuery};
use clap::{Args, Subcommand};

use super::prompt::save;
use crate::client::{Client, Target};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::{self, Format};
use crate::views::trace::{drawn, messages};

const AFTER: &str = "\
Examples:
  ccctl get records --since 1h               the calls, each with its id
  ccctl call show 0192a1d8-7c00-7000-8000-000000000001
  ccctl call show 0192a1d8-7c00-7000-8000-000000000001 --messages
  ccctl call show 0192a1d8-7c00-7000-8000-000000000001 --pcap call.pcap
  ccctl call show 0192a1d8-7c00-7000-8000-000000000001 --pcap - | tshark -r -
  ccctl call show a84b4c76e66710@192.0.2.9   what became no call

What was noticed comes first, in plain words; what to do about each is told in docs/diagnosis.md. \
The daemon keeps the messages of the last calls in memory (`ccd serve --trace-memory`), passwords \
and keys of media are hidden. What was measured of the audio is in the record for good.";

/// Look into one call
#[derive(Debug, Args)]
pub struct Call {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show what was said on the wire in a call, how its audio was, and what went wrong
    #[command(after_long_help = AFTER)]
    Show(Show),
}

#[derive(Debug, Args)]
struct Show {
    /// The id of a call that is up, or over; or the Call-ID of what became no call
    #[arg(value_name = "ID")]
    id: String,
    /// The form of the output
    #[arg(short, long, value_enum, default_value_t = Format::Table, value_name = "FORMAT")]
    output: Format,
    /// Show every message whole
    #[arg(long)]
    messages: bool,
    /// Save the messages as a capture for Wireshark and its like; -: standard output
    #[arg(long, value_name = "FILE", conflicts_with_all = ["messages", "output"])]
    pcap: Option<PathBuf>,
}

impl Call {
    /// Does it.
    pub async fn run(self, client: Client) -> Result<Exit, Failure> {
        let Action::Show(show) = self.action;
        let target = Target::new(&["calls", &show.id, "trace"]);
        if let Some(file) = &show.pcap {
            let query = TraceQuery {
                format: Some(TraceFormat::Pcap),
            };
            return save(file, &client.file(target.query(&query)).await?);
        }
        let trace: Trace = client.get(target).await?;
        match show.output {
            Format::Table => {
                printer::text(&drawn(&trace))?;
                if show.messages {
                    printer::text(&messages(&trace))?;
                }
            }
            format => printer::document(format, &trace)?,
        }
        Ok(Exit::Ok)
    }
}
