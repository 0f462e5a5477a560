//! The one gate: what becomes of a request that belongs to no call. Of a stranger
//! nothing is kept; a trunk's call that overload turns away keeps its refusal. No dial plan is asked.

use std::net::IpAddr;

use kernel::Now;
use model::config::Config;
use model::{DialString, Name};
use sip::message::Method;
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
            // RFC 3261 section 15.1.2: it ends a call that is none.
            Method::Bye => self.stack.reject(stranger, 481, &[]),
            Method::Other(_) => self.stack.reject(stranger, 501, &[header("Allow", ALLOW)]),
            _ => self.stack.reject(stranger, 405, &[header("Allow", ALLOW)]),
        }
    }

    fn meet_invite(&mut self, now: Now, stranger: Stranger) {
        if trunks_allowing(&self.config, stranger.flow.remote.ip())
            .next()
            .is_none()
        {
            self.counters.strangers += 1;
            if !self.config.center.silent_to_strangers {
                self.stack.reject(stranger, 403, &[]);
            }
        } else if !self.overloaded.is_empty() || self.draining {
            self.counters.refused_overload += 1;
            // For good: a late copy may come when there is room again, and nobody waits for it by then.
            self.stack
                .decline(now.mono, stranger, 503, &[retry_after()]);
        } else {
            self.stack.admit(now.mono, stranger);
        }
    }
}

/// The trunks whose calls may come from this address.
pub(crate) fn trunks_allowing(config: &Config, source: IpAddr) -> impl Iterator<Item = &Name> {
    // A dual-stack socket shows IPv4 peers as mapped addresses.
    let source = source.to_canonical();
    config
        .trunks
        .iter()
        .filter(move |(_, trunk)| trunk.allow.iter().any(|network| network.contains(&source)))
        .map(|(name, _)| name)
}

/// The trunk of a number, if calls may come from this address on it.
pub(crate) fn trunk_of<'a>(
    config: &'a Config,
    number: &DialString,
    source: IpAddr,
) -> Option<&'a Name> {
    let trunk = &config.numbers.get(number)?.trunk;
    trunks_allowing(config, source).find(|name| *name == trunk)
}

/// Tells the other side when to try again.
pub(crate) fn retry_after() -> (String, String) {
    header("Retry-After", RETRY_AFTER)
}

fn header(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}
