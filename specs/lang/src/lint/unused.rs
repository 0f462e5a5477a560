//! What is written is used.

use std::collections::BTreeSet;

use model::config::{Node, Speech};
use model::{DialString, Name};

use super::{Center, Lint};
use crate::Code;
use crate::decode::{Context, Kind, Report};

/// The warning.
pub static LINT: Lint = Lint {
    code: Code::UnusedResource,
    of_the_day: false,
    check,
};

fn check(cx: &mut Context, center: &Center<'_>) {
    let used = Used::by(cx, center);
    let config = center.config;
    let numbers = config.numbers.iter();
    let numbers = numbers.filter(|(number, known)| {
        let shown = used.callers.contains(number) || !known.outbound_skill_groups.is_empty();
        !known.direction.comes_in() && !shown
    });
    for (number, _) in numbers {
        tell(cx, Kind::Numbers, number.as_str(), "no call goes out with");
    }
    for name in config
        .prompts
        .keys()
        .filter(|name| !used.prompts.contains(name))
    {
        tell(cx, Kind::Prompts, name.as_str(), "no flow plays");
    }
    for name in center.flows.keys() {
        if !used.flows.contains(name.base()) && !used.givers.contains(name.as_str()) {
            tell(cx, Kind::Ivrs, name.as_str(), "no number leads to");
        }
    }
    for name in config
        .skill_groups
        .keys()
        .filter(|name| !used.groups.contains(name))
    {
        tell(cx, Kind::SkillGroups, name.as_str(), "no call comes to");
    }
    for name in config
        .hours
        .keys()
        .filter(|name| !used.hours.contains(name))
    {
        tell(cx, Kind::Hours, name.as_str(), "no flow branches on");
    }
}

fn tell(cx: &mut Context, kind: Kind, name: &str, nothing: &str) {
    let resource = format!("{}/{name}", kind.key());
    let at = cx.at(&resource, "");
    let message = format!("{nothing} the {} `{name}`", kind.one());
    let help = "delete it, or name it where it is meant";
    let report = Report::warning(Code::UnusedResource, at, message).help(help);
    cx.report(report.of(resource));
}

/// Everything that is named by something else.
#[derive(Default)]
struct Used<'d> {
    callers: BTreeSet<&'d DialString>,
    prompts: BTreeSet<&'d Name>,
    groups: BTreeSet<&'d Name>,
    hours: BTreeSet<&'d Name>,
    /// Flows without their versions.
    flows: BTreeSet<&'d str>,
    /// Flows from which others take over.
    givers: BTreeSet<String>,
}

impl<'d> Used<'d> {
    fn by(cx: &Context, center: &Center<'d>) -> Used<'d> {
        let mut used = Used::default();
        for number in center.config.numbers.values() {
            used.flows.insert(number.ivr.base());
            used.groups.extend(&number.outbound_skill_groups);
        }
        let nodes = center.flows.values().flat_map(|flow| flow.nodes.values());
        nodes.flatten().for_each(|node| used.node(node));
        let paths = cx.taken_over.values();
        let givers = paths.filter_map(|path| path.strip_prefix("ivrs/")?.split_once('/'));
        used.givers = givers.map(|(flow, _)| flow.to_owned()).collect();
        used
    }

    fn node(&mut self, node: &'d Node) {
        for speech in node.outline().speeches() {
            if let Speech::Prompt(name) = speech {
                self.prompts.insert(name);
            }
        }
        match node {
            Node::Transfer(transfer) => drop(self.groups.insert(&transfer.group)),
            Node::Hours(hours) => drop(self.hours.insert(&hours.hours)),
            Node::Dial(dial) => drop(self.callers.insert(&dial.caller)),
            _ => {}
        }
    }
}
