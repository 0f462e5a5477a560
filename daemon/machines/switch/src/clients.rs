//! API clients: programs that are integrated with the center and show a secret of their own.

use jiff::Timestamp;
use kernel::Now;
use model::Name;
use serde::{Deserialize, Serialize};

use crate::interface::{Output, Problem};
use crate::ledger::{Entry, TokenDigest};
use crate::switch::Switch;

/// Clients at most.
const CLIENTS: usize = 1_000;

/// A program that is integrated with the center.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Client {
    /// What people call it.
    pub name: Name,
    /// What it calls itself: the `client_id` of OAuth 2.
    pub id: String,
    /// The role that says what it may do.
    pub role: Name,
    /// When it was made.
    pub created_at: Timestamp,
    /// Its secret.
    pub secret: ClientSecret,
    /// The secret before, which holds for a while after a rotation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub former: Option<Former>,
}

/// A secret of a client.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientSecret {
    /// SHA-256 of it: of 256 bits of chance nobody finds one that fits.
    pub digest: TokenDigest,
    /// When it was made.
    pub created_at: Timestamp,
}

/// A secret that has been replaced.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Former {
    /// The secret.
    #[serde(flatten)]
    pub secret: ClientSecret,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// A client to be made.
#[derive(Clone, Debug, PartialEq)]
pub struct ClientDraft {
    /// What people call it.
    pub name: Name,
    /// What it calls itself.
    pub id: String,
    /// The role that says what it may do.
    pub role: Name,
    /// SHA-256 of its secret.
    pub digest: TokenDigest,
}

impl Client {
    /// The secrets that hold.
    pub fn secrets(&self, now: Timestamp) -> impl Iterator<Item = &ClientSecret> {
        let former = self
            .former
            .iter()
            .filter(move |former| now < former.expires_at);
        std::iter::once(&self.secret).chain(former.map(|former| &former.secret))
    }

    /// The same with another secret. The one that held so far holds until `until`; one that was on its
    /// way out ends at once.
    fn rotated(&self, now: Timestamp, digest: TokenDigest, until: Timestamp) -> Client {
        Client {
            secret: ClientSecret {
                digest,
                created_at: now,
            },
            former: (now < until).then_some(Former {
                secret: self.secret,
                expires_at: until,
            }),
            ..self.clone()
        }
    }
}

impl Switch {
    /// Lets a client in.
    pub(crate) fn create_client(&mut self, now: Now, draft: ClientDraft) -> Result<(), Problem> {
        if self.clients.contains_key(&draft.name) {
            return Err(Problem::Exists {
                kind: "client",
                name: draft.name.to_string(),
            });
        }
        self.known_role(&draft.role)?;
        if self.clients.len() >= CLIENTS {
            return Err(Problem::Limit {
                kind: "clients",
                limit: CLIENTS,
            });
        }
        self.put_client(Client {
            name: draft.name,
            id: draft.id,
            role: draft.role,
            created_at: now.wall,
            secret: ClientSecret {
                digest: draft.digest,
                created_at: now.wall,
            },
            former: None,
        });
        Ok(())
    }

    /// Gives a client another secret.
    pub(crate) fn rotate_client(
        &mut self,
        now: Now,
        name: &Name,
        digest: TokenDigest,
        until: Timestamp,
    ) -> Result<(), Problem> {
        let rotated = self
            .clients
            .get(name)
            .map(|client| client.rotated(now.wall, digest, until))
            .ok_or_else(|| no_client(name))?;
        self.put_client(rotated);
        Ok(())
    }

    /// Shuts a client out.
    pub(crate) fn delete_client(&mut self, name: Name) -> Result<(), Problem> {
        self.clients.remove(&name).ok_or_else(|| no_client(&name))?;
        self.put(Output::Journal(Entry::ClientDeleted(name)));
        Ok(())
    }

    fn put_client(&mut self, client: Client) {
        self.clients.insert(client.name.clone(), client.clone());
        self.put(Output::Journal(Entry::Client(client)));
    }
}

fn no_client(name: &Name) -> Problem {
    Problem::NotFound {
        kind: "client",
        name: name.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("a moment")
    }

    fn digest(byte: u8) -> TokenDigest {
        TokenDigest([byte; 32])
    }

    fn client() -> Client {
        Client {
            name: Name::new("crm").expect("a name"),
            id: "id".to_owned(),
            role: Name::new("viewer").expect("a name"),
            created_at: at(0),
            secret: ClientSecret {
                digest: digest(0),
                created_at: at(0),
            },
            former: None,
        }
    }

    fn holding(client: &Client, now: i64) -> Vec<TokenDigest> {
        let secrets = client.secrets(at(now));
        secrets.map(|secret| secret.digest).collect()
    }

    #[test]
    fn the_secret_before_holds_until_its_time_and_no_longer() {
        let rotated = client().rotated(at(100), digest(1), at(200));
        assert_eq!(holding(&rotated, 199), [digest(1), digest(0)]);
        assert_eq!(holding(&rotated, 200), [digest(1)]);
    }

    #[test]
    fn a_second_rotation_ends_what_was_on_its_way_out() {
        let once = client().rotated(at(100), digest(1), at(1_000));
        let twice = once.rotated(at(200), digest(2), at(1_100));
        assert_eq!(holding(&twice, 300), [digest(2), digest(1)]);
    }

    #[test]
    fn a_rotation_without_overlap_ends_the_old_secret_at_once() {
        let rotated = client().rotated(at(100), digest(1), at(100));
        assert_eq!(holding(&rotated, 100), [digest(1)]);
        assert_eq!(rotated.former, None);
    }
}
