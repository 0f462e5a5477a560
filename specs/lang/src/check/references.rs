//! Whatever is named exists.

use std::collections::BTreeMap;

use crate::Code;
use crate::decode::{Context, Guess, Kind, Reference, Report};
use crate::kinds::moved::Read;
use crate::tree::At;

/// Reports every name that is not given to a resource.
pub fn check(cx: &mut Context, moves: &[Read]) {
    let declared = std::mem::take(&mut cx.declared);
    let nothing = BTreeMap::<String, At>::new();
    let renames = renames(moves);
    for reference in std::mem::take(&mut cx.references) {
        let names = declared.get(&reference.kind).unwrap_or(&nothing);
        let built_in = reference.kind.built_in();
        if names.contains_key(&reference.name)
            || built_in.contains(&reference.name.as_str())
            || has_versions(&reference, names)
        {
            continue;
        }
        let (one, kind) = (reference.kind.one(), reference.kind.key());
        let message = format!("there is no {one} `{}`", reference.name);
        let moved = renames.get(&(reference.kind, reference.name.clone()));
        if let Some((to, moved)) = moved.filter(|(to, _)| names.contains_key(to)) {
            renamed(cx, &reference, message, to, *moved);
            continue;
        }
        let bases = names.keys().filter_map(|name| name.split_once('@'));
        let known = names.keys().map(String::as_str);
        let known = known.chain(built_in.iter().copied());
        let known = known.chain(bases.map(|(base, _)| base));
        let guess = cx.guess(reference.at, &reference.name, known);
        // People have names that differ in a letter.
        let guess = match reference.kind {
            Kind::Agents => guess.map(Guess::unsure),
            _ => guess,
        };
        let help = format!("add it under `{kind}`, or name another");
        let report = Report::new(Code::UnknownReference, reference.at, message);
        cx.report(report.help(help).guess(guess));
    }
    cx.declared = declared;
}

/// What was called so: its name of today, and where the move says it.
fn renames(moves: &[Read]) -> BTreeMap<(Kind, String), (String, At)> {
    let rename = |read: &Read| {
        let (from, to) = (read.moved.from.to_string(), read.moved.to.to_string());
        ((read.kind(), from), (to, read.from))
    };
    moves.iter().map(rename).collect()
}

/// Reports a name that something had before it was moved. What is meant is certain, of people too.
fn renamed(cx: &mut Context, reference: &Reference, message: String, to: &str, moved: At) {
    let edit = cx.in_place(reference.at, &reference.name, to);
    let report = Report::new(Code::UnknownReference, reference.at, message);
    let report = report.also(moved, "it is moved here");
    let help = format!("write `{to}`: that is its name of today");
    cx.report(report.help(help).mend(edit));
}

/// Whether a flow that is named without a version has versions.
fn has_versions(reference: &Reference, names: &BTreeMap<String, At>) -> bool {
    let start = format!("{}@", reference.name);
    reference.kind == Kind::Ivrs
        && names
            .range(start.clone()..)
            .next()
            .is_some_and(|(name, _)| name.starts_with(&start))
}
