//! The route set and what it makes of a request (RFC 3261 section 12.2.1.1).

use rsip::Headers;

use super::hop::{self, Hop, Seen};
use crate::message::{Fields, NameAddr, Request, Uri};

/// The values of Route, next hop first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Routes(Vec<String>);

impl Routes {
    /// The route set of whoever got the request: Record-Route in its order.
    pub fn of_request(headers: &Headers) -> Routes {
        Routes(headers.all("Record-Route").map(str::to_string).collect())
    }

    /// The route set of whoever got the answer: Record-Route from the end.
    pub fn of_response(headers: &Headers) -> Routes {
        let mut routes = Routes::of_request(headers);
        routes.0.reverse();
        routes
    }

    /// Gives a request for `target` its Request-URI and Route, and says where it goes. `seen` is
    /// where to send it if that is not in what they say.
    pub fn direct(&self, request: &mut Request, target: &Uri, seen: Seen) -> Hop {
        let first = self.0.first().and_then(|route| NameAddr::read(route));
        let Some(first) = first else {
            request.uri = target.bare();
            return hop::next(target, seen);
        };
        let next = hop::next(&first.uri, seen);
        if first.uri.params.has("lr") {
            request.uri = target.bare();
            for route in &self.0 {
                request.headers.add("Route", route);
            }
        } else {
            // A strict router looks for itself in the Request-URI.
            request.uri = first.uri.bare();
            for route in self.0.iter().skip(1) {
                request.headers.add("Route", route);
            }
            request.headers.add("Route", &format!("<{target}>"));
        }
        next
    }
}
