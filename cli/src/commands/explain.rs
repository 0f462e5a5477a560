//! `ccctl explain`

use clap::Args;
use lang::Code;
use lang::reference::{self, NotThere};
use model::config::SystemVariable;
use model::reading::Reading;
use model::record::EndStatus;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::{self, Format, Tabular};
use crate::views::ending::Ending;
use crate::views::explain::{Word, words_of};
use crate::views::problem::Documented;

const AFTER: &str = "\
Examples:
  ccctl explain                           every kind of resource
  ccctl explain ivrs                      the keys of a flow
  ccctl explain ivrs.nodes                the types of nodes
  ccctl explain ivrs.nodes.menu.timeout   one key of one of them
  ccctl explain center.break_reasons -o json
  ccctl explain vars                      variables of the center: `!var name`
  ccctl explain variables                 those of a call, in texts ${Name}
  ccctl explain readings                  how they are read: ${Name:digits}
  ccctl explain problems                  every code of a problem
  ccctl explain CC0503                    one: its cause, what to do, an example
  ccctl explain CC0503 -o json            the same in parts
  ccctl explain statuses                  every way in which a call ends
  ccctl explain 107                       one: its meaning and what to do
  ccctl explain variables.WaitNo          one of a list

The names that you give yourself, of flows or of nodes, are left out of the path.";

/// Explain the language and end statuses: kinds, keys, types of nodes, codes of problems, 107
///
/// Says what may be written at a path, what holds if it is left out, and what it means. It is the
/// reference of the language, and needs neither a center nor a daemon.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER)]
pub struct Explain {
    /// A path such as ivrs.nodes.menu, `variables`, `readings`, `problems`, `statuses`, or one of these
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
            Some("statuses") => printer::items(self.output, &statuses())?,
            Some(path) => match path.split_once('.') {
                Some(("variables", name)) => {
                    self.word("variable of a call", name, "variables", variables())?
                }
                Some(("readings", name)) => self.word("reading", name, "readings", readings())?,
                Some(("problems", code)) => self.code(code)?,
                Some(("statuses", status)) => self.status(status)?,
                _ if is_code(path) => self.code(path)?,
                _ if is_status(path) => self.status(path)?,
                _ => self.topic(path)?,
            },
        }
        Ok(Exit::Ok)
    }

    fn word(&self, what: &str, name: &str, list: &str, words: Vec<Word>) -> Result<(), Failure> {
        let bare = name.trim_start_matches("${").trim_end_matches('}');
        let Some(word) = words.iter().find(|word| word.is(bare)) else {
            let names = words.iter().map(Tabular::name).collect::<Vec<_>>();
            let close = lang::closest(bare, names.iter().map(String::as_str));
            let help = match close {
                Some(close) => {
                    format!("did you mean `{close}`? `ccctl explain {list}` lists every one")
                }
                None => format!("`ccctl explain {list}` lists every one"),
            };
            return Err(Failure::error(format!("there is no {what} `{bare}`")).help(help));
        };
        printer::item(self.output, word)
    }

    fn status(&self, written: &str) -> Result<(), Failure> {
        let Some(status) = EndStatus::ALL.iter().find(|it| is_named(**it, written)) else {
            let failure = Failure::error(format!("there is no end status `{written}`"));
            return Err(failure.help("`ccctl explain statuses` lists every one"));
        };
        let ending = Ending::new(*status);
        match self.output {
            Format::Table => printer::text(&ending.explained()),
            output => printer::item(output, &ending),
        }
    }

    fn code(&self, path: &str) -> Result<(), Failure> {
        let written = path.to_ascii_uppercase();
        let code = Code::ALL.iter().find(|code| code.as_str() == written);
        let Some(code) = code else {
            let failure = Failure::error(format!("there is no problem `{path}`"));
            return Err(failure.help("`ccctl explain problems` lists every one"));
        };
        let documented = Documented::new(*code);
        match self.output {
            Format::Table => printer::text(&documented.explained()),
            output => printer::item(output, &documented),
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

/// Whether it is meant as an end status: a number, or the string of one.
fn is_status(path: &str) -> bool {
    let number = !path.is_empty() && path.chars().all(|digit| digit.is_ascii_digit());
    number || EndStatus::ALL.iter().any(|it| is_named(*it, path))
}

fn is_named(status: EndStatus, written: &str) -> bool {
    status.string().eq_ignore_ascii_case(written) || status.code().to_string() == written
}

fn statuses() -> Vec<Ending> {
    EndStatus::ALL.iter().copied().map(Ending::new).collect()
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

fn problems() -> Vec<Documented> {
    Code::ALL.iter().copied().map(Documented::new).collect()
}
