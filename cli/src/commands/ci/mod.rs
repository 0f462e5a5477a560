//! `ccctl ci`

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::fresh::create;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer;

const AFTER: &str = "\
Examples:
  ccctl ci init github
  ccctl ci init gitlab --center config/center
  ccctl ci init github --out - | less

A change is validated, played through its own tests, and planned; the plan is posted where it is \
reviewed and kept. After the merge that very plan is applied, or refused if what it read has \
become another.";

/// Let a pipeline check, plan and apply a center
#[derive(Debug, Args)]
pub struct Ci {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Write the pipeline of a forge
    #[command(after_long_help = AFTER)]
    Init(Init),
}

#[derive(Debug, Args)]
struct Init {
    /// Whose pipeline
    #[arg(value_enum)]
    forge: Forge,
    /// The directory of the center in the repository
    #[arg(long, value_name = "DIR", default_value = "center", value_parser = directory)]
    center: String,
    /// Where it is written, if not where the forge looks for it; -: standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Copy, Clone, Debug, ValueEnum)]
enum Forge {
    /// .github/workflows/center.yml
    Github,
    /// .gitlab-ci.yml
    Gitlab,
}

impl Forge {
    const fn place(self) -> &'static str {
        match self {
            Forge::Github => ".github/workflows/center.yml",
            Forge::Gitlab => ".gitlab-ci.yml",
        }
    }

    const fn template(self) -> &'static str {
        match self {
            Forge::Github => include_str!("github.yml"),
            Forge::Gitlab => include_str!("gitlab.yml"),
        }
    }
}

/// A path that can stand in a command and in a pattern as it is.
fn directory(text: &str) -> Result<String, &'static str> {
    let path = text.trim_end_matches('/');
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-/".contains(c);
    let inside =
        !path.starts_with('/') && path.split('/').all(|part| !part.is_empty() && part != "..");
    match inside && !path.starts_with('-') && path.chars().all(plain) {
        true => Ok(path.to_owned()),
        false => Err("a directory below the repository, of letters, digits, `.`, `_` and `-`"),
    }
}

impl Ci {
    /// Does it.
    pub fn run(self) -> Result<Exit, Failure> {
        match self.action {
            Action::Init(init) => init.run(),
        }
    }
}

impl Init {
    fn run(self) -> Result<Exit, Failure> {
        let text = self.forge.template().replace("@CENTER@", &self.center);
        let place = self.out.unwrap_or_else(|| self.forge.place().into());
        if place.as_os_str() == "-" {
            printer::text(&text)?;
            return Ok(Exit::Ok);
        }
        create(&place, text.as_bytes()).map_err(|failure| {
            failure.help("a file that is there is not overwritten: see `--out -`")
        })?;
        printer::text(&format!(
            "{} checks, plans and applies {}\nits first lines say what it needs\n",
            place.display(),
            self.center
        ))?;
        Ok(Exit::Ok)
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::arguments::Arguments;

    #[test]
    fn every_command_of_a_pipeline_is_one() {
        for forge in [Forge::Github, Forge::Gitlab] {
            let text = forge.template().replace("@CENTER@", "center");
            let commands: Vec<&str> = text
                .lines()
                .filter(|line| !line.trim_start().starts_with('#'))
                .filter_map(|line| line.split_once("ccctl ").map(|(_, rest)| rest))
                .map(|rest| rest.split(" > ").next().unwrap_or_default())
                .collect();
            assert_eq!(commands.len(), 4, "{forge:?}: {commands:?}");
            for command in commands {
                let words = std::iter::once("ccctl").chain(command.split_whitespace());
                if let Err(error) = Arguments::try_parse_from(words) {
                    panic!("{forge:?}: {command}: {error}");
                }
            }
        }
    }

    #[test]
    fn only_a_directory_of_the_repository_is_taken() {
        assert_eq!(directory("config/center/").as_deref(), Ok("config/center"));
        for text in [
            "",
            "/etc",
            "../center",
            "a//b",
            "a b",
            "$(rm)",
            "-x",
            "a/../b",
        ] {
            assert!(directory(text).is_err(), "{text}");
        }
    }
}
