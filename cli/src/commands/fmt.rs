//! `ccctl fmt`

use std::collections::BTreeSet;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use lang::format::{Refusal, format};
use lang::{Code, Source};

use crate::center::{Directory, Error, bounded, every_file};
use crate::diagnostics::{self, Form, github};
use crate::exit::Exit;
use crate::failure::{Failure, reason};
use crate::printer::{self, diff, note};
use crate::replacement::Replacement;

const AFTER: &str = "\
Examples:
  ccctl fmt center/                           lays out, and names what changed
  ccctl fmt center/flows.yaml
  ccctl fmt --check center/                   changes nothing; for a pipeline
  ccctl fmt --check --format github center/   annotates a pull request
  ccctl fmt --diff center/                    shows what would change
  ccctl fmt - < flows.yaml                    standard input to output

Values, comments and the order of keys stay. Lines are indented by two spaces, brackets stay on \
one line or become lines, keys that look like numbers get quotes, one blank line stays of several.

Exits with 3 if a file is no YAML, and with --check or --diff if one is laid out otherwise.";

/// Lay out the YAML of a center in its canonical form
///
/// Reads every *.yaml and *.yml file below a directory, hidden ones left out and overlays included. A file
/// that is no YAML is told of and left as it is.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER)]
pub struct Fmt {
    /// Directories and files; `-` for standard input
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// Change nothing, and name the files that are laid out otherwise
    #[arg(long)]
    check: bool,
    /// Change nothing, and show what would change
    #[arg(long)]
    diff: bool,
    /// How the files are told that --check finds, and those that are no YAML
    #[arg(long, value_enum, default_value_t = FmtForm::Human, value_name = "FORMAT", conflicts_with = "diff")]
    format: FmtForm,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq, ValueEnum)]
enum FmtForm {
    /// For people: a line a file.
    Human,
    /// Annotations of a pull request on GitHub, at the first line that is laid out otherwise.
    Github,
}

/// A file below a directory, and the path by which people know it.
struct File {
    below: PathBuf,
    source: Source,
}

/// What was found.
#[derive(Default)]
struct Tally {
    files: usize,
    otherwise: usize,
    refused: usize,
    /// Of what the files that are refused have.
    codes: BTreeSet<Code>,
}

impl Fmt {
    /// Lays out what the paths lead to.
    pub fn run(self) -> Result<Exit, Failure> {
        let mut tally = Tally::default();
        for path in &self.paths {
            if path == Path::new("-") {
                self.stream(&mut tally)?;
                continue;
            }
            for file in files(path)? {
                self.file(&file, &mut tally)?;
            }
        }
        diagnostics::more(self.form(), std::mem::take(&mut tally.codes));
        let found = self.looks() && tally.otherwise > 0;
        if self.check && found {
            let (otherwise, files) = (tally.otherwise, tally.files);
            note(format_args!(
                "not laid out: {otherwise} of {files} files; `ccctl fmt` without --check does it"
            ));
        }
        Ok(match tally.refused > 0 || found {
            true => Exit::Invalid,
            false => Exit::Ok,
        })
    }

    /// Whether nothing is to be written.
    const fn looks(&self) -> bool {
        self.check || self.diff
    }

    fn file(&self, file: &File, tally: &mut Tally) -> Result<(), Failure> {
        let Some(text) = self.laid_out(&file.below, &file.source, tally)? else {
            return Ok(());
        };
        let path = file.below.join(&file.source.path);
        if self.looks() {
            return self.show(&path.display().to_string(), &file.source, &text);
        }
        let prepared =
            Replacement::prepare(&path, Some(&file.source.text[..]).into(), text.as_bytes());
        let written = prepared.and_then(Replacement::commit);
        written.map_err(|why| why.failure(&path))?;
        printer::text(&format!("{}\n", path.display()))
    }

    fn stream(&self, tally: &mut Tally) -> Result<(), Failure> {
        let mut text = Vec::new();
        let most = u64::try_from(lang::MAX_FILE_BYTES).unwrap_or(u64::MAX);
        let read = io::stdin()
            .take(most.saturating_add(1))
            .read_to_end(&mut text);
        read.map_err(|error| {
            let why = reason(&error);
            Failure::error(format!("standard input cannot be read: {why}"))
        })?;
        let path = "(standard input)".to_owned();
        let source = Source { path, text };
        let refused = tally.refused;
        match self.laid_out(Path::new(""), &source, tally)? {
            Some(text) if self.looks() => self.show(&source.path, &source, &text),
            Some(text) => printer::text(&text),
            None if self.looks() || tally.refused > refused => Ok(()),
            None => printer::bytes(&source.text),
        }
    }

