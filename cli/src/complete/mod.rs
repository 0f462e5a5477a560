//! What a shell asks when somebody presses Tab. The scripts of `ccctl completions` run `ccctl` again with
//! `CCCTL_COMPLETE` set and the words of the line behind `--`; what comes back is the words that fit, with
//! the names that the daemon knows at that moment.
//!
//! Somebody waits with his fingers on the keys: it takes [`PATIENCE`] at most, and whatever goes wrong is
//! silence.

mod explained;
mod local;
mod names;
mod table;
mod words;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use clap::{Command, CommandFactory};
use clap_complete::engine::{ArgValueCandidates, CompletionCandidate};
use clap_complete::env::Shells;

use crate::arguments::Arguments;
use names::{Asked, Names};
use words::Line;

/// The variable that names the shell that asks.
pub const VARIABLE: &str = "CCCTL_COMPLETE";
/// The longest that it takes in all.
const PATIENCE: Duration = Duration::from_millis(280);

/// Answers the shell that asks, if one does.
pub fn answered() -> Option<ExitCode> {
    let shell = std::env::var(VARIABLE).ok()?;
    let until = Instant::now() + PATIENCE;
    let words = std::env::args_os().skip_while(|word| word != "--").skip(1);
    // Nothing can be said to somebody who is in the middle of a line.
    if let Ok(answer) = answer(&shell, words.collect(), until) {
        let _ = std::io::stdout().lock().write_all(&answer);
    }
    Some(ExitCode::SUCCESS)
}

fn answer(shell: &str, words: Vec<OsString>, until: Instant) -> std::io::Result<Vec<u8>> {
    let here = std::env::current_dir().ok();
    let here = here.as_deref();
    let mut answer = Vec::new();
    if shell == "bash" {
        let line = Line::of_bash(words, number("_CLAP_COMPLETE_INDEX"));
        let mut command = command(&line, until);
        let (words, index) = (line.words().to_vec(), line.index());
        let fitting = clap_complete::engine::complete(&mut command, words, index, here)?;
        let values = fitting.iter().map(CompletionCandidate::get_value);
        let values: Vec<String> = values
            .map(|it| line.fragment(&it.to_string_lossy()))
            .collect();
        let between = std::env::var("_CLAP_IFS").unwrap_or_else(|_| "\n".to_owned());
        answer.extend(values.join(&between).into_bytes());
    } else if let Some(known) = Shells::builtins().completer(shell) {
        let mut command = command(&Line::new(words.clone()), until);
        known.write_complete(&mut command, words, here, &mut answer)?;
    }
    Ok(answer)
}

fn number(variable: &str) -> usize {
    let value = std::env::var(variable).ok();
    value.and_then(|it| it.parse().ok()).unwrap_or_default()
}

/// The command line, whose arguments know what they may name.
fn command(line: &Line, until: Instant) -> Command {
    let asked = Arc::new(Asked::new(line.clone(), until));
    let mut command = Arguments::command();
    for (path, argument, names) in table::TABLE {
        command = naming(command, path, argument, *names, &asked);
    }
    command
}

/// A command of which one argument names something.
fn naming(
    command: Command,
    path: &[&'static str],
    argument: &'static str,
    names: Names,
    asked: &Arc<Asked>,
) -> Command {
    let Some((first, rest)) = path.split_first() else {
        let asked = Arc::clone(asked);
        let candidates = ArgValueCandidates::new(move || asked.candidates(names));
        return command.mut_arg(argument, |it| it.add(candidates));
    };
    command.mut_subcommand(*first, |inner| naming(inner, rest, argument, names, asked))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_names_something_is_an_argument_of_a_command() {
        let line = Line::new(Vec::new());
        // A command or an argument that there is not ends this.
        command(&line, Instant::now()).debug_assert();
    }
}
