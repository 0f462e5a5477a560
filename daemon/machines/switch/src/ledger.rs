//! What survives a restart: the entries of the journal, and the fold of them.

use std::collections::BTreeMap;
use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;

use contact::Past;
use jiff::Timestamp;
use model::config::{Config, Transport};
use model::live::{Ended, LiveChange, LiveChanges, Subject};
use model::record::{CallEvent, CallRecord};
use model::state::Chosen;
use model::{CallId, Extension, Moved, Name, Renames, Revision};
use serde::{Deserialize, Serialize};

use crate::blacklist::BlockedCaller;
use crate::clients::Client;
use crate::live_past::LivePast;
use crate::prepared::Written;
use crate::traced::Measured;
use crate::trunks::{registers, usernames};

/// One thing that must survive.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entry {
    /// Something happened in a call.
    Call(CallEvent),
    /// A call is over.
    Record(Box<CallRecord>),
    /// People have noted something about a call that is over; this is its record from here on.
    Remarked(Box<CallRecord>),
    /// What was measured of somebody's part in a call; it belongs to the record.
    Measured(Box<Measured>),
    /// The center works and has calls.
    Alive(Timestamp),
    /// A configuration was put into effect.
    Applied(Box<Applied>),
    /// An agent's choice.
    Presence {
        /// Who.
        agent: Name,
        /// What.
        #[serde(flatten)]
        chosen: Chosen,
    },
    /// Where a phone is found; an empty list means nowhere.
    Registered {
        /// Its extension.
        phone: Extension,
        /// All its contacts.
        bindings: Vec<Binding>,
    },
    /// A phone's password.
    Password {
        /// Its extension.
        phone: Extension,
        /// Hashed.
        hashed: HashedPassword,
    },
    /// What is kept of the password of a gateway's account.
    Account {
        /// Its user name.
        username: String,
        /// Hashed.
        hashed: HashedPassword,
    },
    /// Where a gateway is found; an empty list means nowhere.
    Gateway {
        /// The user name of its account.
        username: String,
        /// All its contacts.
        bindings: Vec<Binding>,
    },
    /// A bearer was let in.
    Token(Token),
    /// A bearer was shut out.
    TokenRevoked(Name),
    /// An API client was let in, or has another secret.
    Client(Client),
    /// An API client was shut out.
    ClientDeleted(Name),
    /// A caller is blocked.
    Blocked(BlockedCaller),
    /// A caller is let in again.
    Unblocked(Ended<String>),
    /// Something is changed at run time.
    LiveChanged(Box<LiveChange>),
    /// It is again what the configuration says.
    LiveEnded(Ended<Subject>),
    /// The realm of digest authentication, fixed at the first start because passwords are hashed with
    /// it.
    Realm(String),
}

/// How many resources a configuration creates, changes, deletes and moves.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// Those that begin to exist.
    pub created: u32,
    /// Those that become others.
    pub changed: u32,
    /// Those that cease to exist.
    pub deleted: u32,
    /// Those that have another name.
    #[serde(default)]
    pub moved: u32,
}

/// A configuration that was put into effect.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Applied {
    /// Its number.
    pub revision: Revision,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// Why.
    pub message: String,
    /// The commit of the directory that it was compiled from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commit: Option<String>,
    /// How much differed from what was live.
    #[serde(default)]
    pub changes: Changes,
    /// What was changed at run time and ends by it, for the history.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub live_ended: Vec<String>,
    /// What has another name in it and stays what it was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moved: Vec<Moved>,
    /// All of it.
    pub config: Written,
    /// The passwords that came with it and are others than before: either all of this survives a
    /// crash or nothing.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub passwords: BTreeMap<Extension, HashedPassword>,
    /// The same of the accounts of gateways, by user name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub accounts: BTreeMap<String, HashedPassword>,
    /// The passwords of our accounts at carriers, by trunk.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub trunk_passwords: BTreeMap<Name, KeptPassword>,
    /// The secrets of webhooks.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub webhook_secrets: BTreeMap<Name, KeptPassword>,
}

/// Brings the secrets of webhooks that are kept up to date with an apply.
pub fn keep_webhook_secrets(kept: &mut BTreeMap<Name, KeptPassword>, applied: &Applied) {
    let webhooks = &applied.config.webhooks;
    let has_one = |name: &Name| webhooks.get(name).is_some_and(|it| it.secret().is_some());
    kept.retain(|name, _| has_one(name));
    let given = applied.webhook_secrets.iter();
    kept.extend(given.map(|(name, secret)| (name.clone(), secret.clone())));
}

