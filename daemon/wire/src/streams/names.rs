//! The names that a certificate is to prove, which can be several: two trunks may lead to one address.

use std::net::SocketAddr;
use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{WebPkiServerVerifier, verify_server_name};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{DigitallySignedStruct, Error, SignatureScheme};
use sip::Expected;

/// The name that is asked for, and those that are to be proven besides. Who is expected to prove
/// nothing else proves his address.
pub(super) fn names_of(
    expected: &Expected,
    remote: SocketAddr,
) -> Result<(ServerName<'static>, Vec<ServerName<'static>>), Error> {
    let names = expected.get(&remote).into_iter().flatten();
    let names = names.map(|name| {
        ServerName::try_from(name.clone())
            .map_err(|_| Error::General(format!("no certificate proves a name like `{name}`")))
    });
    let mut names: Vec<_> = names.collect::<Result<_, _>>()?;
    // A server that has several certificates is told a name, not an address.
    names.sort_by_key(|name| matches!(name, ServerName::IpAddress(_)));
    let mut names = names.into_iter();
    let address = || ServerName::IpAddress(remote.ip().to_canonical().into());
    let first = names.next().unwrap_or_else(address);
    Ok((first, names.collect()))
}

/// Proof of the name that is asked for and of these besides.
#[derive(Debug)]
pub(super) struct AllOf {
    chain: Arc<WebPkiServerVerifier>,
    besides: Vec<ServerName<'static>>,
}

impl AllOf {
    pub fn new(chain: Arc<WebPkiServerVerifier>, besides: Vec<ServerName<'static>>) -> AllOf {
        AllOf { chain, besides }
    }
}

impl ServerCertVerifier for AllOf {
    fn verify_server_cert(
        &self,
        own: &CertificateDer<'_>,
        between: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let proven = self
            .chain
            .verify_server_cert(own, between, name, ocsp, now)?;
        let own = ParsedCertificate::try_from(own)?;
        for name in &self.besides {
            verify_server_name(&own, name)?;
        }
        Ok(proven)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        own: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.chain.verify_tls12_signature(message, own, signed)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        own: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.chain.verify_tls13_signature(message, own, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.chain.supported_verify_schemes()
    }
}
