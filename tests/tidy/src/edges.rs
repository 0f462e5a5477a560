//! Which of our crates may know which.

use crate::packages::{Package, Packages};

/// A crate and those that it may know.
pub type Edges = (&'static str, &'static [&'static str]);

/// The edges of the house, lowest floor first. Crates below `tests` may know all.
pub const EDGES: &[Edges] = &[
    ("audio", &[]),
    ("model", &[]),
    ("lang", &["audio", "model"]),
    ("plan", &["lang", "model"]),
    ("api", &["model", "plan"]),
    ("kernel", &[]),
    ("journal", &["kernel"]),
    ("sip", &["kernel"]),
    ("g729", &[]),
    ("media", &["g729", "kernel"]),
    ("contact", &["kernel", "model"]),
    ("phone", &["kernel", "media", "sip"]),
    (
        "switch",
        &["contact", "journal", "kernel", "media", "model", "sip"],
    ),
    ("trace", &["media", "model", "sip"]),
    ("delivery", &["kernel"]),
    ("store", &["journal", "kernel"]),
    ("speech", &["audio"]),
    ("egress", &["kernel", "model"]),
    ("wire", &["kernel", "media", "phone", "sip"]),
    ("acme", &["kernel"]),
    (
        "sim",
        &[
            "contact", "journal", "kernel", "media", "model", "phone", "sip", "switch",
        ],
    ),
    (
        "shell",
        &[
            "acme", "api", "audio", "contact", "delivery", "egress", "journal", "kernel", "lang",
            "media", "model", "plan", "sip", "speech", "store", "switch", "trace", "wire",
        ],
    ),
    ("ccd", &["shell"]),
    (
        "ccctl",
        &["api", "lang", "model", "plan", "sim", "speech", "wire"],
    ),
];

/// What tests beside the code may know besides.
pub const TEST_EDGES: &[Edges] = &[("sim", &["lang"])];

/// Complains about every edge that the table does not have, and about crates that it does not know.
pub fn complaints(packages: &Packages) -> Vec<String> {
    packages
        .ours()
        .filter(|package| !package.directory.starts_with("tests/"))
        .flat_map(|package| of(packages, package))
        .collect()
}

fn of(packages: &Packages, package: &Package) -> Vec<String> {
    let name = package.name.as_str();
    let Some(known) = row(EDGES, name) else {
        return vec![format!("`{name}` does not stand in the table of edges")];
    };
    let besides = row(TEST_EDGES, name).unwrap_or_default();
    let needs = packages.our_names(&package.needs);
    let wrong = needs.filter(|need| !known.contains(need));
    let tests_need = packages.our_names(&package.tests_need);
    let wrong_in_tests = tests_need.filter(|need| !known.contains(need) && !besides.contains(need));
    wrong
        .chain(wrong_in_tests)
        .map(|need| format!("`{name}` may not know `{need}`"))
        .collect()
}

fn row(table: &[Edges], name: &str) -> Option<&'static [&'static str]> {
    table.iter().find(|row| row.0 == name).map(|row| row.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packages::samples::workspace;

    #[test]
    fn an_edge_outside_the_table_is_told() {
        let packages = workspace(&[
            ("contact", &["kernel", "sip"]),
            ("kernel", &[]),
            ("sip", &[]),
        ]);
        assert_eq!(complaints(&packages), ["`contact` may not know `sip`"]);
    }

    #[test]
    fn an_edge_of_tests_is_told_as_well() {
        let mut packages = workspace(&[("contact", &[]), ("sip", &[])]);
        for package in packages.0.values_mut().filter(|it| it.name == "contact") {
            package.tests_need.push("sip".to_owned());
        }
        assert_eq!(complaints(&packages), ["`contact` may not know `sip`"]);
    }

    #[test]
    fn a_crate_without_a_row_is_told() {
        let packages = workspace(&[("attic", &[])]);
        assert_eq!(complaints(&packages).len(), 1);
    }

    #[test]
    fn no_row_names_a_crate_above_it() {
        let place = |name: &str| EDGES.iter().position(|row| row.0 == name);
        for (n, (name, known)) in EDGES.iter().enumerate() {
            for need in *known {
                assert!(place(need) < Some(n), "{name} stands below {need}");
            }
        }
    }
}
