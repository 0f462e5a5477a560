//! The files: the account, and the certificate with its key. Nobody else on the machine can read them.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::named::Domain;
use crate::pair::Pair;
use crate::settings::Settings;
use crate::trouble::Trouble;
use crate::world::Validity;

/// An account at the authority.
#[derive(Serialize, Deserialize)]
pub struct Account {
    /// Whom the authority was told to write to.
    pub contacts: Vec<String>,
    /// Where the authority keeps it.
    pub address: String,
    /// Its key.
    pub key: String,
}

/// Where an account and a certificate are kept.
#[derive(Debug)]
pub struct Vault {
    account: PathBuf,
    certificate: PathBuf,
    domains: Vec<Domain>,
    validity: Validity,
}

impl Vault {
    /// Where those of these settings are kept.
    pub fn new(settings: &Settings, validity: Validity) -> Vault {
        Vault {
            account: settings.account_directory().join("account.json"),
            certificate: settings.certificate_file(),
            domains: settings.domains.clone(),
            validity,
        }
    }

    /// The account, if there is one. One that cannot be read is none.
    pub fn account(&self) -> Option<Account> {
        let text = read(&self.account)?;
        let account = serde_json::from_str(&text);
        account
            .inspect_err(|error| self.is_unusable(&self.account, error))
            .ok()
    }

    /// Keeps the account.
    ///
    /// # Errors
    /// If the disk does not take it.
    pub fn keep_account(&self, account: &Account) -> Result<(), Trouble> {
        let text = serde_json::to_string(account).map_err(io::Error::from);
        let kept = text.and_then(|text| replace(&self.account, text.as_bytes()));
        kept.map_err(|source| unwritten(&self.account, source))
    }

    /// Forgets the account.
    pub fn forget_account(&self) {
        // One that stays is made again by the attempt after the next.
        let _gone = std::fs::remove_file(&self.account);
    }

    /// The certificate, if there is one. One that cannot be used is none.
    pub fn certificate(&self) -> Option<Pair> {
        let text = read(&self.certificate)?;
        self.pair(text)
            .inspect_err(|error| self.is_unusable(&self.certificate, error))
            .ok()
    }

    /// A certificate and its key, if they are of use.
    ///
    /// # Errors
    /// In words, what is wrong with them.
    pub fn pair(&self, text: String) -> Result<Pair, String> {
        Pair::read(text, &self.domains, self.validity)
    }

    /// Keeps a certificate in the place of the one before, as a whole.
    ///
    /// # Errors
    /// If the disk does not take it; the one before is there then.
    pub fn keep_certificate(&self, pair: &Pair) -> Result<(), Trouble> {
        let kept = replace(&self.certificate, pair.text().as_bytes());
        kept.map_err(|source| unwritten(&self.certificate, source))
    }

    fn is_unusable(&self, path: &Path, why: &dyn std::fmt::Display) {
        tracing::warn!(path = %path.display(), %why, "this file is of no use; another is got from the authority");
    }
}

fn unwritten(path: &Path, source: io::Error) -> Trouble {
    Trouble::Unwritten {
        path: path.to_owned(),
        source,
    }
}

fn read(path: &Path) -> Option<String> {
    match std::fs::read_to_string(path) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => {
            tracing::warn!(path = %path.display(), %error, "this file cannot be read");
            None
        }
    }
}

/// Writes a file beside the one that is there, and puts it into its place.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let directory = path.parent().unwrap_or(Path::new("."));
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(directory)?;
    let beside = path.with_extension("new");
    // What a crash left may have another owner's eyes on it.
    match std::fs::remove_file(&beside) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut options = OpenOptions::new();
    let mut file = options
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&beside, path)?;
    File::open(directory)?.sync_all()
}
