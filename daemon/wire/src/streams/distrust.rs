//! What the library of TLS says of a certificate, as we say it.

use std::io;

use rustls::CertificateError as Wrong;
use sip::Distrust;

/// Why who was called is not believed; `None`: that is not what is wrong.
pub(super) fn of(error: &io::Error) -> Option<Distrust> {
    let error = error.get_ref()?.downcast_ref::<rustls::Error>()?;
    let rustls::Error::InvalidCertificate(wrong) = error else {
        return Some(Distrust::Other(error.to_string()));
    };
    Some(match wrong {
        Wrong::Expired | Wrong::ExpiredContext { .. } => Distrust::Expired,
        Wrong::NotValidYet | Wrong::NotValidYetContext { .. } => Distrust::Early,
        Wrong::UnknownIssuer => Distrust::Unknown,
        Wrong::NotValidForNameContext {
            expected,
            presented,
        } => Distrust::OtherName {
            expected: expected.to_str().into_owned(),
            proven: listed(presented),
        },
        _ => Distrust::Other(error.to_string()),
    })
}

/// Names at most that a reason tells: a certificate can hold thousands.
const NAMES: usize = 5;

fn listed(names: &[String]) -> String {
    match names.split_at_checked(NAMES) {
        _ if names.is_empty() => "nobody".to_owned(),
        Some((first, rest)) if !rest.is_empty() => {
            format!("{} and {} more", joined(first), rest.len())
        }
        _ => joined(names),
    }
}

fn joined(names: &[String]) -> String {
    let bare: Vec<_> = names.iter().map(|name| bare(name)).collect();
    bare.join(", ")
}

/// A name without what the library writes around it, its kind and quotes.
fn bare(name: &str) -> &str {
    let inside = name.split_once('(').map_or(name, |(_, rest)| rest);
    inside.trim_end_matches(')').trim_matches('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_without_their_wrapping_and_not_without_an_end() {
        let name = |number: usize| format!("DnsName(\"{number}.example.com\")");
        assert_eq!(listed(&[]), "nobody");
        assert_eq!(listed(&[name(1), name(2)]), "1.example.com, 2.example.com");
        let many: Vec<_> = (0..1_000).map(name).collect();
        let told = listed(&many);
        assert!(told.ends_with("4.example.com and 995 more"), "{told}");
        assert_eq!(bare("IpAddress(127.0.0.1)"), "127.0.0.1");
    }
}
