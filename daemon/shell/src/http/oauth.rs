//! `POST /oauth/token`: an API client gets a short-lived token for its secret, by the client
//! credentials grant of OAuth 2 (RFC 6749 section 4.4).

mod request;

use std::net::{IpAddr, Ipv6Addr};
use std::time::{Duration, Instant};

use api::{AccessToken, TokenRefusal};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use jiff::Timestamp;
use switch::TokenDigest;

use super::access::{Given, LIFE};
use super::desk::Desk;
use super::gate::digest_of;
use super::limits::Rate;
use super::problem::Refused;
use super::serve::Source;
use super::turned::Turned;
use request::{Asked, Fault};

/// How often somebody may ask from one place, whether he gets a token or not.
const RATE: Rate = Rate {
    each: Duration::from_secs(1),
    burst: 20,
};

/// Gives a client a token.
pub async fn token(
    State(desk): State<Desk>,
    Extension(source): Extension<Source>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if let Some(source) = source.0.map(network) {
        let sources = &desk.entrance.sources;
        if let Err(wait) = sources.take(source, RATE, Instant::now()) {
            return Turned::TooOften(wait).into_response();
        }
    }
    let given = Asked::read(&headers, &body).and_then(|asked| given(&desk, &asked));
    let mut response = match given {
        Ok(given) => match issue(&desk, given) {
            Ok(token) => Json(token).into_response(),
            Err(refused) => return refused.into_response(),
        },
        Err(fault) => fault.into_response(),
    };
    let no_store = HeaderValue::from_static("no-store");
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, no_store);
    response
}

/// Whose secret it is.
fn given(desk: &Desk, asked: &Asked) -> Result<Given, Fault> {
    let secret: TokenDigest = digest_of(&asked.secret);
    let live = desk.present.read();
    let client = live.bearers.client(&asked.id, &secret, Timestamp::now());
    let client = client.ok_or(Fault::Client)?;
    if asked
        .scope
        .as_ref()
        .is_some_and(|scope| scope != client.role.as_str())
    {
        return Err(Fault::Scope);
    }
    Ok(Given {
        client: client.name.clone(),
        secret,
    })
}

fn issue(desk: &Desk, given: Given) -> Result<AccessToken, Refused> {
    let token = crate::control::random_access_token()
        .map_err(|error| Refused::new(api::Code::Internal, error.to_string()))?;
    let tokens = &desk.entrance.tokens;
    tokens.put(digest_of(&token), given, Instant::now());
    Ok(AccessToken {
        access_token: token,
        token_type: "Bearer".to_owned(),
        expires_in: LIFE.as_secs(),
    })
}

/// Who has one address of an IPv6 network has all of it.
fn network(source: IpAddr) -> IpAddr {
    match source.to_canonical() {
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
        v4 => v4,
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let refusal = TokenRefusal {
            error: self.code().to_owned(),
            error_description: self.to_string(),
        };
        let status = match self {
            Fault::Client => StatusCode::UNAUTHORIZED,
            _ => StatusCode::BAD_REQUEST,
        };
        let mut response = (status, Json(refusal)).into_response();
        if self == Fault::Client {
            let challenge = HeaderValue::from_static(r#"Basic realm="ccd""#);
            response
                .headers_mut()
                .insert(header::WWW_AUTHENTICATE, challenge);
        }
        response
    }
}
