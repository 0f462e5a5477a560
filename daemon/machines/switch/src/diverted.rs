//! Who sent a call on before it came, as its trunk says it: Diversion (RFC 5806), else History-Info (RFC
//! 7044).

use model::phone_number;
use model::record::{Diversion, DiversionReason};
use sip::message::{Fields, NameAddr, Request};

/// The longest number that is kept, in characters.
const NUMBER: usize = 64;

/// What an INVITE says of it.
pub fn diversion_of(request: &Request) -> Diversion {
    let diversions = request.headers.diversion();
    // The last to send it on stands first.
    match (diversions.first(), diversions.last()) {
        (Some(last), Some(first)) => Diversion {
            diverted_by: shown(last).and_then(number),
            original_callee: shown(first).and_then(number),
            diversion_reason: Some(reason_of(last)),
        },
        _ if hides_history(request) => Diversion::default(),
        _ => by_history(&request.headers.history_info()),
    }
}

/// A party, unless it withholds its number (RFC 5806 section 4).
fn shown(party: &NameAddr) -> Option<&NameAddr> {
    let wish = party.params.text("privacy").unwrap_or_default();
    let hides = matches!(wish.to_ascii_lowercase().as_str(), "full" | "uri");
    (!hides).then_some(party)
}

fn reason_of(party: &NameAddr) -> DiversionReason {
    let reason = party.params.text("reason").unwrap_or_default();
    match reason.to_ascii_lowercase().as_str() {
        "unconditional" | "follow-me" => DiversionReason::Unconditional,
        "user-busy" => DiversionReason::Busy,
        "no-answer" | "away" => DiversionReason::NoAnswer,
        "unavailable" | "out-of-service" => DiversionReason::Unavailable,
        "deflection" => DiversionReason::Deflection,
        "time-of-day" => DiversionReason::TimeOfDay,
        "do-not-disturb" => DiversionReason::DoNotDisturb,
        _ => DiversionReason::Unknown,
    }
}

/// An entry is one way that was tried. Where the next says why it was, the one before was left: all other
/// steps are those of proxies, which divert nobody.
fn by_history(entries: &[NameAddr]) -> Diversion {
    let steps = entries.iter().zip(entries.iter().skip(1));
    let left = steps.filter_map(|(from, to)| Some((from, cause_of(from, to)?)));
    let left: Vec<_> = left.collect();
    match (left.first(), left.last()) {
        (Some((first, _)), Some((last, reason))) => Diversion {
            diverted_by: told(last).and_then(number),
            original_callee: told(first).and_then(number),
            diversion_reason: Some(*reason),
        },
        _ => Diversion::default(),
    }
}

/// Why a call went on: the cause of the address that it went to (RFC 4458), or what the one before said
/// (RFC 7044 section 10.2).
fn cause_of(from: &NameAddr, to: &NameAddr) -> Option<DiversionReason> {
    let cause = to.uri.params.get("cause").and_then(|it| it.parse().ok());
    let cause = cause.or_else(|| status_in(from.uri.headers.as_deref()?))?;
    Some(match cause {
        302_u16 => DiversionReason::Unconditional,
        486 | 600 => DiversionReason::Busy,
        408 => DiversionReason::NoAnswer,
        503 | 404 => DiversionReason::Unavailable,
        480 | 487 => DiversionReason::Deflection,
        _ => DiversionReason::Unknown,
    })
}

/// The status in `Reason=SIP%3Bcause%3D302%3Btext%3D…`.
fn status_in(headers: &str) -> Option<u16> {
    let mut all = headers.split('&').filter_map(|it| it.split_once('='));
    let (_, reason) = all.find(|(name, _)| name.eq_ignore_ascii_case("Reason"))?;
    let reason = reason.to_ascii_lowercase();
    let (_, rest) = reason
        .split_once("cause%3d")
        .or_else(|| reason.split_once("cause="))?;
    let end = rest.find(|c: char| !c.is_ascii_digit());
    rest.get(..end.unwrap_or(rest.len()))?.parse().ok()
}

/// An entry, unless it is kept private (RFC 7044 section 10.1).
fn told(entry: &NameAddr) -> Option<&NameAddr> {
    let headers = entry.uri.headers.as_deref().unwrap_or_default();
    let hides = headers.to_ascii_lowercase().contains("privacy=history");
    (!hides).then_some(entry)
}

