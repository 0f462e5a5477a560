//! The HTTP interface. One file a topic; every route names the role that it needs, and whatever is not
//! listed here does not exist.

mod agents;
mod apply;
mod calls;
mod clips;
mod desk;
mod gate;
mod health;
mod kinds;
mod listen;
mod logs;
mod phones;
mod problem;
mod prompts;
mod records;
mod serve;
mod tokens;

use api::MAX_BODY_BYTES;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{delete, get, post, put};
use switch::Role;

pub use desk::{Desk, Parts};
pub use listen::{ListenError, Listeners};

use gate::needs;

/// All routes of the interface.
pub fn router(desk: Desk) -> Router {
    let role = |role, route| needs(&desk, role, route);
    Router::new()
        .route("/healthz", get(health::health))
        .route("/metrics", role(Role::Viewer, get(health::metrics)))
        .route("/api/v1/plan", role(Role::Viewer, post(apply::plan)))
        .route("/api/v1/apply", role(Role::Admin, post(apply::apply)))
        .route("/api/v1/config", role(Role::Viewer, get(apply::config)))
        .route("/api/v1/clips/{sha256}", role(Role::Admin, put(clips::put)))
        .route(
            "/api/v1/prompts/{name}/audio",
            role(Role::Viewer, get(prompts::audio)),
        )
        .route("/api/v1/speech", role(Role::Operator, post(prompts::speak)))
        .route("/api/v1/records", role(Role::Viewer, get(records::list)))
        .route(
            "/api/v1/records/{id}",
            role(Role::Viewer, get(records::one)),
        )
        .route(
            "/api/v1/recordings/{id}",
            role(Role::Viewer, get(records::recording)),
        )
        .route("/api/v1/logs", role(Role::Viewer, get(logs::stream)))
        .route(
            "/api/v1/agents/{name}/state",
            role(Role::Operator, post(agents::set_state)),
        )
        .route(
            "/api/v1/agents/{name}/act",
            role(Role::Operator, post(agents::act)),
        )
        .route(
            "/api/v1/calls/{id}",
            role(Role::Operator, delete(calls::end)),
        )
        .route(
            "/api/v1/phones/{extension}/password",
            role(Role::Admin, post(phones::password)),
        )
        .route(
            "/api/v1/tokens",
            role(Role::Admin, get(tokens::list).post(tokens::create)),
        )
        .route(
            "/api/v1/tokens/{name}",
            role(Role::Admin, delete(tokens::revoke)),
        )
        .route("/api/v1/{kind}", role(Role::Viewer, get(kinds::list)))
        .fallback(problem::no_such_route)
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .layer(axum::middleware::map_response(problem::shape))
        .layer(axum::middleware::map_response(health::stamp))
        .with_state(desk)
}
