//! One contact of one user.

use kernel::{Mono, Now};

use crate::Flow;
use crate::message::{NameAddr, Params, Uri};

/// Where a user can be reached, until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// What the phone calls itself: the Request-URI of requests to it.
    pub uri: Uri,
    /// What tells the phone from the user's others whatever its address (RFC 5626 section 4.1); empty
    /// if it does not say.
    pub instance: String,
    /// Which of its flows it is, if it has several (RFC 5626 section 4.2).
    pub reg_id: Option<u32>,
    /// The proxies in its way, the one next to us first (RFC 3327).
    pub path: Vec<String>,
    /// Through which socket it registered and from where: requests to it go there.
    pub flow: Flow,
    /// How much it wants to be preferred, 0 to 1000.
    pub q: u16,
    /// The Call-ID of its last REGISTER.
    pub call_id: String,
    /// The CSeq of its last REGISTER.
    pub cseq: u32,
    /// When it ends.
    pub expires_at: Mono,
}

impl Binding {
    /// Whether it takes the place of `known`: it is that one, or the same phone that has come back
    /// under another URI. A phone that leaves takes away only what it names, and one with several flows
    /// leaves the others as they are.
    pub(super) fn replaces(&self, known: &Binding, now: Mono) -> bool {
        let flows = self.reg_id.is_some() && known.reg_id.is_some();
        let has_come_back = self.is_of_phone(known) && !flows && self.expires_at > now;
        self.is_same(known) || has_come_back
    }

    /// Whether both are one place.
    pub(super) fn is_same(&self, known: &Binding) -> bool {
        match (self.reg_id, known.reg_id) {
            (Some(one), Some(other)) => one == other && self.is_of_phone(known),
            _ => self.uri.is_same(&known.uri),
        }
    }

    /// Whether both are one phone, which says so.
    pub(super) fn is_of_phone(&self, known: &Binding) -> bool {
        !self.instance.is_empty() && self.instance == known.instance
    }

    /// The value of a Contact header that tells of it (RFC 3261 section 10.3, step 8).
    pub fn contact(&self, now: Now) -> String {
        // Rounded up: a phone told 0 takes itself for unregistered.
        let left = self.expires_at.since(now.mono).as_millis().div_ceil(1000);
        let mut params = Params::default().with("expires", &left.to_string());
        if self.q < 1000 {
            params.set("q", &format!("0.{:03}", self.q));
        }
        if let Some(id) = self.reg_id {
            params.set("+sip.instance", &format!("\"{}\"", self.instance));
            params.set("reg-id", &id.to_string());
        }
        NameAddr {
            params,
            ..NameAddr::of(self.uri.clone())
        }
        .to_string()
    }
}

/// The Contact headers of the 200 to a REGISTER: all contacts of the user.
pub fn contact_headers(now: Now, bindings: &[Binding]) -> Vec<(String, String)> {
    bindings
        .iter()
        .map(|binding| ("Contact".to_string(), binding.contact(now)))
        .collect()
}
