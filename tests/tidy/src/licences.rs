//! That everything we stand on has a licence that deny.toml allows.

use std::collections::BTreeSet;

use crate::packages::Packages;

/// The licences that stand between `allow = [` and `]` in deny.toml.
pub fn allowed(deny: &str) -> BTreeSet<&str> {
    let list = deny.split_once("allow = [").map_or("", |(_, rest)| rest);
    let list = list.split_once(']').map_or("", |(list, _)| list);
    list.split('"').skip(1).step_by(2).collect()
}

/// The crates for which deny.toml says which licence their text is.
pub fn clarified(deny: &str) -> BTreeSet<&str> {
    let sections = deny.split("[[licenses.clarify]]").skip(1);
    let names = sections.filter_map(|section| section.split_once("crate = \""));
    names
        .filter_map(|(_, rest)| rest.split('"').next())
        .collect()
}

/// Complains about crates without a licence and about licences that are not allowed.
pub fn complaints(packages: &Packages, deny: &str) -> Vec<String> {
    let (allowed, clarified) = (allowed(deny), clarified(deny));
    let mut complaints = Vec::new();
    for package in packages.0.values() {
        let name = package.name.as_str();
        match package.licence.as_deref() {
            Some(licence) if permits(licence, &allowed) => {}
            None if clarified.contains(name) => {}
            Some(licence) => complaints.push(format!("`{name}` is under {licence}")),
            None => complaints.push(format!("`{name}` names no licence")),
        }
    }
    complaints
}

/// Whether an SPDX expression can be fulfilled with the allowed licences. `/` is an old form of `OR`.
fn permits(expression: &str, allowed: &BTreeSet<&str>) -> bool {
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    either(&mut rest, allowed) && rest.is_empty()
}

fn either(words: &mut &[&str], allowed: &BTreeSet<&str>) -> bool {
    let mut fine = both(words, allowed);
    while let Some(("OR", rest)) = next(words) {
        *words = rest;
        fine |= both(words, allowed);
    }
    fine
}

fn both(words: &mut &[&str], allowed: &BTreeSet<&str>) -> bool {
    let mut fine = one(words, allowed);
    while let Some(("AND", rest)) = next(words) {
        *words = rest;
        fine &= one(words, allowed);
    }
    fine
}

fn one(words: &mut &[&str], allowed: &BTreeSet<&str>) -> bool {
    let Some((word, rest)) = next(words) else {
        return false;
    };
    *words = rest;
    if word == "(" {
        let fine = either(words, allowed);
        return match next(words) {
            Some((")", rest)) => {
                *words = rest;
                fine
            }
            _ => false,
        };
    }
    // An exception only permits more.
    if let Some(("WITH", [_, rest @ ..])) = next(words) {
        *words = rest;
    }
    allowed.contains(word)
}

fn next<'a, 'w>(words: &'a [&'w str]) -> Option<(&'w str, &'a [&'w str])> {
    words.split_first().map(|(word, rest)| (*word, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packages::samples::workspace;

    const DENY: &str = "[licenses]\nallow = [\n  \"MIT\",\n  \"Apache-2.0\",\n]\n\
        [[licenses.clarify]]\ncrate = \"rsip\"\nexpression = \"MIT\"\n";

    #[test]
    fn expressions_are_weighed() {
        let allowed = allowed(DENY);
        for good in [
            "MIT",
            "GPL-3.0 OR MIT",
            "Unlicense/MIT",
            "(GPL-3.0 OR MIT) AND Apache-2.0",
            "Apache-2.0 WITH LLVM-exception",
        ] {
            assert!(permits(good, &allowed), "{good}");
        }
        for bad in [
            "GPL-3.0",
            "MIT AND GPL-3.0",
            "(MIT",
            "",
            "MIT GPL-3.0",
            "AND MIT",
        ] {
            assert!(!permits(bad, &allowed), "{bad}");
        }
    }

    #[test]
    fn a_licence_that_is_not_allowed_or_not_named_is_told() {
        let mut packages = workspace(&[
            ("!free", &[]),
            ("!viral", &[]),
            ("!mute", &[]),
            ("!rsip", &[]),
        ]);
        for package in packages.0.values_mut() {
            package.licence = match package.name.as_str() {
                "free" => Some("MIT".to_owned()),
                "viral" => Some("AGPL-3.0".to_owned()),
                _ => None,
            };
        }
        let told = complaints(&packages, DENY);
        assert_eq!(
            told,
            ["`mute` names no licence", "`viral` is under AGPL-3.0"]
        );
    }
}
