//! What the agents of a test do.

use std::collections::BTreeMap;

use model::Name;
use model::state::Presence;
use model::tests::AgentScript;

use crate::Code;
use crate::decode::{self, Context, Field, Fields, Kind, Reference, Report, Shape, Table, scalar};
use crate::tree::{Entry, Value};

const HOUR: u64 = 3_600_000;

const PRESENCES: &[&str] = &["idle", "not_ready", "break", "offline"];

/// The keys of an agent of a test.
pub static TABLE: Table = Table {
    what: "an agent of a test",
    doc: "How an agent behaves. `amy: idle` is short for `amy: { presence: idle }`.",
    fields: &[
        Field::default(
            "presence",
            Shape::Word(PRESENCES),
            "idle",
            "What the agent has chosen.",
        ),
        Field::otherwise(
            "answers_after",
            Shape::Time { min: 0, max: HOUR },
            "the agent never answers",
            "How long it rings before the agent answers.",
        ),
        Field::otherwise(
            "talks_for",
            Shape::Time { min: 0, max: HOUR },
            "until the caller hangs up",
            "How long the agent talks before hanging up.",
        ),
    ],
};

/// Reads them.
pub fn read(cx: &mut Context, fields: &Fields<'_>) -> BTreeMap<Name, AgentScript> {
    let mut agents = BTreeMap::new();
    let Some((at, node)) = fields.node(cx, "agents") else {
        return agents;
    };
    let entries = match &node.value {
        Value::Map(entries) => entries.as_slice(),
        Value::Null | Value::Broken => &[],
        other => {
            let message = format!("`agents` is a map, this is {}", other.what());
            let help = "write `{ amy: { answers_after: 2s, talks_for: 5s } }`";
            cx.report(Report::new(Code::WrongShape, at, message).help(help));
            &[]
        }
    };
    for entry in entries {
        let Some(name) = decode::key::<Name>(cx, entry) else {
            continue;
        };
        let known = Reference {
            kind: Kind::Agents,
            name: entry.key.clone(),
            at: entry.at,
        };
        cx.references.push(known);
        if let Some(script) = script(cx, fields, entry) {
            agents.insert(name, script);
        }
    }
    agents
}

fn script(cx: &mut Context, test: &Fields<'_>, entry: &Entry) -> Option<AgentScript> {
    if matches!(entry.value.value, Value::Scalar { .. }) {
        let presence = scalar::choice(cx, &entry.value, "presence", PRESENCES)?
            .parse()
            .ok()?;
        return Some(AgentScript {
            presence,
            answers_after: None,
            talks_for: None,
        });
    }
    let path = format!("agents.{}", entry.key);
    let fields = Fields::open(cx, &TABLE, &entry.value, entry.at, &test.resource, &path)?;
    let presence = fields.word(cx, "presence");
    let answers_after = fields.time(cx, "answers_after");
    let talks_for = fields.time(cx, "talks_for");
    let presence: Presence = presence?.parse().ok()?;
    Some(AgentScript {
        presence,
        answers_after,
        talks_for,
    })
}
