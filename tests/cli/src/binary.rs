//! Where the `ccctl` under test is.

use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

/// The path of `ccctl`: `CCCTL_BIN` if that is set, else it is built once beside the tests.
pub fn ccctl() -> &'static PathBuf {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| std::env::var_os("CCCTL_BIN").map_or_else(build, PathBuf::from))
}

fn build() -> PathBuf {
    let test = std::env::current_exe().expect("a test knows its path");
    let profile = test.ancestors().nth(2).expect("tests lie in PROFILE/deps");
    let target = profile
        .parent()
        .expect("a profile lies in the target directory");
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["build", "--quiet", "--workspace"]);
    cargo.args(["--bin", "ccctl", "--target-dir"]).arg(target);
    if profile.ends_with("release") {
        cargo.arg("--release");
    }
    assert!(
        cargo.status().expect("cargo runs").success(),
        "ccctl does not build"
    );
    profile.join("ccctl")
}
