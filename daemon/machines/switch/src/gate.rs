//! The one gate: what becomes of a request that belongs to no call. Of a stranger
//! nothing is kept; a trunk's call that overload turns away keeps its refusal. The call of a phone or a
//! gateway proves whose it is before anything is asked of it.

use std::net::IpAddr;

use kernel::Now;
use model::config::Mode;
use model::{DialString, Extension, Name};
use sip::digest::Verdict;
use sip::message::{Fields, Method, NameAddr, Request};
use sip::{ALLOW, Stranger};

use crate::switch::Switch;

/// Seconds after which a refused caller may try again (RFC 3261 section 20.33).
const RETRY_AFTER: &str = "10";

impl Switch {
    /// Decides by its method and its source what becomes of a request.
    pub(crate) fn meet(&mut self, now: Now, stranger: Stranger) {
        match stranger.request.method {
            Method::Invite => self.meet_invite(now, stranger),
            Method::Register => self.meet_register(now, stranger),
            Method::Options => self.stack.introduce(stranger),
            Method::Ack => {}
            // RFC 3261 section 15.1.2: they belong to a call that is none.
            Method::Bye | Method::Prack | Method::Update | Method::Info | Method::Notify => {
                self.stack.reject(stranger, 481, &[]);
            }
            // RFC 6665 section 4.1.3.2 and RFC 3903 section 6: there is nothing to watch here.
            Method::Subscribe | Method::Publish => self.stack.reject(stranger, 489, &[]),
            // It would have us call somebody for whom nobody called us.
            Method::Refer => self.stack.reject(stranger, 403, &[]),
            Method::Other(_) => self.stack.reject(stranger, 501, &[header("Allow", ALLOW)]),
            _ => self.stack.reject(stranger, 405, &[header("Allow", ALLOW)]),
        }
    }

    fn meet_invite(&mut self, now: Now, stranger: Stranger) {
        match self.whose(&stranger.request, stranger.flow.remote.ip()) {
            Whose::Phone(phone) => self.meet_phone(now, stranger, &phone),
            Whose::Gateway(account, _) => self.meet_gateway(now, stranger, &account),
            Whose::Nobody if self.is_stranger(&stranger) => self.meet_stranger(now, stranger),
            Whose::Trunk(..) | Whose::Nobody if self.is_overloaded() => self.put_off(now, stranger),
            Whose::Trunk(..) | Whose::Nobody => self.stack.admit(now.mono, stranger),
        }
    }

    /// A call that says to come from a phone. It proves that as a registration does, so a phone without
    /// a password begins no calls, wherever it is found.
    fn meet_phone(&mut self, now: Now, stranger: Stranger, phone: &Extension) {
        if !self.may_be_asked(&stranger, phone) {
            self.turn_away(stranger);
        } else if self.authenticate(now, &stranger, phone.as_str())
            && self.comes_rightly(&stranger, phone.as_str())
        {
            match self.is_overloaded() {
                true => self.put_off(now, stranger),
                false => self.stack.admit(now.mono, stranger),
            }
        }
    }

    /// A call that says to come from a gateway. It proves that each time: whoever is seen at the address
    /// of one may be somebody else.
    fn meet_gateway(&mut self, now: Now, stranger: Stranger, account: &str) {
        if self.authenticate(now, &stranger, account) {
            match self.is_overloaded() {
                true => self.put_off(now, stranger),
                false => self.stack.admit(now.mono, stranger),
            }
        }
    }

    /// Where there are gateways, whoever calls may be one, and is asked. It makes no difference whether
    /// what he dials is a number of ours.
    fn meet_stranger(&mut self, now: Now, stranger: Stranger) {
        let source = stranger.flow.remote.ip();
        let silent = self.config.center.silent_to_strangers;
        if self.has_gateways() && (!silent || self.is_gateway_at(source)) {
            self.challenge(now, stranger, &Verdict::Missing);
        } else {
            self.turn_away(stranger);
        }
    }

