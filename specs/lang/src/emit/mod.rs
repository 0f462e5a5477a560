//! From a configuration back to YAML.

mod flow;
mod map;
mod quote;
mod resources;

use model::Config;
use model::config::{
    AfterMissed, Agent, Center, Number, Phone, Priority, Prompt, Ring, Routing, SkillGroup, Trunk,
};
use serde_yaml::Value;

use crate::kinds::caller_lists;
pub use flow::{music, speech};
use map::secret;
pub use map::{Map, text};
pub use resources::{Resources, resources};

/// The canonical text of a configuration: kinds and keys in the order of the manual, names sorted,
/// defaults left out. Compiling it gives the same configuration.
pub fn to_yaml(config: &Config) -> String {
    let kinds = kinds(config);
    if kinds.is_empty() {
        return String::new();
    }
    // Texts, numbers and maps with text keys are all YAML can take.
    quote::words(serde_yaml::to_string(&kinds.value()).unwrap_or_default())
}

/// Every kind of which there is something to write.
fn kinds(config: &Config) -> Map {
    let mut kinds = Map::default();
    kinds.map("center", center(&config.center));
    kinds.each("trunks", &config.trunks, trunk);
    kinds.each("numbers", &config.numbers, number);
    kinds.each("prompts", &config.prompts, prompt);
    kinds.each("ivrs", &config.ivrs, |ivr| flow::flow(ivr));
    kinds.each("skill_groups", &config.skill_groups, skill_group);
    kinds.each("agents", &config.agents, agent);
    kinds.each("phones", &config.phones, phone);
    kinds.each("routing", &config.routing, routing);
    kinds.each("caller_lists", &config.caller_lists, caller_lists::write);
    kinds
}

fn center(center: &Center) -> Map {
    let default = Center::default();
    let mut map = Map::default();
    map.unless("name", &center.name, &default.name);
    map.unless("time_zone", &center.time_zone, &default.time_zone);
    map.unless("voice", &center.voice, &default.voice);
    map.unless("max_calls", &center.max_calls, &default.max_calls);
    map.unless("record", &center.record, &default.record);
    map.list("inbound_blacklist", &center.inbound_blacklist);
    map.unless(
        "silent_to_strangers",
        &center.silent_to_strangers,
        &default.silent_to_strangers,
    );
    map.unless(
        "strong_digest",
        &center.strong_digest,
        &default.strong_digest,
    );
    map
}

fn trunk(trunk: &Trunk) -> Value {
    let mut map = Map::default();
    map.put("mode", "peer");
    map.put("address", trunk.address.as_str());
    let own = trunk
        .address
        .parse()
        .map(|own: std::net::SocketAddr| ipnet::IpNet::from(own.ip()));
    if own.map_or(true, |own| trunk.allow != [own]) {
        let networks = trunk.allow.iter().map(|network| {
            let single = network.prefix_len() == network.max_prefix_len();
            if single {
                network.addr().to_string()
            } else {
                network.to_string()
            }
        });
        map.put("allow", networks.collect::<Vec<_>>());
    }
    map.some("channels", trunk.channels);
    map.value()
}

fn number(number: &Number) -> Value {
    let mut map = Map::default();
    map.put("trunk", number.trunk.as_str());
    map.put("ivr", number.ivr.as_str());
    map.some("channels", number.channels);
    map.value()
}

fn prompt(prompt: &Prompt) -> Value {
    let mut map = Map::default();
    match prompt {
        Prompt::File(clip) => map.put("file", clip.file.as_str()),
        Prompt::Text { text, voice } => {
            map.put("text", text.to_string());
            map.some("voice", voice.clone());
        }
    }
    map.value()
}

fn skill_group(group: &SkillGroup) -> Value {
    let mut map = Map::default();
    if group.ring == Ring::Simultaneous {
        map.put("ring", "simultaneous");
    }
    if !group.members.is_empty() {
        let mut members = Map::default();
        if group
            .members
            .values()
            .all(|priority| *priority == Priority::default())
        {
            map.put(
                "members",
                group.members.keys().map(text).collect::<Vec<_>>(),
            );
        } else {
            group.members.iter().for_each(|(name, priority)| {
                members.put(name.as_str(), u32::from(priority.0));
            });
            map.map("members", members);
        }
    }
    if !group.phones.is_empty() {
        map.put("phones", group.phones.iter().map(text).collect::<Vec<_>>());
    }
    map.some("routing", group.routing.as_ref().map(text));
    map.some("max_waiting", group.max_waiting);
    map.value()
}

fn agent(agent: &Agent) -> Value {
    let mut map = Map::default();
    map.put("name", agent.name.as_str());
    map.some("nickname", agent.nickname.clone());
    map.put("staff_number", agent.staff_number.as_str());
    map.some("email", agent.email.clone());
    map.some("mobile", agent.mobile.clone());
    map.unless("role", &agent.role.as_str(), &"agent");
    map.value()
}

fn phone(phone: &Phone) -> Value {
    let mut map = Map::default();
    map.unless("name", &phone.name.as_str(), &"");
    map.some("agent", phone.agent.as_ref().map(text));
    map.some("contact", phone.contact.as_ref().map(text));
    map.some("password", phone.password.as_ref().map(secret));
    map.value()
}

fn routing(routing: &Routing) -> Value {
    let default = Routing::default();
    let mut map = Map::default();
    if routing.ring_timeout != default.ring_timeout {
        map.put("ring_timeout", text(&routing.ring_timeout));
    }
    if routing.wrap_up != default.wrap_up {
        map.put("wrap_up", text(&routing.wrap_up));
    }
    if routing.after_missed == AfterMissed::Break {
        map.put("after_missed", "break");
    }
    map.value()
}
