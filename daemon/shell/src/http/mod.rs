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
mod records;
mod serve;
mod tokens;

use api::MAX_BODY_BYTES;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{delete, get, post, put};
use switch::{Action, Module, Need, On, Permission};

pub use desk::{Desk, Parts};
pub use listen::{ListenError, Listeners};

use gate::needs;

/// All routes of the interface.
pub fn router(desk: Desk) -> Router {
    let may = |action, route| needs(&desk, action, route);
    let see = |module, route| needs(&desk, Action::view(module), route);
    // The parts of a configuration cannot be told apart, so whoever deals with one sees all of it.
    let whole = |permission| Need::Has(Module::Configuration, permission).on(On::Center);
    let monitor = || Action::change(Module::Monitoring, On::Visible);
    Router::new()
        .route("/healthz", get(health::health))
        .route("/metrics", see(Module::Monitoring, get(health::metrics)))
        .route(
            "/api/v1/plan",
            may(whole(Permission::View), post(apply::plan)),
        )
        .route(
            "/api/v1/apply",
            may(whole(Permission::Change), post(apply::apply)),
        )
        .route(
            "/api/v1/config",
            may(whole(Permission::View), get(apply::config)),
        )
        .route(
            "/api/v1/clips/{sha256}",
            may(whole(Permission::Change), put(clips::put)),
        )
        .route("/api/v1/records", see(Module::Records, get(records::list)))
        .route(
            "/api/v1/records/{id}",
            see(Module::Records, get(records::one)),
        )
        .route(
            "/api/v1/recordings/{id}",
            see(Module::Listening, get(records::recording)),
        )
        .route("/api/v1/logs", see(Module::Records, get(logs::stream)))
        .route(
            "/api/v1/agents/{name}/state",
            may(monitor(), post(agents::set_state)),
        )
        .route("/api/v1/calls/{id}", may(monitor(), delete(calls::end)))
        .route(
            "/api/v1/phones/{extension}/password",
            may(whole(Permission::Change), post(phones::password)),
        )
        .route(
            "/api/v1/tokens",
            may(Action::admin(), get(tokens::list).post(tokens::create)),
        )
        .route(
            "/api/v1/tokens/{name}",
            may(Action::admin(), delete(tokens::revoke)),
        )
        .merge(kinds::routes(&desk))
        .fallback(problem::no_such_route)
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .layer(axum::middleware::map_response(problem::shape))
        .layer(axum::middleware::map_response(health::stamp))
        .with_state(desk)
}
