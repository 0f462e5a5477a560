//! The arguments of certificates that are ordered by ACME.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::Args;
use shell::acme::{Contact, Directory, Domain, Limits, Settings};

/// The longest names of one certificate together: they name its file.
const NAMES: usize = 200;

// A comment of documentation would stand in the help in the place of the command's own.
#[derive(Debug, Args)]
pub struct AcmeArguments {
    /// A host name of this center: a certificate for SIP over TLS is ordered for it by ACME, and renewed,
    /// instead of `--tls-cert`; repeat it for more (in the variable: separated by commas).
    #[arg(
        long,
        env = "CCD_ACME_DOMAIN",
        value_delimiter = ',',
        value_name = "HOST",
        conflicts_with = "tls_cert"
    )]
    acme_domain: Vec<Domain>,
    /// Agree to the terms of service of the authority.
    #[arg(long, env = "CCD_ACME_AGREE")]
    acme_agree: bool,
    /// Whom the authority writes to when something is wrong with certificates; repeat it for more.
    #[arg(
        long,
        env = "CCD_ACME_CONTACT",
        value_delimiter = ',',
        value_name = "mailto:NAME@HOST",
        requires = "acme_domain"
    )]
    acme_contact: Vec<Contact>,
    /// The directory of the authority, at first that of Let's Encrypt.
    #[arg(long, env = "CCD_ACME_DIRECTORY", default_value_t, value_name = "URL")]
    acme_directory: Directory,
    /// Where the authority's challenges are answered. It asks port 80 of the hosts.
    #[arg(
        long,
        env = "CCD_ACME_HTTP",
        default_value = "0.0.0.0:80",
        value_name = "ADDR:PORT"
    )]
    acme_http: SocketAddr,
    /// A file of PEM certificates that the authority's own server may be proven by, besides the public
    /// ones; repeat it for more.
    #[arg(
        long,
        env = "CCD_ACME_CA",
        value_delimiter = ',',
        value_name = "FILE",
        requires = "acme_domain"
    )]
    acme_ca: Vec<PathBuf>,
}

impl AcmeArguments {
    /// What is to be ordered, if anything is, and kept below `data`.
    ///
    /// # Errors
    /// If nobody has agreed to the terms, or the names are too many.
    pub fn settings(&self, data: &Path) -> Result<Option<Settings>, String> {
        if self.acme_domain.is_empty() {
            return Ok(None);
        }
        let directory = &self.acme_directory;
        if !self.acme_agree {
            return Err(format!(
                "certificates of {} are for whoever agrees to its terms of service, which {directory} \
                 names: read them, and give --acme-agree",
                directory.host()
            ));
        }
        let length: usize = self
            .acme_domain
            .iter()
            .map(|it| it.as_str().len() + 1)
            .sum();
        if length > NAMES {
            return Err(format!(
                "the names of --acme-domain are longer than {NAMES} characters together: one name that \
                 phones call is enough"
            ));
        }
        Ok(Some(Settings {
            domains: self.acme_domain.clone(),
            contacts: self.acme_contact.clone(),
            directory: directory.clone(),
            authorities: self.acme_ca.clone(),
            http: self.acme_http,
            data: data.join("acme"),
            limits: Limits::default(),
        }))
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::arguments::{Arguments, Command};

    fn settings(line: &str) -> Result<Option<Settings>, String> {
        let line = format!("ccd serve --data /d --sip tls:127.0.0.1:5061 {line}");
        let parsed = Arguments::try_parse_from(line.split_whitespace());
        let Command::Serve(serve) = parsed.map_err(|error| error.to_string())?.command;
        Ok(serve.settings()?.acme)
    }

    #[test]
    fn a_certificate_is_ordered_of_lets_encrypt_for_whoever_agrees_to_its_terms() {
        let refused = settings("--acme-domain sip.example.com").expect_err("not agreed");
        assert!(refused.contains("--acme-agree"), "{refused}");
        let wanted = settings("--acme-domain sip.example.com --acme-agree").expect("agreed");
        let wanted = wanted.expect("something is ordered");
        assert_eq!(wanted.directory.host(), "acme-v02.api.letsencrypt.org");
        assert!(wanted.certificate_file().starts_with("/d/acme"));
        assert!(settings("").expect("nothing is wrong").is_none());
    }

    #[test]
    fn what_contradicts_itself_is_refused() {
        let agreed = "--acme-agree --acme-domain sip.example.com";
        for bad in [
            "--tls-cert a.pem --tls-key a.key",
            "--acme-domain *.example.com",
            "--acme-directory http://ca.example/",
            "--acme-contact admin@example.com",
        ] {
            assert!(settings(&format!("{agreed} {bad}")).is_err(), "{bad}");
        }
        let many: String = (0..20)
            .map(|n| format!(" --acme-domain host{n}.example.com"))
            .collect();
        assert!(settings(&format!("{agreed}{many}")).is_err());
        assert!(
            settings("--acme-contact mailto:admin@example.com").is_err(),
            "for nothing"
        );
        let line = format!("ccd serve {agreed}");
        let parsed = Arguments::try_parse_from(line.split_whitespace()).expect("parsed");
        let Command::Serve(serve) = parsed.command;
        let refused = serve.settings().expect_err("there is no SIP over TLS");
        assert!(refused.contains("tls:"), "{refused}");
    }
}
