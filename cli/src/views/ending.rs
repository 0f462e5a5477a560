//! How a call can end.

use model::record::EndStatus;
use serde::Serialize;

use super::explain;
use crate::printer::{Cell, Tabular};

/// An end status, what it means and what to do about it.
#[derive(Clone, Debug, Serialize)]
pub struct Ending {
    code: u16,
    string: &'static str,
    meaning: &'static str,
    /// Where it is left out, no call ends so.
    #[serde(skip_serializing_if = "Option::is_none")]
    advice: Option<&'static str>,
}

impl Ending {
    /// A status in words.
    pub fn new(status: EndStatus) -> Ending {
        Ending {
            code: status.code(),
            string: status.string(),
            meaning: status.meaning(),
            advice: status.advice(),
        }
    }

    /// The same for people.
    pub fn explained(&self) -> String {
        let idle = "The number is taken; no call ends with it so far.";
        let name = format!("{} {}", self.code, self.string);
        explain::explained(&name, self.meaning, self.advice.unwrap_or(idle))
    }
}

impl Tabular for Ending {
    const HEAD: &'static [&'static str] = &["CODE", "STRING", "MEANING"];

    fn name(&self) -> String {
        self.string.to_owned()
    }

    fn cells(&self) -> Vec<Cell> {
        let code = self.code.to_string();
        vec![code.into(), self.string.into(), self.meaning.into()]
    }
}
