//! `collect`: takes digits into a variable.

use model::config::{Collect, Length};

use super::asking;
use crate::Code;
use crate::decode::{Context, Field, Fields, Report, Shape, Table, joined};
use crate::emit::{Map, text};

const LONGEST: u32 = 64;

/// The digits that are taken at most when nothing is said about it.
const USUAL: u32 = 20;

/// The keys of a `collect` node.
pub static TABLE: Table = Table {
    what: "a `collect` node",
    doc: "Takes digits from the caller into a variable: a fixed number of them, or up to a number of \
          them and then `#` or a pause.",
    fields: &joined::<{ 6 + asking::KEYS }>(&[&OWN, &asking::FIELDS]),
};

const OWN: [Field; 6] = [
    Field::required(
        "collect",
        Shape::Speech,
        "What is asked; a key cuts it short.",
    ),
    Field::required(
        "into",
        Shape::Variable,
        "The variable that holds the digits.",
    ),
    Field::optional(
        "length",
        Shape::Count {
            min: 1,
            max: LONGEST,
        },
        "How many digits there must be; the last one ends the answer.",
    ),
    Field::otherwise(
        "max_length",
        Shape::Count {
            min: 1,
            max: LONGEST,
        },
        "20, unless there is a `length`",
        "The most digits; `#` or a pause ends the answer.",
    ),
    Field::default(
        "secret",
        Shape::Flag,
        "false",
        "Whether the digits are kept out of records and logs.",
    ),
    Field::required("next", Shape::Node, "The node after it."),
];

/// Reads the node.
pub fn read(cx: &mut Context, fields: &Fields<'_>) -> Option<Collect> {
    let asking = asking::read(cx, fields, "collect");
    let into = fields.name(cx, "into");
    let length = length(cx, fields);
    let secret = fields.flag(cx, "secret");
    let next = fields.name(cx, "next");
    Some(Collect {
        asking: asking?,
        into: into?,
        length: length?,
        secret: secret?,
        next: next?,
    })
}

fn length(cx: &mut Context, fields: &Fields<'_>) -> Option<Length> {
    match (fields.has("length"), fields.has("max_length")) {
        (false, false) => Some(Length::UpTo(USUAL)),
        (true, false) => fields.count(cx, "length").map(Length::Fixed),
        (false, true) => fields.count(cx, "max_length").map(Length::UpTo),
        (true, true) => {
            let at = cx.at(&fields.resource, &fields.path("max_length"));
            let message = "a `collect` node has either `length` or `max_length`";
            let help = "delete `length` if fewer digits are an answer too, else `max_length`";
            cx.report(Report::new(Code::WrongShape, at, message).help(help));
            None
        }
    }
}

/// Writes the node.
pub fn write(collect: &Collect, map: &mut Map) {
    asking::write(&collect.asking, "collect", map);
    map.put("into", text(&collect.into));
    match collect.length {
        Length::Fixed(length) => map.put("length", length),
        Length::UpTo(longest) => map.unless("max_length", &longest, &USUAL),
    }
    map.unless("secret", &collect.secret, &false);
    map.put("next", text(&collect.next));
}
