//! Whoever is moved is there under the new name, and not under the old one.

use model::{Moved, MovedKind};

use crate::Code;
use crate::decode::{Context, Report};
use crate::kinds::moved::Read;

/// Reports moves that contradict the configuration or each other.
pub fn check(cx: &mut Context, moves: &[Read]) {
    for (n, one) in moves.iter().enumerate() {
        if !clashes(cx, one, moves.get(..n).unwrap_or_default(), moves) && !means_more(cx, one) {
            names(cx, one);
        }
    }
}

/// Whether another move has to do with one of its names.
fn clashes(cx: &mut Context, one: &Read, before: &[Read], all: &[Read]) -> bool {
    let (from, to) = (&one.moved.from, &one.moved.to);
    let same = |other: &&Read| other.moved.kind == one.moved.kind;
    let mut known = before.iter().filter(same);
    let twice = known.find(|other| other.moved.from == *from);
    if let Some(other) = twice {
        let message = format!("`{from}` is moved twice");
        let report =
            Report::new(Code::MovedTwice, one.from, message).also(other.from, "the first time");
        cx.report(report.help("delete one of them"));
        return true;
    }
    if let Some(other) = before
        .iter()
        .filter(same)
        .find(|other| other.moved.to == *to)
    {
        let message = format!("two are moved to `{to}`");
        let report = Report::new(Code::MovedTwice, one.to, message).also(other.to, "the first");
        cx.report(
            report.help("one of them has another name; the other is deleted by being left out"),
        );
        return true;
    }
    if let Some(next) = all
        .iter()
        .filter(same)
        .find(|other| other.moved.from == *to)
    {
        let last = &next.moved.to;
        if last == from {
            let message = format!("`{from}` and `{to}` are moved to each other");
            let report = Report::new(Code::MovedTwice, one.to, message).also(next.from, "and back");
            cx.report(report.help("give one of them a third name in an apply before this"));
            return true;
        }
        let message = format!("`{from}` is moved to `{to}`, which is moved on to `{last}`");
        let report = Report::new(Code::MovedTwice, one.to, message).also(next.from, "from here");
        cx.report(report.help(format!(
            "write `from: {from}, to: {last}`, and delete the other"
        )));
        return true;
    }
    false
}

/// Whether a name means more than itself: groups that name no routing have the one called `default`.
fn means_more(cx: &mut Context, one: &Read) -> bool {
    let Moved { kind, from, to } = &one.moved;
    let ends = [(from, one.from), (to, one.to)];
    let found = ends
        .into_iter()
        .find(|(name, _)| name.as_str() == "default");
    let Some((_, at)) = found.filter(|_| *kind == MovedKind::Routing) else {
        return false;
    };
    let message = "the routing `default` cannot be moved: groups that name none have it";
    let help = "write the other beside it, and let groups name that";
    cx.report(Report::new(Code::MovedKind, at, message).help(help));
    true
}

fn names(cx: &mut Context, one: &Read) {
    let kind = one.kind();
    let (from, to) = (&one.moved.from, &one.moved.to);
    let declared = cx.declared.get(&kind);
    let old = declared.and_then(|names| names.get(from.as_str())).copied();
    let there = declared.is_some_and(|names| names.contains_key(to.as_str()));
    if let Some(old) = old {
        let message = format!("`{from}` is moved to `{to}`, and still there");
        let report =
            Report::new(Code::MovedFrom, one.from, message).also(old, "it is written here");
        cx.report(report.help(format!("rename it to `{to}`, or delete the move")));
    }
    if !there {
        let message = format!(
            "there is no {} `{to}` to which `{from}` could be moved",
            kind.one()
        );
        let help = format!("write it under `{}`, or delete the move", kind.key());
        cx.report(Report::new(Code::UnknownReference, one.to, message).help(help));
    }
}
