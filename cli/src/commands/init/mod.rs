//! `ccctl init`

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::fresh::Fresh;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer;

const AFTER: &str = "\
Examples:
  ccctl init center/
  ccctl init center/ --voice en
  ccctl test center/            it has tests of its own";

/// Write a small center that runs, to be changed
///
/// A number, a menu, business hours, a queue, voicemail, an agent with a phone, and tests. Nothing is overwritten: DIR
/// does not exist or is empty.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER)]
pub struct Init {
    /// The directory for the center
    #[arg(value_name = "DIR")]
    directory: PathBuf,
    /// The language of its texts
    #[arg(long, value_enum, default_value_t = Voice::Zh, value_name = "VOICE")]
    voice: Voice,
}

#[derive(Copy, Clone, Debug, ValueEnum)]
enum Voice {
    /// Mandarin
    Zh,
    /// English
    En,
}

/// The files of one language.
macro_rules! files {
    ($voice:literal) => {
        [
            ("center.yaml", include_str!(concat!($voice, "/center.yaml"))),
            ("flows.yaml", include_str!(concat!($voice, "/flows.yaml"))),
            ("people.yaml", include_str!(concat!($voice, "/people.yaml"))),
            ("tests.yaml", include_str!(concat!($voice, "/tests.yaml"))),
        ]
    };
}

impl Init {
    /// Writes it.
    pub fn run(self) -> Result<Exit, Failure> {
        let directory = &self.directory;
        let files = match self.voice {
            Voice::Zh => files!("zh"),
            Voice::En => files!("en"),
        };
        let fresh = Fresh::new(directory)?;
        for (name, text) in files {
            fresh.write(name, text.as_bytes())?;
        }
        let names = files.map(|(name, _)| name).join(", ");
        let directory = directory.display();
        printer::text(&format!(
            "{directory} has a center: {names}\n\
             next:\n  ccctl test {directory}\n  ccctl plan {directory}\n  ccctl apply {directory}\n"
        ))?;
        Ok(Exit::Ok)
    }
}