/// The secrets of trunks that are kept, and where gateways are found.
#[derive(Debug)]
pub struct KeptTrunks<'k> {
    /// The passwords of gateways' accounts, by user name.
    pub accounts: &'k mut BTreeMap<String, HashedPassword>,
    /// Where gateways are found, by user name.
    pub gateways: &'k mut BTreeMap<String, Vec<Binding>>,
    /// The passwords of our accounts at carriers.
    pub passwords: &'k mut BTreeMap<Name, KeptPassword>,
}

impl KeptTrunks<'_> {
    /// Brings them up to date with an apply: of an account that is gone nothing is kept.
    pub fn applied(self, applied: &Applied) {
        let config = &applied.config;
        let known = usernames(config);
        self.accounts.retain(|username, _| known.contains(username));
        self.gateways.retain(|username, _| known.contains(username));
        self.accounts.extend(applied.accounts.clone());
        self.passwords.retain(|name, _| registers(config, name));
        self.passwords.extend(applied.trunk_passwords.clone());
    }
}

/// One place where a phone is found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Binding {
    /// The contact URI.
    pub uri: String,
    /// The proxies in its way, the one next to us first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub path: Vec<String>,
    /// Our socket at which it registered.
    pub local: SocketAddr,
    /// Where it registered from, and where its calls are sent.
    pub remote: SocketAddr,
    /// Over what it registered. A connection does not outlive us.
    #[serde(default, skip_serializing_if = "is_datagrams")]
    pub transport: Transport,
    /// Its Call-ID and CSeq, by which a late REGISTER is told from a fresh one.
    pub call_id: String,
    /// See `call_id`.
    pub cseq: u32,
    /// When it ends.
    pub expires_at: Timestamp,
}

fn is_datagrams(transport: &Transport) -> bool {
    *transport == Transport::Udp
}

/// A password as it is kept: what digest authentication needs of it (RFC 7616 section 3.4.2).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HashedPassword {
    /// H(user:realm:password) by MD5, hexadecimal.
    pub md5: String,
    /// The same by SHA-256.
    pub sha256: String,
}

impl HashedPassword {
    /// What is kept of a phone's password.
    pub fn new(phone: &Extension, realm: &str, password: &str) -> HashedPassword {
        HashedPassword::of(phone.as_str(), realm, password)
    }

    /// What is kept of a user's password.
    pub fn of(username: &str, realm: &str, password: &str) -> HashedPassword {
        let ha1 = sip::digest::Ha1::new(username, realm, password);
        let (md5, sha256) = ha1.sums();
        HashedPassword {
            md5: md5.to_owned(),
            sha256: sha256.to_owned(),
        }
    }
}

impl fmt::Debug for HashedPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HashedPassword(…)")
    }
}

/// The password of an account of ours at a carrier, whole: the carrier names the realm for which it is
/// hashed; or the secret of a webhook, which is sent. It is on the daemon's disk, which nobody else reads, and nowhere else.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct KeptPassword(pub String);

impl fmt::Debug for KeptPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeptPassword(…)")
    }
}

/// SHA-256 of a token.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TokenDigest(pub [u8; 32]);

impl fmt::Debug for TokenDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenDigest(…)")
    }
}

/// A bearer of the interface.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Token {
    /// What people call it.
    pub name: Name,
    /// The role that says what it may do.
    pub role: Name,
    /// How it is recognised.
    pub digest: TokenDigest,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
}

/// The fold of all entries: everything that a start needs and a crash must not take. Records are not
/// in it; they are for those who look back.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Ledger {
    /// The live revision.
    pub revision: Revision,
    /// The live configuration.
    pub config: Arc<Config>,
    /// What agents have chosen, where it is not the default.
    pub presences: BTreeMap<Name, Chosen>,
    /// What is remembered of calls that are over.
    pub past: Past,
    /// Where phones are found.
    pub registrations: BTreeMap<Extension, Vec<Binding>>,
    /// Phones' passwords.
    pub passwords: BTreeMap<Extension, HashedPassword>,
    /// The passwords of gateways' accounts, by user name.
    pub accounts: BTreeMap<String, HashedPassword>,
    /// Where gateways are found, by user name.
    pub gateways: BTreeMap<String, Vec<Binding>>,
    /// The passwords of our accounts at carriers, by trunk.
    pub trunk_passwords: BTreeMap<Name, KeptPassword>,
    /// The secrets of webhooks.
    pub webhook_secrets: BTreeMap<Name, KeptPassword>,
    /// Who may use the interface.
    pub tokens: BTreeMap<Name, Token>,
    /// The programs that are integrated.
    pub clients: BTreeMap<Name, Client>,
    /// The callers who are blocked at run time, by number.
    pub blocked: BTreeMap<String, BlockedCaller>,
    /// What is changed at run time beside the configuration.
    pub live: LiveChanges,
    /// What was, and is over.
    pub live_past: LivePast,
    /// The realm, once there is one.
    pub realm: Option<String>,
    /// The last moment at which the center is known to have worked.
    pub alive_at: Option<Timestamp>,
    /// The events of calls that have no record yet.
    pub open_calls: BTreeMap<CallId, Vec<CallEvent>>,
}

