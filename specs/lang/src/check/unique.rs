//! What each resource must have of its own.

use std::collections::BTreeMap;

use model::{Config, phone_number};

use crate::Code;
use crate::decode::{Context, Report};

/// Reports numbers, staff numbers, email addresses, user names of gateways and contacts that two resources share.
pub fn check(cx: &mut Context, config: &Config) {
    let numbers = config.numbers.keys().map(|number| {
        (
            format!("numbers/{number}"),
            Some(phone_number::normalise(number.as_str())),
        )
    });
    own(cx, "number", numbers);
    let staff = config
        .agents
        .iter()
        .map(|(name, agent)| (format!("agents/{name}"), Some(agent.staff_number.clone())));
    own(cx, "staff_number", staff);
    let emails = config.agents.iter().map(|(name, agent)| {
        (
            format!("agents/{name}"),
            agent.email.as_ref().map(|email| email.to_lowercase()),
        )
    });
    own(cx, "email", emails);
    let accounts = config.trunks.iter().map(|(name, trunk)| {
        let username = trunk.gateway.as_ref().map(|it| it.username.clone());
        (format!("trunks/{name}"), username)
    });
    own(cx, "username", accounts);
    let contacts = config.phones.iter().map(|(extension, phone)| {
        (
            format!("phones/{extension}"),
            phone.contact.as_ref().map(ToString::to_string),
        )
    });
    own(cx, "contact", contacts);
}

fn own(cx: &mut Context, field: &str, values: impl Iterator<Item = (String, Option<String>)>) {
    let mut seen = BTreeMap::new();
    for (resource, value) in values {
        let Some(value) = value else { continue };
        let at = cx.at(&resource, field);
        let Some((first, owner)) = seen.get(&value).cloned() else {
            seen.insert(value, (at, resource));
            continue;
        };
        let swapped = (at.file, at.start) < (first.file, first.start);
        let (at, first) = if swapped { (first, at) } else { (at, first) };
        let owner = if swapped { resource } else { owner };
        let message = format!("`{field}` {value} belongs to {owner} already");
        let report = Report::new(Code::NotUnique, at, message).label("the second");
        cx.report(
            report
                .also(first, "the first")
                .help("give each one of its own"),
        );
    }
}
