//! SIP phones.

use std::fmt;
use std::net::SocketAddr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Codec, Secret, Srtp, Transport};
use crate::Name;

/// One phone, keyed by its extension (features P1 and P3). The extension is its SIP user name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Phone {
    /// What people call it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The agent whose state it follows; `None`: it stands for itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent: Option<Name>,
    /// Where it is found without registering; `None`: it registers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// Its password; `None`: set at run time by `ccctl phone password`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<Secret>,
    /// The transports that it may use, each once and in the order of [`Transport::ALL`]; empty: any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub transports: Vec<Transport>,
    /// The codecs that it speaks, best first; none: those of the center's phones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codecs: Vec<Codec>,
    /// Whether its voices are protected; `None`: as those of the center's phones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub srtp: Option<Srtp>,
}

/// A fixed contact: `sip:user@address:port`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// The user part.
    pub user: String,
    /// The address and port.
    pub address: SocketAddr,
}

/// Why a text is no contact.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a contact is written `sip:user@address:port` with an IP address")]
pub struct InvalidContact;

impl std::str::FromStr for Contact {
    type Err = InvalidContact;
    fn from_str(text: &str) -> Result<Contact, InvalidContact> {
        let (user, host) = text
            .strip_prefix("sip:")
            .and_then(|rest| rest.split_once('@'))
            .ok_or(InvalidContact)?;
        let fits = |b: u8| b.is_ascii_alphanumeric() || b"-_.!~*'()&=+$,;?/%".contains(&b);
        if user.is_empty() || user.len() > 64 || !user.bytes().all(fits) {
            return Err(InvalidContact);
        }
        let address = match (host.parse::<SocketAddr>(), host.parse::<std::net::IpAddr>()) {
            (Ok(address), _) => address,
            (_, Ok(ip)) => SocketAddr::new(ip, 5060),
            _ => return Err(InvalidContact),
        };
        Ok(Contact {
            user: user.to_owned(),
            address,
        })
    }
}

impl fmt::Display for Contact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "sip:{}@{}", self.user, self.address)
    }
}

impl Serialize for Contact {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Contact {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Contact, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_is_a_user_at_an_address() {
        let contact: Contact = "sip:a0001@127.0.0.1:5980".parse().expect("a contact");
        assert_eq!(contact.to_string(), "sip:a0001@127.0.0.1:5980");
        let plain: Contact = "sip:a@127.0.0.1".parse().expect("a contact");
        assert_eq!(plain.address.port(), 5060);
        for bad in [
            "a@127.0.0.1",
            "sip:@127.0.0.1",
            "sip:a@example.com",
            "sip:a b@127.0.0.1",
        ] {
            assert_eq!(bad.parse::<Contact>(), Err(InvalidContact), "{bad:?}");
        }
    }
}
