//! What numbers outside do in a test.

use std::collections::BTreeMap;

use model::DialString;
use model::tests::Outsider;

use crate::decode::{self, Context, Field, Fields, Shape, Table, entries, scalar};
use crate::tree::{Entry, Value};

const HOUR: u64 = 3_600_000;

const WORDS: &[&str] = &["answers", "no_answer", "busy", "rejects", "vacant"];

/// The keys of a number outside that answers.
pub static TABLE: Table = Table {
    what: "a number outside of a test",
    doc: "How a number outside behaves when it is called: `answers` after 2 s, `no_answer`, `busy`, \
          `rejects`, `vacant` (there is no such number), or a map that says how it answers. One that is \
          not named answers.",
    fields: &[
        Field::default(
            "answers_after",
            Shape::Time { min: 0, max: HOUR },
            "2s",
            "How long it rings before somebody answers.",
        ),
        Field::otherwise(
            "talks_for",
            Shape::Time { min: 0, max: HOUR },
            "until the other side hangs up",
            "How long whoever answers talks before hanging up.",
        ),
    ],
};

/// Reads them by their numbers.
pub fn read(cx: &mut Context, fields: &Fields<'_>) -> Option<BTreeMap<DialString, Outsider>> {
    let entries = entries(cx, fields, "outside", "\"13800138000\": busy")?;
    let read = |entry: &Entry| {
        let number = decode::key(cx, entry);
        let outsider = outsider(cx, fields, entry);
        Some((number?, outsider?))
    };
    let all: Vec<_> = entries.iter().map(read).collect();
    all.into_iter().collect()
}

fn outsider(cx: &mut Context, test: &Fields<'_>, entry: &Entry) -> Option<Outsider> {
    if matches!(entry.value.value, Value::Scalar { .. }) {
        return Some(match scalar::choice(cx, &entry.value, "outside", WORDS)? {
            "no_answer" => Outsider::NoAnswer,
            "busy" => Outsider::Busy,
            "rejects" => Outsider::Rejects,
            "vacant" => Outsider::Vacant,
            _ => Outsider::default(),
        });
    }
    let path = format!("outside.{}", entry.key);
    let fields = Fields::open(cx, &TABLE, &entry.value, entry.at, &test.resource, &path)?;
    let after = fields.time(cx, "answers_after");
    let talks_for = fields.time(cx, "talks_for");
    Some(Outsider::Answers {
        after: after?,
        talks_for,
    })
}
