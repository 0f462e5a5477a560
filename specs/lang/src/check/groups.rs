//! Skill groups and the phones in them.

use model::Config;

use crate::Code;
use crate::decode::{Context, Report};

/// Reports phones that would be rung twice, and warns of groups that nobody answers.
pub fn check(cx: &mut Context, config: &Config) {
    for (name, group) in &config.skill_groups {
        let resource = format!("skill_groups/{name}");
        for extension in group.phones.keys() {
            let phone = config.phones.get(extension);
            let Some(agent) = phone.and_then(|phone| phone.agent.as_ref()) else {
                continue;
            };
            let at = cx.at(&resource, &format!("phones.{extension}"));
            let bound = cx.at(&format!("phones/{extension}"), "agent");
            let message = format!(
                "the phone {extension} follows the agent `{agent}` and cannot be in a group itself"
            );
            let help = format!("put `{agent}` into `members` instead");
            let report = Report::new(Code::BoundPhone, at, message).help(help);
            cx.report(report.also(bound, "it is bound here"));
        }
        let written = ["members", "phones"].map(|field| format!("{resource}/{field}"));
        if !written.iter().any(|field| cx.places.contains_key(field)) {
            let at = cx.at(&resource, "");
            let message = format!("nobody answers in the skill group `{name}`");
            let help = "add `members` or `phones`; until then its calls leave by `on_no_agent`";
            let report = Report::warning(Code::EmptyGroup, at, message).help(help);
            cx.report(report.of(&*resource));
        }
    }
}
