//! Which commit a directory is at.

use std::path::Path;
use std::process::{Command, Stdio};

/// The commit of the repository that a directory lies in, with `-dirty` behind it where files there
/// differ from it; `None`: there is no repository, no commit, or no git.
pub fn commit(directory: &Path) -> Option<String> {
    let hash = git(directory, &["rev-parse", "--verify", "--quiet", "HEAD"])?;
    let hash = hash.trim();
    let is_hash = hash.len() >= 40 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    let changed = git(directory, &["status", "--porcelain", "--", "."])?;
    let mark = if changed.trim().is_empty() {
        ""
    } else {
        "-dirty"
    };
    is_hash.then(|| format!("{hash}{mark}"))
}

fn git(directory: &Path, arguments: &[&str]) -> Option<String> {
    let mut git = Command::new("git");
    git.arg("-C").arg(directory).args(arguments);
    let output = git.stdin(Stdio::null()).stderr(Stdio::null()).output();
    let output = output.ok().filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok()
}
