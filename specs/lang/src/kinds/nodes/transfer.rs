//! `transfer`: hands the call to a skill group.

use model::config::Transfer;

use crate::decode::{Context, Field, Fields, Kind, Shape, Table};
use crate::emit::{Map, music, speech, text};

const DAY: u64 = 86_400_000;

/// The keys of a `transfer` node.
pub static TABLE: Table = Table {
    what: "a `transfer` node",
    doc: "Hands the call to a skill group and lets it wait there.",
    fields: &[
        Field::required(
            "transfer",
            Shape::Name(Kind::SkillGroups),
            "The skill group.",
        ),
        Field::otherwise(
            "music",
            Shape::Music,
            "ring-back tone",
            "What is looped while the caller waits.",
        ),
        Field::optional(
            "announce",
            Shape::Speech,
            "What is said in between; `${WaitNo}` is the number of callers ahead.",
        ),
        Field::default(
            "every",
            Shape::Time {
                min: 5_000,
                max: DAY,
            },
            "30s",
            "How often that is said.",
        ),
        Field::otherwise(
            "timeout",
            Shape::Time {
                min: 1_000,
                max: DAY,
            },
            "no limit",
            "The longest wait.",
        ),
        Field::otherwise(
            "on_timeout",
            Shape::Node,
            "the call ends",
            "Where the call goes after the longest wait.",
        ),
        Field::otherwise(
            "on_no_agent",
            Shape::Node,
            "the call ends with 105",
            "Where it goes when every member is offline or on a break.",
        ),
        Field::otherwise(
            "on_full",
            Shape::Node,
            "the call ends",
            "Where it goes when the group's queue is full.",
        ),
        Field::otherwise(
            "then",
            Shape::Node,
            "the call ends",
            "Where the caller goes when the agent has hung up.",
        ),
    ],
};

/// Reads the node.
pub fn read(cx: &mut Context, fields: &Fields<'_>) -> Option<Transfer> {
    let group = fields.name(cx, "transfer");
    let music = fields.speech(cx, "music");
    let announce = fields.speech(cx, "announce");
    let every = fields.time(cx, "every");
    let timeout = fields.time(cx, "timeout");
    let on_timeout = fields.name(cx, "on_timeout");
    let on_no_agent = fields.name(cx, "on_no_agent");
    let on_full = fields.name(cx, "on_full");
    let then = fields.name(cx, "then");
    Some(Transfer {
        group: group?,
        music,
        announce,
        every: every?,
        timeout,
        on_timeout,
        on_no_agent,
        on_full,
        then,
    })
}

/// Writes the node.
pub fn write(transfer: &Transfer, map: &mut Map) {
    let default = Transfer::to(transfer.group.clone());
    map.put("transfer", text(&transfer.group));
    map.some("music", transfer.music.as_ref().map(music));
    map.some("announce", transfer.announce.as_ref().map(speech));
    if transfer.every != default.every {
        map.put("every", text(&transfer.every));
    }
    map.some("timeout", transfer.timeout.as_ref().map(text));
    map.some("on_timeout", transfer.on_timeout.as_ref().map(text));
    map.some("on_no_agent", transfer.on_no_agent.as_ref().map(text));
    map.some("on_full", transfer.on_full.as_ref().map(text));
    map.some("then", transfer.then.as_ref().map(text));
}
