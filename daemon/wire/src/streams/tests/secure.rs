//! TLS.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use rcgen::{CertificateParams, Issuer, KeyPair};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use super::*;

/// An authority and the files of those whom it knows.
pub(super) struct Town {
    directory: tempfile::TempDir,
    issuer: Issuer<'static, KeyPair>,
}

impl Town {
    pub fn new() -> Town {
        let mut params = CertificateParams::new(Vec::new()).expect("no names");
        params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
        let key = KeyPair::generate().expect("a key");
        let certificate = params.self_signed(&key).expect("signed");
        let directory = tempfile::tempdir().expect("a directory");
        let ca = pem("CERTIFICATE", certificate.der());
        std::fs::write(directory.path().join("ca.pem"), ca).expect("written");
        Town {
            issuer: Issuer::new(params, key),
            directory,
        }
    }

    /// Writes the certificate of somebody at these names, which ends in that year.
    pub fn issue(&self, names: &[&str], until: i32) -> Identity {
        let names: Vec<_> = names.iter().map(ToString::to_string).collect();
        let mut params = CertificateParams::new(names).expect("names");
        params.not_after = rcgen::date_time_ymd(until, 1, 1);
        let key = KeyPair::generate().expect("a key");
        let certificate = params.signed_by(&key, &self.issuer).expect("signed");
        let identity = self.identity();
        let chain = pem("CERTIFICATE", certificate.der());
        std::fs::write(&identity.certificate, chain).expect("written");
        let key = pem("PRIVATE KEY", key.serialized_der());
        std::fs::write(&identity.key, key).expect("written");
        identity
    }

    fn identity(&self) -> Identity {
        Identity {
            certificate: self.directory.path().join("own.pem"),
            key: self.directory.path().join("own.key"),
            awaited: false,
        }
    }

    fn bench(&self) -> Bench {
        self.bench_with(|_| {})
    }

    pub fn bench_with(&self, change: impl FnOnce(&mut StreamSettings)) -> Bench {
        Bench::start(|settings| {
            settings.listen = vec![(Transport::Tls, any())];
            settings.identity = Some(self.identity());
            settings.authorities = vec![self.authority_file()];
            change(settings);
        })
    }

    /// The certificate of the authority.
    pub fn authority_file(&self) -> PathBuf {
        self.directory.path().join("ca.pem")
    }

    /// A phone that believes the authority.
    fn phone(&self, bench: &Bench) -> Phone {
        phone(bench.connect(), &self.authority_file())
    }
}

type Phone = StreamOwned<ClientConnection, TcpStream>;

/// A phone that believes the authority of that file.
pub(super) fn phone(socket: TcpStream, authority: &Path) -> Phone {
    let mut roots = RootCertStore::empty();
    let authority = CertificateDer::from_pem_file(authority).expect("a certificate");
    roots.add(authority).expect("an authority");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = "127.0.0.1".try_into().expect("a name");
    let tls = ClientConnection::new(Arc::new(config), name).expect("a phone");
    StreamOwned::new(tls, socket)
}

/// PEM, by the letters of base 64.
fn pem(what: &str, der: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in der.chunks(3) {
        let bits = three
            .iter()
            .fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte));
        let bits = bits << (8 * (3 - three.len()));
        for place in 0..4 {
            let letter = LETTERS[bits >> (18 - 6 * place) & 63];
            text.push(if place > three.len() {
                '='
            } else {
                char::from(letter)
            });
        }
    }
    format!("-----BEGIN {what}-----\n{text}\n-----END {what}-----\n")
}

#[test]
fn messages_travel_by_tls_both_ways() {
    let town = Town::new();
    town.issue(&["127.0.0.1"], 2040);
    let bench = town.bench();
    let mut phone = town.phone(&bench);
    phone.write_all(&message(60_000)).expect("sent");
    phone.write_all(b"\r\n\r\n").expect("sent");
    let (flow, came) = bench.message();
    assert_eq!((flow.transport, came), (Transport::Tls, message(60_000)));
    let mut pong = [0; 2];
    phone.read_exact(&mut pong).expect("a pong");
    assert!(bench.streams.send(flow, &message(60_000)));
    let mut answer = vec![0; message(60_000).len()];
    phone.read_exact(&mut answer).expect("an answer");
    assert_eq!(answer, message(60_000));
    assert_eq!(bench.streams.counts().open_tls, 1);
    drop(phone);
    assert_eq!(bench.told(), Told::Gone(flow));
}

