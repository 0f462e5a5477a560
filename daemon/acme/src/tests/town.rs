//! An authority that runs, and a daemon's directory.

use std::net::{SocketAddr, TcpListener as StdListener};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use kernel::{Chance, Mono, Now};
use rcgen::{BasicConstraints, CertificateParams, IsCa, KeyPair, PublicKeyData};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, ServerConfig};
use tokio_rustls::{TlsAcceptor, TlsConnector};

use super::authority::{Authority, State};
use crate::client::Client;
use crate::order::Desk;
use crate::pair::pem;
use crate::responder::{Answers, serve};
use crate::settings::{Limits, Settings};
use crate::vault::Vault;
use crate::world::World;

/// Whoever signs certificates.
pub struct Issuer(rcgen::Issuer<'static, KeyPair>);

/// The public key in a request to be signed.
struct Requested(Vec<u8>);

impl PublicKeyData for Requested {
    fn der_bytes(&self) -> &[u8] {
        &self.0
    }

    fn algorithm(&self) -> &'static rcgen::SignatureAlgorithm {
        &rcgen::PKCS_ECDSA_P256_SHA256
    }
}

impl Requested {
    /// The point of P-256 in it: 65 bytes that begin with 4, behind the head of a bit string.
    fn of(request: &[u8]) -> Requested {
        let head = [0x03, 0x42, 0x00, 0x04];
        let place = request.windows(4).position(|it| it == head).expect("a key");
        Requested(request[place + 3..place + 68].to_vec())
    }
}

impl Issuer {
    fn new() -> (Issuer, String) {
        let mut params = CertificateParams::new(Vec::new()).expect("no names");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().expect("a key");
        let certificate = params.self_signed(&key).expect("signed");
        let certificate = pem("CERTIFICATE", certificate.der());
        (Issuer(rcgen::Issuer::new(params, key)), certificate)
    }

    /// A certificate for the key of a request, or for another.
    pub fn issue(&self, names: Vec<String>, request: Option<&[u8]>, term: (i64, i64)) -> String {
        let mut params = CertificateParams::new(names).expect("names");
        let now = jiff::Timestamp::now().as_second();
        let at = |seconds: i64| {
            let begin = rcgen::date_time_ymd(1970, 1, 1);
            begin + Duration::from_secs(u64::try_from(now + seconds).expect("after 1970"))
        };
        params.not_before = at(term.0);
        params.not_after = at(term.1);
        let signed = match request {
            Some(request) => params.signed_by(&Requested::of(request), &self.0),
            None => params.signed_by(&KeyPair::generate().expect("a key"), &self.0),
        };
        pem("CERTIFICATE", signed.expect("signed").der())
    }

    fn server(&self) -> TlsAcceptor {
        let key = KeyPair::generate().expect("a key");
        let params = CertificateParams::new(vec!["127.0.0.1".to_owned()]).expect("names");
        let certificate = params.signed_by(&key, &self.0).expect("signed");
        let key = PrivateKeyDer::try_from(key.serialize_der()).expect("a key");
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], key);
        TlsAcceptor::from(Arc::new(config.expect("a certificate")))
    }
}

/// An authority that runs, and a daemon's directory.
pub struct Town {
    pub authority: Authority,
    pub settings: Settings,
    pub runtime: Runtime,
    _files: tempfile::TempDir,
}

impl Town {
    pub fn new() -> Town {
        let files = tempfile::tempdir().expect("a directory");
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .expect("a runtime");
        let (issuer, certificate) = Issuer::new();
        let believed = files.path().join("authority.pem");
        std::fs::write(&believed, certificate).expect("written");
        let listener = runtime
            .block_on(TcpListener::bind("127.0.0.1:0"))
            .expect("a socket");
        let directory = format!(
            "https://{}/directory",
            listener.local_addr().expect("an address")
        );
        let (http, tls) = (free(), issuer.server());
        let authority = Authority::new(issuer, http);
        runtime.spawn(authority.clone().serve(listener, tls));
        let settings = Settings {
            domains: vec!["sip.example.com".parse().expect("a name")],
            contacts: vec!["mailto:admin@example.com".parse().expect("a contact")],
            directory: directory.parse().expect("a directory"),
            authorities: vec![believed],
            http,
            data: files.path().join("acme"),
            limits: Limits::default(),
        };
        Town {
            authority,
            settings,
            runtime,
            _files: files,
        }
    }

    pub fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.authority.state()
    }

    /// Somebody who orders. Challenges are answered for as long as the town is there.
    pub fn desk(&self) -> Desk {
        let answers = Answers::default();
        let listener = self.runtime.block_on(TcpListener::bind(self.settings.http));
        let listener = listener.expect("the port is free");
        self.runtime.spawn(serve(
            listener,
            answers.clone(),
            self.settings.limits,
            Arc::default(),
        ));
        self.desk_with(answers)
    }

    /// Somebody who orders and answers no challenge.
    pub fn mute_desk(&self) -> Desk {
        self.desk_with(Answers::default())
    }

    fn desk_with(&self, answers: Answers) -> Desk {
        Desk {
            client: Client::new(
                self.settings.directory.clone(),
                self.tls(),
                self.settings.limits,
            ),
            vault: Vault::new(&self.settings, validity),
            answers,
            settings: self.settings.clone(),
        }
    }

    /// What a keeper needs besides.
    pub fn world(&self) -> World {
        World {
            chance: Chance::from_number(7),
            now,
            validity,
            tls: self.tls(),
            on_thread: || {},
        }
    }

    /// TLS that believes those of the settings.
    fn tls(&self) -> TlsConnector {
        let mut roots = RootCertStore::empty();
        for file in &self.settings.authorities {
            let authority = CertificateDer::from_pem_file(file).expect("a certificate");
            roots.add(authority).expect("an authority");
        }
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_root_certificates(roots)
            .with_no_client_auth();
        TlsConnector::from(Arc::new(config))
    }

    pub fn certificate_file(&self) -> PathBuf {
        self.settings.certificate_file()
    }
}

/// Both clocks.
fn now() -> Now {
    static BEGIN: OnceLock<Instant> = OnceLock::new();
    Now {
        mono: Mono::ZERO + BEGIN.get_or_init(Instant::now).elapsed(),
        wall: Timestamp::now(),
    }
}

/// The first two times in it, which are of this century.
pub fn validity(certificate: &[u8]) -> Option<(Timestamp, Timestamp)> {
    let places = certificate
        .windows(15)
        .filter(|it| it.starts_with(&[0x17, 13]));
    let mut times = places.filter_map(|it| {
        let text = format!("20{}", std::str::from_utf8(&it[2..]).ok()?);
        let time = jiff::civil::DateTime::strptime("%Y%m%d%H%M%SZ", text).ok()?;
        Some(time.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp())
    });
    Some((times.next()?, times.next()?))
}

/// An address that is free a moment before it is used.
fn free() -> SocketAddr {
    let socket = StdListener::bind("127.0.0.1:0").expect("a socket");
    socket.local_addr().expect("an address")
}
