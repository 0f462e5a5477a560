//! The other side proves who it is.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use model::ask::{AskFailure, Reply};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};

use super::{Desk, Names, Server};
use crate::Settings;

/// An authority of nobody's, its certificate in a file, and a server with a certificate of its.
struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
    file: tempfile::NamedTempFile,
}

impl Authority {
    fn new() -> Authority {
        let mut params = CertificateParams::new(Vec::new()).expect("parameters");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().expect("a key");
        let issuer = CertifiedIssuer::self_signed(params, key).expect("an authority");
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        file.write_all(pem(issuer.der()).as_bytes())
            .expect("written");
        Authority { issuer, file }
    }

    fn acceptor(&self, names: &[&str]) -> TlsAcceptor {
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        let params = CertificateParams::new(names).expect("parameters");
        let key = KeyPair::generate().expect("a key");
        let certificate = params.signed_by(&key, &self.issuer).expect("a certificate");
        let chain = vec![certificate.der().clone()];
        let key = PrivatePkcs8KeyDer::from(key.serialize_der());
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(chain, key.into())
            .expect("a server");
        TlsAcceptor::from(Arc::new(config))
    }

    fn files(&self) -> Vec<PathBuf> {
        vec![self.file.path().to_owned()]
    }
}

/// PEM, by the letters of base 64.
fn pem(der: &CertificateDer<'_>) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in der.chunks(3) {
        let bits = three
            .iter()
            .fold(0, |bits, byte| bits << 8 | u32::from(*byte));
        let bits = bits << (8 * (3 - three.len()));
        for n in 0..4 {
            let letter = char::from(LETTERS[(bits >> (18 - 6 * n)) as usize & 63]);
            text.push(if n > three.len() { '=' } else { letter });
        }
    }
    format!("-----BEGIN CERTIFICATE-----\n{text}\n-----END CERTIFICATE-----\n")
}

async fn ask(port: u16, ca_files: Vec<PathBuf>) -> Reply {
    let names = Names::none().with("a.example", &["127.0.0.1"]);
    let mut desk = Desk::of(
        &names,
        &Settings {
            networks: vec!["127.0.0.1/32".parse().expect("a network")],
            ca_files,
            ..Settings::default()
        },
    );
    let url = format!("https://a.example:{port}/");
    desk.ask(&url).await
}

#[tokio::test]
async fn an_authority_from_a_file_is_believed_and_an_unknown_one_is_not() {
    let authority = Authority::new();
    let tls = authority.acceptor(&["a.example"]);
    let server = Server::secure(tls).await;
    let reply = ask(server.address.port(), authority.files()).await;
    assert_eq!(reply.as_deref(), Ok("{}"));
    assert_eq!(
        ask(server.address.port(), Vec::new()).await,
        Err(AskFailure::Tls)
    );
    let other = Authority::new();
    assert_eq!(
        ask(server.address.port(), other.files()).await,
        Err(AskFailure::Tls)
    );
    assert_eq!(
        server.seen().len(),
        1,
        "nothing was asked before it was believed"
    );
}

#[tokio::test]
async fn a_certificate_for_another_name_is_not_believed() {
    let authority = Authority::new();
    let tls = authority.acceptor(&["b.example"]);
    let server = Server::secure(tls).await;
    let reply = ask(server.address.port(), authority.files()).await;
    assert_eq!(reply, Err(AskFailure::Tls));
}

#[tokio::test]
async fn a_server_without_tls_is_not_asked() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a socket");
    let port = listener.local_addr().expect("an address").port();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a connection");
        let said = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
        said.expect("written");
        // It listens until the other side leaves.
        let _left = stream.read_to_end(&mut Vec::new()).await;
    });
    assert_eq!(ask(port, Vec::new()).await, Err(AskFailure::Tls));
}
