//! One talk with the authority: where it is asked what, with which nonce, in whose name.

use std::time::Duration;

use hyper::{Method, StatusCode};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::client::{Answer, Client, Unheard};
use crate::jws::{AccountKey, BadKey};

/// How often a nonce that is not taken is followed by another.
const NONCES: usize = 5;

/// Where an authority is asked what (RFC 8555 section 7.1.1).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Places {
    new_nonce: String,
    /// Where accounts are made.
    pub new_account: String,
    /// Where certificates are ordered.
    pub new_order: String,
}

/// Why it does not do what it was asked for (RFC 8555 section 6.7).
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Problem {
    /// A URN.
    #[serde(rename = "type", default)]
    kind: String,
    /// In words.
    #[serde(default)]
    detail: String,
}

impl Problem {
    /// The last part of its kind.
    pub fn kind(&self) -> &str {
        self.kind.rsplit(':').next().unwrap_or_default()
    }

    /// In words, which are for one line of a log.
    pub fn words(&self) -> String {
        let text = format!("{} ({})", self.detail, self.kind());
        let plain = text.chars().filter(|it| !it.is_control());
        plain.take(500).collect()
    }
}

/// Why a question came to nothing.
#[derive(Debug)]
pub enum Failed {
    /// There was no answer of the authority's own.
    Unheard(Unheard),
    /// It does not want to.
    Problem {
        /// Why not.
        problem: Problem,
        /// Its status.
        status: StatusCode,
        /// For how long it wants to be left alone.
        rest: Option<Duration>,
    },
    /// Nobody understands what it says.
    Nonsense(String),
    /// Nothing can be signed.
    Key(BadKey),
}

impl From<Unheard> for Failed {
    fn from(unheard: Unheard) -> Failed {
        Failed::Unheard(unheard)
    }
}

/// The talk.
pub struct Session<'a> {
    client: &'a Client,
    /// Where it is asked what.
    pub places: Places,
    /// The key of the account.
    pub key: AccountKey,
    /// The account, once there is one.
    pub account: Option<String>,
    nonce: Option<String>,
}

impl<'a> Session<'a> {
    /// Begins by asking where to ask.
    ///
    /// # Errors
    /// If that comes to nothing.
    pub async fn begin(
        client: &'a Client,
        key: AccountKey,
        account: Option<String>,
    ) -> Result<Session<'a>, Failed> {
        let directory = client.directory().to_string();
        let answer = client.ask(Method::GET, &directory, None).await?;
        Ok(Session {
            client,
            places: understood(&checked(answer)?)?,
            key,
            account,
            nonce: None,
        })
    }

    /// Has something done, or read if there is no payload.
    ///
    /// # Errors
    /// If that comes to nothing.
    pub async fn post(&mut self, url: &str, payload: Option<&Value>) -> Result<Answer, Failed> {
        for _ in 1..NONCES {
            match self.once(url, payload).await {
                Err(Failed::Problem { problem, .. }) if problem.kind() == "badNonce" => {}
                outcome => return outcome,
            }
        }
        self.once(url, payload).await
    }

    /// The same for an answer that says something.
    ///
    /// # Errors
    /// If that comes to nothing, or is not what it should be.
    pub async fn told<T: DeserializeOwned>(
        &mut self,
        url: &str,
        payload: Option<&Value>,
    ) -> Result<T, Failed> {
        understood(&self.post(url, payload).await?)
    }

    async fn once(&mut self, url: &str, payload: Option<&Value>) -> Result<Answer, Failed> {
        let nonce = match self.nonce.take() {
            Some(nonce) => nonce,
            None => self.fresh_nonce().await?,
        };
        let account = self.account.as_deref();
        let body = self.key.sign(account, &nonce, url, payload);
        let body = body.map_err(Failed::Key)?;
        let answer = self.client.ask(Method::POST, url, Some(body)).await?;
        self.nonce = answer.header("replay-nonce");
        checked(answer)
    }

    async fn fresh_nonce(&self) -> Result<String, Failed> {
        let asked = self.client.ask(Method::HEAD, &self.places.new_nonce, None);
        let nonce = checked(asked.await?)?.header("replay-nonce");
        nonce.ok_or_else(|| Failed::Nonsense("there is no nonce".to_owned()))
    }
}

fn checked(answer: Answer) -> Result<Answer, Failed> {
    if !answer.is_refusal() {
        return Ok(answer);
    }
    Err(Failed::Problem {
        problem: understood(&answer)?,
        status: answer.status,
        rest: answer.rest,
    })
}

fn understood<T: DeserializeOwned>(answer: &Answer) -> Result<T, Failed> {
    serde_json::from_slice(&answer.body).map_err(|error| Failed::Nonsense(error.to_string()))
}