    /// Whether somebody who may be a phone is answered at all: where strangers hear nothing, only who
    /// calls from where that phone is found.
    fn may_be_asked(&self, stranger: &Stranger, phone: &Extension) -> bool {
        let source = stranger.flow.remote.ip();
        let registered = self.registrar.contacts(phone.as_str());
        let registered = registered.iter().any(|it| it.flow.remote.ip() == source);
        let known = self.config.phones.get(phone);
        let fixed = known.and_then(|known| known.contact.as_ref());
        !self.config.center.silent_to_strangers
            || registered
            || self.is_gateway_at(source)
            || fixed.is_some_and(|contact| contact.address.ip() == source)
    }

    fn is_stranger(&self, stranger: &Stranger) -> bool {
        let source = stranger.flow.remote.ip();
        let trunks = self.config.trunks.values();
        !trunks
            .into_iter()
            .any(|trunk| self.trunk_allows(trunk, source))
    }

    pub(crate) fn is_overloaded(&self) -> bool {
        !self.overloaded.is_empty() || self.draining
    }

    fn turn_away(&mut self, stranger: Stranger) {
        self.counters.strangers += 1;
        if !self.config.center.silent_to_strangers {
            self.stack.reject(stranger, 403, &[]);
        }
    }

    /// For good: a late copy may come when there is room again, and nobody waits for it by then.
    fn put_off(&mut self, now: Now, stranger: Stranger) {
        self.counters.refused_overload += 1;
        self.stack
            .decline(now.mono, stranger, 503, &[retry_after()]);
    }

    /// Whose call an INVITE is: of a trunk, if it comes from there and has dialled a number of ours; of the
    /// gateway whose account it answers a challenge with; else of the phone that its From names. Whether there is such a phone is told by nothing but a right
    /// password.
    pub(crate) fn whose(&self, request: &Request, source: IpAddr) -> Whose {
        if let Some((trunk, number)) = self.dialled_of_trunk(request, source) {
            return Whose::Trunk(trunk, number);
        }
        let account = sip::digest::claimed_user(request, &self.realm);
        if let Some((trunk, _)) = account.as_deref().and_then(|user| self.gateway_of(user)) {
            let number = self.number_in(request.uri.number_text(), trunk);
            return Whose::Gateway(account.unwrap_or_default(), number);
        }
        let from = request.headers.from().and_then(|from| from.uri.user_text());
        let phone = from.and_then(|user| Extension::new(&user).ok());
        phone.map_or(Whose::Nobody, Whose::Phone)
    }
}

impl Switch {
    /// The trunk that may call from here and its number that is dialled. A carrier at which we register
    /// may send its calls to our contact and name the number elsewhere.
    fn dialled_of_trunk(&self, request: &Request, source: IpAddr) -> Option<(Name, DialString)> {
        let allowed = |number: &DialString| {
            let name = &self.config.numbers.get(number)?.trunk;
            let trunk = self.config.trunks.get(name)?;
            self.trunk_allows(trunk, source).then_some((name, trunk))
        };
        let uri = self
            .numbers
            .find(&request.uri.number_text().unwrap_or_default());
        if let Some((name, _)) = uri.and_then(allowed) {
            return Some((name.clone(), uri?.clone()));
        }
        let headers = &request.headers;
        let called = headers.first("P-Called-Party-ID").and_then(NameAddr::read);
        let named = called.into_iter().chain(headers.to());
        let mut numbers = named.filter_map(|it| self.numbers.find(&it.uri.number_text()?));
        numbers.find_map(|number| {
            let (name, trunk) = allowed(number)?;
            (trunk.mode == Mode::Register).then(|| (name.clone(), number.clone()))
        })
    }

    /// The number of a trunk that a text spells.
    fn number_in(&self, dialled: Option<String>, trunk: &Name) -> Option<DialString> {
        let number = self.numbers.find(&dialled?)?;
        let known = self.config.numbers.get(number)?;
        (known.trunk == *trunk).then(|| number.clone())
    }
}

/// Whose call an INVITE is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Whose {
    /// A trunk's, to this number of ours.
    Trunk(Name, DialString),
    /// A gateway's, if it can prove that it has this account; with the number of its trunk that it dialled.
    Gateway(String, Option<DialString>),
    /// A phone's, if it can prove it.
    Phone(Extension),
    /// Nobody's whom we know.
    Nobody,
}

/// Tells the other side when to try again.
pub(crate) fn retry_after() -> (String, String) {
    header("Retry-After", RETRY_AFTER)
}

fn header(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}
