//! What every node that asks the caller for keys has beside its question.

use model::config::{Asking, Counting, Reaction, Scope};

use crate::decode::{Context, Field, Fields, Shape, Table};
use crate::emit::{Map, speech, text};

/// How many keys [`FIELDS`] has.
pub const KEYS: usize = 6;

/// The keys that such nodes share, to be joined with those of a node's own.
pub const FIELDS: [Field; KEYS] = [
    Field::default(
        "timeout",
        Shape::Time {
            min: 1_000,
            max: 600_000,
        },
        "5s",
        "The wait for a key after the question, and between two keys.",
    ),
    Field::default(
        "max_errors",
        Shape::Count { min: 1, max: 10 },
        "3",
        "The failure on which the call leaves by `exhausted`: with 3, the third.",
    ),
    Field::otherwise(
        "on_timeout",
        Shape::Map(&REACTION),
        "a menu goes back to the node before it, every other question is asked again",
        "What happens when no key comes. A menu to which no node leads is asked again.",
    ),
    Field::otherwise(
        "on_error",
        Shape::Map(&REACTION),
        "the question is asked again",
        "What happens on a wrong answer.",
    ),
    Field::otherwise(
        "exhausted",
        Shape::Node,
        "the call ends",
        "Where the call goes after `max_errors` failures.",
    ),
    Field::otherwise(
        "errors",
        Shape::Map(&COUNTING),
        "one counter for this node",
        "How failures are counted.",
    ),
];

/// The keys of a reaction.
pub static REACTION: Table = Table {
    what: "a reaction",
    doc: "What is done about a failed try.",
    fields: &[
        Field::optional("play", Shape::Speech, "What is said about it."),
        Field::otherwise(
            "next",
            Shape::Node,
            "as it is without a reaction: the node before a menu after a time-out, else the question again",
            "Where the call goes then.",
        ),
    ],
};

/// The keys of a count of failures.
pub static COUNTING: Table = Table {
    what: "a count of errors",
    doc: "How the failed tries of nodes that ask are counted. An answer that fits sets the counter of a \
          node back; that of a flow or a call goes on counting.",
    fields: &[
        Field::default(
            "scope",
            Shape::Word(&["node", "flow", "call"]),
            "node",
            "What counts together: this node, all nodes of the flow that say `flow`, or all of the call \
             that say `call`.",
        ),
        Field::default(
            "separate",
            Shape::Flag,
            "false",
            "Whether time-outs and wrong answers have a counter each.",
        ),
        Field::optional(
            "into",
            Shape::Variable,
            "The variable that holds the count.",
        ),
    ],
};

/// Reads a node's question, which stands at `question`, and what belongs to it.
pub fn read(cx: &mut Context, fields: &Fields<'_>, question: &str) -> Option<Asking> {
    let speech = fields.speech(cx, question);
    let timeout = fields.time(cx, "timeout");
    let max_errors = fields.count(cx, "max_errors");
    let on_timeout = reaction(cx, fields, "on_timeout");
    let on_error = reaction(cx, fields, "on_error");
    let exhausted = fields.name(cx, "exhausted");
    let counting = counting(cx, fields);
    Some(Asking {
        speech: speech?,
        timeout: timeout?,
        max_errors: max_errors?,
        on_timeout: on_timeout?,
        on_error: on_error?,
        exhausted,
        counting: counting?,
    })
}

fn reaction(cx: &mut Context, node: &Fields<'_>, name: &str) -> Option<Reaction> {
    let Some((at, written)) = node.node(cx, name) else {
        return Some(Reaction::default());
    };
    let fields = Fields::open(cx, &REACTION, written, at, &node.resource, &node.path(name))?;
    let play = fields.speech(cx, "play");
    let next = fields.name(cx, "next");
    Some(Reaction { play, next })
}

fn counting(cx: &mut Context, node: &Fields<'_>) -> Option<Counting> {
    let Some((at, written)) = node.node(cx, "errors") else {
        return Some(Counting::default());
    };
    let path = node.path("errors");
    let fields = Fields::open(cx, &COUNTING, written, at, &node.resource, &path)?;
    let scope = fields.word(cx, "scope");
    let separate = fields.flag(cx, "separate");
    let into = fields.name(cx, "into");
    let scope = match scope? {
        "flow" => Scope::Flow,
        "call" => Scope::Call,
        _ => Scope::Node,
    };
    Some(Counting {
        scope,
        separate: separate?,
        into,
    })
}

/// Writes a question at the key `question`, and what belongs to it.
pub fn write(asking: &Asking, question: &str, map: &mut Map) {
    let default = Asking::new(asking.speech.clone());
    map.put(question, speech(&asking.speech));
    if asking.timeout != default.timeout {
        map.put("timeout", text(&asking.timeout));
    }
    map.unless("max_errors", &asking.max_errors, &default.max_errors);
    map.map("on_timeout", written(&asking.on_timeout));
    map.map("on_error", written(&asking.on_error));
    map.some("exhausted", asking.exhausted.as_ref().map(text));
    map.map("errors", counted(&asking.counting));
}

fn written(reaction: &Reaction) -> Map {
    let mut map = Map::default();
    map.some("play", reaction.play.as_ref().map(speech));
    map.some("next", reaction.next.as_ref().map(text));
    map
}

fn counted(counting: &Counting) -> Map {
    let mut map = Map::default();
    match counting.scope {
        Scope::Node => {}
        Scope::Flow => map.put("scope", "flow"),
        Scope::Call => map.put("scope", "call"),
    }
    map.unless("separate", &counting.separate, &false);
    map.some("into", counting.into.as_ref().map(text));
    map
}
