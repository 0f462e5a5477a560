//! Who we are, and whom we believe.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use jiff::Timestamp;
use rustls::client::WebPkiServerVerifier;
use rustls::crypto::ring;
use rustls::pki_types::pem::{self, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ClientConfig, ClientConnection, RootCertStore, ServerConfig, ServerConnection};
use sip::Expected;

use super::channel::Channel;
use super::names::{AllOf, names_of};
use super::settings::Identity;
use super::validity::validity;

/// Why there is no TLS.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// TLS is to be taken, but nobody knows who we are.
    #[error(
        "SIP by TLS needs a certificate: give the files of the certificate and of its key, as PEM, or \
         have one ordered by ACME"
    )]
    NoIdentity,
    /// A file cannot be used.
    #[error("{} cannot be used: {why}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// The library refuses.
    #[error("TLS cannot be set up: {0}")]
    Library(#[from] rustls::Error),
}

/// Our certificate, which is read again when its files change.
pub(super) struct Own {
    identity: Identity,
    /// There once the files are.
    config: Option<Arc<ServerConfig>>,
    read: Stamp,
    /// When it ends.
    pub until: Option<Timestamp>,
}

/// When files were last changed.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Stamp([Option<SystemTime>; 2]);

impl Own {
    /// Reads the files. If they are awaited, the start does not wait for them.
    pub fn begin(identity: &Identity) -> Result<Own, TlsError> {
        Own::read(identity).or_else(|error| {
            if !identity.awaited {
                return Err(error);
            }
            tracing::warn!(%error, "nobody is taken by TLS before there is a certificate");
            Ok(Own {
                identity: identity.clone(),
                config: None,
                read: stamp(identity),
                until: None,
            })
        })
    }

    /// Reads the files.
    pub fn read(identity: &Identity) -> Result<Own, TlsError> {
        let read = stamp(identity);
        let chain = certificates(&identity.certificate)?;
        let until = chain.first().and_then(|own| validity(own)).map(|it| it.1);
        let key = PrivateKeyDer::from_pem_file(&identity.key)
            .map_err(|error| unusable(&identity.key, &error.to_string()))?;
        let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .map_err(|error| {
                let certificate = identity.certificate.display();
                unusable(&identity.key, &format!("with {certificate}: {error}"))
            })?;
        // A session that is kept for each phone costs more than the few that are resumed save.
        config.session_storage = Arc::new(rustls::server::NoServerSessionStorage {});
        config.send_tls13_tickets = 0;
        Ok(Own {
            identity: identity.clone(),
            config: Some(Arc::new(config)),
            read,
            until,
        })
    }

    /// Whether the files are others than those that were read.
    pub fn is_stale(&self) -> bool {
        stamp(&self.identity) != self.read
    }

    /// The same files, read again. If that fails they are not tried before they change once more.
    pub fn again(&mut self, wall: Timestamp) -> Result<(), TlsError> {
        self.read = stamp(&self.identity);
        let next = Own::read(&self.identity)?;
        if next.is_over(wall) && self.is_there() && !self.is_over(wall) {
            let why = "it has expired, and the one before it has not";
            return Err(unusable(&self.identity.certificate, why));
        }
        *self = next;
        Ok(())
    }

    /// Whether there is one.
    pub fn is_there(&self) -> bool {
        self.config.is_some()
    }

    fn is_over(&self, wall: Timestamp) -> bool {
        self.until.is_some_and(|until| until < wall)
    }

    /// The other side of somebody who comes.
    pub fn meet(&self) -> Result<Channel, rustls::Error> {
        let none = || rustls::Error::General("there is no certificate yet".to_owned());
        let config = self.config.as_ref().ok_or_else(none)?;
        let tls = ServerConnection::new(Arc::clone(config))?;
        Ok(Channel::Tls(Box::new(tls.into())))
    }
}

/// Whom we believe when we call.
pub(super) struct Others {
    config: Arc<ClientConfig>,
    chain: Arc<WebPkiServerVerifier>,
    /// The names that those at an address are to prove; others are to prove the address.
    expected: Expected,
}

impl Others {
    /// The public authorities, and those of these files.
    pub fn proven_by(files: &[PathBuf]) -> Result<Others, TlsError> {
        let mut roots = RootCertStore {
            roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
        };
        for path in files {
            for certificate in certificates(path)? {
                let added = roots.add(certificate);
                added.map_err(|error| unusable(path, &error.to_string()))?;
            }
        }
        let provider = Arc::new(ring::default_provider());
        let chain =
            WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider))
                .build()
                .map_err(|error| rustls::Error::General(error.to_string()))?;
        let mut config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_webpki_verifier(Arc::clone(&chain))
            .with_no_client_auth();
        config.resumption = rustls::client::Resumption::disabled();
        Ok(Others {
            config: Arc::new(config),
            chain,
            expected: Expected::new(),
        })
    }

    /// Expects these names from here on; the addresses of which others were expected before.
    pub fn expect(&mut self, names: Expected) -> BTreeSet<SocketAddr> {
        let before = std::mem::replace(&mut self.expected, names);
        let all = before.keys().chain(self.expected.keys());
        all.filter(|at| before.get(at) != self.expected.get(at))
            .copied()
            .collect()
    }

    /// Our side of a call to whoever is at `remote`.
    pub fn call(&self, remote: SocketAddr) -> Result<Channel, rustls::Error> {
        let (name, besides) = names_of(&self.expected, remote)?;
        let mut config = Arc::clone(&self.config);
        if !besides.is_empty() {
            let all = AllOf::new(Arc::clone(&self.chain), besides);
            let config = Arc::make_mut(&mut config);
            config.dangerous().set_certificate_verifier(Arc::new(all));
        }
        let tls = ClientConnection::new(config, name)?;
        Ok(Channel::Tls(Box::new(tls.into())))
    }
}

fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, TlsError> {
    let words = |error: pem::Error| unusable(path, &error.to_string());
    let all = CertificateDer::pem_file_iter(path).map_err(words)?;
    let all: Vec<_> = all.collect::<Result<_, _>>().map_err(words)?;
    match all.is_empty() {
        true => Err(unusable(path, "there is no certificate in it")),
        false => Ok(all),
    }
}

fn unusable(path: &Path, why: &str) -> TlsError {
    TlsError::File {
        path: path.to_owned(),
        why: why.to_owned(),
    }
}

fn stamp(identity: &Identity) -> Stamp {
    let changed = |path: &Path| std::fs::metadata(path).and_then(|it| it.modified()).ok();
    Stamp([&identity.certificate, &identity.key].map(|path| changed(path)))
}
