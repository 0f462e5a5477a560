//! Every route of the interface in one table, and what is made of it: the router behind its gate, and
//! the description for programs. What is not in the table does not exist.

mod names;
mod openapi;
mod route;
mod table;
#[cfg(test)]
mod tests;

use axum::Router;

pub use openapi::document;
pub use route::Admits;
pub use table::table;

use super::desk::Desk;
use super::gate::needs;

/// All routes, each behind the gate.
pub fn router(desk: &Desk) -> Router<Desk> {
    table().into_iter().fold(Router::new(), |router, route| {
        let service = match route.admits {
            Admits::Everybody => route.service,
            Admits::Whoever(action) => {
                needs(desk, action, names::only_known(route.query, route.service))
            }
        };
        router.route(&route.path, service)
    })
}
