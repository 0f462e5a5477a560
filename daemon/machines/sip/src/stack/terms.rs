//! What the other side of a session has said that it understands.

use rsip::Headers;

use crate::message::{Fields, Method};

/// What the other side understands, as far as it said. Whoever says nothing is taken to know what
/// RFC 3261 has, and nothing of what came later.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Terms {
    allow: Option<u8>,
}

/// The methods that matter here, each a bit.
const METHODS: [Method; 4] = [Method::Info, Method::Update, Method::Prack, Method::Options];

impl Terms {
    /// What a message says.
    pub fn of(headers: &Headers) -> Terms {
        let mut terms = Terms::default();
        terms.hear(headers);
        terms
    }

    /// Takes note of what a further message says; one without Allow changes nothing.
    pub fn hear(&mut self, headers: &Headers) {
        if headers.first("Allow").is_none() {
            return;
        }
        let named = headers.tokens("Allow");
        let bits = METHODS.iter().enumerate();
        let bits = bits.filter(|(_, method)| named.contains(&method.as_str()));
        self.allow = Some(bits.fold(0, |all, (place, _)| all | 1 << place));
    }

    /// Whether the other side says that it takes this method.
    pub fn names(&self, method: &Method) -> bool {
        let place = METHODS.iter().position(|known| known == method);
        let bit = place.map_or(0, |place| 1 << place);
        self.allow.is_some_and(|all| all & bit != 0)
    }

    /// Whether the other side takes this method, or has not said what it takes.
    pub fn takes(&self, method: &Method) -> bool {
        self.allow.is_none() || self.names(method)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_counts_until_something_else_is() {
        let mut terms = Terms::default();
        assert!(terms.takes(&Method::Info) && !terms.names(&Method::Update));
        let mut headers = Headers::default();
        headers.add("Allow", "INVITE, ACK, UPDATE");
        terms.hear(&headers);
        assert!(!terms.takes(&Method::Info) && terms.names(&Method::Update));
        terms.hear(&Headers::default());
        assert!(terms.names(&Method::Update));
    }
}
