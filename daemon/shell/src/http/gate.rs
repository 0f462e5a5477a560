//! The one gate of the interface: who asks, and whether he may.

use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Instant;

use api::Code;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::MethodRouter;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use switch::{Action, Denied, Need, Principal, Scope, TokenDigest, authorize};

use super::access::AccessTokens;
use super::desk::Desk;
use super::limits::{Limits, Rate};
use super::newcomers::Newcomer;
use super::problem::Refused;
use super::turned::Turned;

/// The header of a token for those who cannot send `Authorization`.
const API_KEY: &str = "x-api-key";

/// Marks a connection whose peer the kernel has shown to be the machine's administrator.
#[derive(Copy, Clone, Debug)]
pub struct LocalPeer;

/// What the gate keeps in mind.
#[derive(Debug, Default)]
pub struct Entrance {
    /// What API clients have got for their secrets.
    pub tokens: AccessTokens,
    /// How often those who came in have asked.
    pub principals: Limits<Principal>,
    /// How often somebody asked for a token from there.
    pub sources: Limits<IpAddr>,
}

/// What somebody shows at the gate. A stream keeps it and shows it again and again: it may have ceased
/// to hold, or to be enough.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Pass {
    /// The peer credential of the local socket.
    Local,
    /// A token, or a client's secret.
    Secret(TokenDigest),
}

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
    let admitted = pass(&request, action.need).and_then(|pass| {
        let principal = desk.who(pass).ok_or(Turned::Stranger(action.need))?;
        desk.count(&principal)?;
        let scope = desk.allows(&principal, &action).map_err(Turned::Denied)?;
        Ok((pass, principal, scope))
    });
    match admitted {
        Err(turned) => turned.into_response(),
        Ok((pass, principal, scope)) => {
            let extensions = request.extensions_mut();
            if let Some(newcomer) = extensions.get::<Arc<Newcomer>>() {
                newcomer.is_known();
            }
            extensions.insert(pass);
            extensions.insert(principal);
            extensions.insert(scope);
            next.run(request).await
        }
    }
}

impl Desk {
    /// Whether what was shown still holds and is enough, and for what.
    ///
    /// # Errors
    /// Why not.
    pub fn admits(&self, pass: Pass, action: &Action) -> Result<Scope, Turned> {
        let principal = self.who(pass).ok_or(Turned::Stranger(action.need))?;
        self.allows(&principal, action).map_err(Turned::Denied)
    }

    /// Whether what was shown still holds.
    pub fn holds(&self, pass: Pass) -> bool {
        self.who(pass).is_some()
    }

    /// Decides by the configuration that is live at this moment.
    ///
    /// # Errors
    /// Why not.
    fn allows(&self, principal: &Principal, action: &Action) -> Result<Scope, Denied> {
        let config = self.present.read().config.clone();
        authorize(principal, action, &config)
    }

    /// Whose it is, if it holds. A client's token holds as long as the secret that it was given for.
    fn who(&self, pass: Pass) -> Option<Principal> {
        let Pass::Secret(shown) = pass else {
            return Some(Principal::LocalAdmin);
        };
        let (live, now) = (self.present.read(), Timestamp::now());
        live.bearers.who(&shown, now).or_else(|| {
            let given = self.entrance.tokens.get(&shown, Instant::now())?;
            live.bearers.who(&given.secret, now)
        })
    }

    /// Counts a request. The local admin always gets in.
    fn count(&self, principal: &Principal) -> Result<(), Turned> {
        if *principal == Principal::LocalAdmin {
            return Ok(());
        }
        let rate = Rate::per_second(self.present.read().config.center.api_rate);
        let principals = &self.entrance.principals;
        principals
            .take(principal.clone(), rate, Instant::now())
            .map_err(Turned::TooOften)
    }
}

/// What a request shows, where this is needed.
fn pass(request: &Request, need: Need) -> Result<Pass, Turned> {
    if request.extensions().get::<LocalPeer>().is_some() {
        return Ok(Pass::Local);
    }
    let headers = request.headers();
    let key = headers.get(API_KEY).and_then(|key| key.to_str().ok());
    match (bearer(headers), key) {
        (None, None) => Err(Turned::Nobody(need)),
        (Some(_), Some(_)) => Err(Turned::Twofold),
        (Some(token), None) | (None, Some(token)) => Ok(Pass::Secret(digest_of(token.trim()))),
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token)
}

/// What is kept of a token.
pub fn digest_of(token: &str) -> TokenDigest {
    TokenDigest(Sha256::digest(token.as_bytes()).into())
}

/// What whoever asks may see of the answer; only behind the gate.
pub struct Seen(pub Scope);

/// Who asks; only behind the gate.
pub struct Caller(pub Principal);

/// What was shown; only behind the gate.
pub struct Shown(pub Pass);

impl<S: Sync> FromRequestParts<S> for Seen {
    type Rejection = Refused;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Seen, Refused> {
        noted(parts).map(Seen)
    }
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Refused;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Caller, Refused> {
        noted(parts).map(Caller)
    }
}

impl<S: Sync> FromRequestParts<S> for Shown {
    type Rejection = Refused;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Shown, Refused> {
        noted(parts).map(Shown)
    }
}

/// What the gate has noted of a request.
fn noted<T: Clone + Send + Sync + 'static>(parts: &Parts) -> Result<T, Refused> {
    let noted = parts.extensions.get::<T>().cloned();
    noted.ok_or_else(|| Refused::new(Code::Internal, "a route stands before the gate"))
}
