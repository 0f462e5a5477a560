//! What is wrong with a file that is imported, all of it at once.

use std::fmt;
use std::path::Path;

use super::bytes::shown;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::note;
use crate::printer::style::{Style, styled_stderr};

/// The most that are told.
const TOLD: usize = 100;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The line, from 1.
    pub line: u64,
    /// The column and what it is called, where it has a name: `5`, `5 (email)`.
    pub column: String,
    /// What is wrong, and what to do.
    pub message: String,
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Trouble {
            line,
            column,
            message,
        } = self;
        write!(f, "{line}, column {column}: {message}")
    }
}

/// Everything that is wrong with one file.
#[derive(Debug, Default)]
pub struct Troubles {
    told: Vec<Trouble>,
    more: usize,
}

impl Troubles {
    /// Adds one.
    pub fn add(&mut self, line: u64, column: impl fmt::Display, message: impl fmt::Display) {
        if self.told.len() >= TOLD {
            self.more += 1;
            return;
        }
        self.told.push(Trouble {
            line,
            column: column.to_string(),
            message: message.to_string(),
        });
    }

    /// Ends the command where something is wrong, and says all of it.
    pub fn end(mut self, file: &Path) -> Result<(), Failure> {
        if self.told.is_empty() {
            return Ok(());
        }
        self.told.sort_by_key(|trouble| trouble.line);
        let (file, word) = (shown(file), styled_stderr(Style::Bad, "error"));
        for trouble in &self.told {
            note(format_args!("{word}: {file}:{trouble}"));
        }
        if self.more > 0 {
            note(format_args!("… and {} more", self.more));
        }
        let count = self.told.len() + self.more;
        let errors = if count == 1 { "error" } else { "errors" };
        let verdict = styled_stderr(Style::Bad, "invalid");
        note(format_args!(
            "{verdict}: {count} {errors} in {file}, and nothing was written"
        ));
        Err(Failure::Shown(Exit::Invalid))
    }

    /// The texts of all that are told.
    #[cfg(test)]
    pub fn texts(&self) -> Vec<String> {
        self.told.iter().map(ToString::to_string).collect()
    }
}
