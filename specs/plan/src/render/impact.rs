//! What a plan does to the center of the moment, in words.

use std::fmt::Display;

use crate::Impact;
use crate::impact::{Dropping, FlowCalls, GroupCalls, Membership, Why};

use super::Length;
use super::words::safe;

/// Names in one line where not all are shown.
const NAMED: usize = 8;

/// One line for each thing that happens.
pub fn impact(impact: &Impact, length: Length) -> Vec<String> {
    let mut said = Lines {
        lines: Vec::new(),
        named: match length {
            Length::Full => usize::MAX,
            Length::Brief | Length::Usual => NAMED,
        },
    };
    said.refusals(impact);
    said.calls(impact);
    said.numbers(impact);
    said.people(impact);
    said.telephones(impact);
    said.webhooks(impact);
    if !impact.live_changes_ending.is_empty() {
        let paths = said.names(&impact.live_changes_ending);
        said.say(format!("live changes that end: {paths}"));
    }
    if impact.prompts_to_make > 0 {
        let prompts = some(impact.prompts_to_make, "prompt is made", "prompts are made");
        said.say(format!("{prompts} before it takes effect"));
    }
    said.lines
}

struct Lines {
    lines: Vec<String>,
    named: usize,
}

impl Lines {
    fn say(&mut self, line: String) {
        self.lines.push(line);
    }

    fn refusals(&mut self, impact: &Impact) {
        if !impact.protected.is_empty() {
            let names = self.names(&impact.protected);
            self.say(format!("protected and not deleted in one apply: {names}"));
        }
        if impact.removals.most() > impact.removals_allowed {
            self.say(format!(
                "it removes {}: --allow-removing {} is needed",
                impact.removals,
                impact.removals.most()
            ));
        }
    }

    fn calls(&mut self, impact: &Impact) {
        if impact.calls_up > 0 {
            let up = some(impact.calls_up, "call is up", "calls are up");
            let waiting = some(impact.waiting, "waits", "wait");
            self.say(format!("{up}, {waiting} for an agent"));
        }
        for flow in &impact.calls_in_changed_flows {
            let line = self.flow(flow);
            self.say(line);
        }
        for GroupCalls {
            waiting,
            skill_group,
            ..
        } in &impact.waiting_in_deleted_groups
        {
            let callers = some(*waiting, "caller waits", "callers wait");
            self.say(format!(
                "{callers} in {skill_group}, which is deleted: the flow's exception exit is next"
            ));
        }
        for GroupCalls {
            waiting,
            skill_group,
            ..
        } in &impact.waiting_in_changed_groups
        {
            let callers = some(*waiting, "caller waits", "callers wait");
            self.say(format!(
                "{callers} in {skill_group}, which changes, with the same place in the queue"
            ));
        }
    }

    fn flow(&self, flow: &FlowCalls) -> String {
        let nodes: Vec<String> = flow
            .nodes
            .iter()
            .map(|it| {
                let changes = if it.changes { ", which changes" } else { "" };
                format!("{} in {}{changes}", it.calls, it.node)
            })
            .collect();
        let calls = some(flow.calls, "call stays", "calls stay");
        let whole = format!("{calls} in {} as it was", flow.ivr);
        if nodes.is_empty() {
            whole
        } else {
            format!("{whole}: {}", self.names(&nodes))
        }
    }

    fn numbers(&mut self, impact: &Impact) {
        for number in &impact.numbers_stopping {
            self.say(format!("{number} stops answering"));
        }
        for other in &impact.numbers_elsewhere {
            let (before, after) = (&other.before, &other.after);
            if before.ivr != after.ivr {
                self.say(format!(
                    "the next call to {} goes into {}, not {}",
                    other.number, after.ivr, before.ivr
                ));
            }
            if before.trunk != after.trunk {
                self.say(format!(
                    "the next call to {} comes by {}, not {}",
                    other.number, after.trunk, before.trunk
                ));
            }
        }
    }

    fn people(&mut self, impact: &Impact) {
        if !impact.agents_deleted_on_call.is_empty() {
            let names = self.names(&impact.agents_deleted_on_call);
            self.say(format!("on a call and deleted: {names}"));
        }
        for (words, memberships) in [
            ("joins", &impact.agents_gaining),
            ("leaves", &impact.agents_losing),
        ] {
            let told = memberships
                .iter()
                .map(|Membership { agent, skill_group }| format!("{agent} {words} {skill_group}"));
            let told: Vec<String> = told.collect();
            if !told.is_empty() {
                let told = self.names(&told);
                self.say(told);
            }
        }
    }

    fn telephones(&mut self, impact: &Impact) {
        for (why, words) in [
            (Why::Deleted, "lose their registration at once"),
            (
                Why::Password,
                "register with another password from the next time on",
            ),
            (
                Why::Transport,
                "may not register over that transport from the next time on",
            ),
        ] {
            let phones = impact.registrations_dropping.iter();
            let phones: Vec<_> = phones
                .filter(|it| it.why == why)
                .map(|Dropping { phone, .. }| phone)
                .collect();
            if !phones.is_empty() {
                let names = self.names(&phones);
                self.say(format!("phones that {words}: {names}"));
            }
        }
        if !impact.trunks_registering.is_empty() {
            let names = self.names(&impact.trunks_registering);
            self.say(format!("trunks that register anew or no more: {names}"));
        }
    }

    fn webhooks(&mut self, impact: &Impact) {
        for one in &impact.webhooks_out_of_reach {
            let place = one.place.as_ref();
            let place = place.map_or_else(String::new, |place| format!(" ({place})"));
            let told = format!(
                "webhooks/{}{place} cannot be called: {}: {}",
                one.webhook, one.field, one.why
            );
            self.say(safe(&told));
        }
        for one in &impact.webhooks_left_behind {
            let records = some(one.records, "record waits", "records wait");
            let webhook = safe(one.webhook.as_str());
            self.say(format!(
                "{records} for webhooks/{webhook}, which is deleted, and {} not sent any more",
                if one.records == 1 { "is" } else { "are" }
            ));
        }
    }

    /// Names with commas, and how many are not shown.
    fn names<T: Display>(&self, all: &[T]) -> String {
        let shown = all.iter().take(self.named);
        let shown: Vec<String> = shown.map(|it| safe(&it.to_string())).collect();
        match all.len() - shown.len() {
            0 => shown.join(", "),
            left => format!("{} and {left} more", shown.join(", ")),
        }
    }
}

fn some(count: u64, one: &str, many: &str) -> String {
    let words = if count == 1 { one } else { many };
    format!("{count} {words}")
}
