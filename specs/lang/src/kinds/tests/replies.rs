//! What customers' systems say in a test.

use std::collections::BTreeMap;

use model::ask::AskFailure;
use model::record::Outcome;
use model::tests::Answer;

use crate::Code;
use crate::decode::{Context, Field, Fields, Report, Shape, Table, entries, list, scalar};
use crate::tree::{At, Entry, Node, Value};

const MINUTE: u64 = 60_000;

/// The keys of an answer.
pub static TABLE: Table = Table {
    what: "an answer of a test",
    doc: "What a customer's system answers. A text alone is short for `{ answer: TEXT }`; of a list each \
          question gets one, all its tries together, and every further question the last.",
    fields: &[
        Field::optional(
            "answer",
            Shape::Other("a text, which should be JSON"),
            "The answer.",
        ),
        Field::optional(
            "fails",
            Shape::Other("a word such as `timeout`, `unreachable`, `breaker` or `status 503`"),
            "Why there is none.",
        ),
        Field::default(
            "after",
            Shape::Time {
                min: 0,
                max: MINUTE,
            },
            "100ms",
            "How long it takes; what takes longer than the node allows is a timeout.",
        ),
    ],
};

/// Reads them by their URLs.
pub fn read(cx: &mut Context, fields: &Fields<'_>) -> Option<BTreeMap<String, Vec<Answer>>> {
    let example = "\"https://crm.example.com/score\": '{\"Score\": \"95\"}'";
    let entries = entries(cx, fields, "replies", example)?;
    let read = |entry: &Entry| Some((entry.key.clone(), answers(cx, fields, entry)?));
    let all: Vec<_> = entries.iter().map(read).collect();
    all.into_iter().collect()
}

fn answers(cx: &mut Context, test: &Fields<'_>, entry: &Entry) -> Option<Vec<Answer>> {
    let items = match &entry.value.value {
        Value::List(items) => items.as_slice(),
        _ => std::slice::from_ref(&entry.value),
    };
    let read = |(n, item): (usize, &Node)| {
        let path = format!("replies.{}.{n}", entry.key);
        answer(cx, test, item, &path, entry.at)
    };
    let all: Vec<_> = items.iter().enumerate().map(read).collect();
    all.into_iter().collect()
}

fn answer(cx: &mut Context, test: &Fields<'_>, node: &Node, path: &str, at: At) -> Option<Answer> {
    if matches!(node.value, Value::Scalar { .. }) {
        let text = scalar::quoted(cx, node, "an answer")?;
        return Some(Answer {
            reply: Ok(text.to_owned()),
            after: None,
        });
    }
    let fields = Fields::open(cx, &TABLE, node, at, &test.resource, path)?;
    let after = match fields.has("after") {
        true => Some(fields.time(cx, "after")?),
        false => None,
    };
    let reply = match (fields.node(cx, "answer"), fields.node(cx, "fails")) {
        (Some((_, node)), None) => Ok(scalar::quoted(cx, node, "`answer`: a text")?.to_owned()),
        (None, Some((_, node))) => Err(failure(cx, node)?),
        _ => {
            let message = "an answer of a test has either `answer` or `fails`";
            let help = "write `{ answer: '{}' }` or `{ fails: timeout }`";
            cx.report(Report::new(Code::WrongShape, node.at, message).help(help));
            return None;
        }
    };
    Some(Answer { reply, after })
}

fn failure(cx: &mut Context, node: &Node) -> Option<AskFailure> {
    let (text, _) = scalar::written(cx, node, "`fails`: a word")?;
    if let Ok(Outcome::Failed(failure)) = text.parse() {
        return Some(failure);
    }
    let words = AskFailure::ALL.map(|failure| match failure {
        AskFailure::Status(_) => "status 503",
        other => other.word(),
    });
    let message = format!("a question does not fail with `{text}`");
    let help = format!("it fails with {}", list(words.into_iter()));
    cx.report(Report::new(Code::UnknownChoice, node.at, message).help(help));
    None
}
