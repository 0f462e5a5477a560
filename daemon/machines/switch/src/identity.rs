//! Who calls, as a trunk says it, and how we say it there.

use contact::Forwarded;
use model::config::{Config, Numbering, Whose as Header};
use model::{DialString, Name, phone_number};
use sip::Invite;
use sip::message::{Fields, NameAddr, Request};

use crate::onward::Onward;
use crate::trunks::Way;

/// The longest number of a caller that is kept and shown, in characters: twice what a SIP user of
/// any carrier has.
const CALLER: usize = 64;

/// Who calls on a trunk: as the first header says that the trunk is trusted with. Empty if he withholds
/// it (RFC 3323, RFC 3325).
pub fn caller_of(invite: &Invite, numbering: &Numbering) -> String {
    let request = &invite.request;
    if is_withheld(request) {
        return String::new();
    }
    let mut headers = numbering.callers().iter();
    let said = headers.find_map(|header| said_by(request, *header));
    let user = said.and_then(|who| who.uri.number_text());
    match user.as_deref() {
        None | Some("anonymous" | "unknown" | "unavailable" | "restricted") => String::new(),
        Some(user) => phone_number::normalise(user).chars().take(CALLER).collect(),
    }
}

fn said_by(request: &Request, header: Header) -> Option<NameAddr> {
    match header {
        Header::From => request.headers.from(),
        Header::Pai => request.headers.p_asserted_identity().into_iter().next(),
        Header::Rpid => request.headers.remote_party_id(),
    }
}

fn is_withheld(request: &Request) -> bool {
    let privacy = request.headers.all("Privacy");
    let mut wishes = privacy.flat_map(|value| value.split([';', ',']));
    let asked =
        wishes.any(|wish| matches!(wish.trim().to_ascii_lowercase().as_str(), "id" | "user"));
    let hides = |party: NameAddr| {
        let privacy = party.params.text("privacy");
        privacy.is_some_and(|wish| matches!(wish.to_ascii_lowercase().as_str(), "full" | "uri"))
    };
    asked || request.headers.remote_party_id().is_some_and(hides)
}

/// A call over a trunk as that writes it.
pub struct Outward {
    /// The number that is dialled.
    pub number: String,
    /// The number that is shown.
    pub shown: String,
    /// Which header says whose it is.
    pub identity: Header,
    /// That it is sent on, if the trunk is told so.
    pub onward: Option<Onward>,
}

/// The number and whose it is, as a trunk wants them.
pub fn outward(
    config: &Config,
    trunk: &Name,
    number: &str,
    caller: &DialString,
    forwarded: Option<Forwarded>,
) -> Outward {
    let plain = Numbering::default();
    let known = config.trunks.get(trunk);
    let numbering = known.map_or(&plain, |trunk| &trunk.numbering);
    let prefix = config.numbers.get(caller);
    let prefix = prefix.and_then(|number| number.send_prefix.as_ref());
    Outward {
        number: numbering.dial(number, prefix),
        shown: numbering.write(caller.as_str()),
        identity: numbering.identity,
        onward: forwarded.and_then(|call| Onward::on(numbering, &call)),
    }
}

/// What says on a way whose a call is, besides From and with its host.
pub(crate) fn said(identity: Header, shown: &str, way: &Way) -> Option<(String, String)> {
    let host = way.host();
    let uri = format!("<sip:{shown}@{host}>");
    let (name, value) = match identity {
        Header::From => return None,
        Header::Pai => ("P-Asserted-Identity", uri),
        Header::Rpid => {
            let uri = format!("{uri};party=calling;screen=yes;privacy=off");
            ("Remote-Party-ID", uri)
        }
    };
    Some((name.to_owned(), value))
}
