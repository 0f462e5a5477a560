//! `/api/v1/blacklist`: callers who are blocked at run time.

use api::{BlockCaller, BlockedCaller, Code, List};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use jiff::Timestamp;
use model::phone_number::normalise;
use switch::Command;

use super::desk::Desk;
use super::gate::{Caller, Seen};
use super::live_changes::end;
use super::problem::Refused;

/// Lists them, with the numbers that whoever asks may see.
pub async fn list(State(desk): State<Desk>, Seen(scope): Seen) -> Json<List<BlockedCaller>> {
    let live = desk.present.read();
    let masked = |one: &switch::BlockedCaller| BlockedCaller {
        caller: scope.caller(&live.config, &one.caller),
        ..shown(one)
    };
    Json(List::from(
        live.blocked.values().map(masked).collect::<Vec<_>>(),
    ))
}

/// Blocks a caller.
pub async fn block(
    State(desk): State<Desk>,
    Caller(principal): Caller,
    Json(asked): Json<BlockCaller>,
) -> Result<Json<BlockedCaller>, Refused> {
    if asked.note.chars().count() > BlockCaller::MAX_NOTE {
        let told = format!("a note has at most {} characters", BlockCaller::MAX_NOTE);
        return Err(Refused::new(Code::BadRequest, told));
    }
    let now = Timestamp::now();
    let expires = asked.lasts.map(|lasts| end(now, lasts)).transpose()?;
    let command = Command::Block {
        caller: asked.caller.clone(),
        note: asked.note,
        expires,
    };
    desk.ask(principal, command).await?;
    let caller = normalise(&asked.caller);
    let live = desk.present.read();
    let blocked = live.blocked.get(&caller).map(shown);
    blocked
        .map(Json)
        .ok_or_else(|| Refused::not_found("blocked caller", &caller))
}

/// Lets a caller in again.
pub async fn unblock(
    State(desk): State<Desk>,
    Caller(principal): Caller,
    Path(caller): Path<String>,
) -> Result<StatusCode, Refused> {
    desk.ask(principal, Command::Unblock(caller)).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn shown(blocked: &switch::BlockedCaller) -> BlockedCaller {
    BlockedCaller {
        caller: blocked.caller.clone(),
        note: blocked.note.clone(),
        blocked_by: blocked.by.clone(),
        blocked_at: blocked.at,
        expires_at: blocked.expires,
    }
}
