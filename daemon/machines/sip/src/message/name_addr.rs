//! `"Display name" <uri>;param=value`, as in From, To, Contact and Route.

use std::fmt;

use super::clean::Clean;
use super::{Params, Uri, scan};

/// A URI with a name before it and parameters behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameAddr {
    /// The display name without its quotes; empty for none.
    pub display: String,
    /// The URI.
    pub uri: Uri,
    /// The parameters of the header, not of the URI.
    pub params: Params,
}

impl NameAddr {
    /// `<uri>`.
    pub fn of(uri: Uri) -> NameAddr {
        NameAddr {
            display: String::new(),
            uri,
            params: Params::default(),
        }
    }

    /// The same with a display name.
    pub fn named(mut self, display: &str) -> NameAddr {
        self.display = display.to_string();
        self
    }

    /// The same with a tag.
    pub fn tagged(mut self, tag: &str) -> NameAddr {
        self.params.set("tag", tag);
        self
    }

    /// What one value of a header says. `None` if it holds no URI or its quotes never end.
    pub fn read(text: &str) -> Option<NameAddr> {
        let text = text.trim();
        let (display, rest) = match scan::unquote(text) {
            Some((display, rest)) => (display, rest.trim_start()),
            None if text.starts_with('"') => return None,
            None => match text.find('<') {
                // A display name of several words should be quoted and often is not; a comma in
                // one is taken as part of it (RFC 4475 section 3.1.2.15).
                Some(at) => (text.get(..at)?.trim().to_string(), text.get(at..)?),
                None => return read_addr_spec(text),
            },
        };
        let (uri, params) = rest.strip_prefix('<')?.split_once('>')?;
        let params = match params.trim_start() {
            "" => "",
            params => params.strip_prefix(';')?,
        };
        Some(NameAddr {
            display,
            uri: Uri::read(uri)?,
            params: Params::read(params),
        })
    }

    /// The tag.
    pub fn tag(&self) -> Option<&str> {
        self.params.get("tag").filter(|tag| !tag.is_empty())
    }
}

/// A URI without brackets: all parameters are the header's, and it must not hold `?` or a comma,
/// which would be read one way by some and another by others (RFC 3261 section 20).
fn read_addr_spec(text: &str) -> Option<NameAddr> {
    let (uri, params) = match text
        .find('@')
        .and_then(|at| text.get(at..)?.find(';').map(|n| at + n))
    {
        Some(at) => (text.get(..at)?, text.get(at + 1..)?),
        None if text.contains('@') => (text, ""),
        None => text.split_once(';').unwrap_or((text, "")),
    };
    let uri = Uri::read(uri).filter(|uri| uri.headers.is_none())?;
    Some(NameAddr {
        display: String::new(),
        uri,
        params: Params::read(params),
    })
}

impl fmt::Display for NameAddr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.display.is_empty() {
            write!(f, "{} ", Clean(&scan::quote(&self.display)))?;
        }
        write!(f, "<{}>{}", self.uri, self.params)
    }
}
