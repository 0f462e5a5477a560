//! `http`: asks a customer's system for values.

use std::collections::BTreeMap;

use model::Name;
use model::config::{Http, Received};

use crate::Code;
use crate::decode::{
    Context, Field, Fields, Report, Shape, Table, entries, key, scalar, templates, url,
};
use crate::emit::{Map, music, text};
use crate::tree::{Entry, Value};

/// The keys of an `http` node.
pub static TABLE: Table = Table {
    what: "an `http` node",
    doc: "Asks a customer's system for values: a POST of a JSON object whose answer is a JSON object. \
          While it waits, the caller hears `music`; keys are kept for the next question. If there is no \
          answer that can be read, the variables have their defaults and the flow goes on.",
    fields: &[
        Field::required(
            "http",
            Shape::Other("a URL that begins with `https://`; behind its host, with `${Variables}`"),
            "Where to. `http://` works only if the daemon's settings allow it.",
        ),
        Field::optional(
            "send",
            Shape::Other("a map from the names of fields to texts, with `${Variables}`"),
            "The fields of the object that is sent.",
        ),
        Field::default(
            "timeout",
            Shape::Time {
                min: 1_000,
                max: 5_000,
            },
            "5s",
            "How long each try may take.",
        ),
        Field::default(
            "max_errors",
            Shape::Count { min: 1, max: 5 },
            "1",
            "The failed try after which no other is made.",
        ),
        Field::optional(
            "receive",
            Shape::Other("a map from the names of variables to fields of the answer"),
            "What is taken from the answer. Texts, numbers and truth values are taken as they are \
             written; lists and maps as JSON.",
        ),
        Field::otherwise(
            "music",
            Shape::Music,
            "silence",
            "What is looped while the caller waits.",
        ),
        Field::otherwise(
            "on_failure",
            Shape::Node,
            "that of `next`",
            "The node after an answer that cannot be read, or none.",
        ),
        Field::required("next", Shape::Node, "The node after it."),
    ],
};

/// The keys of what is received.
pub static RECEIVED: Table = Table {
    what: "a received value",
    doc: "What a variable takes from an answer. `Score: data.score` is short for `Score: { field: \
          data.score }`.",
    fields: &[
        Field::required(
            "field",
            Shape::Other("the name of a field; `data.items.0` is inside of others"),
            "The field of the answer.",
        ),
        Field::otherwise(
            "default",
            Shape::Other("a text"),
            "an empty text",
            "The value of the variable if the answer has none.",
        ),
    ],
};

/// Reads the node.
pub fn read(cx: &mut Context, fields: &Fields<'_>) -> Option<Http> {
    let url = url(cx, fields, "http");
    let send = templates(cx, fields, "send", "Caller: \"${SystemCallerNumber}\"");
    let timeout = fields.time(cx, "timeout");
    let max_errors = fields.count(cx, "max_errors");
    let receive = receive(cx, fields);
    let music = fields.speech(cx, "music");
    let on_failure = fields.name(cx, "on_failure");
    let next = fields.name(cx, "next");
    Some(Http {
        url: url?,
        send: send?,
        timeout: timeout?,
        max_errors: u8::try_from(max_errors?).ok()?,
        receive: receive?,
        music,
        on_failure,
        next: next?,
    })
}

fn receive(cx: &mut Context, fields: &Fields<'_>) -> Option<BTreeMap<Name, Received>> {
    let entries = entries(cx, fields, "receive", "Score: data.score")?;
    let read = |entry: &Entry| {
        let name = key::<Name>(cx, entry);
        let received = received(cx, fields, entry);
        Some((name?, received?))
    };
    let all: Vec<_> = entries.iter().map(read).collect();
    all.into_iter().collect()
}

fn received(cx: &mut Context, node: &Fields<'_>, entry: &Entry) -> Option<Received> {
    let path = node.path(&format!("receive.{}", entry.key));
    cx.places
        .insert(format!("{}/{path}", node.resource), entry.value.at);
    if matches!(entry.value.value, Value::Scalar { .. }) {
        let default = String::new();
        return field(cx, &entry.value).map(|field| Received { field, default });
    }
    let fields = Fields::open(cx, &RECEIVED, &entry.value, entry.at, &node.resource, &path)?;
    let found = match fields.node(cx, "field") {
        Some((_, node)) => field(cx, node),
        None => None,
    };
    let default = match fields.node(cx, "default") {
        Some((_, node)) => scalar::quoted(cx, node, "`default`: a text").map(str::to_owned),
        None => Some(String::new()),
    };
    Some(Received {
        field: found?,
        default: default?,
    })
}

/// A field of an answer, or one inside of others.
fn field(cx: &mut Context, node: &crate::tree::Node) -> Option<String> {
    let text = scalar::short(cx, node, "`field`", "the name of a field")?;
    if text.split('.').any(str::is_empty) {
        let message = format!("`{text}` has an empty name between its dots");
        let help = "write `data.score` for the field `score` inside of `data`";
        cx.report(Report::new(Code::BadName, node.at, message).help(help));
        return None;
    }
    Some(text)
}

/// Writes the node.
pub fn write(http: &Http, map: &mut Map) {
    map.put("http", text(&http.url));
    map.each("send", &http.send, text);
    map.unless("timeout", &http.timeout.to_string(), &"5s".to_owned());
    map.unless("max_errors", &http.max_errors, &1);
    map.each("receive", &http.receive, written);
    map.some("music", http.music.as_ref().map(music));
    map.some("on_failure", http.on_failure.as_ref().map(text));
    map.put("next", text(&http.next));
}

fn written(received: &Received) -> serde_yaml::Value {
    if received.default.is_empty() {
        return text(&received.field);
    }
    let mut map = Map::default();
    map.put("field", received.field.as_str());
    map.put("default", received.default.as_str());
    map.value()
}
