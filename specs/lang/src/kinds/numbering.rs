//! `numbering` of a trunk: how it writes numbers, and where it says whose they are.

use model::config::{NumberForm, Numbering, Onward, Whose};

use crate::decode::{self, Context, Field, Fields, Shape, Table};

/// The keys of it.
pub static TABLE: Table = Table {
    what: "`numbering`",
    doc: "How a trunk writes numbers, and where it says whose they are.",
    fields: &[
        Field::otherwise(
            "caller_id",
            Shape::Other("a list of `pai`, `rpid` and `from`"),
            "`[pai, rpid, from]`",
            "Which headers say who calls, the first that does: P-Asserted-Identity, Remote-Party-ID, From.",
        ),
        Field::default(
            "identity",
            Shape::Word(&["from", "pai", "rpid"]),
            "from",
            "Which header carries the number that is shown, besides From.",
        ),
        Field::default(
            "forwarded",
            Shape::Word(&["none", "diversion", "history_info"]),
            "none",
            "Which header says that a call that came in is sent on to a number outside, and which of your \
             numbers was called: Diversion (RFC 5806) or History-Info (RFC 7044).",
        ),
        Field::default(
            "form",
            Shape::Word(&["as_dialled", "+e164", "e164", "national", "0086"]),
            "as_dialled",
            "How numbers are written: as `+8675586013388`, `8675586013388`, `075586013388` or \
             `0086075586013388`. Short numbers, 400 and 95 numbers stay as they are.",
        ),
        Field::optional(
            "area_code",
            Shape::Other("an area code in quotes such as `\"0755\"`"),
            "The area code of the trunk's own place, which local numbers are written without in the form \
             `national`.",
        ),
        Field::optional(
            "send_prefix",
            Shape::Other("digits in quotes such as `\"9\"`"),
            "What is put before each number that is dialled (送号前缀), unless the number that is shown has \
             a `send_prefix` of its own.",
        ),
    ],
};

/// Reads it.
pub fn read(cx: &mut Context, trunk: &Fields<'_>) -> Option<Numbering> {
    let (at, node) = trunk.node(cx, "numbering")?;
    let path = trunk.path("numbering");
    let fields = Fields::open(cx, &TABLE, node, at, &trunk.resource, &path)?;
    let caller_id = decode::list_of(cx, &fields, "caller_id", "one of `pai`, `rpid` and `from`");
    let identity = fields
        .word(cx, "identity")
        .and_then(|word| word.parse().ok());
    let forwarded = fields.word(cx, "forwarded").and_then(|word| {
        let mut all = Onward::ALL.into_iter();
        all.find(|(_, name)| *name == word)
            .map(|(header, _)| header)
    });
    let form = fields.word(cx, "form").and_then(|word| {
        let mut all = NumberForm::ALL.into_iter();
        all.find(|(_, name)| *name == word).map(|(form, _)| form)
    });
    Some(Numbering {
        caller_id: caller_id.unwrap_or_default(),
        identity: identity.unwrap_or(Whose::From),
        forwarded: forwarded.unwrap_or_default(),
        form: form.unwrap_or_default(),
        area_code: digits(cx, &fields, "area_code"),
        send_prefix: digits(cx, &fields, "send_prefix"),
    })
}

/// Digits in quotes.
pub fn digits(cx: &mut Context, fields: &Fields<'_>, field: &str) -> Option<model::DialString> {
    let (_, node) = fields.node(cx, field)?;
    decode::spelled(cx, node, &format!("`{field}`: digits"))
}
