//! Reason (RFC 3326).

use std::fmt;

use super::clean::Clean;
use super::{Params, scan};
use crate::Reason;

/// What one value of a Reason header says. `None` without a cause.
pub(super) fn read(text: &str) -> Option<Reason> {
    let (protocol, params) = text.split_once(';')?;
    let params = Params::read(params);
    let cause = params.get("cause")?.parse().ok()?;
    let text = params.text("text").unwrap_or_default();
    Some(Reason {
        protocol: protocol.trim().to_string(),
        cause,
        text,
    })
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{};cause={}", Clean(&self.protocol), self.cause)?;
        match self.text.is_empty() {
            true => Ok(()),
            false => write!(f, ";text={}", Clean(&scan::quote(&self.text))),
        }
    }
}
