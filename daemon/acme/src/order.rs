//! One order, from the account to the certificate (RFC 8555 section 7).

use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use rcgen::{CertificateParams, DistinguishedName, KeyPair};
use serde::Deserialize;
use serde_json::json;
use tokio::time::{Instant, sleep};

use crate::client::Client;
use crate::jws::AccountKey;
use crate::named::{Contact, Domain};
use crate::pair::{Pair, pem};
use crate::responder::{Answers, Shown};
use crate::session::{Failed, Problem, Session};
use crate::settings::Settings;
use crate::trouble::Trouble;
use crate::vault::{Account, Vault};

/// What an order is made with.
pub struct Desk {
    /// What is wanted.
    pub settings: Settings,
    /// Whom it is wanted from.
    pub client: Client,
    /// Where accounts are kept.
    pub vault: Vault,
    /// Where the authority finds our answers.
    pub answers: Answers,
}

/// How long an authority that says no more than that it is asked too often is left alone.
const REST: Duration = Duration::from_secs(3600);
/// The first wait before an order is looked at again; each further one is longer by half.
const GLANCE: Duration = Duration::from_millis(250);
/// The longest.
const LONG_GLANCE: Duration = Duration::from_secs(5);

#[derive(Deserialize)]
struct Order {
    status: String,
    #[serde(default)]
    authorizations: Vec<String>,
    finalize: String,
    certificate: Option<String>,
    error: Option<Problem>,
}

#[derive(Deserialize)]
struct Authorization {
    status: String,
    identifier: Identifier,
    challenges: Vec<Challenge>,
}

#[derive(Deserialize)]
struct Identifier {
    value: String,
}

#[derive(Deserialize)]
struct Challenge {
    #[serde(rename = "type")]
    kind: String,
    url: String,
    #[serde(default)]
    token: String,
    error: Option<Problem>,
}

impl Desk {
    /// Orders a certificate.
    ///
    /// # Errors
    /// Why none came.
    pub async fn order(&self) -> Result<Pair, Trouble> {
        let mut session = self.session().await?;
        let names = self.settings.domains.iter();
        let names: Vec<_> = names
            .map(|it| json!({ "type": "dns", "value": it.as_str() }))
            .collect();
        let wanted = json!({ "identifiers": names });
        let place = session.places.new_order.clone();
        let placed = session.post(&place, Some(&wanted)).await;
        let placed = placed.map_err(|failed| self.trouble(failed))?;
        let url = placed.header("location");
        let url = url.ok_or_else(|| self.useless("nobody says where the order is"))?;
        let order = serde_json::from_slice(&placed.body);
        let order: Order = order.map_err(|error| self.useless(error))?;
        self.prove(&mut session, &url, &order).await?;
        let (request, key) =
            request(&self.settings.domains).map_err(|error| self.useless(error))?;
        let wanted = json!({ "csr": BASE64_URL_SAFE_NO_PAD.encode(request) });
        let asked = session.post(&order.finalize, Some(&wanted)).await;
        asked.map_err(|failed| self.trouble(failed))?;
        let order = self.settled(&mut session, &url).await?;
        let place = self.certificate_of(order)?;
        let chain = session.post(&place, None).await;
        let chain = chain.map_err(|failed| self.trouble(failed))?;
        let chain = String::from_utf8_lossy(&chain.body);
        let pair = self.vault.pair(format!("{key}{chain}"));
        pair.map_err(|why| self.useless(why))
    }

