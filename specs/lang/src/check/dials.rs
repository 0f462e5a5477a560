//! What is dialled can be: outside with a number to show, inside by the extensions that there are.

use model::DialString;
use model::config::{Dial, DialExtension, Node};

use crate::Code;
use crate::decode::{Context, Report};
use crate::kinds::Draft;

/// How many phones of another length are shown.
const SHOWN: usize = 5;

/// Checks the nodes that dial, and the numbers with which phones dial out.
pub fn check(cx: &mut Context, draft: &Draft) {
    for (name, flow) in &draft.flows {
        for (node, step) in &flow.nodes {
            let (flow, path) = (format!("ivrs/{name}"), format!("nodes.{node}"));
            match step {
                Some(Node::Dial(dial)) => outside(cx, draft, &flow, &path, dial),
                Some(Node::DialExtension(dial)) => extension(cx, draft, &flow, &path, dial),
                _ => {}
            }
        }
    }
    for (number, known) in &draft.config.numbers {
        if !known.outbound_skill_groups.is_empty() {
            let field = "outbound_skill_groups";
            goes_out(cx, draft, &format!("numbers/{number}"), field, number);
        }
    }
}

fn outside(cx: &mut Context, draft: &Draft, flow: &str, path: &str, dial: &Dial) {
    let Some(number) = draft.config.numbers.get(&dial.caller) else {
        return;
    };
    let field = format!("{path}.caller");
    match &dial.trunk {
        Some(trunk) if *trunk != number.trunk => {
            let at = cx.at(flow, &field);
            let (caller, own) = (&dial.caller, &number.trunk);
            let message = format!("`{caller}` is a number of the trunk `{own}`, not of `{trunk}`");
            let help = format!("leave `trunk` out, or show a number of `{trunk}`");
            cx.report(Report::new(Code::ForeignCaller, at, message).help(help));
        }
        _ => goes_out(cx, draft, flow, &field, &dial.caller),
    }
}

/// Calls go out with a number that is not for calls that come in alone.
fn goes_out(cx: &mut Context, draft: &Draft, resource: &str, field: &str, number: &DialString) {
    let known = draft.config.numbers.get(number);
    if known.is_none_or(|known| known.direction.goes_out()) {
        return;
    }
    let at = cx.at(resource, field);
    let there = cx.at(&format!("numbers/{number}"), "direction");
    let message = format!("`{number}` only takes calls and cannot be shown to others");
    let help = "show another number of the trunk, or let this one have `direction: both`; a 400 number \
                cannot";
    let report = Report::new(Code::InboundOnly, at, message).help(help);
    cx.report(report.also(there, "the number"));
}

fn extension(cx: &mut Context, draft: &Draft, flow: &str, path: &str, dial: &DialExtension) {
    let phones = draft.config.phones.keys();
    let other = phones.filter(|phone| phone.as_str().len() != dial.length as usize);
    let other: Vec<&str> = other.map(|phone| phone.as_str()).collect();
    if other.is_empty() {
        return;
    }
    let at = cx.at(flow, &format!("{path}.length"));
    let length = dial.length;
    let message = format!("not all extensions have {length} digits");
    let help = format!("a caller cannot reach the others here; {length} digits end his answer");
    let report = Report::warning(Code::MixedExtensions, at, message);
    let mut report = report.help(help).of(flow);
    for phone in other.iter().take(SHOWN) {
        report = report.also(cx.at(&format!("phones/{phone}"), ""), "not this one");
    }
    cx.report(report);
}
