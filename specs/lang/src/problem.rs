//! What is wrong with a configuration, said so that its writer can mend it.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::Code;

/// Whether a configuration can be applied in spite of it.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// It cannot.
    Error,
    /// It can, but its writer may have meant something else.
    Warning,
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Its kind, stable across versions.
    pub code: Code,
    /// Whether it stops the configuration.
    pub severity: Severity,
    /// What is wrong, as one sentence.
    pub message: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Where it is: the first is the place of the problem, the others belong to it.
    pub labels: Vec<Label>,
    /// What to write there instead, where that is certain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mend: Option<Mend>,
}

/// A change of one file that mends a problem. It adds and removes no line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mend {
    /// The file, relative to the configuration's directory.
    pub path: String,
    /// Which bytes of the file.
    pub span: Bytes,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// What stands there.
    pub written: String,
    /// What is to stand there.
    pub replacement: String,
}

/// A place that a problem speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Label {
    /// The file, relative to the configuration's directory.
    pub path: String,
    /// Which bytes of the file.
    pub span: Bytes,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// What is there; may be empty.
    pub text: String,
}

/// Bytes of a file.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bytes {
    /// The first.
    pub start: usize,
    /// How many.
    pub len: usize,
}

impl Problem {
    /// Whether it says the same of the same place.
    pub(crate) fn repeats(&self, other: &Problem) -> bool {
        let place = |problem: &Problem| problem.labels.first().cloned();
        self.code == other.code && self.message == other.message && place(self) == place(other)
    }

    /// Where it is, for sorting: by file, then by position.
    pub(crate) fn order(&self) -> (&str, usize, Code) {
        self.labels.first().map_or(("", 0, self.code), |label| {
            (&label.path, label.span.start, self.code)
        })
    }
}

/// Plain text: `path:line:column: error[CC0101]: message`, then the further places and the help.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(label) = self.labels.first() {
            write!(f, "{}:{}:{}: ", label.path, label.line, label.column)?;
        }
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(f, "{severity}[{}]: {}", self.code, self.message)?;
        for label in self.labels.iter().skip(1) {
            write!(
                f,
                "\n  {}:{}:{}: {}",
                label.path, label.line, label.column, label.text
            )?;
        }
        self.help
            .iter()
            .try_for_each(|help| write!(f, "\n  help: {help}"))
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}
