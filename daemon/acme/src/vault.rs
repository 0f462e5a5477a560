//! The files: the account, the certificate with its key, and until when nothing is ordered. Nobody else on the machine can read them.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::named::Domain;
use crate::pair::Pair;
use crate::schedule::Rest;
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
    rest: PathBuf,
    domains: Vec<Domain>,
    validity: Validity,
}

impl Vault {
    /// Where those of these settings are kept.
    pub fn new(settings: &Settings, validity: Validity) -> Vault {
        Vault {
            account: settings.account_directory().join("account.json"),
            certificate: settings.certificate_file(),
            rest: settings.certificate_file().with_extension("wait"),
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

    /// Until when nothing is ordered, if that is so. What cannot be read is none.
    pub fn rest(&self) -> Option<Rest> {
        let rest = serde_json::from_str(&read(&self.rest)?);
        rest.inspect_err(|error| self.is_unusable(&self.rest, error))
            .ok()
    }

    /// Keeps until when nothing is ordered, or that this is over.
    ///
    /// # Errors
    /// If the disk does not take it.
    pub fn keep_rest(&self, rest: Option<Rest>) -> Result<(), Trouble> {
        let kept = match rest {
            Some(rest) => serde_json::to_string(&rest)
                .map_err(io::Error::from)
                .and_then(|text| replace(&self.rest, text.as_bytes())),
            None => removed(&self.rest),
        };
        kept.map_err(|source| unwritten(&self.rest, source))
    }

    fn is_unusable(&self, path: &Path, why: &dyn std::fmt::Display) {
        tracing::warn!(path = %path.display(), %why, "this file is of no use; it is taken for none");
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

/// Sees to it that a file is not there.
fn removed(path: &Path) -> io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
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
    removed(&beside)?;
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
