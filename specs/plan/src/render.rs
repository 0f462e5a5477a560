//! A plan as text for people.

use std::fmt::Write as _;

use serde_json::Value;

use crate::{Action, Change, FieldChange, Impact, Plan};

/// The plan as lines, the last one a summary. `colour` adds ANSI colours.
pub fn text(plan: &Plan, colour: bool) -> String {
    if plan.is_empty() {
        return "no changes\n".to_owned();
    }
    let mut out = String::new();
    plan.changes
        .iter()
        .for_each(|change| resource(change, colour, &mut out));
    out.push('\n');
    for line in impact(&plan.impact) {
        let _ = writeln!(out, "! {line}");
    }
    let _ = writeln!(out, "{}", summary(&plan.changes));
    out
}

/// How many resources are created, changed and deleted.
pub fn summary(changes: &[Change]) -> String {
    let count = |action| {
        changes
            .iter()
            .filter(|change| change.action == action)
            .count()
    };
    let moved = match count(Action::Move) {
        0 => String::new(),
        moved => format!(", {moved} to move"),
    };
    format!(
        "{} to create, {} to change, {} to delete{moved}",
        count(Action::Create),
        count(Action::Change),
        count(Action::Delete)
    )
}

fn resource(change: &Change, colour: bool, out: &mut String) {
    let (sign, ansi) = match change.action {
        Action::Delete => ('-', "\x1b[31m"),
        Action::Create => ('+', "\x1b[32m"),
        Action::Change => ('~', "\x1b[33m"),
        Action::Move => ('>', "\x1b[36m"),
    };
    let (on, off) = if colour { (ansi, "\x1b[0m") } else { ("", "") };
    let _ = write!(out, "{on}{sign} {}/{}{off}", change.kind, change.name);
    if let Some(from) = &change.from {
        let _ = write!(out, " was {from}");
    }
    if let Some(place) = &change.place {
        let _ = write!(out, "  ({place})");
    }
    out.push('\n');
    if matches!(change.action, Action::Change | Action::Move) {
        change.fields.iter().for_each(|change| field(change, out));
    }
}

fn field(field: &FieldChange, out: &mut String) {
    let _ = match (&field.before, &field.after) {
        (Value::Null, after) => writeln!(out, "    + {}: {}", field.path, short(after)),
        (before, Value::Null) => writeln!(out, "    - {}: {}", field.path, short(before)),
        (before, after) => {
            writeln!(
                out,
                "    ~ {}: {} -> {}",
                field.path,
                short(before),
                short(after)
            )
        }
    };
}

/// JSON on one line, cut after 80 characters.
fn short(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

/// A number with the words that go with it.
fn count(number: u64, one: &str, many: &str) -> String {
    let words = if number == 1 { one } else { many };
    format!("{number} {words}")
}

fn impact(impact: &Impact) -> Vec<String> {
    let mut lines = Vec::new();
    if impact.calls_up > 0 {
        lines.push(format!(
            "{}, {}",
            count(impact.calls_up, "call is up", "calls are up"),
            count(impact.waiting, "of them waits", "of them wait")
        ));
    }
    for flow in &impact.calls_in_changed_flows {
        let calls = count(flow.calls, "call stays", "calls stay");
        lines.push(format!("{calls} in {} as it was", flow.ivr));
    }
    for group in &impact.waiting_in_deleted_groups {
        let callers = count(group.waiting, "caller waits", "callers wait");
        lines.push(format!(
            "{callers} in {}, which is deleted: they take the flow's exception exit",
            group.skill_group
        ));
    }
    for number in &impact.numbers_stopping {
        lines.push(format!("{number} stops answering"));
    }
    for agent in &impact.agents_deleted_on_call {
        lines.push(format!("{agent} is on a call and is deleted"));
    }
    for gain in &impact.agents_gaining {
        lines.push(format!("{} joins {}", gain.agent, gain.skill_group));
    }
    for loss in &impact.agents_losing {
        lines.push(format!("{} leaves {}", loss.agent, loss.skill_group));
    }
    lines
}
