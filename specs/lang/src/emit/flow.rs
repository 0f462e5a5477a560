//! Flows as they are written.

use model::config::{Ivr, Speech};
use serde_yaml::Value;

use super::map::{Map, text};
use crate::kinds::nodes;

/// A flow.
pub fn flow(ivr: &Ivr) -> Value {
    let mut map = Map::default();
    map.unless("note", &ivr.note.as_str(), &"");
    if ivr.nodes.keys().next() != Some(&ivr.start) {
        map.put("start", text(&ivr.start));
    }
    map.some("on_exception", ivr.on_exception.as_ref().map(text));
    map.list("blacklist", &ivr.screening.blacklist);
    map.list("whitelist", &ivr.screening.whitelist);
    map.unless("whitelist_only", &ivr.screening.whitelist_only, &false);
    map.some("on_blocked", ivr.screening.on_blocked.as_ref().map(text));
    map.each("variables", &ivr.variables, text);
    map.each("nodes", &ivr.nodes, nodes::write);
    map.value()
}

/// A speech where what is not a map is a text.
pub fn speech(speech: &Speech) -> Value {
    match speech {
        Speech::Text(template) => text(template),
        Speech::Prompt(name) => {
            let mut map = Map::default();
            map.put("prompt", text(name));
            map.value()
        }
    }
}

/// A speech where what is not a map is the name of a prompt.
pub fn music(music: &Speech) -> Value {
    match music {
        Speech::Prompt(name) => text(name),
        Speech::Text(template) => {
            let mut map = Map::default();
            map.put("text", text(template));
            map.value()
        }
    }
}
