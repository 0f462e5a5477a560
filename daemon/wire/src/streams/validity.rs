//! How long a certificate holds.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// The time in which a certificate holds (RFC 5280 section 4.1.2.5), from its first moment to its last;
/// `None` if the bytes are no certificate. Who trusts it has to look closer.
pub fn validity(certificate: &[u8]) -> Option<(Timestamp, Timestamp)> {
    let (_, whole, _) = element(certificate)?;
    let (_, mut fields, _) = element(whole)?;
    let (first, _, rest) = element(fields)?;
    if first == EXPLICIT_0 {
        fields = rest;
    }
    // Serial number, algorithm and issuer stand before.
    for _ in 0..3 {
        fields = element(fields)?.2;
    }
    let (_, validity, _) = element(fields)?;
    let (from, rest) = time(validity)?;
    let (until, _) = time(rest)?;
    Some((from, until))
}

const EXPLICIT_0: u8 = 0xa0;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;

/// The first element of DER: its tag, its content, and what follows it.
fn element(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&[tag, short], rest) = bytes.split_first_chunk()?;
    let (length, rest) = match short {
        0..=0x7f => (usize::from(short), rest),
        _ => {
            let (octets, rest) = rest.split_at_checked(usize::from(short & 0x7f))?;
            let add =
                |length: usize, octet: &u8| length.checked_mul(256)?.checked_add((*octet).into());
            (octets.iter().try_fold(0_usize, add)?, rest)
        }
    };
    let (content, rest) = rest.split_at_checked(length)?;
    Some((tag, content, rest))
}

/// The time that comes first in DER, and what follows it.
fn time(bytes: &[u8]) -> Option<(Timestamp, &[u8])> {
    let (kind, text, rest) = element(bytes)?;
    let text = std::str::from_utf8(text).ok()?;
    let text = match kind {
        // Years from 50 on are of the last century.
        UTC_TIME if text.get(..2)? >= "50" => format!("19{text}"),
        UTC_TIME => format!("20{text}"),
        GENERALIZED_TIME => text.to_owned(),
        _ => return None,
    };
    let time = DateTime::strptime("%Y%m%d%H%M%SZ", text).ok()?;
    Some((time.to_zoned(TimeZone::UTC).ok()?.timestamp(), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ending(year: i32) -> Vec<u8> {
        let mut params =
            rcgen::CertificateParams::new(vec!["sip.example.com".into()]).expect("names");
        params.not_before = rcgen::date_time_ymd(2019, 1, 2);
        params.not_after = rcgen::date_time_ymd(year, 3, 4);
        let key = rcgen::KeyPair::generate().expect("a key");
        params.self_signed(&key).expect("signed").der().to_vec()
    }

    #[test]
    fn the_time_of_a_certificate_is_read_in_both_of_its_forms() {
        for year in [2031, 2060] {
            let (from, until) = validity(&ending(year)).expect("a certificate");
            assert_eq!(from.to_string(), "2019-01-02T00:00:00Z");
            assert_eq!(until.to_string(), format!("{year}-03-04T00:00:00Z"));
        }
    }

    #[test]
    fn what_is_no_certificate_has_no_time() {
        let certificate = ending(2031);
        for length in 0..certificate.len().min(200) {
            assert_eq!(validity(&certificate[..length]), None);
        }
        assert_eq!(validity(&[0x30, 0xff, 0xff]), None);
    }
}
