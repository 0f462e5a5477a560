//! A customer's system names the agents for a call: the protocol `specifiedSeat`, version 1.

use model::Name;
use model::ask::{Ask, Reply};
use model::config::{Agent, AgentsFrom, Config, Template};
use model::phone_number::with_zeros;
use model::record::Outcome;
use serde_json::{Map, Value, json};

use super::{Visit, answer};

/// Whom a system names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Named {
    /// Agents whom the center knows, in the order of the answer.
    pub(crate) agents: Vec<Name>,
    /// A group of the center, in place of the node's.
    pub(crate) group: Option<Name>,
}

/// The question for the agents of a call.
pub(crate) fn question(from: &AgentsFrom, visit: &Visit<'_>) -> Ask {
    let own = |(field, text): (&String, &Template)| (field.clone(), json!(visit.text(text)));
    let mut body: Map<String, Value> = from.send.iter().map(own).collect();
    let fixed = [
        ("RequestId", json!(visit.call.next_ask().to_string())),
        ("Timestamp", json!(visit.floor.now.wall.as_second())),
        (
            "SdkAppId",
            json!(visit.floor.config.center.sdk_app_id.unwrap_or(0)),
        ),
        ("SessionType", json!("tel")),
        ("User", json!(with_zeros(&visit.call.caller))),
    ];
    body.extend(fixed.map(|(field, value)| (field.to_owned(), value)));
    let url = visit.url(&from.url);
    let joint = if url.contains('?') { '&' } else { '?' };
    Ask {
        url: format!("{url}{joint}action=specifiedSeat&version=1"),
        body: Value::from(body).to_string().into(),
        timeout: from.timeout,
        tries: 1,
    }
}

/// Whom an answer names. One that says that something went wrong names nobody.
pub(crate) fn named(reply: &Reply, config: &Config) -> (Named, Outcome) {
    let object = match answer::object(reply) {
        Ok(object) => object,
        Err(outcome) => return (Named::default(), outcome),
    };
    let failed = answer::field(&object, "ErrCode").is_some_and(|code| code != "0");
    let emails = match object.get("SeatEmails") {
        _ if failed => return (Named::default(), Outcome::Incomplete),
        Some(Value::Array(emails)) => emails.iter().map(Value::as_str).collect(),
        None | Some(Value::Null) => Some(Vec::new()),
        Some(_) => None,
    };
    let Some(emails): Option<Vec<&str>> = emails else {
        return (Named::default(), Outcome::Malformed);
    };
    let group = answer::field(&object, "SkillGroup");
    let named = Named {
        agents: by_email(&emails, config),
        group: group
            .and_then(|group| Some(config.skill_groups.get_key_value(group.as_str())?.0.clone())),
    };
    let whole = named.agents.len() == emails.len();
    let outcome = if whole {
        Outcome::Answered
    } else {
        Outcome::Incomplete
    };
    (named, outcome)
}

/// The agents who have these emails. All agents are looked at once.
fn by_email(emails: &[&str], config: &Config) -> Vec<Name> {
    let place = |agent: &Agent| {
        let email = agent.email.as_deref()?;
        emails
            .iter()
            .position(|one| one.eq_ignore_ascii_case(email))
    };
    let agents = config.agents.iter();
    let mut found: Vec<(usize, &Name)> = agents
        .filter_map(|(name, agent)| Some((place(agent)?, name)))
        .collect();
    found.sort();
    found.into_iter().map(|(_, name)| name.clone()).collect()
}

/// The agent whom a text names: by name, staff number or email.
pub(crate) fn agent(text: &str, config: &Config) -> Option<Name> {
    let text = text.trim();
    let is_it = |agent: &Agent| {
        let email = agent.email.as_deref().unwrap_or_default();
        agent.staff_number == text || (!text.is_empty() && email.eq_ignore_ascii_case(text))
    };
    let by_name = config.agents.get_key_value(text);
    let found = by_name.or_else(|| config.agents.iter().find(|(_, agent)| is_it(agent)));
    found.map(|(name, _)| name.clone())
}
