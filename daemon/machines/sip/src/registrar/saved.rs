//! Contacts that outlive a restart.

use kernel::Now;

use super::Binding;
use crate::Flow;
use crate::message::Uri;

/// A contact as it is kept on disk: its end by the wall clock. How much it wants to be preferred and
/// which phone it is are not kept; the phone says so again when it refreshes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// [`Binding::uri`]
    pub uri: String,
    /// [`Binding::path`]
    pub path: Vec<String>,
    /// [`Binding::flow`]
    pub flow: Flow,
    /// [`Binding::call_id`]
    pub call_id: String,
    /// [`Binding::cseq`]
    pub cseq: u32,
    /// When it ends.
    pub expires_at: jiff::Timestamp,
}

impl Saved {
    /// A contact to be kept.
    pub fn of(binding: &Binding, now: Now) -> Saved {
        Saved {
            uri: binding.uri.to_string(),
            path: binding.path.clone(),
            flow: binding.flow,
            call_id: binding.call_id.clone(),
            cseq: binding.cseq,
            expires_at: now.later(binding.expires_at.since(now.mono)).wall,
        }
    }

    /// The contact again. `None` if it has ended or its URI is none.
    pub(super) fn revive(self, now: Now) -> Option<Binding> {
        let left = self.expires_at.duration_since(now.wall).unsigned_abs();
        let uri = Uri::read(&self.uri).filter(|_| self.expires_at > now.wall)?;
        Some(Binding {
            uri,
            flow: self.flow,
            instance: String::new(),
            reg_id: None,
            path: self.path,
            q: 1000,
            call_id: self.call_id,
            cseq: self.cseq,
            expires_at: now.mono + left,
        })
    }
}
