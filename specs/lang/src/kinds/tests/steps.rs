//! What the caller of a test does.

use model::tests::Step;
use model::{Key, Name, Span};

use crate::Code;
use crate::decode::{Context, Field, Fields, Report, Shape, Table};
use crate::kinds::items;
use crate::tree::{At, Node, Value};

const DAY: u64 = 86_400_000;

/// The steps that have a value.
pub static TABLE: Table = Table {
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
        Field::optional("wait", Shape::Time { min: 1, max: DAY }, "Lets time pass."),
    ],
};

/// Reads the steps, and notes the nodes that they name.
pub fn read(cx: &mut Context, fields: &Fields<'_>, nodes: &mut Vec<(Name, At)>) -> Vec<Step> {
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
    let fields = Fields::open(cx, &TABLE, node, node.at, &test.resource, &path)?;
    match TABLE
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
