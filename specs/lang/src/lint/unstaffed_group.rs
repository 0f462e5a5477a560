//! Where callers are led in opening hours, somebody can answer.

use std::collections::BTreeSet;

use model::Name;
use model::config::{Config, Node};

use super::{Center, Lint, walk};
use crate::Code;
use crate::decode::{Context, Report};

/// The warning.
pub static LINT: Lint = Lint {
    code: Code::UnstaffedGroup,
    of_the_day: false,
    check,
};

fn check(cx: &mut Context, center: &Center<'_>) {
    let phones = center.config.phones.values();
    let followed: BTreeSet<&Name> = phones.filter_map(|phone| phone.agent.as_ref()).collect();
    for (ivr, (flow, _)) in center.called() {
        let resource = format!("ivrs/{ivr}");
        let open = walk::reached(flow, |node, exit| {
            !matches!(node, Node::Hours(_)) || exit.field != "closed"
        });
        for (name, node) in walk::in_order(flow, &open) {
            if let Node::Transfer(transfer) = node
                && !is_staffed(center.config, &followed, &transfer.group)
            {
                tell(cx, &resource, name, &transfer.group);
            }
        }
    }
}

/// Whether anybody in a group has a phone, where `followed` are the agents who have one.
fn is_staffed(config: &Config, followed: &BTreeSet<&Name>, group: &Name) -> bool {
    let Some(group) = config.skill_groups.get(group) else {
        return true;
    };
    let mut members = group.members.keys();
    !group.phones.is_empty() || members.any(|agent| followed.contains(agent))
}

fn tell(cx: &mut Context, resource: &str, node: &Name, group: &Name) {
    let at = cx.at(resource, &format!("nodes.{node}.transfer"));
    let there = cx.at(&format!("skill_groups/{group}"), "");
    let message = format!("callers come here in opening hours, and nobody of `{group}` can answer");
    let help = "add `phones`, or `members` who have one";
    let report = Report::warning(Code::UnstaffedGroup, at, message).help(help);
    cx.report(report.also(there, "the skill group").of(resource));
}
