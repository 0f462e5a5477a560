//! `routing`: how calls are ordered and answered.

use model::config::{AfterMissed, Order, Routing, WrapUpEnd};

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
            Shape::Word(&["longest_idle", "fewest_calls", "priority"]),
            "longest_idle",
            "Which free member is offered the next call: the one who has been idle longest, the one \
             who has taken the fewest calls since midnight in the center's time zone, or the one with \
             the highest priority in the group; of equals the one who has been idle longest.",
        ),
        Field::default(
            "last_agent",
            Shape::Flag,
            "false",
            "Whether a member who served the caller before, and is free, is offered the call ahead \
             of the order. The caller is known by his number, however it is written.",
        ),
        Field::default(
            "last_agent_within",
            Shape::Time {
                min: 60_000,
                max: 366 * 86_400_000,
            },
            "90d",
            "How long that member is remembered.",
        ),
        Field::default(
            "auto_answer",
            Shape::Flag,
            "false",
            "Whether devices are asked to answer at once by themselves, which must be allowed in the \
             phone's own settings.",
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
            "wrap_up_end",
            Shape::Word(&["automatic", "manual"]),
            "automatic",
            "What ends the time for notes: it ends by itself and the agent is what he was before the \
             call, or it has no end (whatever `wrap_up` says) until he acts.",
        ),
        Field::default(
            "after_missed",
            Shape::Word(&["idle", "not_ready", "break"]),
            "idle",
            "What an agent who did not answer is set to.",
        ),
    ],
};

/// Reads one routing.
pub fn read(cx: &mut Context, item: &Item<'_>) -> Option<Routing> {
    let fields = Fields::open(cx, &TABLE, item.node, item.at, &item.path, "")?;
    let order = fields.word(cx, "order").map(|word| match word {
        "fewest_calls" => Order::FewestCalls,
        "priority" => Order::Priority,
        _ => Order::LongestIdle,
    });
    let last_agent = fields.flag(cx, "last_agent");
    let last_agent_within = fields.time(cx, "last_agent_within");
    let auto_answer = fields.flag(cx, "auto_answer");
    let ring_timeout = fields.time(cx, "ring_timeout");
    let wrap_up = fields.time(cx, "wrap_up");
    let wrap_up_end = fields.word(cx, "wrap_up_end").map(|word| match word {
        "manual" => WrapUpEnd::Manual,
        _ => WrapUpEnd::Automatic,
    });
    let after_missed = fields.word(cx, "after_missed").map(|word| match word {
        "break" => AfterMissed::Break,
        "not_ready" => AfterMissed::NotReady,
        _ => AfterMissed::Idle,
    });
    Some(Routing {
        order: order?,
        last_agent: last_agent?,
        last_agent_within: last_agent_within?,
        auto_answer: auto_answer?,
        ring_timeout: ring_timeout?,
        wrap_up: wrap_up?,
        wrap_up_end: wrap_up_end?,
        after_missed: after_missed?,
    })
}
