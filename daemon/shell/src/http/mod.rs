//! The HTTP interface. One file a topic; every route stands in the table of `routes` with the role that
//! it needs, and what does not stand there does not exist.

mod accept;
mod access;
mod account;
mod agents;
mod apply;
mod archive;
mod blacklist;
mod calls;
mod clients;
mod clips;
mod description;
mod desk;
mod events;
mod examine;
mod eyes;
mod gate;
mod guard;
mod health;
mod limits;
mod listen;
mod lists;
mod live_changes;
mod logs;
mod newcomers;
mod oauth;
mod origin;
mod phones;
mod plan;
mod problem;
mod prompts;
mod range;
mod recordings;
mod records;
mod revisions;
mod routes;
mod serve;
mod tar;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod tokens;
mod trace;
mod trials;
mod trunks;
mod turned;
mod webhooks;

use api::MAX_BODY_BYTES;
use axum::Router;
use axum::extract::DefaultBodyLimit;

pub use account::own_servers;
pub use apply::Checked;
pub use desk::{Desk, EXPORTS, Parts, WATCHERS};
pub use gate::Entrance;
pub use listen::{ListenError, Listeners};
pub use newcomers::{Newcomers, PATIENCE};
pub use serve::Room;

/// All routes of the interface.
pub fn router(desk: Desk) -> Router {
    routes::router(&desk)
        .fallback(problem::no_such_route)
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .layer(axum::middleware::map_response(problem::shape))
        .layer(axum::middleware::map_response(health::stamp))
        .with_state(desk)
}
