//! `moved`: resources that have another name and stay who they are.

use model::{Moved, MovedKind, Name};

use crate::Code;
use crate::decode::{Context, Field, Fields, Kind, Report, Shape, Table, scalar};
use crate::tree::{At, Entry, Value};

/// The keys of a move.
pub static TABLE: Table = Table {
    what: "a move",
    doc: "A resource that has another name and stays who it is: it is neither deleted nor created. Write a list \
          of these, and the resource under its name of today. One that was applied changes nothing any more and \
          may be deleted.",
    fields: &[
        Field::required(
            "kind",
            Shape::Word(&KINDS),
            "The kind. An agent keeps what he has chosen, his calls of the day and whom he served last.",
        ),
        Field::required("from", Shape::Other("a name"), "What it was called."),
        Field::required("to", Shape::Other("a name"), "What it is called."),
    ],
};

const KINDS: [&str; 1] = [MovedKind::Agents.key()];

/// A move as it is written.
#[derive(Clone, Debug)]
pub struct Read {
    /// What it says.
    pub moved: Moved,
    /// Where the old name stands.
    pub from: At,
    /// Where the new name stands.
    pub to: At,
}

impl Read {
    /// The kind of the language.
    pub fn kind(&self) -> Kind {
        match self.moved.kind {
            MovedKind::Agents => Kind::Agents,
        }
    }
}

/// Reads the moves of one file.
pub fn read(cx: &mut Context, section: &Entry, into: &mut Vec<Read>) {
    let items = match &section.value.value {
        Value::List(items) => items,
        Value::Null | Value::Broken => return,
        other => {
            let message = format!("`moved` is a list, this is {}", other.what());
            let help = "write `moved: [{ kind: agents, from: OLD, to: NEW }]`";
            cx.report(Report::new(Code::WrongShape, section.value.at, message).help(help));
            return;
        }
    };
    for item in items {
        let resource = format!("moved/{}", into.len());
        let Some(fields) = Fields::open(cx, &TABLE, item, item.at, &resource, "") else {
            continue;
        };
        let kind = fields.word(cx, "kind").map(|_| MovedKind::Agents);
        let from = name(cx, &fields, "from");
        let to = name(cx, &fields, "to");
        if let (Some(kind), Some((from, from_at)), Some((to, to_at))) = (kind, from, to) {
            let place = format!("moved/{}/{from}", kind.key());
            cx.places.insert(place, item.at);
            into.push(Read {
                moved: Moved { kind, from, to },
                from: from_at,
                to: to_at,
            });
        }
    }
}

fn name(cx: &mut Context, fields: &Fields<'_>, field: &str) -> Option<(Name, At)> {
    let (_, node) = fields.node(cx, field)?;
    let text = scalar::quoted(cx, node, "a name")?;
    Some((scalar::parsed(cx, text, node.at)?, node.at))
}
