//! What headers say.

use rsip::{Header, Headers};

use super::{Method, NameAddr, Via, check, header, name, reason, scan, value};
use crate::Reason;

/// Questions to headers. What cannot be read counts as not there.
pub trait Fields {
    /// The value of the first header of that full name, in any case.
    fn first(&self, name: &str) -> Option<&str>;
    /// The values of all headers of that full name, in any case.
    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str>;
    /// Adds a header behind all others.
    fn add(&mut self, name: &str, value: &str);
    /// Puts a header in place of all of its name.
    fn set(&mut self, name: &str, value: &str);
    /// Takes all headers of a name away.
    fn remove(&mut self, name: &str);

    /// The topmost Via.
    fn top_via(&self) -> Option<Via> {
        Via::read(self.first("Via")?)
    }

    /// All Vias, topmost first.
    fn vias(&self) -> Vec<Via> {
        self.all("Via").filter_map(Via::read).collect()
    }

    /// From.
    fn from(&self) -> Option<NameAddr> {
        NameAddr::read(self.first("From")?)
    }

    /// To.
    fn to(&self) -> Option<NameAddr> {
        NameAddr::read(self.first("To")?)
    }

    /// The tags of From and To.
    fn tags(&self) -> (Option<String>, Option<String>) {
        let tag = |party: Option<NameAddr>| party?.tag().map(str::to_string);
        (tag(self.from()), tag(self.to()))
    }

    /// All contacts that are URIs, in their order; `*` is none.
    fn contacts(&self) -> Vec<NameAddr> {
        self.all("Contact").filter_map(NameAddr::read).collect()
    }

    /// Route, next hop first.
    fn routes(&self) -> Vec<NameAddr> {
        self.all("Route").filter_map(NameAddr::read).collect()
    }

    /// Record-Route, topmost first.
    fn record_routes(&self) -> Vec<NameAddr> {
        self.all("Record-Route")
            .filter_map(NameAddr::read)
            .collect()
    }

    /// CSeq.
    fn cseq(&self) -> Option<(u32, Method)> {
        let (number, method) = self.first("CSeq")?.split_once([' ', '\t'])?;
        let method = method.trim();
        let is_token = !method.is_empty() && method.chars().all(scan::is_token);
        let number = u32::try_from(check::digits(number)?).ok()?;
        is_token.then(|| (number, Method::named(method)))
    }

    /// Call-ID.
    fn call_id(&self) -> Option<&str> {
        self.first("Call-ID")
    }

    /// Max-Forwards, 0 to 255.
    fn max_forwards(&self) -> Option<u8> {
        u8::try_from(check::digits(self.first("Max-Forwards")?)?).ok()
    }

    /// Expires in seconds; larger numbers than fit become the largest that does.
    fn expires(&self) -> Option<u32> {
        let seconds = check::digits(self.first("Expires")?)?;
        Some(u32::try_from(seconds).unwrap_or(u32::MAX))
    }

    /// Content-Type without parameters, in lower case: `application/sdp`.
    fn content_type(&self) -> Option<String> {
        let (kind, _) = scan::cut(self.first("Content-Type")?, ';');
        Some(kind.trim().to_ascii_lowercase())
    }

    /// The parts of all headers of that name, such as the options of Require.
    fn tokens<'a>(&'a self, name: &'a str) -> Vec<&'a str> {
        let parts = self.all(name).flat_map(|value| scan::split(value, ','));
        parts.filter(|part| !part.is_empty()).collect()
    }

    /// The options of Supported.
    fn supported(&self) -> Vec<&str> {
        self.tokens("Supported")
    }

    /// The options of Require.
    fn require(&self) -> Vec<&str> {
        self.tokens("Require")
    }

    /// The reasons of Reason (RFC 3326).
    fn reasons(&self) -> Vec<Reason> {
        let parts = self.all("Reason").flat_map(|value| scan::split(value, ','));
        parts.filter_map(reason::read).collect()
    }

    /// The first reason.
    fn reason(&self) -> Option<Reason> {
        self.reasons().into_iter().next()
    }

    /// The reason that the telephone network gives (Q.850), else the first.
    fn network_reason(&self) -> Option<Reason> {
        let reasons = self.reasons().into_iter();
        let network = |reason: &Reason| reason.protocol.eq_ignore_ascii_case("Q.850");
        reasons.min_by_key(|reason| !network(reason))
    }

    /// P-Asserted-Identity (RFC 3325): at most a `sip:` and a `tel:`. True only on a trusted trunk.
    fn p_asserted_identity(&self) -> Vec<NameAddr> {
        let parts = self
            .all("P-Asserted-Identity")
            .flat_map(|value| scan::split(value, ','));
        parts.filter_map(NameAddr::read).collect()
    }

    /// Who sent a call on, the last first (RFC 5806).
    fn diversion(&self) -> Vec<NameAddr> {
        let parts = self
            .all("Diversion")
            .flat_map(|value| scan::split(value, ','));
        parts.filter_map(NameAddr::read).collect()
    }

    /// The ways that were tried for a call, the first at first (RFC 7044).
    fn history_info(&self) -> Vec<NameAddr> {
        let parts = self
            .all("History-Info")
            .flat_map(|value| scan::split(value, ','));
        parts.filter_map(NameAddr::read).collect()
    }

    /// Remote-Party-ID, which never became an RFC and is sent all the same. True only on a trusted
    /// trunk.
    fn remote_party_id(&self) -> Option<NameAddr> {
        let (first, _) = scan::cut(self.first("Remote-Party-ID")?, ',');
        NameAddr::read(first)
    }
}

impl Fields for Headers {
    fn first(&self, name: &str) -> Option<&str> {
        self.iter().find(|header| is_named(header, name)).map(value)
    }

    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.iter()
            .filter(move |header| is_named(header, name))
            .map(value)
    }

    fn add(&mut self, name: &str, value: &str) {
        self.push(header(name, value));
    }

    fn set(&mut self, name: &str, value: &str) {
        self.remove(name);
        self.add(name, value);
    }

    fn remove(&mut self, name: &str) {
        self.retain(|header| !is_named(header, name));
    }
}

fn is_named(header: &Header, wanted: &str) -> bool {
    name(header).eq_ignore_ascii_case(wanted)
}