#[test]
fn whom_we_call_proves_who_he_is() {
    let town = Town::new();
    town.issue(&["127.0.0.1", "sip.example.com"], 2040);
    let callee = town.bench();
    let remote = callee.streams.places()[0].1;
    let flow = Flow::new(Transport::Tls, any(), remote);
    let stranger = Bench::start(|_| {});
    stranger.streams.send(flow, &message(0));
    assert_eq!(
        stranger.told(),
        Told::Distrusted(flow, Distrust::Unknown),
        "the authority is not believed"
    );
    stranger.ended("distrust", 1);
    let caller = town.bench();
    caller.streams.send(flow, &message(0));
    assert_eq!(callee.message().1, message(0));
    let named = town.bench();
    named.streams.expect(names(remote, &["sip.example.com"]));
    named.streams.send(flow, &message(2));
    assert_eq!(callee.message().1, message(2));
}

fn names(remote: SocketAddr, names: &[&str]) -> Expected {
    let names = names.iter().map(ToString::to_string).collect();
    Expected::from([(remote, names)])
}

#[test]
fn each_name_that_is_expected_is_proven_or_nothing_is_sent() {
    let town = Town::new();
    town.issue(&["127.0.0.1", "sip.example.com", "sip.example.org"], 2040);
    let callee = town.bench();
    let remote = callee.streams.places()[0].1;
    let flow = Flow::new(Transport::Tls, any(), remote);
    let both = ["sip.example.com", "sip.example.org"];
    let caller = town.bench();
    caller.streams.expect(names(remote, &both));
    caller.streams.send(flow, &message(0));
    assert_eq!(callee.message().1, message(0));
    // Somebody else is expected there: what was proven does not count any more.
    for wrong in [
        &["sip.example.net"][..],
        &["sip.example.com", "sip.example.net"],
    ] {
        caller.streams.expect(names(remote, wrong));
        caller.streams.send(flow, &message(1));
        let told = std::iter::repeat_with(|| caller.told());
        let mut told = told.filter(|it| *it != Told::Gone(flow));
        let why = Distrust::OtherName {
            expected: "sip.example.net".to_owned(),
            proven: "127.0.0.1, sip.example.com, sip.example.org".to_owned(),
        };
        assert_eq!(told.next(), Some(Told::Distrusted(flow, why)));
    }
    caller.streams.expect(names(remote, &both[..1]));
    caller.streams.send(flow, &message(2));
    let mut came = std::iter::repeat_with(|| callee.told());
    let came = came.find_map(|told| match told {
        Told::Message(_, bytes) => Some(bytes),
        Told::Gone(_) | Told::Distrusted(..) => None,
    });
    assert_eq!(
        came,
        Some(message(2)),
        "and nothing of what was not believed"
    );
}

#[test]
fn an_expired_certificate_proves_nothing_and_is_told() {
    let town = Town::new();
    town.issue(&["127.0.0.1"], 2020);
    let callee = town.bench();
    let until = callee.streams.counts().certificate_until;
    assert!(until > 0 && until < Timestamp::now().as_second());
    let caller = town.bench();
    let flow = Flow::new(Transport::Tls, any(), callee.streams.places()[0].1);
    caller.streams.send(flow, &message(0));
    assert_eq!(caller.told(), Told::Distrusted(flow, Distrust::Expired));
    caller.ended("distrust", 1);
    callee.ended("distrust", 1);
}

#[test]
fn who_begins_tls_and_does_not_go_on_is_cut() {
    let town = Town::new();
    town.issue(&["127.0.0.1"], 2040);
    let soon = Duration::from_millis(100);
    let bench = town.bench_with(|settings| settings.limits.message_within = soon);
    let mut peer = bench.connect();
    peer.write_all(&[22, 3, 1]).expect("sent");
    assert!(is_closed(&mut peer));
    bench.ended("slow", 1);
    let mut plain = bench.connect();
    plain.write_all(&message(0)).expect("sent");
    assert!(
        std::iter::repeat_with(|| is_closed(&mut plain))
            .take(100)
            .any(|it| it)
    );
    bench.ended("distrust", 1);
}

