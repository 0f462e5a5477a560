//! What names a dialog.

use crate::message::{Fields, Request, Response};

/// Call-ID and both tags. The order is that of the Call-ID first, so that the dialogs of one call
/// lie side by side.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct DialogId {
    /// Call-ID.
    pub call_id: String,
    /// Our tag.
    pub local: String,
    /// Theirs; empty if they are older than RFC 3261 (section 12.1.1).
    pub remote: String,
}

impl DialogId {
    /// The dialog that a request from outside says it belongs to. `None` if its To has no tag.
    pub fn of_request(request: &Request) -> Option<DialogId> {
        let (from, to) = request.headers.tags();
        let call_id = request.headers.call_id()?.to_string();
        Some(DialogId {
            call_id,
            local: to?,
            remote: from.unwrap_or_default(),
        })
    }

    /// The dialog that an answer to a request of ours belongs to or makes.
    pub fn of_response(response: &Response) -> Option<DialogId> {
        let (from, to) = response.headers.tags();
        let call_id = response.headers.call_id()?.to_string();
        Some(DialogId {
            call_id,
            local: from?,
            remote: to.unwrap_or_default(),
        })
    }
}
