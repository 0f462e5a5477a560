//! What `--help` looks like on a terminal that is narrow, and on one that is wide.

use clap::{Command, CommandFactory};

use crate::arguments::Arguments;
use crate::printer::width;

/// The columns of a narrow terminal.
const NARROW: usize = 80;

/// Every command with its whole name.
fn commands(name: &str, command: &Command, all: &mut Vec<(String, Command)>) {
    for under in command.get_subcommands() {
        commands(&format!("{name} {}", under.get_name()), under, all);
    }
    all.push((name.to_owned(), command.clone()));
}

/// A list is a line that says what comes, and lines that are indented; what is none is a paragraph.
fn is_list(block: &str) -> bool {
    block.lines().skip(1).all(|line| line.starts_with("  "))
}

#[test]
fn no_line_of_a_help_is_broken_but_by_the_terminal() {
    let mut all = Vec::new();
    commands("ccctl", &Arguments::command(), &mut all);
    assert!(all.len() > 50, "{}", all.len());
    for (name, command) in all {
        let after = command.get_after_long_help();
        let after = after.map(ToString::to_string).unwrap_or_default();
        for block in after.split("\n\n") {
            assert!(
                is_list(block),
                "{name}: a paragraph is one line, and the terminal breaks it:\n{block}"
            );
            for line in block.lines().skip(1) {
                let columns = width(line);
                assert!(columns <= NARROW, "{name}: {columns} columns:\n{line}");
            }
        }
    }
}
