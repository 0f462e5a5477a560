//! Which of our crates may touch the outside: sockets, files, threads, runtimes, databases.

use crate::packages::Packages;

/// Crates of others through which the outside is reached.
pub const OUTSIDE: &[&str] = &[
    "async-std",
    "axum",
    "hyper",
    "hyper-util",
    "mio",
    "nix",
    "reqwest",
    "rustix",
    "rustls",
    "sled",
    "smol",
    "socket2",
    "tempfile",
    "tokio",
    "tokio-rustls",
    "webrtc",
    "windows-sys",
];

/// Those of ours that may name one. All others are pure, all the way down.
pub const WORLDLY: &[&str] = &[
    "acme", "ccctl", "ccd", "egress", "shell", "speech", "store", "wire",
];

/// What may not be anywhere in the tree of a program.
pub const NEVER: &[(&str, &[&str])] = &[(
    "ccctl",
    &["axum", "egress", "webrtc", "sled", "shell", "store"],
)];

/// Complains about pure crates that reach the outside and programs that link what they must not.
pub fn complaints(packages: &Packages) -> Vec<String> {
    let mut complaints = Vec::new();
    for package in packages.ours() {
        let tree = packages.tree(package);
        let pure =
            !WORLDLY.contains(&package.name.as_str()) && !package.directory.starts_with("tests/");
        let outside = OUTSIDE.iter().filter(|_| pure);
        let never = NEVER.iter().filter(|row| row.0 == package.name);
        for name in outside.chain(never.flat_map(|row| row.1)) {
            if tree.contains(name) {
                complaints.push(format!("`{}` reaches `{name}`", package.name));
            }
        }
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packages::samples::workspace;

    #[test]
    fn a_pure_crate_does_not_reach_a_socket_through_another() {
        let packages = workspace(&[("sip", &["!rsip"]), ("!rsip", &["!tokio"]), ("!tokio", &[])]);
        assert_eq!(complaints(&packages), ["`sip` reaches `tokio`"]);
    }

    #[test]
    fn the_command_line_links_no_server() {
        let packages = workspace(&[("ccctl", &["wire"]), ("wire", &["!sled"]), ("!sled", &[])]);
        assert_eq!(complaints(&packages), ["`ccctl` reaches `sled`"]);
    }

    #[test]
    fn those_who_touch_the_world_may() {
        let packages = workspace(&[("wire", &["!tokio"]), ("!tokio", &[])]);
        assert_eq!(complaints(&packages), Vec::<String>::new());
    }
}
