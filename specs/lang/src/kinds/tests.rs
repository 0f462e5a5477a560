//! `tests`: the center's own tests.

use std::collections::BTreeMap;

use model::record::EndStatus;
use model::state::Presence;
use model::tests::{AgentScript, Expectation, Step, Test};
use model::{Key, Name, Span};

use crate::Code;
use crate::decode::{
    self, Context, Field, Fields, Kind, Reference, Report, Shape, Table, list, scalar,
};
use crate::kinds::Item;
use crate::tree::{At, Entry, Node, Value};

const HOUR: u64 = 3_600_000;

/// The keys of a test.
pub static TABLE: Table = Table {
    what: "a test",
    doc: "A call that is played through in virtual time, and what must come of it.",
    fields: &[
        Field::required(
            "dial",
            Shape::Name(Kind::Numbers),
            "The number that is dialled.",
        ),
        Field::otherwise(
            "caller",
            Shape::Text,
            "some number",
            "Who dials, in quotes.",
        ),
        Field::optional(
            "agents",
            Shape::Other("a map from agents to what they do, or to `idle`, `not_ready`, `break`"),
            "What the agents do; those not named are offline.",
        ),
        Field::optional(
            "steps",
            Shape::Other("a list of steps"),
            "What the caller does, in order; after the last step he waits for the end.",
        ),
        Field::required(
            "expect",
            Shape::Map(&EXPECT),
            "What must be true at the end.",
        ),
    ],
};

