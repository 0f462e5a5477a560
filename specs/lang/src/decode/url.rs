//! URLs of customers' systems.

use model::config::{Piece, Template};
use model::host::{BadAuthority, authority};

use super::{Context, Fields, Report, parameter, scalar};
use crate::Code;
use crate::tree::At;

/// The longest URL, in characters.
const LONGEST: usize = 1_000;

/// The URL at a field. Its scheme and its host stand there as they are; what follows may have variables.
pub fn url(cx: &mut Context, fields: &Fields<'_>, field: &str) -> Option<Template> {
    let (_, node) = fields.node(cx, field)?;
    let url = parameter(cx, node, &fields.resource, LONGEST)?;
    callable(cx, &url, node.at).then_some(url)
}

/// The URL at a field, in which there are no variables. `credentials` says where those are written that
/// do not stand in it.
pub fn fixed_url(
    cx: &mut Context,
    fields: &Fields<'_>,
    field: &str,
    credentials: &'static str,
) -> Option<String> {
    let (_, node) = fields.node(cx, field)?;
    let text = scalar::quoted(cx, node, "a URL")?;
    if text.chars().count() > LONGEST {
        let message = format!("a URL has at most {LONGEST} characters");
        let help = "shorten it";
        cx.report(Report::new(Code::BadText, node.at, message).help(help));
        return None;
    }
    if let Some((message, help)) = misplaced(text, credentials) {
        cx.report(Report::new(Code::BadAddress, node.at, message).help(help));
        return None;
    }
    let pieces = vec![Piece::Literal(text.to_owned())];
    callable(cx, &Template { pieces }, node.at).then(|| text.to_owned())
}

/// Reports a URL that cannot be called.
fn callable(cx: &mut Context, url: &Template, at: At) -> bool {
    let Err(help) = check(url) else {
        return true;
    };
    let message = "this is no URL that can be called";
    cx.report(Report::new(Code::BadAddress, at, message).help(help));
    false
}

/// What stands in a fixed URL and belongs elsewhere, and what to do about it.
fn misplaced(url: &str, credentials: &'static str) -> Option<(&'static str, &'static str)> {
    let behind = url.split_once("://").map_or(url, |(_, behind)| behind);
    let host = behind.split(['/', '?', '#']).next().unwrap_or_default();
    if url.contains("${") {
        let help =
            "write it whole; where environments differ, `url: !var NAME` takes it from `vars`";
        return Some(("nothing is put in for `${…}` in this URL", help));
    }
    host.contains('@')
        .then_some(("a URL has no user and no password", credentials))
}

fn check(url: &Template) -> Result<(), &'static str> {
    const SCHEME: &str = "begin it with `https://`";
    const HOST: &str = "write a host behind `https://`, without a user, and an address as four numbers or in brackets, such as \
                        `https://example.com/level` or `https://192.0.2.7/level`";
    const PORT: &str = "a port is a number from 1 to 65535: `https://example.com:8443/level`";
    const FIXED: &str = "variables stand behind the host: `https://example.com/${Level}`";
    let (begin, more) = match url.pieces.as_slice() {
        [Piece::Literal(text), more @ ..] => (text.as_str(), !more.is_empty()),
        _ => return Err(SCHEME),
    };
    let rest = ["https://", "http://"]
        .into_iter()
        .find_map(|scheme| begin.strip_prefix(scheme))
        .ok_or(SCHEME)?;
    let host = rest.split(['/', '?']).next().unwrap_or_default();
    if more && host.len() == rest.len() {
        return Err(FIXED);
    }
    authority(host).map_err(|bad| match bad {
        BadAuthority::Host => HOST,
        BadAuthority::Port => PORT,
    })?;
    let plain = |piece: &Piece| match piece {
        Piece::Literal(text) => {
            !text.contains(|c: char| c.is_whitespace() || c.is_control() || "#\\".contains(c))
        }
        Piece::Variable(..) => true,
    };
    match url.pieces.iter().all(plain) {
        true => Ok(()),
        false => Err("leave out spaces, `\\` and `#`"),
    }
}
