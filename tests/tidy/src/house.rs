//! The files of the tree.

use std::path::{Path, PathBuf};
use std::{fs, io};

/// A text file of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its path below the root, with `/`.
    pub path: String,
    /// What stands in it.
    pub text: String,
}

impl Source {
    /// A file with that content.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Source {
        Source {
            path: path.into(),
            text: text.into(),
        }
    }

    /// Whether its name ends so.
    pub fn is(&self, ending: &str) -> bool {
        self.path.ends_with(ending)
    }
}

/// Directories that builds, runs and tools make.
const MADE: [&str; 7] = [
    "target",
    "data",
    "debug",
    "tmp",
    "corpus",
    "artifacts",
    "node_modules",
];

/// The root of the tree.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every text file of the tree, in the order of their paths.
///
/// # Errors
/// A directory or a file cannot be read.
pub fn sources() -> io::Result<Vec<Source>> {
    let mut found = Vec::new();
    walk(&root(), "", &mut found)?;
    found.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(found)
}

/// The text of a file, by its path below the root.
///
/// # Errors
/// It cannot be read.
pub fn read(path: &str) -> io::Result<String> {
    fs::read_to_string(root().join(path))
}

fn walk(directory: &Path, prefix: &str, found: &mut Vec<Source>) -> io::Result<()> {
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        let kind = entry.file_type()?;
        if kind.is_dir() && !is_made(&name) {
            walk(&entry.path(), &format!("{path}/"), found)?;
        } else if kind.is_file()
            // A file in a worktree of git: it says where the others are.
            && name != ".git"
            && let Ok(text) = String::from_utf8(fs::read(entry.path())?)
        {
            found.push(Source { path, text });
        }
    }
    Ok(())
}

fn is_made(name: &str) -> bool {
    MADE.contains(&name) || (name.starts_with('.') && name != ".ci")
}
