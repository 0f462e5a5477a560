//! Configurations for tests: one trunk, one number, and whatever a test says.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::config::{
    Agent, Asking, Choice, Config, End, Ivr, Menu, Node, Number, Phone, Play, Priority, Routing,
    Speech, Template, Transfer, Trunk,
};
use model::{DialString, Extension, IvrName, Key, Name};

pub fn name(text: &str) -> Name {
    Name::new(text).unwrap()
}

pub fn ivr_name(text: &str) -> IvrName {
    IvrName::new(text).unwrap()
}

pub fn phone(text: &str) -> Extension {
    Extension::new(text).unwrap()
}

pub fn number(text: &str) -> DialString {
    DialString::new(text).unwrap()
}

pub fn key(digit: char) -> Key {
    Key::new(digit).unwrap()
}

pub fn say(text: &str) -> Speech {
    Speech::Text(text.parse::<Template>().unwrap())
}

pub fn play(text: &str, next: &str) -> Node {
    Node::Play(Play {
        speech: say(text),
        interruptible: false,
        times: 1,
        next: name(next),
    })
}

pub fn end(text: &str) -> Node {
    Node::End(End {
        speech: (!text.is_empty()).then(|| say(text)),
    })
}

/// A menu with the branches `(key, label, next)`.
pub fn menu(branches: &[(char, &str, &str)]) -> Menu {
    let choice = |label: &str, next: &str| Choice {
        label: Some(label.to_owned()),
        next: name(next),
    };
    Menu {
        asking: Asking::new(say("press a key")),
        keys: branches
            .iter()
            .map(|(k, label, next)| (key(*k), choice(label, next)))
            .collect(),
    }
}

pub fn transfer(group: &str) -> Transfer {
    Transfer::to(name(group))
}

pub fn flow(nodes: &[(&str, Node)]) -> Ivr {
    Ivr {
        start: name(nodes[0].0),
        nodes: nodes
            .iter()
            .map(|(it, node)| (name(it), node.clone()))
            .collect(),
        on_exception: None,
        screening: Default::default(),
        variables: BTreeMap::new(),
        note: String::new(),
    }
}

/// The flow that only hands its calls to the group `sales`.
pub fn straight(transfer: Transfer) -> Ivr {
    flow(&[("queue", Node::Transfer(transfer)), ("after", end("after"))])
}

/// A center with the trunk `carrier` and the number 100 on it, answered by `ivr`.
pub fn center(ivr: Ivr) -> Config {
    let mut config = Config::default();
    config.trunks.insert(
        name("carrier"),
        Trunk {
            address: "192.0.2.1:5060".to_owned(),
            ..Trunk::default()
        },
    );
    config
        .numbers
        .insert(number("100"), Number::on(name("carrier"), ivr_name("main")));
    config.ivrs.insert(ivr_name("main"), Arc::new(ivr));
    config
}

/// Adds agents to a group, the first with phone 2001, the second with 2002, and so on.
pub fn staff(config: &mut Config, group: &str, agents: &[&str]) {
    let mut members = BTreeMap::new();
    for (n, agent) in agents.iter().enumerate() {
        add_agent(config, agent, &format!("{}", 2001 + n));
        members.insert(name(agent), Priority::default());
    }
    let group = config.skill_groups.entry(name(group)).or_default();
    group.members.extend(members);
}

pub fn add_agent(config: &mut Config, agent: &str, extension: &str) {
    config.agents.insert(
        name(agent),
        Agent {
            name: agent.to_owned(),
            nickname: None,
            staff_number: format!("9{extension}"),
            email: None,
            mobile: None,
            role: name("agent"),
        },
    );
    let bound = Phone {
        agent: Some(name(agent)),
        ..Phone::default()
    };
    config.phones.insert(phone(extension), bound);
}

pub fn route(config: &mut Config, change: impl FnOnce(&mut Routing)) {
    change(config.routing.entry(name("default")).or_default());
}

/// A center whose calls go straight to `sales`, with some agents in it.
pub fn sales(transfer: Transfer, agents: &[&str]) -> Config {
    let mut config = center(straight(transfer));
    staff(&mut config, "sales", agents);
    config
}
