//! `GET /api/v1/{kind}`: the lists of `ccctl get`.

use api::{Kind, List};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use jiff::Timestamp;
use switch::{Action, Module, Parties};

use super::desk::Desk;
use super::gate::{Seen, needs};
use super::problem::Refused;

/// A route for each kind; records have one of their own, with filters.
pub fn routes(desk: &Desk) -> Router<Desk> {
    let listed = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Records);
    let unknown = needs(desk, Action::view(Module::Monitoring), get(no_such_kind));
    listed.fold(
        Router::new().route("/api/v1/{kind}", unknown),
        |router, kind| {
            let handler =
                move |desk: State<Desk>, seen: Seen| async move { list(kind, &desk, &seen) };
            let route = needs(desk, Action::view(module(kind)), get(handler));
            router.route(&format!("/api/v1/{}", kind.word()), route)
        },
    )
}

/// The module that a kind belongs to.
const fn module(kind: Kind) -> Module {
    match kind {
        Kind::Trunks
        | Kind::Numbers
        | Kind::Prompts
        | Kind::Ivrs
        | Kind::Routing
        | Kind::Revisions => Module::Configuration,
        Kind::SkillGroups | Kind::Agents | Kind::Phones | Kind::Calls => Module::Monitoring,
        Kind::Records => Module::Records,
    }
}

/// Lists of a kind what is seen of it.
fn list(kind: Kind, desk: &Desk, Seen(scope): &Seen) -> Result<Response, Refused> {
    let now = Timestamp::now();
    let live = desk.present.read();
    let config = &live.config;
    Ok(match kind {
        Kind::Trunks => reply(live.trunks()),
        Kind::Numbers => reply(live.numbers()),
        Kind::Prompts => reply(live.prompts(|prompt| desk.prompts.duration_ms(config, prompt))),
        Kind::Ivrs => reply(live.ivrs()),
        Kind::SkillGroups => some(live.skill_groups(now), |it| {
            scope.sees_group(config, &it.name)
        }),
        Kind::Agents => some(live.agents(now), |it| scope.sees_agent(config, &it.name)),
        Kind::Phones => some(live.phones(), |it| scope.sees_phone(config, &it.extension)),
        Kind::Routing => reply(live.routing()),
        Kind::Calls => some(live.calls(), |call| {
            scope.sees_call(&Parties {
                groups: call.skill_group.iter().cloned().collect(),
                agents: call.agent.iter().cloned().collect(),
            })
        }),
        Kind::Revisions => reply(desk.history.revisions()?),
        // It has a route of its own, with filters.
        Kind::Records => reply(Vec::<()>::new()),
    })
}

async fn no_such_kind(Path(kind): Path<String>) -> Refused {
    Refused::not_found("kind", &kind).help(api::UnknownKind.to_string())
}

fn some<T: serde::Serialize>(mut items: Vec<T>, seen: impl Fn(&T) -> bool) -> Response {
    items.retain(seen);
    reply(items)
}

fn reply<T: serde::Serialize>(items: Vec<T>) -> Response {
    Json(List::from(items)).into_response()
}
