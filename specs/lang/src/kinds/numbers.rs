//! `numbers`: what callers dial.

use model::IvrName;
use model::config::{Number, Ways};
use model::phone_number;

use crate::Code;
use crate::decode::{self, Context, Field, Fields, Kind, Reference, Report, Shape, Table, scalar};
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
            "Calls at once that came in.",
        ),
        Field::otherwise(
            "direction",
            Shape::Word(&["both", "in", "out"]),
            "`both`; of a 400 number `in`",
            "Which way its calls go: callers dial it, it is shown to whom the center calls, or both. A 400 \
             number only takes calls.",
        ),
        Field::default(
            "outbound_channels",
            Shape::Count {
                min: 1,
                max: Number::MAX_OUTBOUND,
            },
            "10",
            "Calls at once that go out with it.",
        ),
        Field::optional(
            "area_code",
            Shape::Other("digits in quotes that begin with 0, such as `\"021\"`"),
            "The area code that belongs to it.",
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
    let direction = direction(cx, &fields, item);
    let outbound_channels = fields.count(cx, "outbound_channels");
    let area_code = area_code(cx, &fields);
    let field = "outbound_skill_groups";
    let groups = decode::list_of_names(cx, &fields, field, Kind::SkillGroups);
    let send_prefix = numbering::digits(cx, &fields, "send_prefix");
    Some(Number {
        trunk: trunk?,
        ivr: ivr?,
        channels,
        direction: direction?,
        outbound_channels: outbound_channels?,
        area_code: area_code?,
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

/// A 400 number is only dialled: no carrier shows one.
fn direction(cx: &mut Context, fields: &Fields<'_>, item: &Item<'_>) -> Option<Ways> {
    let number = item.path.rsplit('/').next().unwrap_or_default();
    let inbound = phone_number::is_inbound_only(number);
    if !fields.has("direction") {
        return Some(if inbound { Ways::In } else { Ways::Both });
    }
    let ways = match fields.word(cx, "direction")? {
        "in" => Ways::In,
        "out" => Ways::Out,
        _ => Ways::Both,
    };
    if inbound && ways.goes_out() {
        let at = cx.at(&fields.resource, "direction");
        let message = format!("no call goes out with `{number}`: 400 numbers only take calls");
        let help = "write `direction: in`, and show another number of the trunk";
        cx.report(Report::new(Code::InboundOnly, at, message).help(help));
    }
    Some(ways)
}

fn area_code(cx: &mut Context, fields: &Fields<'_>) -> Option<String> {
    if !fields.has("area_code") {
        return Some(String::new());
    }
    let (_, node) = fields.node(cx, "area_code")?;
    let text = scalar::quoted(cx, node, "`area_code`: digits in quotes")?;
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    if !digits || !text.starts_with('0') || !(3..=4).contains(&text.len()) {
        let message = format!("`{text}` is no area code");
        let help = "write its 0 and its 2 or 3 digits, such as `\"021\"` or `\"0755\"`";
        cx.report(Report::new(Code::BadName, node.at, message).help(help));
        return None;
    }
    Some(text.to_owned())
}
