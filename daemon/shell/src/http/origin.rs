//! Which pages may speak with the interface: a browser says from which one a request comes, and it says
//! so for WebSockets of any page.

use api::Code;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};

use super::problem::Refused;

/// A request that comes from no page, or from one of our own.
pub struct OwnOrigin;

impl<S: Sync> FromRequestParts<S> for OwnOrigin {
    type Rejection = Refused;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<OwnOrigin, Refused> {
        if is_own(&parts.headers) {
            return Ok(OwnOrigin);
        }
        let told = "the request comes from a page of another host";
        Err(Refused::new(Code::NotAuthorised, told))
    }
}

fn is_own(headers: &HeaderMap) -> bool {
    let Some(origin) = headers.get(header::ORIGIN) else {
        return true;
    };
    let host = headers.get(header::HOST).and_then(|it| it.to_str().ok());
    let page = origin.to_str().ok().and_then(|origin| {
        let plain = origin.strip_prefix("http://");
        plain.or_else(|| origin.strip_prefix("https://"))
    });
    match (page, host) {
        (Some(page), Some(host)) => page.eq_ignore_ascii_case(host),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_the_same_host_and_port_are_our_own() {
        for (origin, own) in [
            (None, true),
            (Some("http://center.example:8080"), true),
            (Some("https://CENTER.example:8080"), true),
            (Some("https://center.example"), false),
            (Some("https://evil.example"), false),
            (Some("https://center.example:8080.evil.example"), false),
            (Some("null"), false),
            (Some(""), false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, "center.example:8080".parse().expect("a host"));
            if let Some(origin) = origin {
                headers.insert(header::ORIGIN, origin.parse().expect("an origin"));
            }
            assert_eq!(is_own(&headers), own, "{origin:?}");
        }
    }
}