impl Ledger {
    /// Takes one entry in.
    pub fn apply(&mut self, entry: Entry) {
        match entry {
            Entry::Call(event) => {
                self.alive_at = self.alive_at.max(Some(event.at));
                self.open_calls.entry(event.call).or_default().push(event);
            }
            Entry::Record(record) => {
                self.open_calls.remove(&record.id);
                self.past.note(&self.config.center.time_zone, &record);
            }
            Entry::Alive(at) => self.alive_at = self.alive_at.max(Some(at)),
            // Records are nothing that a start needs.
            Entry::Remarked(_) | Entry::Measured(_) => {}
            Entry::Applied(applied) => self.put_into_effect(*applied),
            Entry::Presence { agent, chosen } => {
                self.presences.insert(agent, chosen);
            }
            Entry::Registered { phone, bindings } => {
                if bindings.is_empty() {
                    self.registrations.remove(&phone);
                } else {
                    self.registrations.insert(phone, bindings);
                }
            }
            Entry::Password { phone, hashed } => {
                self.passwords.insert(phone, hashed);
            }
            Entry::Account { username, hashed } => {
                self.accounts.insert(username, hashed);
            }
            Entry::Gateway { username, bindings } if bindings.is_empty() => {
                self.gateways.remove(&username);
            }
            Entry::Gateway { username, bindings } => {
                self.gateways.insert(username, bindings);
            }
            Entry::Token(token) => {
                self.tokens.insert(token.name.clone(), token);
            }
            Entry::TokenRevoked(name) => {
                self.tokens.remove(&name);
            }
            Entry::Client(client) => {
                self.clients.insert(client.name.clone(), client);
            }
            Entry::ClientDeleted(name) => {
                self.clients.remove(&name);
            }
            Entry::Blocked(caller) => self.live_past.blocked(&mut self.blocked, caller),
            Entry::Unblocked(ended) => self.live_past.unblocked(&mut self.blocked, &ended),
            Entry::LiveChanged(change) => self.live_past.changed(&mut self.live, *change),
            Entry::LiveEnded(ended) => self.live_past.ended(&mut self.live, &ended),
            Entry::Realm(realm) => self.realm = Some(realm),
        }
    }

    fn put_into_effect(&mut self, applied: Applied) {
        keep_webhook_secrets(&mut self.webhook_secrets, &applied);
        let names = Renames::of(&applied.moved);
        let (live, blocked) = (&mut self.live, &mut self.blocked);
        self.live_past.applied(live, blocked, &applied, &names);
        self.revision = applied.revision;
        self.config = Arc::clone(applied.config.config());
        self.rename(&names);
        self.past.settle(&self.config);
        let config = &self.config;
        self.presences
            .retain(|agent, _| config.agents.contains_key(agent));
        self.registrations
            .retain(|phone, _| config.phones.contains_key(phone));
        self.passwords
            .retain(|phone, _| config.phones.contains_key(phone));
        self.passwords.extend(applied.passwords.clone());
        let trunks = KeptTrunks {
            accounts: &mut self.accounts,
            gateways: &mut self.gateways,
            passwords: &mut self.trunk_passwords,
        };
        trunks.applied(&applied);
    }
}

impl journal::Fold for Ledger {
    fn apply(&mut self, _seq: journal::Seq, payload: &[u8]) {
        // An entry that this version cannot read was written by a later one: it is left to that one.
        if let Ok(entry) = serde_json::from_slice(payload) {
            Ledger::apply(self, entry);
        }
    }

    fn checkpoint(&self) -> Vec<u8> {
        // Every map in it is keyed by text, so it always has a JSON form.
        serde_json::to_vec(self).unwrap_or_default()
    }

    fn restore(&mut self, checkpoint: &[u8]) -> Result<(), journal::Unreadable> {
        let restored = if checkpoint.is_empty() {
            Ok(Ledger::default())
        } else {
            serde_json::from_slice(checkpoint)
                .map_err(|error| journal::Unreadable(error.to_string()))
        };
        *self = restored.as_ref().cloned().unwrap_or_default();
        restored.map(drop)
    }
}
