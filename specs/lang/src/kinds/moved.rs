//! `moved`: resources that have another name and stay who they are.

use model::{IvrName, Moved, MovedKind, Name};

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
            "The kind. Callers who wait, calls in a flow, registrations and what is changed at run time stay with what they \
             belong to; an agent keeps what he has chosen, his calls of the day and whom he served last. Numbers, phones and \
             hotwords are what they are called, and cannot be moved.",
        ),
        Field::required(
            "from",
            Shape::Other("a name"),
            "What it was called; of a flow with its version.",
        ),
        Field::required("to", Shape::Other("a name"), "What it is called."),
    ],
};

const KINDS: [&str; MovedKind::ALL.len()] = keys();

#[allow(
    clippy::indexing_slicing,
    reason = "evaluated by the compiler, which refuses a wrong length"
)]
const fn keys() -> [&'static str; MovedKind::ALL.len()] {
    let mut keys = [""; MovedKind::ALL.len()];
    let mut n = 0;
    while n < keys.len() {
        keys[n] = MovedKind::ALL[n].key();
        n += 1;
    }
    keys
}

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
            MovedKind::Trunks => Kind::Trunks,
            MovedKind::Prompts => Kind::Prompts,
            MovedKind::Ivrs => Kind::Ivrs,
            MovedKind::SkillGroups => Kind::SkillGroups,
            MovedKind::Agents => Kind::Agents,
            MovedKind::Routing => Kind::Routing,
            MovedKind::CallerLists => Kind::CallerLists,
            MovedKind::Roles => Kind::Roles,
            MovedKind::Hours => Kind::Hours,
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
        if is_unnamed(cx, &fields) {
            continue;
        }
        let kind = fields.word(cx, "kind").and_then(MovedKind::of_key);
        let from = name(cx, &fields, kind, "from");
        let to = name(cx, &fields, kind, "to");
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

/// Whether the kind of a move is one whose resources are called by what they are.
fn is_unnamed(cx: &mut Context, fields: &Fields<'_>) -> bool {
    // That it is missing is told by whoever needs it.
    let written = fields.has("kind").then(|| fields.node(cx, "kind"));
    let Some((_, node)) = written.flatten() else {
        return false;
    };
    let Value::Scalar { text, .. } = &node.value else {
        return false;
    };
    let Some(why) = unnamed(text) else {
        return false;
    };
    let message = format!("`{text}` cannot be moved: {why}");
    let report = Report::new(Code::MovedKind, node.at, message);
    cx.report(report.help("delete the move: the one is deleted and the other created"));
    true
}

/// Why what a kind has can have no other name.
fn unnamed(kind: &str) -> Option<&'static str> {
    match kind {
        "numbers" => Some("a number is what callers dial"),
        "phones" => Some("a phone registers as its extension, to which its password is bound"),
        "hotwords" => Some("a hotword is what is said"),
        _ => None,
    }
}

/// A name; of a flow with its version.
fn name(
    cx: &mut Context,
    fields: &Fields<'_>,
    kind: Option<MovedKind>,
    field: &str,
) -> Option<(IvrName, At)> {
    let (_, node) = fields.node(cx, field)?;
    let text = scalar::quoted(cx, node, "a name")?;
    let name = match kind {
        Some(MovedKind::Ivrs) => scalar::parsed(cx, text, node.at)?,
        _ => IvrName::from(&scalar::parsed::<Name>(cx, text, node.at)?),
    };
    Some((name, node.at))
}
