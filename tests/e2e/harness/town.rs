//! An authority, and certificates of the daemon and of its carrier.

use std::net::Ipv4Addr;
use std::path::PathBuf;

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, date_time_ymd};

use crate::place::{Place, write};

/// The file of the authority, below the directory of a place.
pub(crate) const AUTHORITY: &str = "authority.pem";
/// The certificate and the key of the carrier.
pub(crate) const PEER: [&str; 2] = ["peer.pem", "peer.key"];

/// What the carrier is called, besides its address.
const CARRIER: &str = "carrier.example";

/// The certificate and the key of whoever is at 127.0.0.1, in one file.
const HERE: &str = "here.pem";

/// The year that ends certificates which are not about their end.
const UNTIL: i32 = 2040;

impl Place {
    /// Writes the certificate of the daemon at its address and its key, both as PEM, and that of the
    /// authority that signed it: the settings that name them.
    pub fn certify(&self) -> [String; 4] {
        settings(self.certified("own", self.net.daemon()))
    }

    /// Writes the certificate of whoever is at that address and its key, those of the carrier at his, and
    /// that of another authority that signed them: the paths of the first.
    pub(crate) fn certified(&self, name: &str, address: Ipv4Addr) -> [String; 2] {
        let issuer = self.authority(AUTHORITY);
        let carrier = PEER.map(|file| self.path(file));
        let at = self.net.carrier().to_string();
        sign(&issuer, &[&at, CARRIER], UNTIL, &carrier);
        let here = ["here.crt", "here.key"].map(|file| self.path(file));
        sign(&issuer, &[&Ipv4Addr::LOCALHOST.to_string()], UNTIL, &here);
        let both = here.map(|file| std::fs::read(file).expect("PEM")).concat();
        write(&self.identity_here(), &both);
        let files = ["pem", "key"].map(|kind| self.path(&format!("{name}.{kind}")));
        sign(&issuer, &[&address.to_string()], UNTIL, &files);
        files.map(|file| file.display().to_string())
    }

    /// Writes the certificate of somebody with that name, good until that year begins, and that of an
    /// authority of his own in that file: the settings that name the first.
    pub fn certify_as(&self, authority: &str, name: &str, until: i32) -> [String; 4] {
        let issuer = self.authority(authority);
        let files = ["pem", "key"].map(|kind| self.path(&format!("of-{authority}.{kind}")));
        sign(&issuer, &[name], until, &files);
        settings(files.map(|file| file.display().to_string()))
    }

    /// The certificate and the key of whoever is at 127.0.0.1, once [`Place::certify`] has made them.
    pub(crate) fn identity_here(&self) -> PathBuf {
        self.path(HERE)
    }

    /// Another authority, whose certificate is in that file.
    fn authority(&self, file: &str) -> Issuer<'static, KeyPair> {
        let mut params = CertificateParams::new(Vec::new()).expect("no names");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        // Two of one name would be taken for each other until their signatures are looked at.
        params.distinguished_name.push(DnType::CommonName, file);
        let key = KeyPair::generate().expect("a key");
        let own = params.self_signed(&key).expect("signed");
        write(&self.path(file), pem("CERTIFICATE", own.der()).as_bytes());
        Issuer::new(params, key)
    }
}

fn settings([certificate, key]: [String; 2]) -> [String; 4] {
    [
        "--tls-cert".to_owned(),
        certificate,
        "--tls-key".to_owned(),
        key,
    ]
}

/// A certificate of who has those names until that year begins, and its key.
fn sign(issuer: &Issuer<'_, KeyPair>, names: &[&str], until: i32, files: &[PathBuf; 2]) {
    let all = names
        .iter()
        .map(|name| (*name).to_owned())
        .collect::<Vec<_>>();
    let mut params = CertificateParams::new(all).expect("names");
    params.not_after = date_time_ymd(until, 1, 1);
    // Of the same name as its issuer it would be taken for its own.
    params.distinguished_name.push(DnType::CommonName, names[0]);
    let key = KeyPair::generate().expect("a key");
    let signed = params.signed_by(&key, issuer).expect("signed");
    let [certificate, private] = files;
    write(certificate, pem("CERTIFICATE", signed.der()).as_bytes());
    write(private, pem("PRIVATE KEY", key.serialized_der()).as_bytes());
}

/// PEM, by the letters of base 64.
fn pem(what: &str, der: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in der.chunks(3) {
        let add = |bits, byte: &u8| bits << 8 | usize::from(*byte);
        let bits = three.iter().fold(0_usize, add) << (8 * (3 - three.len()));
        for place in 0..4 {
            let letter = char::from(LETTERS[bits >> (18 - 6 * place) & 63]);
            text.push(if place > three.len() { '=' } else { letter });
        }
        if text.len() % 65 == 64 {
            text.push('\n');
        }
    }
    format!("-----BEGIN {what}-----\n{text}\n-----END {what}-----\n")
}
