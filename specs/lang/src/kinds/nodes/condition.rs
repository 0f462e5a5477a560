//! `condition`: branches on the values of variables.

use model::Name;
use model::config::{Branch, Condition, InvalidWhen, Otherwise, Variable, When};

use crate::Code;
use crate::decode::{Context, Field, Fields, Report, Shape, Table, VariableUse, scalar, spelled};
use crate::emit::{Map, text};
use crate::tree::{At, Node, Value};

/// The longest condition, in characters.
const LONGEST: usize = 500;

/// The keys of a `condition` node.
pub static TABLE: Table = Table {
    what: "a `condition` node",
    doc: "Branches on the values of variables. The first branch that holds is taken.",
    fields: &[
        Field::required(
            "condition",
            Shape::Other("a list of branches"),
            "The branches, in the order in which they are tried.",
        ),
        Field::required(
            "otherwise",
            Shape::Other("the name of a node of this flow, or a map with `next` and `label`"),
            "The branch that is taken when none of them holds.",
        ),
    ],
};

/// The keys of a branch.
pub static BRANCH: Table = Table {
    what: "a branch of a condition",
    doc: "A branch of a condition, such as `{ when: \"${Score} >= 0.6 and ${Score} < 0.8\", label: \
          fair, next: talk }`.",
    fields: &[
        Field::required(
            "when",
            Shape::Other("comparisons by =, !=, >, <, >= or <=, joined by `and`"),
            "What must hold. Values are compared as numbers if both are numbers, as texts if none \
             is; a number is neither above nor below a text. Texts with spaces stand in 'single \
             quotes'.",
        ),
        Field::otherwise(
            "label",
            Shape::Text,
            "what must hold",
            "What the branch is called in records.",
        ),
        Field::required("next", Shape::Node, "The node that it leads to."),
    ],
};

/// The keys of the branch for everything else.
pub static OTHERWISE: Table = Table {
    what: "the other branch of a condition",
    doc: "The branch that is taken when no other holds. `otherwise: talk` is short for `otherwise: { \
          next: talk }`.",
    fields: &[
        Field::default(
            "label",
            Shape::Text,
            "otherwise",
            "What the branch is called in records.",
        ),
        Field::required("next", Shape::Node, "The node that it leads to."),
    ],
};

/// Reads the node.
pub fn read(cx: &mut Context, fields: &Fields<'_>) -> Option<Condition> {
    let branches = branches(cx, fields);
    let otherwise = otherwise(cx, fields);
    Some(Condition {
        branches: branches?,
        otherwise: otherwise?,
    })
}

fn branches(cx: &mut Context, fields: &Fields<'_>) -> Option<Vec<Branch>> {
    let (at, node) = fields.node(cx, "condition")?;
    let items = match &node.value {
        Value::List(items) if !items.is_empty() => items,
        Value::Broken => return None,
        _ => {
            let message = "a `condition` node has a list of at least one branch";
            let help = "write `condition: [{ when: \"${Level} = gold\", next: NODE }]`";
            cx.report(Report::new(Code::WrongShape, at, message).help(help));
            return None;
        }
    };
    let read = |(n, item): (usize, &Node)| {
        let path = fields.path(&format!("condition.{n}"));
        let fields = Fields::open(cx, &BRANCH, item, item.at, &fields.resource, &path)?;
        let when = when(cx, &fields);
        let label = fields.text(cx, "label");
        let next = fields.name(cx, "next");
        Some(Branch {
            when: when?,
            label,
            next: next?,
        })
    };
    let branches: Vec<_> = items.iter().enumerate().map(read).collect();
    branches.into_iter().collect()
}

fn otherwise(cx: &mut Context, fields: &Fields<'_>) -> Option<Otherwise> {
    let (at, node) = fields.node(cx, "otherwise")?;
    let path = fields.path("otherwise");
    if matches!(node.value, Value::Scalar { .. }) {
        let next: Option<Name> = spelled(cx, node, "the name of a node");
        cx.places
            .insert(format!("{}/{path}.next", fields.resource), node.at);
        return next.map(|next| Otherwise { label: None, next });
    }
    let fields = Fields::open(cx, &OTHERWISE, node, at, &fields.resource, &path)?;
    let label = match fields.has("label") {
        true => Some(fields.text(cx, "label")?),
        false => None,
    };
    let next = fields.name(cx, "next");
    next.map(|next| Otherwise { label, next })
}

fn when(cx: &mut Context, fields: &Fields<'_>) -> Option<When> {
    let (_, node) = fields.node(cx, "when")?;
    let text = scalar::quoted(cx, node, "`when`: a condition")?;
    if text.chars().count() > LONGEST {
        let message = format!("a condition has at most {LONGEST} characters");
        let help = "divide it: let a branch lead to a further `condition` node";
        cx.report(Report::new(Code::BadCondition, node.at, message).help(help));
        return None;
    }
    let when = match text.parse::<When>() {
        Ok(when) => when,
        Err(error) => {
            let at = within(cx, node.at, text, &error);
            let report = Report::new(Code::BadCondition, at, error.to_string());
            cx.report(report.help(error.problem.help()));
            return None;
        }
    };
    for variable in when.variables() {
        if let Variable::Own(name) = variable {
            cx.variables.push(VariableUse {
                name: name.clone(),
                at: node.at,
                resource: fields.resource.clone(),
            });
        }
    }
    Some(when)
}

/// The place of what is wrong in a text that stands at `at`; the whole of it where escapes or line breaks
/// make it differ from what is written.
fn within(cx: &Context, at: At, text: &str, error: &InvalidWhen) -> At {
    let written = cx.texts.get(at.file as usize);
    let written = written.and_then(|file| file.text.get(at.start as usize..at.end as usize));
    let Some(before) = written.and_then(|written| match written.strip_suffix(['"', '\'']) {
        Some(inner) if inner.get(1..) == Some(text) => Some(1),
        _ if written == text => Some(0),
        _ => None,
    }) else {
        return at;
    };
    let byte = |offset: usize| {
        at.start
            .saturating_add(u32::try_from(before + offset).unwrap_or(0))
    };
    At {
        file: at.file,
        start: byte(error.start),
        end: byte(error.end),
    }
}

/// Writes the node.
pub fn write(condition: &Condition, map: &mut Map) {
    let branches = condition.branches.iter().map(|branch| {
        let mut map = Map::default();
        map.put("when", text(&branch.when));
        map.some("label", branch.label.clone());
        map.put("next", text(&branch.next));
        map.value()
    });
    map.put("condition", branches.collect::<Vec<_>>());
    let Otherwise { label, next } = &condition.otherwise;
    match label {
        None => map.put("otherwise", text(next)),
        Some(label) => {
            let mut otherwise = Map::default();
            otherwise.put("label", label.as_str());
            otherwise.put("next", text(next));
            map.map("otherwise", otherwise);
        }
    }
}
