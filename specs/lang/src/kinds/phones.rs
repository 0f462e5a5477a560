//! `phones`: SIP phones by extension.

use model::Name;
use model::config::{Contact, Phone, Secret};

use crate::Code;
use crate::decode::{self, Context, Field, Fields, Kind, Report, Shape, Table, scalar};
use crate::kinds::{Item, codecs, prompts, srtp};
use crate::tree::{At, Node, Value};

/// The keys of a phone.
pub static TABLE: Table = Table {
    what: "a phone",
    doc: "A SIP phone. Its name is its extension in quotes, 4 to 6 digits that begin with 1 to 8, \
          which is also its SIP user name.",
    fields: &[
        Field::optional("name", Shape::Text, "What people call it."),
        Field::optional(
            "agent",
            Shape::Name(Kind::Agents),
            "The agent whose state it follows; without one it stands for itself.",
        ),
        Field::optional(
            "contact",
            Shape::Other("`sip:user@address:port` with an IP address"),
            "Where it is found without registering.",
        ),
        Field::optional(
            "password",
            Shape::Other("`!secret env:NAME` or `!secret file:PATH`"),
            "Where its password comes from; without it the password is set at run time.",
        ),
        Field::optional(
            "transports",
            Shape::Other("a list of `udp`, `tcp` and `tls`"),
            "The transports by which it may register and call; without it any.",
        ),
        Field::otherwise(
            "codecs",
            codecs::SHAPE,
            "the `phone_codecs` of the center",
            "What it speaks, best first.",
        ),
        Field::otherwise(
            "srtp",
            srtp::SHAPE,
            "the `phone_srtp` of the center",
            "Whether its voices are protected.",
        ),
    ],
};

/// Reads one phone.
pub fn read(cx: &mut Context, item: &Item<'_>) -> Option<Phone> {
    let fields = Fields::open(cx, &TABLE, item.node, item.at, &item.path, "")?;
    let name = fields.text(cx, "name").unwrap_or_default();
    let agent: Option<Name> = fields.name(cx, "agent");
    let contact = contact(cx, &fields);
    let password = password(cx, &fields, SET_LATER);
    let codecs = codecs::read(cx, &fields, "codecs", &[]);
    let srtp = srtp::read(cx, &fields, "srtp");
    let what = "a transport: `udp`, `tcp` or `tls`";
    let mut transports = decode::list_of(cx, &fields, "transports", what).unwrap_or_default();
    transports.sort();
    Some(Phone {
        name,
        agent,
        contact,
        password,
        transports,
        codecs,
        srtp,
    })
}

fn contact(cx: &mut Context, fields: &Fields<'_>) -> Option<Contact> {
    let (_, node) = fields.node(cx, "contact")?;
    let (text, _) = scalar::written(cx, node, "`contact`: `sip:user@address:port`")?;
    match text.parse() {
        Ok(contact) => Some(contact),
        Err(error) => {
            let report = Report::new(Code::BadAddress, node.at, format!("`{text}` is no contact"));
            let error: model::config::InvalidContact = error;
            cx.report(report.help(error.to_string()));
            None
        }
    }
}

/// What to do where a password stands in plain text.
const SET_LATER: &str = "write `!secret env:NAME` and set that variable, or `!secret file:PATH`, or leave \
                         it out and set it with `ccctl phone password`";

/// The source of the password of a resource; `help` says what to write in place of a plain one.
pub fn password(cx: &mut Context, fields: &Fields<'_>, help: &str) -> Option<Secret> {
    secret(cx, fields, "password", help)
}

/// Where the secret at a field comes from.
pub fn secret(cx: &mut Context, fields: &Fields<'_>, field: &str, help: &str) -> Option<Secret> {
    let (at, node) = fields.node(cx, field)?;
    let secret = match &node.value {
        Value::Scalar { text, .. } if node.secret => source(cx, text, node.at)?,
        Value::Broken => return None,
        _ => {
            plain_secret(cx, node, at, field, help);
            return None;
        }
    };
    let place = format!("{}/{}", fields.resource, fields.path(field));
    cx.secrets.push((secret.clone(), place));
    Some(secret)
}

/// The text of the secret is not repeated: the problem may be shown in a log.
fn plain_secret(cx: &mut Context, node: &Node, at: At, field: &str, help: &str) {
    let at = if matches!(node.value, Value::Scalar { .. }) {
        node.at
    } else {
        at
    };
    let what = match field {
        "password" => "password",
        _ => "secret",
    };
    let message = format!("a {what} is not written into the configuration");
    cx.report(Report::new(Code::BadSecret, at, message).help(help));
}

fn source(cx: &mut Context, text: &str, at: At) -> Option<Secret> {
    let variable = |name: &str| {
        let first = name
            .bytes()
            .next()
            .is_some_and(|b| b.is_ascii_alphabetic() || b == b'_');
        first && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
    };
    match text.split_once(':') {
        Some(("env", name)) if variable(name) => Some(Secret::Env(name.to_owned())),
        Some(("file", path)) => prompts::inside(cx, path, at).map(Secret::File),
        _ => {
            let message = "a secret has a source: an environment variable or a file";
            let help = "write `!secret env:NAME` or `!secret file:PATH`";
            cx.report(Report::new(Code::BadSecret, at, message).help(help));
            None
        }
    }
}
