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
use switch::{Action, Denied, Principal, Scope, TokenDigest, authorize};

use super::desk::Desk;
use super::problem::Refused;

/// Marks a connection whose peer the kernel has shown to be the machine's administrator.
#[derive(Copy, Clone, Debug)]
pub struct LocalPeer;

/// A route that only those reach who may do `action`. What it touches beside that is checked where it
/// is known: by the handler, or by the switch.
pub fn needs(
    desk: &Desk,
    action: Action,
    route: MethodRouter<Desk>,
) -> MethodRouter<Desk, Infallible> {
    route.route_layer(from_fn_with_state((desk.clone(), action), check))
}

async fn check(
    State((desk, action)): State<(Desk, Action)>,
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
    let Some(principal) = principal else {
        return Refused::new(Code::NotAuthenticated, "the request has no token that holds")
            .help("send `Authorization: Bearer …`; `ccctl token create` on the daemon's machine makes one")
            .into_response();
    };
    match desk.allows(&principal, &action) {
        Err(denied) => Refused::from(denied).into_response(),
        Ok(scope) => {
            request.extensions_mut().insert(principal);
            request.extensions_mut().insert(scope);
            next.run(request).await
        }
    }
}

impl Desk {
    /// Decides by the configuration that is live at this moment. A stream asks again and again: a role
    /// may be lost while it runs.
    pub fn allows(&self, principal: &Principal, action: &Action) -> Result<Scope, Denied> {
        let config = self.present.read().config.clone();
        authorize(principal, action, &config)
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

/// What whoever asks may see of the answer; only behind the gate.
pub struct Seen(pub Scope);

impl<S: Sync> FromRequestParts<S> for Seen {
    type Rejection = Refused;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Seen, Refused> {
        let scope = parts.extensions.get::<Scope>().cloned();
        scope.map(Seen).ok_or_else(before_the_gate)
    }
}

fn before_the_gate() -> Refused {
    Refused::new(Code::Internal, "a route stands before the gate")
}

/// Who asks; only behind the gate.
pub struct Caller(pub Principal);

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Refused;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Caller, Refused> {
        let principal = parts.extensions.get::<Principal>().cloned();
        principal.map(Caller).ok_or_else(before_the_gate)
    }
}
