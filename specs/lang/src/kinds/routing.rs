//! `routing`: how calls are ordered and answered.

use model::config::{AfterMissed, Order, Routing};

use crate::decode::{Context, Field, Fields, Shape, Table};
use crate::kinds::Item;

/// The keys of a routing.
pub static TABLE: Table = Table {
    what: "a routing",
    doc: "How the calls of skill groups are ordered and answered. Groups that name none have the \
          one named `default`.",
    fields: &[
        Field::default(
            "order",
            Shape::Word(&["longest_idle"]),
            "longest_idle",
            "Which free member is offered the next call: the one who has been idle longest.",
        ),
        Field::default(
            "ring_timeout",
            Shape::Time {
                min: 1_000,
                max: 600_000,
            },
            "20s",
            "How long a device rings before the call goes to another.",
        ),
        Field::default(
            "wrap_up",
            Shape::Time {
                min: 0,
                max: 3_600_000,
            },
            "0s",
            "How long an agent has for notes after a call.",
        ),
        Field::default(
            "after_missed",
            Shape::Word(&["idle", "break"]),
            "idle",
            "What an agent who did not answer is set to.",
        ),
    ],
};

/// Reads one routing.
pub fn read(cx: &mut Context, item: &Item<'_>) -> Option<Routing> {
    let fields = Fields::open(cx, &TABLE, item.node, item.at, &item.path, "")?;
    let order = fields.word(cx, "order").map(|_| Order::LongestIdle);
    let ring_timeout = fields.time(cx, "ring_timeout");
    let wrap_up = fields.time(cx, "wrap_up");
    let after_missed = fields.word(cx, "after_missed").map(|word| match word {
        "break" => AfterMissed::Break,
        _ => AfterMissed::Idle,
    });
    let (order, ring_timeout) = (order?, ring_timeout?);
    Some(Routing {
        order,
        ring_timeout,
        wrap_up: wrap_up?,
        after_missed: after_missed?,
    })
}
