//! The one gate of the interface: who asks, and whether he may.

use std::convert::Infallible;

use api::Code;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::MethodRouter;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use switch::{Principal, Role, TokenDigest};

use super::desk::Desk;
use super::problem::Refused;

/// Marks a connection whose peer the kernel has shown to be the machine's administrator.
#[derive(Copy, Clone, Debug)]
pub struct LocalPeer;

/// A route that needs a role.
pub fn needs(desk: &Desk, role: Role, route: MethodRouter<Desk>) -> MethodRouter<Desk, Infallible> {
    route.route_layer(from_fn_with_state((desk.clone(), role), check))
}

async fn check(
    State((desk, needed)): State<(Desk, Role)>,
    mut request: Request,
    next: Next,
) -> Response {
    let local = request.extensions().get::<LocalPeer>().is_some();
    let principal = if local {
        Some(Principal::LocalAdmin)
    } else {
        bearer(request.headers())
            .and_then(|digest| desk.present.read().bearer(&digest, Timestamp::now()))
    };
    match principal {
        None => Refused::new(Code::NotAuthenticated, "the request has no token that holds")
            .help("send `Authorization: Bearer …`; `ccctl token create` on the daemon's machine makes one")
            .into_response(),
        Some(principal) if principal.role() < needed => {
            Refused::new(Code::NotAuthorised, format!("this needs the role `{needed}`"))
                .into_response()
        }
        Some(principal) => {
            request.extensions_mut().insert(principal);
            next.run(request).await
        }
    }
}

fn bearer(headers: &HeaderMap) -> Option<TokenDigest> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then(|| digest_of(token.trim()))
}

/// What is kept of a token.
pub fn digest_of(token: &str) -> TokenDigest {
    TokenDigest(Sha256::digest(token.as_bytes()).into())
}

/// Who asks; only behind the gate.
pub struct Caller(pub Principal);

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Refused;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Caller, Refused> {
        let principal = parts.extensions.get::<Principal>().cloned();
        principal
            .map(Caller)
            .ok_or_else(|| Refused::new(Code::Internal, "a route stands before the gate"))
    }
}
