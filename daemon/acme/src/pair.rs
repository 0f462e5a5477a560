//! A certificate with those that lead to its authority, and its key.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use tokio_rustls::rustls::client::verify_server_name;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use tokio_rustls::rustls::server::ParsedCertificate;
use tokio_rustls::rustls::sign::CertifiedKey;

use crate::named::Domain;
use crate::schedule::Term;
use crate::world::Validity;

/// As PEM.
pub fn pem(what: &str, der: &[u8]) -> String {
    let text = BASE64_STANDARD.encode(der);
    let lines = text.as_bytes().chunks(64).map(String::from_utf8_lossy);
    let lines: Vec<_> = lines.collect();
    format!(
        "-----BEGIN {what}-----\n{}\n-----END {what}-----\n",
        lines.join("\n")
    )
}

/// A certificate and its key that belong together, as PEM.
pub struct Pair {
    text: String,
    term: Term,
}

impl Pair {
    /// Reads a text with both, which are for these hosts.
    ///
    /// # Errors
    /// In words, what is wrong with it.
    pub fn read(text: String, domains: &[Domain], validity: Validity) -> Result<Pair, String> {
        let words = |error: &dyn std::fmt::Display| error.to_string();
        let chain = CertificateDer::pem_slice_iter(text.as_bytes()).collect::<Result<Vec<_>, _>>();
        let chain = chain.map_err(|error| words(&error))?;
        let own = chain
            .first()
            .cloned()
            .ok_or("there is no certificate in it")?;
        let key = PrivateKeyDer::from_pem_slice(text.as_bytes()).map_err(|error| words(&error))?;
        let provider = ring::default_provider();
        CertifiedKey::from_der(chain, key, &provider).map_err(|error| words(&error))?;
        let parsed = ParsedCertificate::try_from(&own).map_err(|error| words(&error))?;
        for domain in domains {
            let name = ServerName::try_from(domain.as_str()).map_err(|error| words(&error))?;
            verify_server_name(&parsed, &name).map_err(|error| words(&error))?;
        }
        let term = validity(&own).and_then(Term::of);
        let term = term.ok_or("nobody can tell when the certificate holds")?;
        Ok(Pair { text, term })
    }

    /// Both as one text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The time of the certificate.
    pub fn term(&self) -> Term {
        self.term
    }
}