/// The keys of an agent of a test.
pub static AGENT: Table = Table {
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

/// The steps that have a value.
pub static STEP: Table = Table {
    what: "a step",
    doc: "One thing that the caller does. A step has one of these keys, or is `talk` (waits until \
          an agent talks with him) or `hang_up`.",
    fields: &[
        Field::optional(
            "reach",
            Shape::Node,
            "Waits until the flow reaches this node.",
        ),
        Field::optional("press", Shape::Text, "Presses these keys, in quotes."),
        Field::optional(
            "wait",
            Shape::Time {
                min: 1,
                max: 24 * HOUR,
            },
            "Lets time pass.",
        ),
    ],
};

/// The keys of an expectation.
pub static EXPECT: Table = Table {
    what: "an expectation",
    doc: "What must be true at the end; what is not named is not checked.",
    fields: &[
        Field::optional(
            "end_status",
            Shape::Other("the string of an end status, such as `ok` or `ivrGiveUp`"),
            "The end status.",
        ),
        Field::optional(
            "path",
            Shape::Other("a list of nodes"),
            "The nodes in the order in which they are entered.",
        ),
        Field::optional(
            "agent",
            Shape::Name(Kind::Agents),
            "The agent who answered last.",
        ),
        Field::optional(
            "skill_group",
            Shape::Name(Kind::SkillGroups),
            "The skill group of the record.",
        ),
        Field::optional(
            "hung_up_by",
            Shape::Word(&["user", "agent", "system"]),
            "Who hung up.",
        ),
        Field::optional("recorded", Shape::Flag, "Whether there is a recording."),
        Field::optional(
            "hears",
            Shape::Other("a list of texts"),
            "Texts that the caller must hear, in this order.",
        ),
    ],
};

const PRESENCES: &[&str] = &["idle", "not_ready", "break", "offline"];

/// A test, and the names of nodes in it.
#[derive(Debug)]
pub struct Read {
    /// The test.
    pub test: Test,
    /// Where it stands.
    pub at: At,
    /// The nodes that it names.
    pub nodes: Vec<(Name, At)>,
}

/// Reads one test.
pub fn read(cx: &mut Context, item: &Item<'_>) -> Option<Read> {
    let fields = Fields::open(cx, &TABLE, item.node, item.at, &item.path, "")?;
    let mut nodes = Vec::new();
    let dial = dial(cx, &fields);
    let caller = fields.text(cx, "caller");
    let agents = agents(cx, &fields);
    let steps = steps(cx, &fields, &mut nodes);
    let expect = expect(cx, &fields, &mut nodes);
    let test = Test {
        dial: dial?,
        caller,
        agents,
        steps,
        expect: expect?,
    };
    Some(Read {
        test,
        at: item.at,
        nodes,
    })
}

fn dial(cx: &mut Context, fields: &Fields<'_>) -> Option<model::DialString> {
    let (_, node) = fields.node(cx, "dial")?;
    let number: model::DialString = decode::spelled(cx, node, "a number in quotes")?;
    let name = number.as_str().to_owned();
    cx.references.push(Reference {
        kind: Kind::Numbers,
        name,
        at: node.at,
    });
    Some(number)
}

fn agents(cx: &mut Context, fields: &Fields<'_>) -> BTreeMap<Name, AgentScript> {
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
    let fields = Fields::open(cx, &AGENT, &entry.value, entry.at, &test.resource, &path)?;
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

fn steps(cx: &mut Context, fields: &Fields<'_>, nodes: &mut Vec<(Name, At)>) -> Vec<Step> {
    let Some(items) = items(cx, fields, "steps") else {
        return Vec::new();
    };
    let read = |(n, item): (usize, &Node)| step(cx, fields, n, item, nodes);
    items.iter().enumerate().filter_map(read).collect()
}

fn step(
    cx: &mut Context,
    test: &Fields<'_>,
    n: usize,
    node: &Node,
    nodes: &mut Vec<(Name, At)>,
) -> Option<Step> {
    match &node.value {
        Value::Scalar { text, .. } if text == "talk" => return Some(Step::Talk),
        Value::Scalar { text, .. } if text == "hang_up" => return Some(Step::HangUp),
        Value::Map(_) => {}
        _ => {
            not_a_step(cx, node);
            return None;
        }
    }
    let path = format!("steps.{n}");
    let fields = Fields::open(cx, &STEP, node, node.at, &test.resource, &path)?;
    match STEP
        .fields
        .iter()
        .filter(|field| fields.has(field.name))
        .count()
    {
        1 => {}
        0 if matches!(&node.value, Value::Map(entries) if !entries.is_empty()) => return None,
        _ => {
            not_a_step(cx, node);
            return None;
        }
    }
    if let Some(name) = fields.name(cx, "reach") {
        nodes.push((
            name.clone(),
            cx.at(&test.resource, &format!("{path}.reach")),
        ));
        return Some(Step::Reach(name));
    }
    if let Some(keys) = fields.text(cx, "press") {
        let at = cx.at(&test.resource, &format!("{path}.press"));
        return press(cx, &keys, at).map(Step::Press);
    }
    let wait: Option<Span> = fields.time(cx, "wait");
    wait.map(Step::Wait)
}

fn not_a_step(cx: &mut Context, node: &Node) {
    let message = "a step is one thing that the caller does";
    let help = "write `{ reach: NODE }`, `{ press: \"1\" }`, `{ wait: 3s }`, `talk` or `hang_up`";
    cx.report(Report::new(Code::WrongShape, node.at, message).help(help));
}

fn press(cx: &mut Context, keys: &str, at: At) -> Option<Vec<Key>> {
    let pressed: Option<Vec<Key>> = keys.chars().map(Key::new).collect();
    if pressed.is_none() {
        let message = format!("`{keys}` has other characters than keys of a telephone");
        let help = "the keys are 0 to 9, * and #";
        cx.report(Report::new(Code::BadName, at, message).help(help));
    }
    pressed
}

fn expect(cx: &mut Context, test: &Fields<'_>, nodes: &mut Vec<(Name, At)>) -> Option<Expectation> {
    let (at, node) = test.node(cx, "expect")?;
    let fields = Fields::open(cx, &EXPECT, node, at, &test.resource, "expect")?;
    let end_status = end_status(cx, &fields);
    let path = path(cx, &fields, nodes);
    let agent = fields.name(cx, "agent");
    let skill_group = fields.name(cx, "skill_group");
    let hung_up_by = fields.word(cx, "hung_up_by").map(str::to_owned);
    let recorded = fields.flag(cx, "recorded");
    let hears = items(cx, &fields, "hears").unwrap_or_default();
    let hears = hears
        .iter()
        .filter_map(|item| scalar::quoted(cx, item, "a text"));
    let hears = hears.map(str::to_owned).collect();
    Some(Expectation {
        end_status,
        path,
        agent,
        skill_group,
        hung_up_by,
        recorded,
        hears,
    })
}

fn end_status(cx: &mut Context, fields: &Fields<'_>) -> Option<String> {
    let (_, node) = fields.node(cx, "end_status")?;
    let (text, _) = scalar::written(cx, node, "the string of an end status")?;
    let strings = || EndStatus::ALL.iter().map(|status| status.string());
    if strings().any(|string| string == text) {
        return Some(text.to_owned());
    }
    let close = cx.did_you_mean(text, strings());
    let message = format!("there is no end status `{text}`");
    let help = format!("the end statuses are {}", list(strings()));
    cx.report(
        Report::new(Code::UnknownChoice, node.at, message)
            .help(help)
            .help_if(close),
    );
    None
}

fn path(cx: &mut Context, fields: &Fields<'_>, nodes: &mut Vec<(Name, At)>) -> Option<Vec<Name>> {
    let items = items(cx, fields, "path")?;
    let mut path = Vec::new();
    for item in items {
        if let Some(name) = decode::spelled::<Name>(cx, item, "the name of a node") {
            nodes.push((name.clone(), item.at));
            path.push(name);
        }
    }
    Some(path)
}

fn items<'n>(cx: &mut Context, fields: &Fields<'n>, name: &str) -> Option<&'n [Node]> {
    let (at, node) = fields.node(cx, name)?;
    match &node.value {
        Value::List(items) => Some(items),
        Value::Null | Value::Broken => None,
        other => {
            let message = format!("`{name}` is a list, this is {}", other.what());
            cx.report(Report::new(Code::WrongShape, at, message).help("write `[a, b]`"));
            None
        }
    }
}
