//! What must come of a test.

use model::Name;
use model::record::EndStatus;
use model::tests::Expectation;

use crate::Code;
use crate::decode::{self, Context, Field, Fields, Kind, Report, Shape, Table, list, scalar};
use crate::kinds::items;
use crate::tree::At;

/// `none`, and the words of a record for what ended a call.
const CAUSES: &[&str] = &[
    "none",
    "no_media",
    "signalling",
    "overload",
    "flow",
    "queue_exit",
    "not_reached",
];

/// The keys of an expectation.
pub static TABLE: Table = Table {
    what: "an expectation",
    doc: "What must be true at the end; what is not named is not checked.",
    fields: &[
        Field::optional(
            "end_status",
            Shape::Other("the string of an end status, such as `ok` or `ivrGiveUp`"),
            "The end status.",
        ),
        Field::optional(
            "cause",
            Shape::Word(CAUSES),
            "What made the call end, where the status does not say it; `none`: nothing. A caller for whom \
             there is no room has the status `ivrGiveUp` and the cause `overload`.",
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
            "satisfaction",
            Shape::Text,
            "What the caller said in a survey; `none` if nothing.",
        ),
        Field::optional(
            "hears",
            Shape::Other("a list of texts"),
            "Texts that the caller must hear, in this order.",
        ),
    ],
};

/// Reads the expectation, and notes the nodes that it names.
pub fn read(
    cx: &mut Context,
    test: &Fields<'_>,
    nodes: &mut Vec<(Name, At)>,
) -> Option<Expectation> {
    let (at, node) = test.node(cx, "expect")?;
    let fields = Fields::open(cx, &TABLE, node, at, &test.resource, "expect")?;
    let end_status = end_status(cx, &fields);
    let cause = fields.word(cx, "cause").map(str::to_owned);
    let path = path(cx, &fields, nodes);
    let agent = fields.name(cx, "agent");
    let skill_group = fields.name(cx, "skill_group");
    let hung_up_by = fields.word(cx, "hung_up_by").map(str::to_owned);
    let recorded = fields.flag(cx, "recorded");
    let satisfaction = fields.text(cx, "satisfaction");
    let hears = items(cx, &fields, "hears").unwrap_or_default();
    let hears = hears
        .iter()
        .filter_map(|item| scalar::quoted(cx, item, "a text"));
    let hears = hears.map(str::to_owned).collect();
    Some(Expectation {
        end_status,
        cause,
        path,
        agent,
        skill_group,
        hung_up_by,
        recorded,
        satisfaction,
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
    let guess = cx.guess(node.at, text, strings());
    let message = format!("there is no end status `{text}`");
    let help = format!("the end statuses are {}", list(strings()));
    cx.report(
        Report::new(Code::UnknownChoice, node.at, message)
            .help(help)
            .guess(guess),
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
