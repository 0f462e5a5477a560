//! What the settings name: hosts, people, the authority.

use std::fmt;
use std::str::FromStr;

use hyper::Uri;

/// The longest name of a host (RFC 1035).
const LONGEST: usize = 253;

/// The name of a host that a certificate is for, in small letters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Domain(String);

impl FromStr for Domain {
    type Err = String;

    fn from_str(text: &str) -> Result<Domain, String> {
        let text = text.to_ascii_lowercase();
        if text.contains('*') {
            return Err(
                "an authority gives no certificate for a wildcard by HTTP; name each host"
                    .to_owned(),
            );
        }
        let is_whole = text.len() <= LONGEST && text.split('.').all(is_label);
        // A name whose last part is a number is an address of IPv4.
        let is_address = text
            .rsplit('.')
            .next()
            .is_none_or(|last| last.bytes().all(|it| it.is_ascii_digit()));
        match is_whole && !is_address {
            true => Ok(Domain(text)),
            false => Err("it is the name of a host, such as sip.example.com".to_owned()),
        }
    }
}

fn is_label(label: &str) -> bool {
    let letters = label
        .bytes()
        .all(|it| it.is_ascii_alphanumeric() || it == b'-');
    let edges = label.starts_with('-') || label.ends_with('-');
    (1..=63).contains(&label.len()) && letters && !edges
}

impl fmt::Display for Domain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Domain {
    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whom the authority writes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact(String);

impl FromStr for Contact {
    type Err = String;

    fn from_str(text: &str) -> Result<Contact, String> {
        let address = text.strip_prefix("mailto:").unwrap_or_default();
        let halves = address.split_once('@');
        let is_one =
            halves.is_some_and(|(who, host)| !who.is_empty() && host.parse::<Domain>().is_ok());
        // More than one recipient, or fields of a letter, are refused by authorities (RFC 8555 section 7.3).
        let is_plain = address
            .bytes()
            .all(|it| it.is_ascii_graphic() && !b",?%".contains(&it));
        match is_one && is_plain {
            true => Ok(Contact(text.to_owned())),
            false => Err("it is written mailto:NAME@HOST".to_owned()),
        }
    }
}

impl Contact {
    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The URL at which an authority says how it is asked. Everything else that it is asked lies on the same
/// host and port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directory {
    uri: Uri,
    host: String,
    port: u16,
}

/// The directory of Let's Encrypt.
const LETS_ENCRYPT: &str = "https://acme-v02.api.letsencrypt.org/directory";

impl Default for Directory {
    fn default() -> Directory {
        Directory {
            uri: Uri::from_static(LETS_ENCRYPT),
            host: "acme-v02.api.letsencrypt.org".to_owned(),
            port: 443,
        }
    }
}

impl FromStr for Directory {
    type Err = String;

    fn from_str(text: &str) -> Result<Directory, String> {
        let form = || format!("it is written https://HOST/PATH, such as {LETS_ENCRYPT}");
        let uri: Uri = text.parse().map_err(|_| form())?;
        let authority = uri.authority().ok_or_else(form)?;
        if uri.scheme_str() != Some("https") || authority.as_str().contains('@') {
            return Err(form());
        }
        let host = authority
            .host()
            .trim_matches(['[', ']'])
            .to_ascii_lowercase();
        let port = authority.port_u16().unwrap_or(443);
        Ok(Directory { host, port, uri })
    }
}

impl fmt::Display for Directory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.uri)
    }
}

impl Directory {
    /// The host.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Whether a URL lies on the same host and port.
    pub(crate) fn has(&self, uri: &Uri) -> bool {
        let other = uri.to_string().parse::<Directory>();
        other.is_ok_and(|other| other.host == self.host && other.port == self.port)
    }

    /// The directory as a part of a path.
    pub(crate) fn as_file_name(&self) -> String {
        let path = self.uri.path_and_query().map_or("/", |path| path.as_str());
        let text = format!("{}-{}{path}", self.host, self.port);
        let safe = |it: char| match it.is_ascii_alphanumeric() || it == '.' {
            true => it,
            false => '-',
        };
        text.chars().map(safe).take(200).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_is_the_name_of_one_host() {
        assert_eq!(
            "SIP.Example.com"
                .parse::<Domain>()
                .map(|it| it.to_string())
                .as_deref(),
            Ok("sip.example.com")
        );
        for bad in [
            "",
            ".",
            "a..b",
            "-a.example",
            "*.example.com",
            "192.0.2.1",
            "::1",
            "a b.example",
            "../../etc",
        ] {
            assert!(bad.parse::<Domain>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_contact_is_one_address_of_mail() {
        assert!("mailto:admin@example.com".parse::<Contact>().is_ok());
        for bad in [
            "admin@example.com",
            "mailto:",
            "mailto:a@b?cc=c",
            "mailto:a@b.example,c@d.example",
            "tel:1",
        ] {
            assert!(bad.parse::<Contact>().is_err(), "{bad}");
        }
    }

    #[test]
    fn an_authority_is_asked_by_https_on_its_own_host_and_nowhere_else() {
        let directory: Directory = "https://ca.example:14000/dir".parse().expect("a URL");
        let has = |uri: &'static str| directory.has(&Uri::from_static(uri));
        assert!(has("https://ca.example:14000/order/1") && has("https://CA.example:14000/"));
        assert!(!has("https://ca.example/order/1") && !has("http://ca.example:14000/order/1"));
        assert!(
            !has("https://other.example:14000/") && !has("https://ca.example:14000@other.example/")
        );
        assert!("http://ca.example/dir".parse::<Directory>().is_err());
        assert_eq!(LETS_ENCRYPT.parse(), Ok(Directory::default()));
    }

    #[test]
    fn a_directory_is_a_part_of_a_path_that_leads_nowhere_else() {
        let directory: Directory = "https://ca.example/../../etc/x?y".parse().expect("a URL");
        assert_eq!(directory.as_file_name(), "ca.example-443-..-..-etc-x-y");
    }
}
