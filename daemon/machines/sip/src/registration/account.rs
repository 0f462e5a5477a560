//! The account to register.

use std::net::SocketAddr;

use crate::message::{NameAddr, Uri};
use crate::{Credentials, Transport};

/// An account at a registrar.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Account {
    /// User name, password, and the realm that they are for.
    pub credentials: Credentials,
    /// The domain of the address of record; `None`: the address of the server that is asked.
    pub domain: Option<String>,
    /// How the registrar is reached, and calls us.
    pub transport: Transport,
    /// Where we are reached.
    pub contact: SocketAddr,
    /// For how many seconds.
    pub seconds: u32,
}

impl Account {
    /// The Request-URI of a REGISTER to `server`: the domain without a user (RFC 3261 section 10.2).
    pub(super) fn registrar(&self, server: SocketAddr) -> Uri {
        let (host, port) = match &self.domain {
            Some(domain) => (domain.clone(), None),
            None => (server.ip().to_string(), Some(server.port())),
        };
        Uri {
            user: None,
            ..Uri::sip("", &host, port)
        }
    }

    /// The address of record, the same in From and To.
    pub(super) fn address_of_record(&self, server: SocketAddr) -> NameAddr {
        NameAddr::of(Uri::sip(
            &self.credentials.username,
            &self.domain_at(server),
            None,
        ))
    }

    /// The host by which the account is known at a server.
    pub fn domain_at(&self, server: SocketAddr) -> String {
        self.domain
            .clone()
            .unwrap_or_else(|| server.ip().to_string())
    }

    /// Where calls to the account are to be sent.
    pub(super) fn contact_uri(&self) -> Uri {
        let user = &self.credentials.username;
        let mut uri = Uri::sip(
            user,
            &self.contact.ip().to_string(),
            Some(self.contact.port()),
        );
        if self.transport.is_reliable() {
            uri.params.set("transport", self.transport.word());
        }
        uri
    }

    /// Whether the other is the same account, perhaps with another password or length: a registration
    /// goes on with it.
    pub fn is_same(&self, other: &Account) -> bool {
        self.credentials.username == other.credentials.username
            && self.domain == other.domain
            && self.contact == other.contact
            && self.transport == other.transport
    }
}
