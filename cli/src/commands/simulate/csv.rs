//! Files of comma-separated values, with every bad line told.

use std::path::Path;

use crate::center::bounded;
use crate::failure::{Failure, reason};

/// The longest file.
const MOST_BYTES: usize = 4 * 1_024 * 1_024;
/// How many bad lines are told.
const MOST_TOLD: usize = 20;

/// Reads what each line says. A first line that names the columns is skipped, and so are empty lines.
pub fn read<T>(
    path: &Path,
    columns: &[&str],
    line: impl Fn(&[&str]) -> Result<T, String>,
) -> Result<Vec<T>, Failure> {
    let text = text(path)?;
    let mut read = Vec::new();
    let mut problems = Vec::new();
    for (number, text) in text.lines().enumerate() {
        let cells: Vec<&str> = text.split(',').map(bare).collect();
        let head = number == 0 && cells.first() == columns.first();
        if head || text.trim().is_empty() {
            continue;
        }
        match line(&cells) {
            Ok(value) => read.push(value),
            Err(problem) => {
                problems.push(format!("{}:{}: {problem}", path.display(), number + 1));
            }
        }
    }
    if problems.is_empty() {
        return Ok(read);
    }
    let more = problems.len().saturating_sub(MOST_TOLD);
    problems.truncate(MOST_TOLD);
    if more > 0 {
        problems.push(format!("and {more} more"));
    }
    let help = format!("a line is {}", columns.join(","));
    Err(Failure::error(problems.join("\n  ")).help(help))
}

fn text(path: &Path) -> Result<String, Failure> {
    let unread = |why: &str| Failure::error(format!("{} cannot be read: {why}", path.display()));
    let bytes = bounded(path, MOST_BYTES).map_err(|error| unread(&reason(&error)))?;
    let bytes = bytes.ok_or_else(|| unread("it is longer than 4 MiB"))?;
    let text = String::from_utf8(bytes).map_err(|_| unread("it is no text in UTF-8"))?;
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

/// A cell without its quotes.
fn bare(cell: &str) -> &str {
    let cell = cell.trim();
    let inside = cell
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    inside.unwrap_or(cell)
}
