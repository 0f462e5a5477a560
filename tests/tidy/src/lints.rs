//! That every crate is under the lints of the workspace and under the bans of its floor.

use crate::house::Source;

/// A floor's file of bans, and one ban that makes the floor what it is.
const FLOORS: [(&str, &str); 5] = [
    ("clippy.toml", "std::process::exit"),
    ("specs/clippy.toml", "std::time::Instant::now"),
    ("daemon/machines/clippy.toml", "std::time::Instant::now"),
    ("daemon/sim/clippy.toml", "std::time::Instant::now"),
    ("daemon/clippy.toml", "std::process::exit"),
];

/// Complains about manifests of members without the workspace's lints.
pub fn manifests(sources: &[Source], members: &[&str]) -> Vec<String> {
    let bad = members.iter().filter(|directory| {
        let path = format!("{directory}/Cargo.toml");
        let manifest = sources.iter().find(|source| source.path == path);
        !manifest.is_some_and(|it| it.text.contains("[lints]\nworkspace = true\n"))
    });
    bad.map(|directory| format!("{directory} is not under the lints of the workspace"))
        .collect()
}

/// Complains about floors without bans.
pub fn floors(sources: &[Source]) -> Vec<String> {
    let bad = FLOORS.iter().filter(|(path, ban)| {
        let file = sources.iter().find(|source| source.path == *path);
        !file.is_some_and(|it| it.text.contains(&format!("{{ path = \"{ban}\"")))
    });
    bad.map(|(path, ban)| format!("{path} does not ban {ban}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_with_lints_of_its_own_is_told() {
        let good = Source::new("a/Cargo.toml", "[package]\n\n[lints]\nworkspace = true\n");
        let bad = Source::new(
            "b/Cargo.toml",
            "[package]\n\n[lints.clippy]\nall = \"allow\"\n",
        );
        assert_eq!(manifests(&[good, bad], &["a", "b", "c"]).len(), 2);
    }

    #[test]
    fn a_floor_that_lost_its_bans_is_told() {
        let root = Source::new("clippy.toml", "{ path = \"std::process::exit\" }");
        assert_eq!(floors(&[root]).len(), FLOORS.len() - 1);
    }
}
