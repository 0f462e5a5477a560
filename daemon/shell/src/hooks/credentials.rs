//! What a webhook says of who the center is.

use std::time::{Duration, Instant};

use axum::http::HeaderValue;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use egress::{Egress, Letter};
use model::config::WebhookAuth;
use serde::Deserialize;
use tokio::sync::Mutex;

use super::{Wanted, letter};

/// How long a token is good for where its server does not say it.
const USUAL: Duration = Duration::from_secs(300);
/// The longest for which a token is used.
const LONGEST: Duration = Duration::from_secs(24 * 3600);
/// A token is used no longer when so much of its time is left.
const MARGIN: Duration = Duration::from_secs(10);
/// A server of tokens is asked again after so long.
const PAUSE: Duration = Duration::from_secs(1);

/// The credentials of a webhook.
#[derive(Debug)]
pub struct Credentials {
    wanted: Wanted,
    token: Mutex<Token>,
}

/// What was got for client credentials.
#[derive(Debug, Default)]
struct Token {
    header: Option<HeaderValue>,
    /// The header until then, or the failure.
    until: Option<Instant>,
    failure: String,
}

/// What a server of tokens answers (RFC 6749 section 5.1).
#[derive(Deserialize)]
struct Granted {
    access_token: String,
    #[serde(default)]
    expires_in: Option<u64>,
}

impl Credentials {
    /// Those of a webhook as it is wanted.
    pub fn new(wanted: Wanted) -> Credentials {
        Credentials {
            wanted,
            token: Mutex::default(),
        }
    }

    /// As what they are for.
    pub fn wanted(&self) -> &Wanted {
        &self.wanted
    }

    /// What stands in a request; `None`: nothing.
    ///
    /// # Errors
    /// Why there is none, for people.
    pub async fn header(&self, egress: &Egress) -> Result<Option<HeaderValue>, String> {
        let secret = self.wanted.secret.as_ref();
        let secret = || {
            secret
                .map(|it| it.0.as_str())
                .ok_or("its secret has no value: apply again")
        };
        match &self.wanted.webhook.auth {
            None => Ok(None),
            Some(WebhookAuth::Basic { user, .. }) => basic(user, secret()?).map(Some),
            Some(WebhookAuth::Oauth2 {
                token_url,
                client_id,
                scope,
                ..
            }) => {
                let asked = Asked {
                    url: token_url,
                    client: client_id,
                    secret: secret()?,
                    scope: scope.as_deref(),
                };
                self.token(egress, &asked).await.map(Some)
            }
        }
    }

    /// The receiver does not believe them: a token is got again.
    pub async fn doubted(&self) {
        let mut token = self.token.lock().await;
        if token.header.is_some() {
            *token = Token::default();
        }
    }

    async fn token(&self, egress: &Egress, asked: &Asked<'_>) -> Result<HeaderValue, String> {
        // Whoever else wants one waits for this one.
        let mut token = self.token.lock().await;
        if token.until.is_none_or(|until| until <= Instant::now()) {
            *token = asked.get(egress).await;
        }
        token.header.clone().ok_or_else(|| token.failure.clone())
    }
}

/// What is asked of a server of tokens.
struct Asked<'a> {
    url: &'a str,
    client: &'a str,
    secret: &'a str,
    scope: Option<&'a str>,
}

impl Asked<'_> {
    async fn get(&self, egress: &Egress) -> Token {
        let got = self.ask(egress).await;
        let (header, time, failure) = match got {
            Ok((header, time)) => (Some(header), time, String::new()),
            Err(why) => (None, PAUSE, letter::short(&format!("no token: {why}"))),
        };
        Token {
            header,
            until: Some(Instant::now() + time),
            failure,
        }
    }

    fn form(&self) -> String {
        let scope = self.scope.map(|scope| ("scope", scope));
        let pairs = [("grant_type", "client_credentials")]
            .into_iter()
            .chain(scope);
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(pairs).finish()
    }

    async fn ask(&self, egress: &Egress) -> Result<(HeaderValue, Duration), String> {
        let mut headers = HeaderMap::new();
        let kind = HeaderValue::from_static("application/x-www-form-urlencoded");
        headers.insert(CONTENT_TYPE, kind);
        headers.insert(
            AUTHORIZATION,
            basic(&encoded(self.client), &encoded(self.secret))?,
        );
        let letter = Letter {
            headers,
            body: self.form().into(),
        };
        let answer = egress.post(self.url, &letter).await;
        let answer = answer.map_err(|failure| failure.why)?;
        let granted: Granted = serde_json::from_str(&answer)
            .map_err(|_| "the answer is none of a server of tokens".to_owned())?;
        let mut header = HeaderValue::try_from(format!("Bearer {}", granted.access_token))
            .map_err(|_| "the token has characters that no header has".to_owned())?;
        header.set_sensitive(true);
        let time = granted.expires_in.map_or(USUAL, Duration::from_secs);
        Ok((header, time.min(LONGEST).saturating_sub(MARGIN).max(PAUSE)))
    }
}

/// A text as forms have it (RFC 6749 section 2.3.1).
fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// RFC 7617.
fn basic(user: &str, password: &str) -> Result<HeaderValue, String> {
    let pair = STANDARD.encode(format!("{user}:{password}"));
    let mut header =
        HeaderValue::try_from(format!("Basic {pair}")).map_err(|error| error.to_string())?;
    header.set_sensitive(true);
    Ok(header)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_and_a_password_are_a_pair_in_base64() {
        let header = basic("Aladdin", "open sesame").expect("a header");
        assert_eq!(header, "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        assert!(!format!("{header:?}").contains("QWxh"), "it is not shown");
        let header = basic("用户", "密码").expect("a header");
        assert!(header.to_str().is_ok());
    }

    #[test]
    fn client_credentials_are_encoded_before_they_are_a_pair() {
        assert_eq!(encoded("a b:c%"), "a+b%3Ac%25");
    }
}
