//! What a REGISTER asks for.

use super::{RegistrarRefusal, Settings, course};
use crate::message::{Fields, NameAddr, Request, Scheme, Uri};

/// What a REGISTER asks for.
pub(super) enum Asked {
    /// To be told the contacts.
    Nothing,
    /// To remove them all.
    RemoveAll,
    /// To add, refresh or remove some.
    Change(Vec<Contact>),
}

/// One contact that it names.
pub(super) struct Contact {
    pub uri: Uri,
    pub instance: String,
    pub reg_id: Option<u32>,
    pub q: u16,
    /// For how many seconds; 0 removes it.
    pub seconds: u32,
}

/// What `request` asks for, under these settings.
pub(super) fn read(request: &Request, settings: &Settings) -> Result<Asked, RegistrarRefusal> {
    let headers = &request.headers;
    let mut values = headers
        .all("Contact")
        .filter(|value| !value.is_empty())
        .peekable();
    if values.peek().is_none() {
        return Ok(Asked::Nothing);
    }
    if headers.all("Contact").any(|value| value == "*") {
        let alone = headers.all("Contact").count() == 1;
        return match alone && headers.expires() == Some(0) {
            true => Ok(Asked::RemoveAll),
            false => Err(RegistrarRefusal::Star),
        };
    }
    // Words that are no number count as no word at all (RFC 3261 section 20.10 means the default).
    let general = headers.expires().unwrap_or(settings.default_expires);
    let contacts: Result<Vec<_>, _> = values
        .map(|value| contact(value, general, settings))
        .collect();
    Ok(Asked::Change(contacts?))
}

fn contact(value: &str, general: u32, settings: &Settings) -> Result<Contact, RegistrarRefusal> {
    let named = NameAddr::read(value).ok_or(RegistrarRefusal::Contact)?;
    if !matches!(named.uri.scheme, Scheme::Sip | Scheme::Sips) {
        return Err(RegistrarRefusal::Contact);
    }
    let seconds = named.params.get("expires").map_or(Some(general), seconds);
    let seconds = match seconds.unwrap_or(settings.default_expires) {
        0 => 0,
        seconds if seconds < settings.min_expires => {
            return Err(RegistrarRefusal::TooBrief {
                min_expires: settings.min_expires,
            });
        }
        seconds => seconds.min(settings.max_expires),
    };
    let q = named.params.get("q").and_then(thousandths).unwrap_or(1000);
    let instance = named.params.text("+sip.instance").unwrap_or_default();
    Ok(Contact {
        uri: named.uri.bare(),
        instance,
        reg_id: course::reg_id(&named.params),
        q,
        seconds,
    })
}

/// A number of seconds, at most `u32::MAX`.
fn seconds(text: &str) -> Option<u32> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(u32::MAX))
}

/// `0.7` as 700: a q-value (RFC 3261 section 25.1). `None` if it is none.
fn thousandths(text: &str) -> Option<u16> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let whole: u16 = whole.parse().ok()?;
    let is_part = part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_digit());
    let part: u16 = is_part.then(|| format!("{part:0<3}").parse().ok())??;
    Some(whole.checked_mul(1000)?.checked_add(part)?).filter(|q| *q <= 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn q_values() {
        let read = [
            "1", "1.000", "0", "0.5", "0.33", "0.007", "1.001", "2", "x", "0.1234", "-1",
        ];
        let q: Vec<_> = read.into_iter().map(thousandths).collect();
        let some = [1000, 1000, 0, 500, 330, 7].map(Some);
        assert_eq!(q[..6], some);
        assert!(q[6..].iter().all(Option::is_none));
    }
}
