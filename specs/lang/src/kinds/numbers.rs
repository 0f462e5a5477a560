//! `numbers`: what callers dial.

use model::IvrName;
use model::config::Number;

use crate::decode::{self, Context, Field, Fields, Kind, Reference, Shape, Table};
use crate::kinds::{Item, numbering};

/// The keys of a number.
pub static TABLE: Table = Table {
    what: "a number",
    doc: "A number that callers dial, as the trunk sends it; its name is the number in quotes.",
    fields: &[
        Field::required(
            "trunk",
            Shape::Name(Kind::Trunks),
            "The trunk on which its calls come in.",
        ),
        Field::required(
            "ivr",
            Shape::Name(Kind::Ivrs),
            "The flow that answers; without a version the latest.",
        ),
        Field::optional(
            "channels",
            Shape::Count {
                min: 1,
                max: 100_000,
            },
            "Calls at once.",
        ),
        Field::optional(
            "send_prefix",
            Shape::Other("digits in quotes such as `\"9\"`"),
            "What is put before each number that is dialled with this one shown, in place of what its \
             trunk says.",
        ),
        Field::otherwise(
            "outbound_skill_groups",
            Shape::Other("a list of names under `skill_groups`"),
            "nobody",
            "Whose phones may dial out, with this number to be shown: the members of these groups.",
        ),
    ],
};

/// Reads one number.
pub fn read(cx: &mut Context, item: &Item<'_>) -> Option<Number> {
    let fields = Fields::open(cx, &TABLE, item.node, item.at, &item.path, "")?;
    let trunk = fields.name(cx, "trunk");
    let ivr = flow(cx, &fields);
    let channels = fields.count(cx, "channels");
    let field = "outbound_skill_groups";
    let groups = decode::list_of_names(cx, &fields, field, Kind::SkillGroups);
    let send_prefix = numbering::digits(cx, &fields, "send_prefix");
    Some(Number {
        trunk: trunk?,
        ivr: ivr?,
        channels,
        send_prefix,
        outbound_skill_groups: groups.unwrap_or_default().into_iter().collect(),
    })
}

fn flow(cx: &mut Context, fields: &Fields<'_>) -> Option<IvrName> {
    let (_, node) = fields.node(cx, "ivr")?;
    let name: IvrName = decode::spelled(cx, node, "the name of a flow")?;
    cx.references.push(Reference {
        kind: Kind::Ivrs,
        name: name.as_str().to_owned(),
        at: node.at,
    });
    Some(name)
}
