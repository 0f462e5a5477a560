//! What a client sends for a token: who it is, in the header or in the form.

use std::collections::BTreeMap;

use axum::http::{HeaderMap, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The `client_id`.
    pub id: String,
    /// The `client_secret`.
    pub secret: String,
    /// The scope, if one is named.
    pub scope: Option<String>,
}

/// Why there is no token (RFC 6749 section 5.2).
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The body is no form.
    #[error("send a form: `Content-Type: application/x-www-form-urlencoded`")]
    NoForm,
    /// A parameter stands twice.
    #[error("a parameter stands twice")]
    Twice,
    /// `grant_type` is missing.
    #[error("`grant_type` is missing: send `grant_type=client_credentials`")]
    NoGrant,
    /// Another grant.
    #[error("the one grant here is `client_credentials`")]
    Grant,
    /// Credentials in the header and in the form.
    #[error("send the client's secret in the header or in the form, not in both")]
    Both,
    /// No such client, or another secret, or none.
    #[error("there is no client of this id and secret: `ccctl client rotate` makes another secret")]
    Client,
    /// A scope that the client does not have.
    #[error("a client's scope is its role: leave `scope` out")]
    Scope,
}

impl Fault {
    /// The word for it.
    pub const fn code(self) -> &'static str {
        match self {
            Fault::NoForm | Fault::Twice | Fault::NoGrant | Fault::Both => "invalid_request",
            Fault::Grant => "unsupported_grant_type",
            Fault::Client => "invalid_client",
            Fault::Scope => "invalid_scope",
        }
    }
}

impl Asked {
    /// Reads it.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(headers: &HeaderMap, body: &[u8]) -> Result<Asked, Fault> {
        let mut form = form(headers, body)?;
        match form.remove("grant_type").as_deref() {
            None => return Err(Fault::NoGrant),
            Some("client_credentials") => {}
            Some(_) => return Err(Fault::Grant),
        }
        let scope = form.remove("scope");
        let in_form = (form.remove("client_id"), form.remove("client_secret"));
        let (id, secret) = match (headers.get(header::AUTHORIZATION), in_form) {
            (Some(_), (_, Some(_))) => return Err(Fault::Both),
            (Some(value), (id, None)) => basic(value.as_bytes())
                .filter(|(named, _)| id.is_none_or(|id| id == *named))
                .ok_or(Fault::Client)?,
            (None, (Some(id), Some(secret))) => (id, secret),
            (None, _) => return Err(Fault::Client),
        };
        Ok(Asked { id, secret, scope })
    }
}

/// The parameters; one without a value is as if it were left out (RFC 6749 section 3.2).
fn form(headers: &HeaderMap, body: &[u8]) -> Result<BTreeMap<String, String>, Fault> {
    let kind = headers.get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        return Err(Fault::NoForm);
    }
    let mut form = BTreeMap::new();
    for (key, value) in form_urlencoded::parse(body) {
        if form.insert(key.into_owned(), value.into_owned()).is_some() {
            return Err(Fault::Twice);
        }
    }
    form.retain(|_, value| !value.is_empty());
    Ok(form)
}

/// Id and secret of `Basic …`, both of which are encoded like a form (RFC 6749 section 2.3.1).
fn basic(value: &[u8]) -> Option<(String, String)> {
    let (scheme, rest) = value.split_at_checked("basic ".len())?;
    if !scheme.eq_ignore_ascii_case(b"basic ") {
        return None;
    }
    let plain = STANDARD.decode(rest.trim_ascii()).ok()?;
    let colon = plain.iter().position(|byte| *byte == b':')?;
    let (id, secret) = plain.split_at_checked(colon)?;
    Some((decoded(id), decoded(secret.get(1..)?)))
}

fn decoded(part: &[u8]) -> String {
    // A value is never a pair of its own.
    let pair = form_urlencoded::parse(part).next();
    pair.map(|(text, _)| text.into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    const FORM: &str = "application/x-www-form-urlencoded";

    fn read(authorization: Option<&str>, body: &str) -> Result<Asked, Fault> {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(FORM));
        if let Some(text) = authorization {
            let value = HeaderValue::from_str(text).expect("a header");
            headers.insert(header::AUTHORIZATION, value);
        }
        Asked::read(&headers, body.as_bytes())
    }

    fn basic_header(pair: &str) -> String {
        format!("Basic {}", STANDARD.encode(pair))
    }

    fn asked(id: &str, secret: &str) -> Asked {
        Asked {
            id: id.to_owned(),
            secret: secret.to_owned(),
            scope: None,
        }
    }

    #[test]
    fn a_client_says_who_it_is_in_the_header_or_in_the_form() {
        let grant = "grant_type=client_credentials";
        let good = Ok(asked("id", "se:cret+"));
        let header = basic_header("id:se%3Acret%2B");
        assert_eq!(read(Some(&header), grant), good);
        assert_eq!(read(Some(&header.replace("Basic", "bAsIc")), grant), good);
        let with_id = format!("{grant}&client_id=id");
        assert_eq!(read(Some(&header), &with_id), good);
        let form = format!("{grant}&client_id=id&client_secret=se%3Acret%2B");
        assert_eq!(read(None, &form), good);
    }

    #[test]
    fn what_is_wrong_has_the_word_of_the_standard() {
        let grant = "grant_type=client_credentials";
        let header = basic_header("id:secret");
        let with = |more: &str| format!("{grant}{more}");
        for (authorization, body, code) in [
            (None, String::new(), "invalid_request"),
            (None, "grant_type=".to_owned(), "invalid_request"),
            (
                None,
                "grant_type=password&username=a".to_owned(),
                "unsupported_grant_type",
            ),
            (
                None,
                with("&grant_type=client_credentials"),
                "invalid_request",
            ),
            (None, with(""), "invalid_client"),
            (None, with("&client_id=id"), "invalid_client"),
            (None, with("&client_id=id&client_secret="), "invalid_client"),
            (
                Some(header.as_str()),
                with("&client_secret=secret"),
                "invalid_request",
            ),
            (
                Some(header.as_str()),
                with("&client_id=other"),
                "invalid_client",
            ),
            (Some("Bearer x"), with(""), "invalid_client"),
            (Some("Basic ***"), with(""), "invalid_client"),
            (Some("Basic"), with(""), "invalid_client"),
            (Some("Basic aWQ="), with(""), "invalid_client"),
        ] {
            let fault = read(authorization, &body).expect_err("a fault");
            assert_eq!(fault.code(), code, "{authorization:?} {body}");
        }
    }

    #[test]
    fn a_body_of_another_type_is_not_read() {
        let body = b"grant_type=client_credentials&client_id=id&client_secret=s";
        let mut headers = HeaderMap::new();
        assert_eq!(Asked::read(&headers, body), Err(Fault::NoForm));
        let json = HeaderValue::from_static("application/json");
        headers.insert(header::CONTENT_TYPE, json);
        assert_eq!(Asked::read(&headers, body), Err(Fault::NoForm));
        let kind = HeaderValue::from_static("application/x-www-form-urlencoded; charset=UTF-8");
        headers.insert(header::CONTENT_TYPE, kind);
        assert!(Asked::read(&headers, body).is_ok());
    }
}
