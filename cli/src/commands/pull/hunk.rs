//! What an edit does to the lines of a file.

use std::fmt;

use super::wanted::Wanted;

/// The lines that differ.
#[derive(Debug)]
pub struct Hunk {
    head: String,
    removed: Vec<String>,
    added: Vec<String>,
}

impl Hunk {
    /// The lines that an edit touches.
    pub fn new(one: &Wanted, file: &str, before: &str, after: &str) -> Hunk {
        let (old, new): (Vec<&str>, Vec<&str>) =
            (before.lines().collect(), after.lines().collect());
        let same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
        let rest = old.len().min(new.len()) - same;
        let ends = old.iter().rev().zip(new.iter().rev());
        let behind = ends.take(rest).take_while(|(a, b)| a == b).count();
        let middle = |lines: &[&str]| -> Vec<String> {
            let lines = lines.iter().take(lines.len() - behind).skip(same);
            lines.map(|line| (*line).to_owned()).collect()
        };
        let what = match one {
            Wanted::Value {
                path, from, value, ..
            } => format!("{path}: {from} -> {value}"),
            Wanted::Callers { list, .. } => format!("{}: on {list}", one.path()),
        };
        Hunk {
            head: format!("{what}  ({file}:{})", same + 1),
            removed: middle(&old),
            added: middle(&new),
        }
    }
}

impl fmt::Display for Hunk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.head)?;
        for line in &self.removed {
            writeln!(f, "-{line}")?;
        }
        for line in &self.added {
            writeln!(f, "+{line}")?;
        }
        Ok(())
    }
}
