//! `/api/v1/live_changes`: what is changed at run time beside the configuration.

use api::{ChangeLive, ChangedLive, Code, List, LiveChange, LiveHistoryQuery, LiveStory, LiveWish};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use model::live::{LiveValue, Subject};
use model::{Config, Span};
use switch::{Command, LiveDraft, Reply, Scope};

use super::desk::Desk;
use super::gate::{Caller, Seen};
use super::problem::Refused;
use crate::read_model::BLACKLIST;

/// Lists them, with the numbers that whoever asks may see.
pub async fn list(State(desk): State<Desk>, Seen(scope): Seen) -> Json<List<LiveChange>> {
    let live = desk.present.read();
    let masked = |change: LiveChange| LiveChange {
        path: shown_path(&live.config, &scope, &change.path),
        ..change
    };
    let changes = live.live_changes().into_iter().map(masked);
    Json(List::from(changes.collect::<Vec<_>>()))
}

/// The last of what was changed, over or not, in the same way.
pub async fn history(
    State(desk): State<Desk>,
    Seen(scope): Seen,
    Query(query): Query<LiveHistoryQuery>,
) -> Result<Json<List<LiveStory>>, Refused> {
    let most = LiveHistoryQuery::MAX_LIMIT;
    let limit = query.limit.unwrap_or(LiveHistoryQuery::DEFAULT_LIMIT);
    if !(1..=most).contains(&limit) {
        let told = format!("`limit` is 1 to {most}, not {limit}");
        return Err(Refused::new(Code::BadRequest, told));
    }
    let live = desk.present.read();
    let masked = |story: LiveStory| LiveStory {
        path: shown_path(&live.config, &scope, &story.path),
        ..story
    };
    let stories = live.live_history(limit as usize).into_iter().map(masked);
    Ok(Json(List::from(stories.collect::<Vec<_>>())))
}

/// What something is about: a caller's number as much as somebody sees of it.
pub fn shown_path(config: &Config, scope: &Scope, path: &str) -> String {
    match path.strip_prefix(BLACKLIST) {
        Some(caller) => format!("{BLACKLIST}{}", scope.caller(config, caller)),
        None => path.to_owned(),
    }
}

/// Changes something; tells what is changed about it afterwards, and what was before.
pub async fn change(
    State(desk): State<Desk>,
    Caller(principal): Caller,
    Json(asked): Json<ChangeLive>,
) -> Result<Json<ChangedLive>, Refused> {
    if asked.note.chars().count() > ChangeLive::MAX_NOTE {
        let told = format!("a note has at most {} characters", ChangeLive::MAX_NOTE);
        return Err(Refused::new(Code::BadRequest, told));
    }
    let now = Timestamp::now();
    let expires = asked.lasts.map(|lasts| end(now, lasts)).transpose()?;
    let value = value(&desk, asked.wish, now)?;
    let subject = value.subject();
    let draft = LiveDraft {
        value,
        expires,
        note: asked.note,
    };
    let command = Command::ChangeLive(Box::new(draft));
    let reply = desk.ask(principal, command).await?;
    let live = desk.present.read();
    Ok(Json(ChangedLive {
        items: live.live_change(&subject).into_iter().collect(),
        replaced: match reply {
            Reply::Over(before) => Some(live.shown(&before)),
            _ => None,
        },
    }))
}

/// Lets something be again what the configuration says.
pub async fn end_one(
    State(desk): State<Desk>,
    Caller(principal): Caller,
    Path(path): Path<String>,
) -> Result<StatusCode, Refused> {
    let command = match path.strip_prefix(BLACKLIST) {
        Some(caller) => Command::Unblock(caller.to_owned()),
        None => {
            let subject: Result<Subject, _> = path.parse();
            Command::EndLive(subject.map_err(|error| {
                Refused::new(Code::NotFound, error.to_string())
                    .help("`GET /api/v1/live_changes` lists what is changed at run time")
            })?)
        }
    };
    desk.ask(principal, command).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// When something ends that lasts so long.
pub fn end(now: Timestamp, lasts: Span) -> Result<Timestamp, Refused> {
    let never = || Refused::new(Code::BadRequest, "a change that lasts for no time is none");
    let span = SignedDuration::try_from(lasts.get()).map_err(|_| never())?;
    match span.is_zero() {
        true => Err(never()),
        false => now.checked_add(span).map_err(|_| never()),
    }
}

fn value(desk: &Desk, wish: LiveWish, now: Timestamp) -> Result<LiveValue, Refused> {
    Ok(match wish {
        LiveWish::Member {
            skill_group,
            agent,
            priority,
        } => LiveValue::Member {
            skill_group,
            agent,
            priority,
        },
        LiveWish::Phone {
            skill_group,
            phone,
            priority,
        } => LiveValue::Phone {
            skill_group,
            phone,
            priority,
        },
        LiveWish::Hours { hours, open } => {
            if open.len() > ChangeLive::MAX_SHIFTS {
                let told = format!("a day has at most {} hours", ChangeLive::MAX_SHIFTS);
                return Err(Refused::new(Code::BadRequest, told));
            }
            let today = desk.present.read().today(&hours, now);
            let unknown = || Refused::not_found("set of business hours", hours.as_str());
            LiveValue::Hours {
                date: today.ok_or_else(unknown)?,
                hours,
                open,
            }
        }
        LiveWish::Emergency { on } => LiveValue::Emergency { on },
    })
}
