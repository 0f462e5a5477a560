//! `transfer`: hands the call to a skill group.

use model::config::{AgentsFrom, Fallback, Template, Transfer};

use crate::Code;
use crate::decode::{Context, Field, Fields, Kind, Report, Shape, Table, templates, url};
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
        Field::optional(
            "agents_from",
            Shape::Map(&AGENTS_FROM),
            "A customer's system that names the agents for whom the call is meant. If it names nobody \
             whom the center knows, the call is one of the group's.",
        ),
        Field::optional(
            "agent",
            Shape::Template { longest: 200 },
            "The agent for whom the call is meant, by name, staff number or email, such as `${Agent}`. \
             If it is nobody whom the center knows, the call is one of the group's.",
        ),
        Field::default(
            "fallback",
            Shape::Word(&["wait", "group"]),
            "wait",
            "What happens when none of those agents is free: the caller waits for them, or anybody of \
             the group will do.",
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
            "on_busy",
            Shape::Node,
            "the caller waits",
            "Where it goes at once when somebody is there, but nobody is free.",
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

/// The keys of a system that names agents.
pub static AGENTS_FROM: Table = Table {
    what: "a system that names agents",
    doc: "A customer's system that names the agents for a call. It gets a POST with \
          `?action=specifiedSeat&version=1` and the fields `RequestId`, `Timestamp`, `SdkAppId`, \
          `SessionType` and `User`, and answers with `SeatEmails`, a list, and maybe `SkillGroup`, the \
          name of another group.",
    fields: &[
        Field::required(
            "url",
            Shape::Other("a URL that begins with `https://`; behind its host, with `${Variables}`"),
            "Where to. `http://` works only if the daemon's settings allow it.",
        ),
        Field::optional(
            "send",
            Shape::Other("a map from the names of fields to texts, with `${Variables}`"),
            "Fields that are sent beside those.",
        ),
        Field::default(
            "timeout",
            Shape::Time {
                min: 1_000,
                max: 5_000,
            },
            "3s",
            "How long it may take; it is asked once.",
        ),
    ],
};

/// Reads the node.
pub fn read(cx: &mut Context, fields: &Fields<'_>) -> Option<Transfer> {
    let group = fields.name(cx, "transfer");
    let (agents_from, agent) = meant_for(cx, fields)?;
    let fallback = fields.word(cx, "fallback");
    let music = fields.speech(cx, "music");
    let announce = fields.speech(cx, "announce");
    let every = fields.time(cx, "every");
    let timeout = fields.time(cx, "timeout");
    let on_timeout = fields.name(cx, "on_timeout");
    let on_no_agent = fields.name(cx, "on_no_agent");
    let on_busy = fields.name(cx, "on_busy");
    let on_full = fields.name(cx, "on_full");
    let then = fields.name(cx, "then");
    Some(Transfer {
        group: group?,
        agents_from,
        agent,
        fallback: match fallback? {
            "group" => Fallback::Group,
            _ => Fallback::Wait,
        },
        music,
        announce,
        every: every?,
        timeout,
        on_timeout,
        on_no_agent,
        on_busy,
        on_full,
        then,
    })
}

/// Whom the call is meant for; `None` if that cannot be read.
fn meant_for(
    cx: &mut Context,
    fields: &Fields<'_>,
) -> Option<(Option<AgentsFrom>, Option<Template>)> {
    if fields.has("agents_from") && fields.has("agent") {
        let at = cx.at(&fields.resource, &fields.path("agent"));
        let message = "a `transfer` node has either `agents_from` or `agent`";
        let help = "delete `agent` if the system names the agents";
        cx.report(Report::new(Code::WrongShape, at, message).help(help));
        return None;
    }
    if fields.has("agent") {
        return fields
            .template(cx, "agent")
            .map(|agent| (None, Some(agent)));
    }
    let Some((at, node)) = fields.node(cx, "agents_from") else {
        return Some((None, None));
    };
    let path = fields.path("agents_from");
    let fields = Fields::open(cx, &AGENTS_FROM, node, at, &fields.resource, &path)?;
    let url = url(cx, &fields, "url");
    let send = templates(cx, &fields, "send", "Caller: \"${SystemCallerNumber}\"");
    let timeout = fields.time(cx, "timeout");
    let from = AgentsFrom {
        url: url?,
        send: send?,
        timeout: timeout?,
    };
    Some((Some(from), None))
}

/// Writes the node.
pub fn write(transfer: &Transfer, map: &mut Map) {
    let default = Transfer::to(transfer.group.clone());
    map.put("transfer", text(&transfer.group));
    map.some("agents_from", transfer.agents_from.as_ref().map(from));
    map.some("agent", transfer.agent.as_ref().map(text));
    if transfer.fallback == Fallback::Group {
        map.put("fallback", "group");
    }
    map.some("music", transfer.music.as_ref().map(music));
    map.some("announce", transfer.announce.as_ref().map(speech));
    if transfer.every != default.every {
        map.put("every", text(&transfer.every));
    }
    map.some("timeout", transfer.timeout.as_ref().map(text));
    map.some("on_timeout", transfer.on_timeout.as_ref().map(text));
    map.some("on_no_agent", transfer.on_no_agent.as_ref().map(text));
    map.some("on_busy", transfer.on_busy.as_ref().map(text));
    map.some("on_full", transfer.on_full.as_ref().map(text));
    map.some("then", transfer.then.as_ref().map(text));
}

fn from(from: &AgentsFrom) -> serde_yaml::Value {
    let mut map = Map::default();
    map.put("url", text(&from.url));
    map.each("send", &from.send, text);
    map.unless("timeout", &from.timeout.to_string(), &"3s".to_owned());
    map.value()
}
