//! Flows as they are written.

use model::Span;
use model::config::{Choice, End, Ivr, Menu, Node, Play, Reaction, Speech, Transfer};
use serde_yaml::Value;

use super::map::{Map, text};

/// A flow.
pub fn flow(ivr: &Ivr) -> Value {
    let mut map = Map::default();
    if ivr.nodes.keys().next() != Some(&ivr.start) {
        map.put("start", text(&ivr.start));
    }
    map.some("on_exception", ivr.on_exception.as_ref().map(text));
    map.each("nodes", &ivr.nodes, node);
    map.value()
}

fn node(node: &Node) -> Value {
    match node {
        Node::Play(node) => play(node),
        Node::Menu(node) => menu(node),
        Node::Transfer(node) => transfer(node),
        Node::End(node) => end(node),
    }
}

fn play(play: &Play) -> Value {
    let mut map = Map::default();
    map.put("play", speech(&play.speech));
    map.unless("interruptible", &play.interruptible, &false);
    map.unless("times", &play.times, &1);
    map.put("next", text(&play.next));
    map.value()
}

fn menu(menu: &Menu) -> Value {
    let mut map = Map::default();
    map.put("menu", speech(&menu.speech));
    if menu.timeout != Span::seconds(5) {
        map.put("timeout", text(&menu.timeout));
    }
    map.unless("max_errors", &menu.max_errors, &3);
    map.each("keys", &menu.keys, choice);
    map.map("on_timeout", reaction(&menu.on_timeout));
    map.map("on_error", reaction(&menu.on_error));
    map.some("exhausted", menu.exhausted.as_ref().map(text));
    map.value()
}

fn choice(choice: &Choice) -> Value {
    let Some(label) = &choice.label else {
        return text(&choice.next);
    };
    let mut map = Map::default();
    map.put("label", label.as_str());
    map.put("next", text(&choice.next));
    map.value()
}

fn reaction(reaction: &Reaction) -> Map {
    let mut map = Map::default();
    map.some("play", reaction.play.as_ref().map(speech));
    map.some("next", reaction.next.as_ref().map(text));
    map
}

fn transfer(transfer: &Transfer) -> Value {
    let mut map = Map::default();
    map.put("transfer", text(&transfer.group));
    map.some("music", transfer.music.as_ref().map(music));
    map.some("announce", transfer.announce.as_ref().map(speech));
    if transfer.every != Span::seconds(30) {
        map.put("every", text(&transfer.every));
    }
    map.some("timeout", transfer.timeout.as_ref().map(text));
    map.some("on_timeout", transfer.on_timeout.as_ref().map(text));
    map.some("on_no_agent", transfer.on_no_agent.as_ref().map(text));
    map.some("on_full", transfer.on_full.as_ref().map(text));
    map.some("then", transfer.then.as_ref().map(text));
    map.value()
}

fn end(end: &End) -> Value {
    let mut map = Map::default();
    map.put("end", end.speech.as_ref().map_or(Value::Null, speech));
    map.value()
}

fn speech(speech: &Speech) -> Value {
    match speech {
        Speech::Text(template) => text(template),
        Speech::Prompt(name) => {
            let mut map = Map::default();
            map.put("prompt", text(name));
            map.value()
        }
    }
}

fn music(music: &Speech) -> Value {
    match music {
        Speech::Prompt(name) => text(name),
        Speech::Text(template) => {
            let mut map = Map::default();
            map.put("text", text(template));
            map.value()
        }
    }
}
