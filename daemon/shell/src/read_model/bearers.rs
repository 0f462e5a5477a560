//! Who may come in from elsewhere: the bearers of tokens, and API clients.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::{Name, Renames};
use switch::{Client, Entry, Ledger, Principal, Token, TokenDigest};

/// Tokens and clients, and whose each secret is.
#[derive(Debug, Default)]
pub struct Bearers {
    tokens: BTreeMap<Name, Token>,
    clients: BTreeMap<Name, Client>,
    owners: BTreeMap<TokenDigest, Owner>,
}

#[derive(Clone, Debug)]
enum Owner {
    Token(Name),
    Client(Name),
}

impl Bearers {
    /// Those that a start finds.
    pub fn new(ledger: &Ledger) -> Bearers {
        let mut bearers = Bearers::default();
        let (tokens, clients) = (ledger.tokens.values(), ledger.clients.values());
        tokens.for_each(|token| bearers.put_token(token.clone()));
        clients.for_each(|client| bearers.put_client(client.clone()));
        bearers
    }

    /// Takes a durable entry in.
    pub fn apply(&mut self, entry: &Entry) {
        match entry {
            Entry::Token(token) => self.put_token(token.clone()),
            Entry::TokenRevoked(name) => {
                if let Some(token) = self.tokens.remove(name) {
                    self.owners.remove(&token.digest);
                }
            }
            Entry::Client(client) => self.put_client(client.clone()),
            Entry::ClientDeleted(name) => self.forget_client(name),
            _ => {}
        }
    }

    /// Roles have other names.
    pub fn rename(&mut self, names: &Renames) {
        switch::rename_roles(names, &mut self.tokens, &mut self.clients);
    }

    /// Whose secret it is, if it still holds.
    pub fn who(&self, digest: &TokenDigest, now: Timestamp) -> Option<Principal> {
        match self.owners.get(digest)? {
            Owner::Token(name) => {
                let token = self.tokens.get(name)?;
                let holds = token.expires_at.is_none_or(|end| now < end);
                holds.then(|| Principal::Token {
                    name: token.name.clone(),
                    role: token.role.clone(),
                })
            }
            Owner::Client(name) => {
                let client = self.clients.get(name)?;
                let mut secrets = client.secrets(now);
                secrets
                    .any(|secret| secret.digest == *digest)
                    .then(|| Principal::Client {
                        name: client.name.clone(),
                        role: client.role.clone(),
                    })
            }
        }
    }

    /// The client that has this id and this secret.
    pub fn client(&self, id: &str, secret: &TokenDigest, now: Timestamp) -> Option<&Client> {
        let Owner::Client(name) = self.owners.get(secret)? else {
            return None;
        };
        let client = self.clients.get(name)?;
        let holds = client.secrets(now).any(|held| held.digest == *secret);
        (holds && client.id == id).then_some(client)
    }

    /// All bearers of tokens.
    pub fn tokens(&self) -> impl Iterator<Item = &Token> {
        self.tokens.values()
    }

    /// All clients.
    pub fn clients(&self) -> impl Iterator<Item = &Client> {
        self.clients.values()
    }

    /// The client of that name.
    pub fn client_named(&self, name: &Name) -> Option<&Client> {
        self.clients.get(name)
    }

    fn put_token(&mut self, token: Token) {
        let owner = Owner::Token(token.name.clone());
        self.owners.insert(token.digest, owner);
        self.tokens.insert(token.name.clone(), token);
    }

    fn put_client(&mut self, client: Client) {
        self.forget_client(&client.name);
        for digest in digests(&client) {
            self.owners
                .insert(digest, Owner::Client(client.name.clone()));
        }
        self.clients.insert(client.name.clone(), client);
    }

    fn forget_client(&mut self, name: &Name) {
        for digest in self.clients.remove(name).iter().flat_map(digests) {
            self.owners.remove(&digest);
        }
    }
}

fn digests(client: &Client) -> impl Iterator<Item = TokenDigest> + use<> {
    let former = client.former.map(|former| former.secret.digest);
    std::iter::once(client.secret.digest).chain(former)
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

    fn secret(byte: u8) -> serde_json::Value {
        serde_json::json!({ "digest": digest(byte), "created_at": at(0) })
    }

    /// The client, whose secret before holds for 100 seconds.
    fn client(now: u8, before: Option<u8>) -> Entry {
        let former = before.map(|before| {
            let mut former = secret(before);
            former["expires_at"] = serde_json::json!(at(100));
            former
        });
        let client = serde_json::json!({
            "name": "crm", "id": "id", "role": "viewer", "created_at": at(0),
            "secret": secret(now), "former": former,
        });
        Entry::Client(serde_json::from_value(client).expect("a client"))
    }

    #[test]
    fn each_secret_of_a_client_holds_for_its_time() {
        let mut bearers = Bearers::default();
        bearers.apply(&client(1, None));
        bearers.apply(&client(2, Some(1)));
        for (byte, second, holds) in [
            (1, 99, true),
            (1, 100, false),
            (2, 100, true),
            (3, 0, false),
        ] {
            let told = format!("secret {byte} at {second}");
            let secret = digest(byte);
            assert_eq!(bearers.who(&secret, at(second)).is_some(), holds, "{told}");
            assert_eq!(
                bearers.client("id", &secret, at(second)).is_some(),
                holds,
                "{told}"
            );
            assert_eq!(bearers.client("other", &secret, at(second)), None, "{told}");
        }
        bearers.apply(&client(3, Some(2)));
        assert_eq!(bearers.who(&digest(1), at(0)), None);
    }

    #[test]
    fn nothing_is_left_of_a_client_that_is_deleted() {
        let mut bearers = Bearers::default();
        bearers.apply(&client(2, Some(1)));
        let name = Name::new("crm").expect("a name");
        bearers.apply(&Entry::ClientDeleted(name.clone()));
        assert_eq!(bearers.who(&digest(1), at(0)), None);
        assert_eq!(bearers.who(&digest(2), at(0)), None);
        assert_eq!(bearers.client_named(&name), None);
        assert!(bearers.owners.is_empty());
    }
}
