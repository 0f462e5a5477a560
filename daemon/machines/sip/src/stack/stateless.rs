//! Answers that leave nothing behind (RFC 3261 section 8.2.7).

use std::hash::{DefaultHasher, Hash, Hasher};

use kernel::Mono;
use rsip::Headers;

use super::ingress::Incoming;
use super::{Stack, compose};
use crate::Stranger;
use crate::message::{Fields, Method};

impl Stack {
    /// Answers a stranger with a final status and keeps nothing of it: a copy of the request is a
    /// stranger again, and gets the same answer if it is rejected the same way.
    pub fn reject(&mut self, stranger: Stranger, status: u16, headers: &[(String, String)]) {
        let Stranger { flow, request } = stranger;
        let Some(incoming) = Incoming::new(flow, request) else {
            return;
        };
        self.bounce(&incoming, status, &extra(headers));
    }

    /// Answers a stranger with a final status for good: a copy that comes late gets the same answer,
    /// even if its request would be let in by then. Where there is no room it is as with `reject`.
    pub fn decline(
        &mut self,
        now: Mono,
        stranger: Stranger,
        status: u16,
        headers: &[(String, String)],
    ) {
        if self.is_full() {
            return self.reject(stranger, status, headers);
        }
        let Stranger { flow, request } = stranger;
        if let Some(incoming) = Incoming::new(flow, request) {
            self.reply(now, incoming, status, &extra(headers));
        }
    }

    /// Answers an OPTIONS outside of dialogs with what we can be asked for (RFC 3261 section 11.2),
    /// and keeps nothing of it.
    pub fn introduce(&mut self, stranger: Stranger) {
        let Stranger { flow, request } = stranger;
        let Some(incoming) = Incoming::new(flow, request) else {
            return;
        };
        if !self.turned_down(&incoming) {
            self.bounce(&incoming, 200, &compose::ABILITIES);
        }
    }

    /// Answers a request without a transaction.
    pub(super) fn bounce(&mut self, incoming: &Incoming, status: u16, extra: compose::Extra<'_>) {
        self.counters.stateless += 1;
        let tag = self.stateless_tag(&incoming.request.headers);
        let product = &self.settings.product;
        let response = compose::answer(&incoming.request, status, &tag, extra, product);
        self.out.transmit(incoming.back, response.write());
    }

    /// Refuses a request for want of room, INVITE with words, others with silence: they come again
    /// by themselves.
    pub(super) fn refuse_for_want_of_room(&mut self, incoming: &Incoming) {
        if incoming.request.method != Method::Invite {
            self.counters.dropped += 1;
            return;
        }
        self.counters.overloaded += 1;
        let after = self.settings.retry_after.to_string();
        self.bounce(incoming, 503, &[("Retry-After", &after)]);
    }

    /// The tag of To in answers to this request, the same for each copy of it.
    pub(super) fn stateless_tag(&self, headers: &Headers) -> String {
        let mut hasher = DefaultHasher::new();
        self.secret.hash(&mut hasher);
        for name in ["Call-ID", "From", "CSeq"] {
            headers.first(name).hash(&mut hasher);
        }
        headers
            .top_via()
            .and_then(|via| via.branch().map(str::to_string))
            .hash(&mut hasher);
        format!("{:016x}", hasher.finish())
    }
}

fn extra(headers: &[(String, String)]) -> Vec<(&str, &str)> {
    let pairs = headers.iter();
    pairs
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}
