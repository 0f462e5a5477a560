//! `ccctl explain`

use clap::Args;
use lang::Code;
use lang::reference::{self, NotThere};
use model::config::SystemVariable;
use model::reading::Reading;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::{self, Format};
use crate::views::explain::{Word, explained, words_of};

const AFTER: &str = "\
Examples:
  ccctl explain                              every kind of resource
  ccctl explain ivrs                         the keys of a flow
  ccctl explain ivrs.nodes                   the types of nodes
  ccctl explain ivrs.nodes.menu.timeout      one key of one of them
  ccctl explain center.break_reasons -o json
  ccctl explain vars                         variables of the configuration: `!var name`
  ccctl explain variables                    those of a call: what can stand in texts as ${Name}
  ccctl explain readings                     how their values are read out: ${Name:digits}
  ccctl explain problems                     every code of a problem
  ccctl explain CC0503                       one of them

The names that you give yourself, of flows or of nodes, are left out of the path.";

/// Explain the language: kinds, keys, types of nodes, codes of problems
///
/// Says what may be written at a path, what holds if it is left out, and what it means. It is the
/// reference of the language, and needs neither a center nor a daemon.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER)]
pub struct Explain {
    /// A path such as ivrs.nodes.menu, `variables`, `readings`, `problems`, or the code of one
    #[arg(value_name = "PATH")]
    path: Option<String>,
    /// The form of the output
    #[arg(short, long, value_enum, default_value_t = Format::Table, value_name = "FORMAT")]
    output: Format,
}

impl Explain {
    /// Explains what stands at the path.
    pub fn run(self) -> Result<Exit, Failure> {
        match self.path.as_deref() {
            None => printer::items(self.output, &kinds())?,
            Some("variables") => printer::items(self.output, &variables())?,
            Some("readings") => printer::items(self.output, &readings())?,
            Some("problems") => printer::items(self.output, &problems())?,
            Some(path) if is_code(path) => self.code(path)?,
            Some(path) => self.topic(path)?,
        }
        Ok(Exit::Ok)
    }

    fn code(&self, path: &str) -> Result<(), Failure> {
        let written = path.to_ascii_uppercase();
        let code = Code::ALL.iter().find(|code| code.as_str() == written);
        let Some(code) = code else {
            let failure = Failure::error(format!("there is no problem `{path}`"));
            return Err(failure.help("`ccctl explain problems` lists every one"));
        };
        let (name, meaning, explanation) = (code.as_str(), code.meaning(), code.explanation());
        match (self.output, explanation) {
            (Format::Table, Some(text)) => printer::text(&explained(name, meaning, text)),
            (output, text) => printer::item(output, &Word::new(name, meaning).explained(text)),
        }
    }

    fn topic(&self, path: &str) -> Result<(), Failure> {
        let topic = reference::topic(path)
            .map_err(|NotThere { message, help }| Failure::error(message).help(help))?;
        match self.output {
            Format::Table => printer::text(&words_of(&topic)),
            format => printer::document(format, &topic),
        }
    }
}

/// Whether it is meant as the code of a problem.
fn is_code(path: &str) -> bool {
    let digits = path.strip_prefix("CC").or_else(|| path.strip_prefix("cc"));
    digits.is_some_and(|digits| {
        !digits.is_empty() && digits.chars().all(|digit| digit.is_ascii_digit())
    })
}

fn kinds() -> Vec<Word> {
    let kinds = reference::kinds();
    kinds
        .map(|entry| Word::new(&entry.heading, entry.doc))
        .collect()
}

fn variables() -> Vec<Word> {
    let word = |variable: SystemVariable| Word::new(variable.name(), variable.meaning());
    SystemVariable::ALL.into_iter().map(word).collect()
}

fn readings() -> Vec<Word> {
    let word = |reading: Reading| Word::new(reading.name(), reading.meaning());
    Reading::ALL.into_iter().map(word).collect()
}

fn problems() -> Vec<Word> {
    let word = |code: &Code| Word::new(code.as_str(), code.meaning());
    Code::ALL.iter().map(word).collect()
}
