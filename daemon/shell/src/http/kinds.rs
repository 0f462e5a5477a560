//! `GET /api/v1/{kind}`: the lists of `ccctl get`.

use api::{Kind, List};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;

use super::desk::Desk;
use super::problem::Refused;

/// Lists a kind.
pub async fn list(State(desk): State<Desk>, Path(kind): Path<String>) -> Result<Response, Refused> {
    let kind: Kind = kind.parse().map_err(|unknown: api::UnknownKind| {
        Refused::not_found("kind", &kind).help(unknown.to_string())
    })?;
    if kind == Kind::Prompts {
        return super::prompts::list(desk).await;
    }
    let now = Timestamp::now();
    let live = desk.present.read();
    Ok(match kind {
        Kind::Trunks => reply(live.trunks()),
        Kind::Numbers => reply(live.numbers()),
        Kind::Ivrs => reply(live.ivrs()),
        Kind::SkillGroups => reply(live.skill_groups(now)),
        Kind::Agents => reply(live.agents(now)),
        Kind::Phones => reply(live.phones()),
        Kind::Routing => reply(live.routing()),
        Kind::Calls => reply(live.calls()),
        Kind::Revisions => reply(desk.history.revisions()?),
        // They are answered before, for their files are looked at.
        Kind::Prompts => reply(Vec::<api::live::Prompt>::new()),
        // It has a route of its own, with filters.
        Kind::Records => reply(desk.history.records(&api::RecordQuery::default())?.items),
    })
}

fn reply<T: serde::Serialize>(items: Vec<T>) -> Response {
    Json(List::from(items)).into_response()
}
