//! `dial`: hands the call to a number outside.

use model::DialString;
use model::config::{Dial, NumberSource};

use crate::Code;
use crate::decode::{Context, Field, Fields, Kind, Report, Shape, Table, url};
use crate::emit::{Map, music, text};

/// The keys of a `dial` node.
pub static TABLE: Table = Table {
    what: "a `dial` node",
    doc: "Hands the call to a number outside, over the trunk of one of the center's numbers, which is \
          shown there.",
    fields: &[
        Field::required(
            "dial",
            Shape::Template { longest: 64 },
            "The number. Numbers of other countries and those of `dial_never` are not dialled.",
        ),
        Field::required(
            "caller",
            Shape::Name(Kind::Numbers),
            "The number of the center that is shown there.",
        ),
        Field::otherwise(
            "trunk",
            Shape::Name(Kind::Trunks),
            "the trunk of the `caller`",
            "The trunk that leads there; the `caller` is one of its numbers.",
        ),
        Field::optional(
            "from",
            Shape::Map(&SOURCE),
            "The customer's system that names the number; `dial` and `caller` stand for what it does \
             not name.",
        ),
        Field::otherwise(
            "music",
            Shape::Music,
            "ring-back tone",
            "What the caller hears until somebody answers.",
        ),
        Field::default(
            "timeout",
            Shape::Time {
                min: 1_000,
                max: 180_000,
            },
            "60s",
            "How long it may take until somebody answers.",
        ),
        Field::otherwise(
            "on_busy",
            Shape::Node,
            "the call ends",
            "Where the call goes when it is busy there or the call is rejected.",
        ),
        Field::otherwise(
            "on_no_answer",
            Shape::Node,
            "the call ends",
            "Where it goes when nobody answers.",
        ),
        Field::otherwise(
            "on_failed",
            Shape::Node,
            "the call ends",
            "Where it goes when the number cannot be reached or is not dialled.",
        ),
        Field::otherwise(
            "then",
            Shape::Node,
            "the call ends",
            "Where the caller goes when the other side has hung up.",
        ),
    ],
};

/// The keys of what names numbers.
pub static SOURCE: Table = Table {
    what: "a source of numbers",
    doc: "A system of the customer that is asked by a POST of JSON with the texts `session`, `from`, `to`, \
          `callee` and `caller`, and answers JSON with a text `callee`, a text `caller`, or both. What \
          cannot be used is passed over.",
    fields: &[
        Field::required(
            "url",
            Shape::Other("a URL that begins with `https://`; behind its host, with `${Variables}`"),
            "Where it is asked. `http://` works only if the daemon's settings allow it.",
        ),
        Field::default(
            "timeout",
            Shape::Time {
                min: 100,
                max: 30_000,
            },
            "5s",
            "How long each try may take.",
        ),
        Field::default(
            "tries",
            Shape::Count { min: 1, max: 5 },
            "1",
            "How often it is asked.",
        ),
    ],
};

/// Reads the node.
pub fn read(cx: &mut Context, fields: &Fields<'_>) -> Option<Dial> {
    let number = fields.template(cx, "dial");
    let caller = caller(cx, fields);
    let trunk = fields.name(cx, "trunk");
    let from = source(cx, fields);
    let music = fields.speech(cx, "music");
    let timeout = fields.time(cx, "timeout");
    let on_busy = fields.name(cx, "on_busy");
    let on_no_answer = fields.name(cx, "on_no_answer");
    let on_failed = fields.name(cx, "on_failed");
    let then = fields.name(cx, "then");
    Some(Dial {
        number: number?,
        caller: caller?,
        trunk,
        from: from?,
        music,
        timeout: timeout?,
        on_busy,
        on_no_answer,
        on_failed,
        then,
    })
}

fn caller(cx: &mut Context, fields: &Fields<'_>) -> Option<DialString> {
    if fields.has("caller") {
        return fields.number(cx, "caller");
    }
    let message = "a number outside is dialled without a number to show there";
    let help = "add `caller`, one of the center's own numbers: carriers refuse calls without one";
    cx.report(Report::new(Code::NoCaller, fields.at, message).help(help));
    None
}

fn source(cx: &mut Context, node: &Fields<'_>) -> Option<Option<NumberSource>> {
    let Some((at, written)) = node.node(cx, "from") else {
        return Some(None);
    };
    let fields = Fields::open(cx, &SOURCE, written, at, &node.resource, &node.path("from"))?;
    let url = url(cx, &fields, "url");
    let timeout = fields.time(cx, "timeout");
    let tries = fields.count(cx, "tries");
    Some(Some(NumberSource {
        url: url?,
        timeout: timeout?,
        tries: u8::try_from(tries?).ok()?,
    }))
}

/// Writes the node.
pub fn write(dial: &Dial, map: &mut Map) {
    let default = Dial::to(dial.number.clone(), dial.caller.clone());
    map.put("dial", text(&dial.number));
    map.put("caller", text(&dial.caller));
    map.some("trunk", dial.trunk.as_ref().map(text));
    if let Some(from) = &dial.from {
        map.map("from", written(from));
    }
    map.some("music", dial.music.as_ref().map(music));
    if dial.timeout != default.timeout {
        map.put("timeout", text(&dial.timeout));
    }
    map.some("on_busy", dial.on_busy.as_ref().map(text));
    map.some("on_no_answer", dial.on_no_answer.as_ref().map(text));
    map.some("on_failed", dial.on_failed.as_ref().map(text));
    map.some("then", dial.then.as_ref().map(text));
}

fn written(from: &NumberSource) -> Map {
    let default = NumberSource::at(from.url.clone());
    let mut map = Map::default();
    map.put("url", text(&from.url));
    if from.timeout != default.timeout {
        map.put("timeout", text(&from.timeout));
    }
    map.unless("tries", &from.tries, &default.tries);
    map
}
