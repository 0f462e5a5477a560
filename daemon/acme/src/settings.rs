//! What certificates are ordered, and how.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use crate::named::{Contact, Directory, Domain};

/// What certificates are ordered, and how. Whoever makes them has agreed to the authority's terms.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The hosts that one certificate is for.
    pub domains: Vec<Domain>,
    /// Whom the authority writes to.
    pub contacts: Vec<Contact>,
    /// The authority.
    pub directory: Directory,
    /// Files of certificates that the authority's own server may be proven by, besides the public ones.
    pub authorities: Vec<PathBuf>,
    /// Where challenges are answered.
    pub http: SocketAddr,
    /// The directory that accounts and certificates are kept in.
    pub data: PathBuf,
    /// How long things may take.
    pub limits: Limits,
}

/// How long things may take, and how much of them there may be.
#[derive(Copy, Clone, Debug)]
pub struct Limits {
    /// One request to the authority.
    pub request: Duration,
    /// An answer's body in bytes.
    pub body: usize,
    /// How long the authority may look at our answers, and again how long it may make a certificate.
    pub looking: Duration,
    /// A whole order.
    pub order: Duration,
    /// Connections to where challenges are answered, at once.
    pub askers: usize,
    /// How long one of them may take.
    pub asking: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            request: Duration::from_secs(30),
            body: 256 << 10,
            looking: Duration::from_secs(120),
            order: Duration::from_secs(600),
            askers: 64,
            asking: Duration::from_secs(10),
        }
    }
}

impl Settings {
    /// The file of the certificate and its key. Another authority and other hosts have another file.
    pub fn certificate_file(&self) -> PathBuf {
        let names: Vec<_> = self.domains.iter().map(Domain::as_str).collect();
        let file = format!("{}.pem", names.join("+"));
        self.account_directory().join(file)
    }

    /// Where the account at the authority is kept.
    pub(crate) fn account_directory(&self) -> PathBuf {
        self.data.join(self.directory.as_file_name())
    }

    /// The hosts in words.
    pub(crate) fn names(&self) -> String {
        let names: Vec<_> = self.domains.iter().map(Domain::as_str).collect();
        names.join(", ")
    }
}
