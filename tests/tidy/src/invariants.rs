//! That every invariant of ARCHITECTURE.md names a test or a lint that is there.
//!
//! An invariant is an item of a list below the heading `Invariants`; behind the words `Kept by` stand
//! what keeps it, each as `` `path#name` ``: a test of that name in that file, or, in a file of
//! settings, that text.

use crate::house::Source;

/// Complains about invariants that nothing keeps.
pub fn complaints(document: &str, sources: &[Source]) -> Vec<String> {
    let invariants = invariants(document);
    if invariants.is_empty() {
        return vec!["there is no invariant".to_owned()];
    }
    let of = |invariant: &String| {
        let keepers = keepers(invariant);
        let start: String = invariant.chars().take(60).collect();
        if keepers.is_empty() {
            return vec![format!("nothing keeps: {start}")];
        }
        let missing = keepers
            .iter()
            .filter(|(path, name)| !is_there(sources, path, name));
        missing
            .map(|(path, name)| format!("{path} does not have `{name}`, which keeps: {start}"))
            .collect()
    };
    invariants.iter().flat_map(of).collect()
}

/// The items below the heading, each on one line.
fn invariants(document: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    let mut inside = false;
    let mut open = false;
    for line in document.lines() {
        if line.starts_with("## ") {
            inside = line == "## Invariants";
        } else if inside && line.starts_with("- ") {
            items.push(line.to_owned());
            open = true;
        } else if line.starts_with("  ") {
            if let Some(item) = items.last_mut().filter(|_| inside && open) {
                item.push(' ');
                item.push_str(line.trim());
            }
        } else {
            open = false;
        }
    }
    items
}

/// What stands in backticks behind `Kept by`, split at its `#`.
fn keepers(invariant: &str) -> Vec<(&str, &str)> {
    let Some((_, rest)) = invariant.split_once("Kept by ") else {
        return Vec::new();
    };
    let quoted = rest.split('`').skip(1).step_by(2);
    quoted
        .map(|keeper| keeper.split_once('#').unwrap_or((keeper, "")))
        .collect()
}

/// Whether that file has a test of that name, or a file of settings that text.
pub(crate) fn is_there(sources: &[Source], path: &str, name: &str) -> bool {
    let Some(source) = sources.iter().find(|source| source.path == path) else {
        return false;
    };
    if name.is_empty() {
        return false;
    }
    if source.is(".rs") {
        is_test(&source.text, name)
    } else {
        source.text.contains(name)
    }
}

/// Whether a function of that name stands right behind an attribute that makes it a test.
pub(crate) fn is_test(text: &str, name: &str) -> bool {
    let head = format!("fn {name}(");
    let mut test = false;
    for line in text.lines().map(str::trim) {
        if line.starts_with("#[") {
            test |= line == "#[test]" || line.starts_with("#[tokio::test");
        } else if line.contains(&head) {
            return test;
        } else if !line.starts_with("//") {
            test = false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree() -> Vec<Source> {
        let code = "#[test]\nfn holds() {}\nfn helper() {}\n";
        vec![
            Source::new("a.rs", code),
            Source::new("clippy.toml", "std::fs::read"),
        ]
    }

    fn document(items: &str) -> String {
        format!("# Title\n\n- no invariant\n\n## Invariants\n\n{items}\n## Other\n\n- none\n")
    }

    #[test]
    fn a_test_and_a_lint_that_are_there_keep() {
        let text = document("- One. Kept by `a.rs#holds`\n  and `clippy.toml#std::fs::read`.\n");
        assert_eq!(complaints(&text, &tree()), Vec::<String>::new());
    }

    #[test]
    fn what_is_gone_or_no_test_does_not_keep() {
        for keeper in [
            "`a.rs#gone`",
            "`b.rs#holds`",
            "`a.rs#helper`",
            "`a.rs`",
            "`clippy.toml#x`",
        ] {
            let text = document(&format!("- One. Kept by {keeper}.\n"));
            assert_eq!(complaints(&text, &tree()).len(), 1, "{keeper}");
        }
    }

    #[test]
    fn an_invariant_without_a_keeper_is_told() {
        assert_eq!(complaints(&document("- One holds.\n"), &tree()).len(), 1);
        assert_eq!(complaints(&document(""), &tree()).len(), 1);
    }
}
