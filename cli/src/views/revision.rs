//! The history of applies.

use api::live::Revision;

use crate::moment::local;
use crate::printer::{Cell, Tabular};

/// Characters of a commit in a table.
const HASH: usize = 10;

impl Tabular for Revision {
    const HEAD: &'static [&'static str] = &[
        "REVISION", "APPLIED", "BY", "CREATED", "CHANGED", "DELETED", "MOVED", "COMMIT", "MESSAGE",
    ];

    fn name(&self) -> String {
        self.revision.to_string()
    }

    fn cells(&self) -> Vec<Cell> {
        vec![
            self.revision.to_string().into(),
            local(self.applied_at).into(),
            self.by.as_str().into(),
            self.created.to_string().into(),
            self.changed.to_string().into(),
            self.deleted.to_string().into(),
            self.moved.len().to_string().into(),
            Cell::maybe(self.commit.as_deref().map(short)),
            Cell::maybe(self.message.as_ref()),
        ]
    }
}

/// As much of a commit as git shows, and whether more lay in the directory than it.
fn short(commit: &str) -> String {
    let (hash, rest) = commit.split_at_checked(HASH).unwrap_or((commit, ""));
    let dirty = if rest.ends_with("-dirty") { "+" } else { "" };
    format!("{hash}{dirty}")
}
