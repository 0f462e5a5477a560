//! Finds the YAML files of a directory, always in the same order.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use lang::Source;

use super::Error;
use super::files::{Directory, bounded};
use super::variant::OVERLAYS;

/// The most files and directories that are looked at.
const MAX_ENTRIES: usize = 10_000;

/// Every `*.yaml` and `*.yml` file that is neither hidden nor an overlay, sorted by path. A symbolic link is followed
/// within the directory, and nothing is read twice.
pub fn sources(directory: &Directory) -> Result<Vec<Source>, Error> {
    found(directory, false)
}

/// The same with the overlays.
pub fn all(directory: &Directory) -> Result<Vec<Source>, Error> {
    found(directory, true)
}

fn found(directory: &Directory, overlays: bool) -> Result<Vec<Source>, Error> {
    let mut walk = Walk {
        directory,
        overlays,
        seen: BTreeSet::new(),
        total: 0,
        sources: Vec::new(),
    };
    walk.enter(Path::new(""))?;
    walk.sources.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(walk.sources)
}

struct Walk<'a> {
    directory: &'a Directory,
    overlays: bool,
    seen: BTreeSet<PathBuf>,
    total: usize,
    sources: Vec<Source>,
}

impl Walk<'_> {
    fn enter(&mut self, relative: &Path) -> Result<(), Error> {
        let path = self.directory.root().join(relative);
        let unreadable = |error| Error::Unreadable(path.clone(), error);
        let entries: Result<Vec<_>, io::Error> = fs::read_dir(&path)
            .map_err(unreadable)?
            .take(MAX_ENTRIES + 1)
            .collect();
        let mut names: Vec<_> = entries
            .map_err(unreadable)?
            .into_iter()
            .map(|entry| entry.file_name())
            .collect();
        names.sort();
        for name in names {
            let name = name.to_str().ok_or_else(|| Error::Name(path.join(&name)))?;
            if !name.starts_with('.') {
                self.visit(&relative.join(name))?;
            }
        }
        Ok(())
    }

    fn visit(&mut self, relative: &Path) -> Result<(), Error> {
        if relative == Path::new(OVERLAYS) && !self.overlays {
            return Ok(());
        }
        let label = relative.display().to_string();
        let yaml = relative
            .extension()
            .is_some_and(|end| end == "yaml" || end == "yml");
        let unreadable = |error| Error::Unreadable(relative.to_owned(), error);
        let named = self.directory.root().join(relative);
        // A link to what is neither YAML nor a directory is left to whoever names it, as a prompt does.
        if !yaml && !fs::metadata(&named).is_ok_and(|file| file.is_dir()) {
            return Ok(());
        }
        let real = self.directory.real(relative).map_err(unreadable)?;
        let real = real.ok_or_else(|| Error::Outside(label.clone()))?;
        let kind = fs::metadata(&real).map_err(unreadable)?.file_type();
        if !(yaml || kind.is_dir()) || !self.seen.insert(real.clone()) {
            return Ok(());
        }
        if self.seen.len() > MAX_ENTRIES {
            return Err(Error::TooMany(MAX_ENTRIES));
        }
        match (kind.is_dir(), kind.is_file()) {
            (true, _) => self.enter(relative),
            (_, true) => self.take(label, &real),
            _ => Err(Error::Special(label)),
        }
    }

    fn take(&mut self, label: String, real: &Path) -> Result<(), Error> {
        let text = bounded(real, lang::MAX_FILE_BYTES)
            .map_err(|error| Error::Unreadable(PathBuf::from(&label), error))?
            .ok_or_else(|| Error::LargeFile(label.clone()))?;
        self.total = self.total.saturating_add(text.len());
        if self.total > lang::MAX_TOTAL_BYTES {
            return Err(Error::LargeCenter);
        }
        self.sources.push(Source { path: label, text });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    fn paths(root: &Path) -> Result<Vec<String>, Error> {
        let sources = sources(&Directory::open(root)?)?;
        Ok(sources.into_iter().map(|source| source.path).collect())
    }

    #[test]
    fn yaml_is_found_in_a_stable_order_and_hidden_files_and_overlays_are_not() {
        let root = tempfile::tempdir().expect("a directory");
        fs::create_dir(root.path().join("b")).expect("a directory");
        fs::create_dir(root.path().join(".git")).expect("a directory");
        fs::create_dir(root.path().join("env")).expect("a directory");
        for name in [
            "z.yaml",
            "a.yml",
            "b/c.yaml",
            ".git/x.yaml",
            ".y.yaml",
            "env/prod.yaml",
            "notes.txt",
        ] {
            fs::write(root.path().join(name), "").expect("written");
        }
        assert_eq!(
            paths(root.path()).expect("paths"),
            ["a.yml", "b/c.yaml", "z.yaml"]
        );
        let all = all(&Directory::open(root.path()).expect("a directory")).expect("files");
        let all: Vec<_> = all.iter().map(|source| source.path.as_str()).collect();
        assert_eq!(all, ["a.yml", "b/c.yaml", "env/prod.yaml", "z.yaml"]);
    }

    #[test]
    fn links_within_are_followed_once_and_links_out_are_refused() {
        let root = tempfile::tempdir().expect("a directory");
        let data = root.path().join("..data");
        fs::create_dir(&data).expect("a directory");
        fs::write(data.join("center.yaml"), "").expect("written");
        symlink("..data/center.yaml", root.path().join("center.yaml")).expect("a link");
        symlink(".", root.path().join("loop")).expect("a link");
        assert_eq!(paths(root.path()).expect("paths"), ["center.yaml"]);

        symlink("/etc/hostname", root.path().join("audio.wav")).expect("a link");
        symlink("nowhere", root.path().join("broken")).expect("a link");
        assert_eq!(paths(root.path()).expect("paths"), ["center.yaml"]);

        symlink("/etc", root.path().join("etc")).expect("a link");
        assert!(matches!(paths(root.path()), Err(Error::Outside(path)) if path == "etc"));
    }
}
