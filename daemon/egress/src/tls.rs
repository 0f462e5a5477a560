//! Whom to believe that he is who he says.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::{self, PemObject};
use tokio_rustls::rustls::{self, ClientConfig, RootCertStore};

/// Why there is no TLS.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file of certificates cannot be used.
    #[error(
        "{} holds no certificates of authorities: {why}; give a file of PEM certificates",
        path.display()
    )]
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

/// TLS that believes the public authorities, and those in `files` besides.
///
/// # Errors
/// If a file holds none.
pub fn connector(files: &[PathBuf]) -> Result<TlsConnector, TlsError> {
    let mut roots = RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    };
    for path in files {
        add(&mut roots, path).map_err(|why| TlsError::File {
            path: path.clone(),
            why,
        })?;
    }
    let provider = Arc::new(ring::default_provider());
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(TlsConnector::from(Arc::new(config)))
}

fn add(roots: &mut RootCertStore, path: &Path) -> Result<(), String> {
    let words = |error: pem::Error| error.to_string();
    let mut none = true;
    for certificate in CertificateDer::pem_file_iter(path).map_err(words)? {
        let certificate = certificate.map_err(words)?;
        roots.add(certificate).map_err(|error| error.to_string())?;
        none = false;
    }
    if none {
        return Err("there is no certificate in it".to_owned());
    }
    Ok(())
}

/// Whether a connection failed because the other side could not prove who it is, as against a
/// connection that broke.
pub fn is_distrust(error: &io::Error) -> bool {
    error
        .get_ref()
        .is_some_and(|inner| inner.is::<rustls::Error>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_certificates_is_told_by_its_name() {
        for path in ["/dev/null", "/nowhere/ca.pem"] {
            let error = connector(&[path.into()]).err().expect("refused");
            assert!(error.to_string().starts_with(path), "{error}");
        }
    }
}
