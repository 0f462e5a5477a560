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

/// From what was written to a phone that rings.
const FIRST_CALL: &str = "\
Its first call, on this machine:
  ccctl test DIR

In a second terminal, from the same directory, the daemon:
  ccd serve --data data --socket data/ccd.sock

Here again the center, and the phone of its agent, which `a` answers:
  export CCCTL_DAEMON=unix:data/ccd.sock
  ccctl apply DIR
  export PHONE_2001=$(ccctl phone password 2001)
  ccctl softphone --user 2001 --password-env PHONE_2001 --limit 10m register

In a third terminal the caller, whose 1 makes it ring:
  ccctl softphone --user 13800001234 dial 02160001000 --keys 1@4s

A softphone of your own does as well: SIP over UDP, 127.0.0.1:5060, the user
name 2001 and the password that `ccctl phone password 2001` prints. The center
is open day and night but on New Year's Day, and its texts are spoken by
espeak-ng.
";

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
        let directory = directory.display().to_string();
        let first_call = FIRST_CALL.replace("DIR", &directory);
        printer::text(&format!(
            "{directory} has a center: {names}\n\n{first_call}"
        ))?;
        Ok(Exit::Ok)
    }
}
