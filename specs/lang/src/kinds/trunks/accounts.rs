//! The accounts of trunks: ours at a carrier, and theirs here.

use model::Extension;
use model::config::{Gateway, Mode, Register, Transport};

use crate::Code;
use crate::decode::{Context, Field, Fields, Report, Shape, scalar};
use crate::kinds::{items, phones};

pub const USERNAME: Field = Field::optional(
    "username",
    Shape::Other("a user name of at most 64 characters"),
    "The user name of the account: in `register` mode the center's at the carrier, in `gateway` mode the \
     gateway's here. Needed in both.",
);
pub const PASSWORD: Field = Field::optional(
    "password",
    Shape::Other("`!secret env:NAME` or `!secret file:PATH`"),
    "Where the account's password comes from. Needed in `register` mode; in `gateway` mode it can be left \
     out and set by `ccctl trunk password`, and has at least 8 characters with a capital and a small \
     letter, a digit and a symbol.",
);
pub const REALM: Field = Field::otherwise(
    "realm",
    Shape::Text,
    "whichever the carrier names",
    "The only realm for which the carrier may ask for the password.",
);
pub const OUTBOUND_PROXY: Field = Field::optional(
    "outbound_proxy",
    Shape::Other("a host name or an IP address, with `:` and a port if need be"),
    "Where registrations and calls are sent in place of the `address`.",
);
pub const BACKUP_SERVERS: Field = Field::optional(
    "backup_servers",
    Shape::Other("a list of at most 8 host names or IP addresses, with or without a port"),
    "Registrars that take over, in this order, where the one before does not answer.",
);
pub const EXPIRES: Field = Field::default(
    "expires",
    Shape::Time {
        min: 60_000,
        max: 86_400_000,
    },
    "1h",
    "For how long the center registers; the carrier may shorten it.",
);

/// Backup servers at most.
const SERVERS: usize = 8;
/// The longest user name, in characters.
const LONGEST: usize = 64;

/// The keys that go with one mode or two.
const OWNERS: &[(&str, &[Mode])] = &[
    ("address", &[Mode::Peer, Mode::Register]),
    ("probe", &[Mode::Peer]),
    ("username", &[Mode::Register, Mode::Gateway]),
    ("password", &[Mode::Register, Mode::Gateway]),
    ("keep_alive", &[Mode::Peer, Mode::Register]),
    ("realm", &[Mode::Register]),
    ("outbound_proxy", &[Mode::Register]),
    ("backup_servers", &[Mode::Register]),
    ("expires", &[Mode::Register]),
];

/// Reports keys that do not go with the mode.
pub fn only(cx: &mut Context, fields: &Fields<'_>, mode: Mode) {
    for (key, modes) in OWNERS {
        if !fields.has(key) || modes.contains(&mode) {
            continue;
        }
        let at = cx.at(&fields.resource, key);
        let words: Vec<_> = modes.iter().map(|mode| mode.word()).collect();
        let words = words.join("` or `mode: ");
        let message = format!("`{key}` goes with `mode: {words}`");
        let help = format!("this trunk has `mode: {}`: delete the key", mode.word());
        cx.report(Report::new(Code::OtherMode, at, message).help(help));
    }
}

/// Our account at a carrier.
pub fn register(cx: &mut Context, fields: &Fields<'_>, transport: Transport) -> Option<Register> {
    let username = username(cx, fields, Mode::Register);
    let password = match fields.has("password") {
        true => phones::password(cx, fields, NO_PASSWORD),
        false => missing(cx, fields, "password", Mode::Register),
    };
    let realm = fields.text(cx, "realm");
    let outbound_proxy = fields
        .has("outbound_proxy")
        .then(|| proxy(cx, fields, transport))
        .flatten();
    let backup_servers = servers(cx, fields, transport);
    let expires = fields.time(cx, "expires");
    Some(Register {
        username: username?,
        password: password?,
        realm,
        outbound_proxy,
        backup_servers: backup_servers?,
        expires: expires?,
    })
}

/// Their account here.
pub fn gateway(cx: &mut Context, fields: &Fields<'_>) -> Option<Gateway> {
    let username = username(cx, fields, Mode::Gateway);
    let password = phones::password(cx, fields, SET_LATER);
    let username = username?;
    if Extension::new(&username).is_ok() {
        let at = cx.at(&fields.resource, "username");
        let message = format!("`{username}` looks like the extension of a phone");
        let help = "take another user name: letters, or more or fewer digits than an extension has";
        cx.report(Report::new(Code::BadName, at, message).help(help));
        return None;
    }
    Some(Gateway { username, password })
}

/// What to do where a password stands in plain text and must be known.
const NO_PASSWORD: &str = "write `!secret env:NAME` and set that variable, or `!secret file:PATH`";
/// The same where it can be set later.
const SET_LATER: &str = "write `!secret env:NAME` and set that variable, or `!secret file:PATH`, or leave \
                         it out and set it with `ccctl trunk password`";

fn username(cx: &mut Context, fields: &Fields<'_>, mode: Mode) -> Option<String> {
    if !fields.has("username") {
        return missing(cx, fields, "username", mode);
    }
    let (_, node) = fields.node(cx, "username")?;
    let text = scalar::quoted(cx, node, "`username`: a user name")?;
    let fits = |b: u8| b.is_ascii_alphanumeric() || b"-_.!~*'()+&=".contains(&b);
    if text.is_empty() || text.len() > LONGEST || !text.bytes().all(fits) {
        let message = "a user name has letters, digits and `-_.!~*'()+&=`";
        let help = format!("at most {LONGEST} characters, as a SIP address has them before its @");
        cx.report(Report::new(Code::BadName, node.at, message).help(help));
        return None;
    }
    Some(text.to_owned())
}

fn missing<T>(cx: &mut Context, fields: &Fields<'_>, key: &str, mode: Mode) -> Option<T> {
    let message = format!("a trunk with `mode: {}` needs `{key}`", mode.word());
    let help = match key {
        "password" => "add `password: !secret env:NAME` and set that variable",
        _ => "add the user name of the account",
    };
    cx.report(Report::new(Code::MissingKey, fields.at, message).help(help));
    None
}

fn proxy(cx: &mut Context, fields: &Fields<'_>, transport: Transport) -> Option<String> {
    let (_, node) = fields.node(cx, "outbound_proxy")?;
    super::server(cx, node, "outbound_proxy", transport)
}

fn servers(cx: &mut Context, fields: &Fields<'_>, transport: Transport) -> Option<Vec<String>> {
    if !fields.has("backup_servers") {
        return Some(Vec::new());
    }
    let nodes = items(cx, fields, "backup_servers")?;
    if nodes.len() > SERVERS {
        let at = cx.at(&fields.resource, "backup_servers");
        let message = format!("a trunk has at most {SERVERS} backup servers");
        cx.report(Report::new(Code::OutOfRange, at, message).help("delete some of them"));
        return None;
    }
    let read: Vec<_> = nodes
        .iter()
        .map(|node| super::server(cx, node, "backup_servers", transport))
        .collect();
    read.into_iter().collect()
}
