//! Where the programs are.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The path of `ccd`: `CCD_BIN` if that is set, else it is built once beside the tests.
pub(crate) fn ccd() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| ours("CCD_BIN", "ccd"))
}

/// The path of `ccctl`: `CCCTL_BIN` if that is set, else it is built once beside the tests.
pub(crate) fn ccctl() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| ours("CCCTL_BIN", "ccctl"))
}

/// A program of somebody else's. Without it there is no test.
pub(crate) fn peer(program: &str, package: &str) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path)
        .map(|directory| directory.join(program))
        .find(|candidate| candidate.is_file());
    found.unwrap_or_else(|| panic!("`{program}` is missing: apt-get install {package}"))
}

fn ours(variable: &str, name: &str) -> PathBuf {
    std::env::var_os(variable).map_or_else(|| build(name), PathBuf::from)
}

fn build(name: &str) -> PathBuf {
    let test = std::env::current_exe().expect("a test knows its path");
    let profile = test.ancestors().nth(2).expect("tests lie in PROFILE/deps");
    let target = profile
        .parent()
        .expect("a profile lies in the target directory");
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(env!("CARGO_MANIFEST_DIR")).args([
        "build",
        "--quiet",
        "--workspace",
        "--bin",
        name,
    ]);
    cargo.arg("--target-dir").arg(target);
    if profile.ends_with("release") {
        cargo.arg("--release");
    }
    assert!(
        cargo.status().expect("cargo runs").success(),
        "{name} does not build"
    );
    profile.join(name)
}