fn hides_history(request: &Request) -> bool {
    let mut wishes = request.headers.all("Privacy");
    wishes.any(|value| {
        let mut wishes = value.split([';', ',']);
        wishes.any(|wish| wish.trim().eq_ignore_ascii_case("history"))
    })
}

fn number(party: &NameAddr) -> Option<String> {
    match party.uri.number_text()?.as_str() {
        "" | "anonymous" | "unknown" | "unavailable" | "restricted" => None,
        user => Some(phone_number::normalise(user).chars().take(NUMBER).collect()),
    }
}

#[cfg(test)]
mod tests {
    use sip::message::{Message, read};

    use super::*;

    /// Who diverted, the number that was dialled at first, and why.
    fn said(headers: &str) -> (String, String, String) {
        let text = format!(
            "INVITE sip:4001@192.0.2.1 SIP/2.0\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\n\
             To: <sip:c@d>\r\nCall-ID: x\r\nCSeq: 1 INVITE\r\n{headers}Content-Length: 0\r\n\r\n"
        );
        let Ok(Message::Request(request)) = read(text.as_bytes()) else {
            panic!("{text}");
        };
        let diversion = diversion_of(&request);
        let reason = serde_json::to_value(diversion.diversion_reason).expect("JSON");
        (
            diversion.diverted_by.unwrap_or_default(),
            diversion.original_callee.unwrap_or_default(),
            reason.as_str().unwrap_or_default().to_owned(),
        )
    }

    #[track_caller]
    fn is_said(headers: &str, by: &str, original: &str, reason: &str) {
        let expected = (by.to_owned(), original.to_owned(), reason.to_owned());
        assert_eq!(said(headers), expected, "{headers}");
    }

    #[test]
    fn the_last_to_divert_stands_first_and_the_first_last() {
        is_said("", "", "", "");
        let one = "Diversion: <sip:+8613900000001@a>;reason=user-busy;counter=1\r\n";
        is_said(one, "+8613900000001", "+8613900000001", "busy");
        let two = format!("{one}Diversion: \"a, b\" <tel:4008001000>;reason=unconditional\r\n");
        is_said(&two, "+8613900000001", "4008001000", "busy");
        let joined = "Diversion: <sip:1@a>;reason=\"no-answer\", <sip:2@a>;reason=deflection\r\n";
        is_said(joined, "1", "2", "no_answer");
    }

    #[test]
    fn who_withholds_his_number_is_not_named() {
        let private = "Diversion: <sip:1@a>;privacy=full, <sip:2@a>;privacy=off\r\n";
        is_said(private, "", "2", "unknown");
        let anonymous = "Diversion: <sip:anonymous@a>;reason=away\r\n";
        is_said(anonymous, "", "", "no_answer");
        let history =
            "History-Info: <sip:1@a?Privacy=history>;index=1, <sip:2@a;cause=302>;index=1.1\r\n";
        is_said(history, "", "", "unconditional");
        let all = "Privacy: history\r\nHistory-Info: <sip:1@a>;index=1, <sip:2@a;cause=302>;index=1.1\r\n";
        is_said(all, "", "", "");
    }

    #[test]
    fn a_history_names_those_whom_the_call_left() {
        let causes = "History-Info: <sip:1@a>;index=1, <sip:2@b;cause=486>;index=1.1\r\n\
                      History-Info: <sip:4001@c;cause=408>;index=1.1.1;mp=1.1\r\n";
        is_said(causes, "2", "1", "no_answer");
        let reasons = "History-Info: <sip:1@a?Reason=SIP%3Bcause%3D302%3Btext%3D%22Moved%22>;index=1, \
                       <sip:4001@c>;index=1.1\r\n";
        is_said(reasons, "1", "1", "unconditional");
    }

    #[test]
    fn proxies_on_the_way_divert_nobody() {
        let routed = "History-Info: <sip:4001@a>;index=1, <sip:4001@b>;index=1.1;rc=1\r\n";
        is_said(routed, "", "", "");
        is_said(
            "History-Info: <sip:4001@a;cause=302>;index=1\r\n",
            "",
            "",
            "",
        );
    }

    #[test]
    fn a_number_has_an_end() {
        let long = "9".repeat(1_000);
        let (by, ..) = said(&format!("Diversion: <sip:{long}@a>\r\n"));
        assert_eq!(by.len(), NUMBER);
    }
}
