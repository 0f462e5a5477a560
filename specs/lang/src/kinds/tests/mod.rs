//! `tests`: the center's own tests.

pub mod agents;
pub mod expect;
pub mod outside;
pub mod replies;
pub mod steps;

use model::Name;
use model::tests::Test;

use crate::Code;
use crate::decode::{self, Context, Field, Fields, Kind, Reference, Report, Shape, Table, scalar};
use crate::kinds::Item;
use crate::tree::At;

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
        Field::default(
            "ahead",
            Shape::Count { min: 0, max: 50 },
            "0",
            "How many callers dial just before, do the same steps until the first `talk` or `hang_up`, \
             and stay on the line.",
        ),
        Field::otherwise(
            "at",
            Shape::Other("a date and a time such as `2026-10-01T10:00`"),
            "some Monday at nine",
            "What the clock of the center shows when it is dialled.",
        ),
        Field::optional(
            "replies",
            Shape::Other("a map from URLs, without their queries, to answers"),
            "What customers' systems answer; those not named cannot be reached.",
        ),
        Field::optional(
            "outside",
            Shape::Other(
                "a map from numbers to `busy`, `no_answer` and so on, or to how they answer",
            ),
            "What numbers outside do when they are called; those not named answer after 2 s.",
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
            Shape::Map(&expect::TABLE),
            "What must be true at the end.",
        ),
    ],
};

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
    let ahead = fields.count(cx, "ahead");
    let at = clock(cx, &fields);
    let replies = replies::read(cx, &fields);
    let outside = outside::read(cx, &fields);
    let agents = agents::read(cx, &fields);
    let steps = steps::read(cx, &fields, &mut nodes);
    let expect = expect::read(cx, &fields, &mut nodes);
    let test = Test {
        dial: dial?,
        caller,
        ahead: ahead?,
        at: at?,
        replies: replies?,
        outside: outside?,
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

/// What the clock shows; `None` if that cannot be read.
fn clock(cx: &mut Context, fields: &Fields<'_>) -> Option<Option<jiff::civil::DateTime>> {
    let Some((_, node)) = fields.node(cx, "at") else {
        return Some(None);
    };
    let (text, _) = scalar::written(cx, node, "`at`: a date and a time")?;
    match text.parse() {
        Ok(at) if text.len() > "2026-10-01".len() => Some(Some(at)),
        _ => {
            let message = format!("`{text}` is no date with a time");
            let help = "write it like `2026-10-01T10:00`";
            cx.report(Report::new(Code::BadTime, node.at, message).help(help));
            None
        }
    }
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
