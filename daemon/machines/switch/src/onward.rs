//! That a call which came in is sent on, as a trunk is told: by Diversion (RFC 5806) or History-Info (RFC
//! 7044).

use contact::Forwarded;
use model::config::{Numbering, Onward as Header};
use model::record::DiversionReason;

use crate::trunks::Way;

/// A call that is sent on.
#[derive(Clone, Debug)]
pub struct Onward {
    header: Header,
    /// The number of ours that was called, as the trunk writes it.
    called: String,
    reason: DiversionReason,
}

impl Onward {
    /// What a trunk is told of it; `None`: nothing.
    pub fn on(numbering: &Numbering, call: &Forwarded) -> Option<Onward> {
        (numbering.forwarded != Header::None).then(|| Onward {
            header: numbering.forwarded,
            called: numbering.write(call.called.as_str()),
            reason: call.reason,
        })
    }

    /// The header that says so on a way.
    pub(crate) fn said(&self, way: &Way) -> (String, String) {
        let called = format!("sip:{}@{}", self.called, way.host());
        let deflected = self.reason == DiversionReason::Deflection;
        let (name, value) = match self.header {
            Header::HistoryInfo => {
                // RFC 4458: somebody else is called because he was told to be, or whoever was sent him on.
                let cause = if deflected { 480 } else { 302 };
                let entries = format!(
                    "<{called}>;index=1,<{};cause={cause}>;index=1.1;mp=1",
                    way.uri
                );
                ("History-Info", entries)
            }
            Header::Diversion | Header::None => {
                let reason = if deflected {
                    "deflection"
                } else {
                    "unconditional"
                };
                ("Diversion", format!("<{called}>;reason={reason};counter=1"))
            }
        };
        (name.to_owned(), value)
    }
}