    fn show(&self, path: &str, source: &Source, text: &str) -> Result<(), Failure> {
        if self.diff {
            let old = String::from_utf8_lossy(&source.text);
            printer::text(&diff::patch(path, &old, text))
        } else if self.format == FmtForm::Github {
            let told = "it is laid out otherwise: `ccctl fmt` without --check does it";
            let line = first_other(&source.text, text.as_bytes());
            printer::text(&github::error("fmt", path, line, told))
        } else {
            printer::text(&format!("{path}\n"))
        }
    }

    /// How problems are shown.
    const fn form(&self) -> Form {
        match self.format {
            FmtForm::Human => Form::Human,
            FmtForm::Github => Form::Github,
        }
    }

    /// Why a file stays as it is.
    fn refused(
        &self,
        below: &Path,
        source: &Source,
        why: Refusal,
        tally: &mut Tally,
    ) -> Result<(), Failure> {
        tally.refused += 1;
        let form = self.form();
        let (line, what) = match why {
            Refusal::Problems(problems) => {
                tally.codes.extend(problems.iter().map(|one| one.code));
                return diagnostics::show(form, below, &[source], &problems);
            }
            Refusal::Strange { line, what } => (line, what),
        };
        let path = match source.path.starts_with('(') {
            true => PathBuf::from(&source.path),
            false => below.join(&source.path),
        };
        let (path, told) = (path.display(), format!("the file is left as it is: {what}"));
        let help = "write it as `key: value`, lists with `- ` and texts in quotes";
        if form == Form::Github {
            let told = format!("{told}\nhelp: {help}");
            return printer::text(&github::error("fmt", &path.to_string(), line, &told));
        }
        let told = format!("{path}:{line}: {told}");
        Failure::with(Exit::Invalid, told).help(help).report();
        Ok(())
    }

    /// The canonical form of a file that has another one; why it has none is told.
    fn laid_out(
        &self,
        below: &Path,
        source: &Source,
        tally: &mut Tally,
    ) -> Result<Option<String>, Failure> {
        tally.files += 1;
        match format(source) {
            Ok(text) if text.as_bytes() == source.text => Ok(None),
            Ok(text) => {
                tally.otherwise += 1;
                Ok(Some(text))
            }
            Err(why) => {
                self.refused(below, source, why, tally)?;
                Ok(None)
            }
        }
    }
}

/// The first line that is another, from 1.
fn first_other(before: &[u8], after: &[u8]) -> usize {
    let [before, after] = [before, after].map(|text| text.split(|byte| *byte == b'\n'));
    let lines = before.clone().count();
    let same = before.zip(after).take_while(|(a, b)| a == b);
    (same.count() + 1).min(lines)
}

/// The files that a path leads to.
fn files(path: &Path) -> Result<Vec<File>, Failure> {
    let unreadable = |error| Failure::from(Error::Unreadable(path.to_owned(), error));
    let kind = path.metadata().map_err(unreadable)?.file_type();
    if kind.is_dir() {
        let sources = every_file(&Directory::open(path)?)?;
        if sources.is_empty() {
            return Err(Error::Empty(path.to_owned()).into());
        }
        let file = |source| File {
            below: path.to_owned(),
            source,
        };
        return Ok(sources.into_iter().map(file).collect());
    }
    let name = path.file_name().and_then(|name| name.to_str());
    let name = name.ok_or_else(|| Error::Name(path.to_owned()))?;
    if !kind.is_file() {
        return Err(Error::Special(path.display().to_string()).into());
    }
    let text = bounded(path, lang::MAX_FILE_BYTES).map_err(unreadable)?;
    let text = text.ok_or_else(|| Error::LargeFile(path.display().to_string()))?;
    let source = Source {
        path: name.to_owned(),
        text,
    };
    let below = path.parent().unwrap_or(Path::new("")).to_owned();
    Ok(vec![File { below, source }])
}
