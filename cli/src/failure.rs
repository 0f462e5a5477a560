//! What ends a command before its work is done.

use std::fmt::Display;
use std::io::{self, Write};
use std::path::Path;

use crate::exit::Exit;
use crate::printer::style::{Style, styled_stderr};

/// Why a command ended.
#[derive(Debug)]
pub enum Failure {
    /// To be said on standard error.
    Told {
        /// How the process ends.
        exit: Exit,
        /// What happened, where.
        message: String,
        /// What to do about it.
        help: Option<String>,
    },
    /// The command has said it itself.
    Shown(Exit),
    /// Nobody reads standard output any more, as under `| head`.
    NoReader,
}

impl Failure {
    /// An error without a code of its own.
    pub fn error(message: impl Display) -> Failure {
        Failure::with(Exit::Error, message)
    }

    /// An error that ends the process so.
    pub fn with(exit: Exit, message: impl Display) -> Failure {
        Failure::Told {
            exit,
            message: message.to_string(),
            help: None,
        }
    }

    /// The system does not let a file or a directory be written.
    pub fn unwritten(path: &Path, error: &io::Error) -> Failure {
        let (path, reason) = (path.display(), reason(error));
        Failure::error(format!("{path} cannot be written: {reason}"))
    }

    /// With words on what to do about it.
    #[must_use]
    pub fn help(mut self, text: impl Display) -> Failure {
        if let Failure::Told { help, .. } = &mut self {
            *help = Some(text.to_string());
        }
        self
    }

    /// Says it, and how the process ends.
    pub fn report(self) -> Exit {
        match self {
            Failure::Told {
                exit,
                message,
                help,
            } => {
                let mut err = io::stderr().lock();
                let word = styled_stderr(Style::Bad, "error");
                // Nothing can be said where nobody listens.
                let _ = writeln!(err, "{word}: {message}");
                if let Some(help) = help {
                    let _ = writeln!(err, "  {}: {help}", styled_stderr(Style::Good, "help"));
                }
                exit
            }
            Failure::Shown(exit) => exit,
            Failure::NoReader => Exit::Ok,
        }
    }
}

/// Why the system refused something, without its number.
pub fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    text.split_once(" (os error")
        .map_or(text.as_str(), |(words, _)| words)
        .to_owned()
}

impl From<io::Error> for Failure {
    /// A failed write to standard output.
    fn from(error: io::Error) -> Failure {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::NoReader,
            _ => Failure::error(format!(
                "standard output cannot be written: {}",
                reason(&error)
            )),
        }
    }
}