#[test]
fn a_new_certificate_is_taken_without_dropping_anybody_and_a_broken_one_is_not() {
    let town = Town::new();
    let mut own = Own::read(&town.issue(&["127.0.0.1"], 2040)).expect("read");
    assert!(!own.is_stale());
    let later = std::time::SystemTime::now() + Duration::from_secs(60);
    let touch = |identity: &Identity, at| {
        let file = std::fs::File::options()
            .append(true)
            .open(&identity.certificate);
        file.and_then(|file| file.set_modified(at))
            .expect("touched");
    };
    let identity = town.issue(&["127.0.0.1"], 2041);
    touch(&identity, later);
    assert!(own.is_stale());
    own.again(Timestamp::now()).expect("read again");
    let until = own.until.map(|it| it.to_string());
    assert_eq!(until.as_deref(), Some("2041-01-01T00:00:00Z"));
    let key = std::fs::read(&identity.key).expect("a key");
    let mut at = later;
    let mut refuses = |what: &str, words: &str| {
        at += Duration::from_secs(60);
        touch(&identity, at);
        assert!(own.is_stale(), "{what}");
        let refused = own
            .again(Timestamp::now())
            .map(|_| ())
            .map_err(|error| error.to_string());
        assert!(
            refused.as_ref().is_err_and(|told| told.contains(words)),
            "{what}: {refused:?}"
        );
        assert!(
            !own.is_stale() && own.meet().is_ok(),
            "the one before is still used"
        );
    };
    town.issue(&["127.0.0.1"], 2020);
    refuses("it has expired", "has expired");
    town.issue(&["127.0.0.1"], 2042);
    std::fs::write(&identity.key, key).expect("written");
    refuses("another's key", "own.key");
    std::fs::write(&identity.certificate, "rubbish").expect("written");
    refuses("no certificate", "there is no certificate");
}

/// The certificate that somebody who comes is shown.
fn shown(phone: &Phone) -> CertificateDer<'static> {
    let chain = phone.conn.peer_certificates().expect("a chain");
    chain[0].clone().into_owned()
}

#[test]
fn who_is_there_stays_over_a_renewal_and_who_comes_later_is_shown_the_next_certificate() {
    let town = Town::new();
    town.issue(&["127.0.0.1"], 2040);
    let bench = town.bench();
    let mut early = town.phone(&bench);
    early.write_all(&message(1)).expect("sent");
    let (flow, _) = bench.message();
    let next = town.issue(&["127.0.0.1"], 2041);
    bench.streams.look_again();
    bench.eventually("it is read", |counts| counts.certificate_renewed == 1);
    let mut late = town.phone(&bench);
    late.write_all(&message(2)).expect("sent");
    bench.message();
    let wanted = CertificateDer::from_pem_file(&next.certificate).expect("a certificate");
    assert_eq!(shown(&late), wanted);
    assert_ne!(shown(&early), wanted);
    early.write_all(&message(3)).expect("sent");
    assert_eq!(bench.message(), (flow, message(3)));
    assert!(bench.streams.send(flow, &message(4)));
    let mut answer = vec![0; message(4).len()];
    early.read_exact(&mut answer).expect("an answer");
    assert_eq!(answer, message(4));
    std::fs::write(&next.certificate, "rubbish").expect("written");
    bench.streams.look_again();
    bench.eventually("it is refused", |counts| counts.certificate_failed == 1);
    assert!(bench.streams.counts().certificate_until > 0);
}

#[test]
fn nobody_is_taken_by_tls_before_an_awaited_certificate_is_there() {
    let town = Town::new();
    let awaited = Identity {
        awaited: true,
        ..town.identity()
    };
    let bench = town.bench_with(|settings| settings.identity = Some(awaited));
    assert!(is_closed(&mut bench.connect()));
    bench.eventually("turned away", |counts| counts.turned_away == 1);
    assert_eq!(bench.streams.counts().certificate_until, 0);
    town.issue(&["127.0.0.1"], 2040);
    bench.streams.look_again();
    bench.eventually("it is read", |counts| counts.certificate_renewed == 1);
    let mut phone = town.phone(&bench);
    phone.write_all(&message(1)).expect("sent");
    assert_eq!(bench.message().1, message(1));
}

#[test]
fn tls_without_a_certificate_is_refused_in_words() {
    let settings = StreamSettings {
        listen: vec![(Transport::Tls, any())],
        ..StreamSettings::default()
    };
    let refused = Streams::start(&settings, |_| true).err().expect("refused");
    assert!(refused.to_string().contains("certificate"), "{refused}");
    let town = Town::new();
    let settings = StreamSettings {
        identity: Some(town.identity()),
        ..settings
    };
    let refused = Streams::start(&settings, |_| true).err().expect("refused");
    assert!(refused.to_string().contains("own.pem"), "{refused}");
}
