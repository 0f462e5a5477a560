//! Who is turned away at the gate, and what he is told.

use std::time::Duration;

use api::Code;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use metrics::counter;
use switch::{Denied, Need};

use super::problem::Refused;

/// Why somebody does not come in.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Turned {
    /// He shows nothing, where this is needed.
    Nobody(Need),
    /// What he shows does not hold, where this is needed.
    Stranger(Need),
    /// He shows two things, and it cannot be said which he means.
    Twofold,
    /// He asks too often; he may ask again after this time.
    TooOften(Duration),
    /// He may not.
    Denied(Denied),
}

impl Turned {
    /// The same as an answer in words.
    pub fn refused(self) -> Refused {
        match self {
            Turned::Nobody(need) | Turned::Stranger(need) => {
                let told = format!("the request has no token that holds; this needs {need}");
                Refused::new(Code::NotAuthenticated, told).help(format!(
                    "show one as `Authorization: Bearer …`, with ccctl as --token or CCCTL_TOKEN; `ccctl \
                     token create NAME --role {}` on the daemon's machine makes one",
                    need.least_role()
                ))
            }
            Turned::Twofold => {
                let told = "the request has both `Authorization` and `X-API-Key`";
                Refused::new(Code::BadRequest, told).help("send one of them")
            }
            Turned::TooOften(_) => {
                let told = "these are more requests than the center allows at once";
                Refused::busy("api_rate", told)
                    .help("wait as long as `Retry-After` says; `center.api_rate` is the limit")
            }
            Turned::Denied(denied) => denied.into(),
        }
    }

    /// What `WWW-Authenticate` says (RFC 6750 section 3).
    const fn challenge(self) -> Option<&'static str> {
        match self {
            Turned::Nobody(_) => Some(r#"Bearer realm="ccd""#),
            Turned::Stranger(_) => Some(r#"Bearer realm="ccd", error="invalid_token""#),
            Turned::Twofold => Some(r#"Bearer realm="ccd", error="invalid_request""#),
            Turned::Denied(Denied::Role(_) | Denied::Limited(_)) => {
                Some(r#"Bearer realm="ccd", error="insufficient_scope""#)
            }
            Turned::TooOften(_) | Turned::Denied(Denied::Unseen) => None,
        }
    }

    const fn reason(self) -> &'static str {
        match self {
            Turned::Nobody(_) => "no_token",
            Turned::Stranger(_) => "bad_token",
            Turned::Twofold => "two_tokens",
            Turned::TooOften(_) => "too_often",
            Turned::Denied(_) => "role",
        }
    }
}

impl IntoResponse for Turned {
    fn into_response(self) -> Response {
        counter!("ccd_http_turned_away_total", "reason" => self.reason()).increment(1);
        let mut response = self.refused().into_response();
        let headers = response.headers_mut();
        if let Some(challenge) = self.challenge() {
            let challenge = HeaderValue::from_static(challenge);
            headers.insert(header::WWW_AUTHENTICATE, challenge);
        }
        if let Turned::TooOften(wait) = self {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds(wait)));
        }
        response
    }
}

/// Whole seconds, so that whoever waits them does not come too early.
fn seconds(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_comes_too_often_is_told_when_to_come_again() {
        for (millis, told) in [(1, "1"), (1_000, "1"), (1_001, "2")] {
            let turned = Turned::TooOften(Duration::from_millis(millis));
            let response = turned.into_response();
            assert_eq!(response.status(), 429);
            assert_eq!(response.headers()[header::RETRY_AFTER], told);
        }
    }

    #[test]
    fn the_challenge_tells_a_missing_token_from_a_bad_one() {
        let challenge = |turned: Turned| {
            let response = turned.into_response();
            assert_eq!(response.status(), 401);
            let header = &response.headers()[header::WWW_AUTHENTICATE];
            header.to_str().expect("text").to_owned()
        };
        assert!(!challenge(Turned::Nobody(Need::Admin)).contains("error"));
        assert!(challenge(Turned::Stranger(Need::Admin)).contains("invalid_token"));
    }
}
