//! What is dialled can be: outside by a trunk that has an address and a number to show, inside by the
//! extensions that there are.

use std::net::SocketAddr;

use model::Name;
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
            by_address(cx, draft, &format!("numbers/{number}"), field, &known.trunk);
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
        _ => by_address(cx, draft, flow, &field, &number.trunk),
    }
}

/// Calls go out to an address, for nothing looks up names.
fn by_address(cx: &mut Context, draft: &Draft, resource: &str, field: &str, trunk: &Name) {
    let known = draft.config.trunks.get(trunk);
    let Some(known) = known.filter(|it| it.address.parse::<SocketAddr>().is_err()) else {
        return;
    };
    let at = cx.at(resource, field);
    let there = cx.at(&format!("trunks/{trunk}"), "address");
    let message = format!("calls cannot go out over the trunk `{trunk}`: its address is a name");
    let host = known.address.rsplit_once(':').map_or("", |(host, _)| host);
    let help = format!("write the IP address of `{host}` as the trunk's `address`");
    let report = Report::new(Code::TrunkByName, at, message).help(help);
    cx.report(report.also(there, "the address"));
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
    let mut report = Report::warning(Code::MixedExtensions, at, message).help(help);
    for phone in other.iter().take(SHOWN) {
        report = report.also(cx.at(&format!("phones/{phone}"), ""), "not this one");
    }
    cx.report(report);
}
