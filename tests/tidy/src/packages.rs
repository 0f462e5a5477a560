//! The crates of the workspace and all that they stand on, as `cargo metadata` tells it.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::house;

/// A crate, ours or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// Whether it is a member of the workspace.
    pub ours: bool,
    /// Where it lies below the root; empty for crates of others.
    pub directory: String,
    /// Its licence by SPDX, if it names one.
    pub licence: Option<String>,
    /// What it needs to run, by id.
    pub needs: Vec<String>,
    /// What only its tests or its build need, by id.
    pub tests_need: Vec<String>,
}

/// All crates by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packages(pub BTreeMap<String, Package>);

impl Packages {
    /// The crates of the workspace as it is, for the machine this runs on.
    ///
    /// # Errors
    /// `cargo metadata` fails or says something else than it used to.
    pub fn of_the_workspace() -> io::Result<Packages> {
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        let output = Command::new(cargo)
            .args(["metadata", "--format-version", "1", "--locked"])
            .args(["--filter-platform", &host()?])
            .current_dir(house::root())
            .output()?;
        if !output.status.success() {
            let words = String::from_utf8_lossy(&output.stderr).into_owned();
            return Err(io::Error::other(words));
        }
        let metadata: Value = serde_json::from_slice(&output.stdout)?;
        Packages::read(&metadata).ok_or_else(|| io::Error::other("the metadata has another form"))
    }

    /// Reads the output of `cargo metadata --format-version 1`.
    pub fn read(metadata: &Value) -> Option<Packages> {
        let root = Path::new(metadata.get("workspace_root")?.as_str()?);
        let ours: BTreeSet<&str> = texts(metadata.get("workspace_members")?).collect();
        let mut packages = BTreeMap::new();
        for package in metadata.get("packages")?.as_array()? {
            let id = package.get("id")?.as_str()?;
            let manifest = Path::new(package.get("manifest_path")?.as_str()?);
            let directory = manifest.parent().and_then(|it| it.strip_prefix(root).ok());
            let licence = package.get("license").and_then(Value::as_str);
            let package = Package {
                name: package.get("name")?.as_str()?.to_owned(),
                ours: ours.contains(id),
                directory: directory.map_or_else(String::new, |it| it.display().to_string()),
                licence: licence.map(str::to_owned),
                ..Package::default()
            };
            packages.insert(id.to_owned(), package);
        }
        for node in metadata.get("resolve")?.get("nodes")?.as_array()? {
            let package = packages.get_mut(node.get("id")?.as_str()?)?;
            for need in node.get("deps")?.as_array()? {
                let id = need.get("pkg")?.as_str()?.to_owned();
                let kinds = need.get("dep_kinds")?.as_array()?;
                if kinds
                    .iter()
                    .any(|kind| kind.get("kind").is_none_or(Value::is_null))
                {
                    package.needs.push(id);
                } else {
                    package.tests_need.push(id);
                }
            }
        }
        Some(Packages(packages))
    }

    /// The members of the workspace.
    pub fn ours(&self) -> impl Iterator<Item = &Package> {
        self.0.values().filter(|package| package.ours)
    }

    /// The names of those crates.
    pub fn names<'a>(&'a self, ids: &'a [String]) -> impl Iterator<Item = &'a str> {
        self.all(ids).map(|package| package.name.as_str())
    }

    /// The names of our own among those crates.
    pub fn our_names<'a>(&'a self, ids: &'a [String]) -> impl Iterator<Item = &'a str> {
        let ours = self.all(ids).filter(|package| package.ours);
        ours.map(|package| package.name.as_str())
    }

    /// The names of everything that is linked into a crate.
    pub fn tree(&self, package: &Package) -> BTreeSet<&str> {
        let mut names = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let mut open: Vec<&String> = package.needs.iter().collect();
        while let Some(id) = open.pop() {
            if let Some(package) = self.0.get(id).filter(|_| seen.insert(id)) {
                names.insert(package.name.as_str());
                open.extend(&package.needs);
            }
        }
        names
    }

    fn all<'a>(&'a self, ids: &'a [String]) -> impl Iterator<Item = &'a Package> {
        ids.iter().filter_map(|id| self.0.get(id))
    }
}

/// The triple of this machine.
fn host() -> io::Result<String> {
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let output = Command::new(rustc)
        .arg("-vV")
        .current_dir(house::root())
        .output()?;
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .find_map(|line| line.strip_prefix("host: ").map(str::to_owned))
        .ok_or_else(|| io::Error::other("rustc does not name its host"))
}

fn texts(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;

    /// A workspace of crates with what they need; a name with `!` in front is a crate of others.
    pub fn workspace(crates: &[(&str, &[&str])]) -> Packages {
        let package = |(name, needs): &(&str, &[&str])| {
            let package = Package {
                name: name.trim_start_matches('!').to_owned(),
                ours: !name.starts_with('!'),
                needs: needs.iter().map(|&need| need.to_owned()).collect(),
                ..Package::default()
            };
            ((*name).to_owned(), package)
        };
        Packages(crates.iter().map(package).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn needs_of_the_program_and_of_its_tests_are_told_apart() {
        let metadata = json!({
            "workspace_root": "/house",
            "workspace_members": ["a 1"],
            "packages": [
                {"id": "a 1", "name": "a", "manifest_path": "/house/x/a/Cargo.toml", "license": "MIT"},
                {"id": "b 1", "name": "b", "manifest_path": "/elsewhere/b/Cargo.toml", "license": null},
                {"id": "c 1", "name": "c", "manifest_path": "/elsewhere/c/Cargo.toml", "license": null},
            ],
            "resolve": {"nodes": [
                {"id": "a 1", "deps": [
                    {"pkg": "b 1", "dep_kinds": [{"kind": null}]},
                    {"pkg": "c 1", "dep_kinds": [{"kind": "dev"}]},
                ]},
                {"id": "b 1", "deps": []},
                {"id": "c 1", "deps": []},
            ]},
        });
        let packages = Packages::read(&metadata).expect("packages");
        let a = packages.ours().next().expect("one of ours");
        assert_eq!((a.name.as_str(), a.directory.as_str()), ("a", "x/a"));
        assert_eq!(packages.names(&a.needs).collect::<Vec<_>>(), ["b"]);
        assert_eq!(packages.names(&a.tests_need).collect::<Vec<_>>(), ["c"]);
    }

    #[test]
    fn a_tree_reaches_through_others() {
        let packages = samples::workspace(&[("a", &["!b"]), ("!b", &["!c"]), ("!c", &["!b"])]);
        let a = packages.ours().next().expect("a");
        assert!(packages.tree(a).contains("c"));
    }
}
