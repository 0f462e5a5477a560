//! From a configuration back to YAML.

mod files;
mod flow;
mod map;
mod numbering;
mod quote;
mod resources;
mod roles;
mod trunks;

use std::collections::BTreeMap;
use std::fmt::Display;

use model::Config;
use model::config::{
    AfterLogIn, Agent, BreakReason, Center, Codec, Number, NumberPrivacy, Phone, Priority, Privacy,
    Prompt, Ring, Routing, Sip, SkillGroup, Srtp, WrapUpEnd,
};
use serde_yaml::Value;

use crate::kinds::{caller_lists, hotwords, hours, managed, webhooks};
pub use files::to_files;
pub use flow::{music, speech};
pub use map::{Map, secret, text};
pub use resources::{Resources, resources};

/// The canonical text of a configuration: kinds and keys in the order of the manual, names sorted,
/// defaults left out. Compiling it gives the same configuration.
pub fn to_yaml(config: &Config) -> String {
    let kinds = kinds(config);
    if kinds.is_empty() {
        return String::new();
    }
    written(&kinds.value())
}

fn written(kinds: &impl serde::Serialize) -> String {
    // Texts, numbers and maps with text keys are all YAML can take.
    quote::words(serde_yaml::to_string(kinds).unwrap_or_default())
}

/// Every kind of which there is something to write.
fn kinds(config: &Config) -> Map {
    let mut kinds = Map::default();
    kinds.map("center", center(&config.center));
    kinds.each("trunks", &config.trunks, trunks::trunk);
    kinds.each("numbers", &config.numbers, number);
    kinds.each("prompts", &config.prompts, prompt);
    kinds.each("ivrs", &config.ivrs, |ivr| flow::flow(ivr));
    kinds.each("skill_groups", &config.skill_groups, skill_group);
    kinds.each("agents", &config.agents, agent);
    kinds.each("phones", &config.phones, phone);
    kinds.each("routing", &config.routing, routing);
    kinds.each("caller_lists", &config.caller_lists, caller_lists::write);
    kinds.each("roles", &config.roles, roles::role);
    kinds.each("hours", &config.hours, hours::write);
    kinds.map("hotwords", hotwords::write(config));
    kinds.each("webhooks", &config.webhooks, webhooks::write);
    for key in &config.protected {
        if let Some((kind, name)) = key.split_once('/') {
            kinds.flag(kind, name, "protected");
        }
    }
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
    map.some("sdk_app_id", center.sdk_app_id);
    map.unless(
        "strong_digest",
        &center.strong_digest,
        &default.strong_digest,
    );
    if center.after_log_in == AfterLogIn::NotReady {
        map.put("after_log_in", "not_ready");
    }
    map.each("break_reasons", &center.break_reasons, break_reason);
    map.unless(
        "internal_calls_on_break",
        &center.internal_calls_on_break,
        &default.internal_calls_on_break,
    );
    map.map("number_privacy", privacy(center.number_privacy));
    map.unless("api_rate", &center.api_rate, &default.api_rate);
    map.unless("max_removals", &center.max_removals, &default.max_removals);
    map.unless("dial_abroad", &center.dial_abroad, &default.dial_abroad);
    if !center.dial_never.is_empty() {
        map.put("dial_never", center.dial_never.clone());
    }
    codecs(&mut map, "phone_codecs", &center.phone_codecs);
    let usual = Srtp::OF_PHONES.word();
    map.unless("phone_srtp", &center.phone_srtp.word(), &usual);
    map.map("sip", sip(&center.sip));
    map.unless("emergency", &center.emergency, &default.emergency);
    managed::write(&mut map, center.unmanaged);
    map
}

fn sip(sip: &Sip) -> Map {
    let mut map = Map::default();
    map.some("domain", sip.domain.clone());
    map.list("servers", &sip.servers);
    map
}

fn privacy(privacy: NumberPrivacy) -> Map {
    let mut map = Map::default();
    for (key, privacy) in [("inbound", privacy.inbound), ("outbound", privacy.outbound)] {
        if privacy == Privacy::Mask {
            map.put(key, "mask");
        }
    }
    map
}

fn break_reason(reason: &BreakReason) -> Value {
    if reason.enabled {
        return Value::from(reason.label.as_str());
    }
    let mut map = Map::default();
    map.put("label", reason.label.as_str());
    map.put("enabled", false);
    map.value()
}

fn codecs(map: &mut Map, key: &str, codecs: &[Codec]) {
    if !codecs.is_empty() {
        map.put(key, codecs.iter().map(text).collect::<Vec<_>>());
    }
}

fn number(number: &Number) -> Value {
    let mut map = Map::default();
    map.put("trunk", number.trunk.as_str());
    map.put("ivr", number.ivr.as_str());
    map.some("channels", number.channels);
    map.unless("direction", &number.direction.word(), &"both");
    map.unless(
        "outbound_channels",
        &number.outbound_channels,
        &Number::OUTBOUND,
    );
    map.unless("area_code", &number.area_code.as_str(), &"");
    map.some(
        "send_prefix",
        number.send_prefix.as_ref().map(|digits| digits.as_str()),
    );
    let groups = &number.outbound_skill_groups;
    if !groups.is_empty() {
        let groups = groups.iter().map(text).collect::<Vec<_>>();
        map.put("outbound_skill_groups", groups);
    }
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
    with_priorities(&mut map, "members", &group.members);
    with_priorities(&mut map, "phones", &group.phones);
    map.some("routing", group.routing.as_ref().map(text));
    map.some("max_waiting", group.max_waiting);
    map.some("max_ringing", group.max_ringing);
    managed::write(&mut map, group.unmanaged);
    map.value()
}

/// A list where all have the default priority, else a map.
fn with_priorities<K: Display>(map: &mut Map, key: &str, members: &BTreeMap<K, Priority>) {
    let alike = members.values().all(|it| *it == Priority::default());
    if !alike {
        map.each(key, members, |priority| Value::from(u32::from(priority.0)));
    } else if !members.is_empty() {
        map.put(key, members.keys().map(text).collect::<Vec<_>>());
    }
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
    map.list("transports", &phone.transports);
    codecs(&mut map, "codecs", &phone.codecs);
    map.some("srtp", phone.srtp.map(Srtp::word));
    map.value()
}

fn routing(routing: &Routing) -> Value {
    let default = Routing::default();
    let mut map = Map::default();
    map.unless("order", &routing.order.word(), &default.order.word());
    map.unless("last_agent", &routing.last_agent, &default.last_agent);
    if routing.last_agent_within != default.last_agent_within {
        map.put("last_agent_within", text(&routing.last_agent_within));
    }
    map.unless("auto_answer", &routing.auto_answer, &default.auto_answer);
    if routing.ring_timeout != default.ring_timeout {
        map.put("ring_timeout", text(&routing.ring_timeout));
    }
    if routing.wrap_up != default.wrap_up {
        map.put("wrap_up", text(&routing.wrap_up));
    }
    if routing.wrap_up_end == WrapUpEnd::Manual {
        map.put("wrap_up_end", "manual");
    }
    map.unless(
        "after_missed",
        &routing.after_missed.word(),
        &default.after_missed.word(),
    );
    map.value()
}