    /// A talk in the name of the account that is kept, or of another one.
    async fn session(&self) -> Result<Session<'_>, Trouble> {
        let contacts: Vec<_> = self.settings.contacts.iter().map(Contact::as_str).collect();
        let kept = self.vault.account();
        let read = kept
            .as_ref()
            .and_then(|kept| AccountKey::read(&kept.key).ok());
        let (key, kept) = match read {
            Some(key) => (key, kept),
            None => (
                AccountKey::generate().map_err(|error| self.useless(error))?,
                None,
            ),
        };
        let address = kept.as_ref().map(|kept| kept.address.clone());
        let session = Session::begin(&self.client, key, address).await;
        let mut session = session.map_err(|failed| self.trouble(failed))?;
        if kept.is_some_and(|kept| kept.contacts == contacts) {
            return Ok(session);
        }
        let (place, wanted) = match &session.account {
            Some(account) => (account.clone(), json!({ "contact": contacts })),
            None => (
                session.places.new_account.clone(),
                json!({ "contact": contacts, "termsOfServiceAgreed": true }),
            ),
        };
        let told = session.post(&place, Some(&wanted)).await;
        let told = told.map_err(|failed| self.trouble(failed))?;
        let address = session.account.take().or_else(|| told.header("location"));
        let address = address.ok_or_else(|| self.useless("nobody says where the account is"))?;
        self.vault.keep_account(&Account {
            contacts: contacts.iter().map(ToString::to_string).collect(),
            address: address.clone(),
            key: session.key.written(),
        })?;
        session.account = Some(address);
        Ok(session)
    }

    /// Proves that the hosts are ours.
    async fn prove(
        &self,
        session: &mut Session<'_>,
        url: &str,
        order: &Order,
    ) -> Result<(), Trouble> {
        // They are forgotten with this value.
        let mut shown = self.answers.shown();
        for place in &order.authorizations {
            self.answer(session, place, &mut shown).await?;
        }
        let order = self.settled(session, url).await?;
        match order.status.as_str() {
            "ready" => Ok(()),
            _ => Err(self.blame(session, &order).await),
        }
    }

    /// Answers the challenge for one host, unless it is believed already.
    async fn answer(
        &self,
        session: &mut Session<'_>,
        place: &str,
        shown: &mut Shown<'_>,
    ) -> Result<(), Trouble> {
        let one = session.told::<Authorization>(place, None).await;
        let one = one.map_err(|failed| self.trouble(failed))?;
        match one.status.as_str() {
            "valid" => return Ok(()),
            "pending" => {}
            _ => return Err(self.disbelief(&one)),
        }
        let by_http = one.challenges.iter().find(|it| it.kind == "http-01");
        let Some(challenge) = by_http else {
            return Err(self.disbelief(&one));
        };
        let thumb = session.key.thumbprint();
        shown.show(&challenge.token, &format!("{}.{thumb}", challenge.token));
        let ready = session.post(&challenge.url, Some(&json!({}))).await;
        ready.map_err(|failed| self.trouble(failed))?;
        Ok(())
    }

    /// Waits until the authority is done with what it was asked for.
    async fn settled(&self, session: &mut Session<'_>, url: &str) -> Result<Order, Trouble> {
        let end = Instant::now() + self.settings.limits.looking;
        let mut wait = GLANCE;
        loop {
            let order = session.told::<Order>(url, None).await;
            let order = order.map_err(|failed| self.trouble(failed))?;
            if !["pending", "processing"].contains(&order.status.as_str()) {
                return Ok(order);
            }
            if Instant::now() + wait > end {
                let authority = self.authority();
                let why = "it does not come to an end with the order".to_owned();
                return Err(Trouble::Unreached { authority, why });
            }
            sleep(wait).await;
            wait = (wait * 3 / 2).min(LONG_GLANCE);
        }
    }

    /// Which host it does not believe to be ours, and why not.
    async fn blame(&self, session: &mut Session<'_>, order: &Order) -> Trouble {
        for place in &order.authorizations {
            match session.told::<Authorization>(place, None).await {
                Ok(one) if one.status != "valid" => return self.disbelief(&one),
                _ => {}
            }
        }
        self.void(order)
    }

    fn certificate_of(&self, order: Order) -> Result<String, Trouble> {
        let void = self.void(&order);
        order
            .certificate
            .filter(|_| order.status == "valid")
            .ok_or(void)
    }

    fn void(&self, order: &Order) -> Trouble {
        let why = order.error.as_ref().map(Problem::words);
        Trouble::Refused {
            authority: self.authority(),
            why: why.unwrap_or_else(|| format!("the order is {:.20}", order.status)),
        }
    }

    fn disbelief(&self, one: &Authorization) -> Trouble {
        let why = one.challenges.iter().find_map(|it| it.error.as_ref());
        let otherwise = || "it does not look by HTTP, or has looked already".to_owned();
        Trouble::Challenge {
            authority: self.authority(),
            domain: one.identifier.value.chars().take(253).collect(),
            why: why.map_or_else(otherwise, Problem::words),
        }
    }

    fn authority(&self) -> String {
        self.settings.directory.host().to_owned()
    }

    fn useless(&self, why: impl ToString) -> Trouble {
        let (authority, why) = (self.authority(), why.to_string());
        Trouble::Useless { authority, why }
    }

    /// What it means that a question came to nothing.
    fn trouble(&self, failed: Failed) -> Trouble {
        let authority = self.authority();
        match failed {
            Failed::Unheard(unheard) => match (unheard.why, unheard.rest) {
                (why, Some(wait)) => Trouble::Limited {
                    authority,
                    why,
                    wait,
                },
                (why, None) => Trouble::Unreached { authority, why },
            },
            Failed::Problem {
                problem,
                status,
                rest,
            } => {
                let why = problem.words();
                match (problem.kind(), status.as_u16()) {
                    ("rateLimited", _) | (_, 429 | 503) => {
                        let wait = rest.unwrap_or(REST);
                        Trouble::Limited {
                            authority,
                            why,
                            wait,
                        }
                    }
                    ("accountDoesNotExist", _) => Trouble::Stranger { authority, why },
                    _ => Trouble::Refused { authority, why },
                }
            }
            Failed::Nonsense(why) => Trouble::Useless { authority, why },
            Failed::Key(error) => self.useless(error),
        }
    }
}

/// What is to be signed, and the key that is proven by it, as PEM.
fn request(domains: &[Domain]) -> Result<(Vec<u8>, String), rcgen::Error> {
    let names: Vec<_> = domains.iter().map(ToString::to_string).collect();
    let mut params = CertificateParams::new(names)?;
    params.distinguished_name = DistinguishedName::new();
    let key = KeyPair::generate()?;
    let request = params.serialize_request(&key)?;
    let key = pem("PRIVATE KEY", key.serialized_der());
    Ok((request.der().to_vec(), key))
}
