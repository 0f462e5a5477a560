//! `ccctl import`

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use model::Config;
use plan::render::{self, Length};

use super::compile::{Checked, compile_for_people};
use crate::center::Variant;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::import::{self, Column, Imported, Into, Table, Troubles};
use crate::printer;

const AFTER: &str = "\
Examples:
  ccctl import hotwords words.txt center/
  ccctl import agents --template > agents.csv
  ccctl import agents agents.csv center/ --dry-run
  ccctl import phones phones.csv center/ --into phones.yaml
  ccctl import members members.csv center/
  iconv -f GB18030 -t UTF-8 agents.csv | ccctl import agents - center/

Every line is checked, and either all of them are written or none. Only the YAML changes: `ccctl \
plan` shows what it would change on the daemon. Lines of the YAML that have nothing to do with it \
stay as they are; an entry that stands within braces of others or has comments of its own is not \
touched but told.";

const TABLES: &str = "\
The first line names the columns, in English or Chinese and in any order: see --template. The \
file is in UTF-8, with or without a byte order mark, at most 5 MB and 10,000 rows. An empty cell \
leaves what is there. Nothing is taken away.";

const HOTWORDS: &str = "\
The file is in UTF-8, at most 100 KB, with a `word|weight` a line. `ccctl get hotwords -o txt` \
writes one. Words that it does not have are taken out of the center.";

/// Take agents, phones, members of skill groups and hotwords into a center's YAML
///
/// Needs no daemon.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER)]
pub struct Import {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Replace the hotwords by those of a text
    #[command(after_long_help = HOTWORDS)]
    Hotwords(Words),
    /// Add agents from a table, and change those whose staff numbers the center has
    #[command(after_long_help = TABLES)]
    Agents(Sheet),
    /// Add phones from a table, and change those whose extensions the center has
    #[command(after_long_help = TABLES)]
    Phones(Sheet),
    /// Put agents into skill groups from a table, with their priorities
    #[command(after_long_help = TABLES)]
    Members(Members),
}

#[derive(Debug, Args)]
struct Words {
    /// The file of words; `-` for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The directory that holds the center
    #[arg(value_name = "DIR")]
    directory: PathBuf,
    #[command(flatten)]
    home: Home,
    #[command(flatten)]
    trial: Trial,
}

#[derive(Debug, Args)]
struct Sheet {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    home: Home,
    #[command(flatten)]
    trial: Trial,
}

#[derive(Debug, Args)]
struct Members {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    trial: Trial,
}

#[derive(Debug, Args)]
struct Source {
    /// The file of comma-separated values; `-` for standard input
    #[arg(value_name = "FILE", required_unless_present = "template")]
    file: Option<PathBuf>,
    /// The directory that holds the center
    #[arg(value_name = "DIR", required_unless_present = "template")]
    directory: Option<PathBuf>,
    /// Print the line of names and an example, to be filled in
    #[arg(long, conflicts_with_all = ["file", "directory"])]
    template: bool,
}

#[derive(Debug, Args)]
struct Home {
    /// The file of the center for what it does not have yet; without it, where others of the kind are
    #[arg(long, value_name = "YAML")]
    into: Option<String>,
}

#[derive(Debug, Args)]
struct Trial {
    /// Show what would change, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// How a table changes a center.
type Join = fn(&Config, &Table, &mut Troubles) -> Config;

impl Import {
    /// Imports the file.
    pub fn run(self) -> Result<Exit, Failure> {
        use import::{agents, members, phones};
        match self.what {
            What::Hotwords(words) => words.run(),
            What::Agents(sheet) => sheet.run("agents", agents::COLUMNS, agents::joined),
            What::Phones(sheet) => sheet.run("phones", phones::COLUMNS, phones::joined),
            What::Members(members) => {
                let into = into("members", None, "people.yaml");
                let (source, trial) = (members.source, members.trial);
                source.run(members::COLUMNS, members::joined, &into, &trial)
            }
        }
    }
}

fn into(kind: &'static str, file: Option<String>, usual: &'static str) -> Into {
    Into { kind, file, usual }
}

impl Words {
    fn run(self) -> Result<Exit, Failure> {
        let text = import::read(&self.file, import::hotwords::MAX_BYTES)?;
        let checked = compile_for_people(&self.directory, &Variant::default())?;
        let mut troubles = Troubles::default();
        let desired = import::hotwords::replaced(&checked.compiled.config, &text, &mut troubles);
        troubles.end(&self.file)?;
        let into = into("hotwords", self.home.into, "hotwords.yaml");
        finish(&self.directory, checked, &desired, &into, &self.trial)
    }
}

impl Sheet {
    fn run(
        self,
        kind: &'static str,
        columns: &'static [Column],
        join: Join,
    ) -> Result<Exit, Failure> {
        let into = into(kind, self.home.into, "people.yaml");
        self.source.run(columns, join, &into, &self.trial)
    }
}

impl Source {
    fn run(
        self,
        columns: &'static [Column],
        join: Join,
        into: &Into,
        trial: &Trial,
    ) -> Result<Exit, Failure> {
        let (Some(file), Some(directory)) = (self.file, self.directory) else {
            printer::text(&import::template(columns))?;
            return Ok(Exit::Ok);
        };
        let text = import::read(&file, Table::MAX_BYTES)?;
        let checked = compile_for_people(&directory, &Variant::default())?;
        let mut troubles = Troubles::default();
        let table = Table::read(&text, columns, &mut troubles);
        let desired = join(&checked.compiled.config, &table, &mut troubles);
        troubles.end(&file)?;
        finish(&directory, checked, &desired, into, trial)
    }
}

/// Writes what is desired, or says what would be.
fn finish(
    directory: &Path,
    checked: Checked,
    desired: &Config,
    into: &Into,
    trial: &Trial,
) -> Result<Exit, Failure> {
    let Checked { center, compiled } = checked;
    let imported = import::write(directory, center, &compiled, desired, into)?;
    if imported.changes.is_empty() {
        printer::text("the center has all of it already: nothing was written\n")?;
        return Ok(Exit::Ok);
    }
    let Imported { changes, texts, .. } = &imported;
    printer::text(&render::changes(changes, Length::Usual, false))?;
    let files: Vec<&str> = texts.keys().map(String::as_str).collect();
    let (files, directory) = (files.join(", "), directory.display());
    if trial.dry_run {
        printer::text(&format!("\nwould be written: {files}\n"))?;
        return Ok(Exit::Ok);
    }
    imported.save()?;
    let summary = plan::Summary::of(changes);
    printer::text(&format!(
        "\n{} created, {} changed, {} deleted in {files}\nnext:\n  ccctl plan {directory}\n",
        summary.create, summary.change, summary.delete
    ))?;
    Ok(Exit::Ok)
}
