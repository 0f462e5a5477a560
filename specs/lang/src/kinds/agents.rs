//! `agents`: the people who answer.

use model::config::Agent;

use crate::Code;
use crate::decode::{Context, Field, Fields, Kind, Report, Shape, Table};
use crate::kinds::Item;

/// The keys of an agent.
pub static TABLE: Table = Table {
    what: "an agent",
    doc: "A person who answers. Phones name the agent whose state they follow.",
    fields: &[
        Field::required("name", Shape::Text, "The agent's name."),
        Field::optional("nickname", Shape::Text, "What customers are told."),
        Field::required(
            "staff_number",
            Shape::Text,
            "The staff number, in quotes; no two agents have the same. It is said to callers and \
             stands in records; it is not the extension of a phone.",
        ),
        Field::optional(
            "email",
            Shape::Text,
            "The log-in name; no two agents have the same.",
        ),
        Field::optional("mobile", Shape::Text, "The mobile number, in quotes."),
        Field::default(
            "role",
            Shape::Name(Kind::Roles),
            "agent",
            "What the agent may see and do beside what concerns himself: `agent` (nothing), `admin` \
             (everything), `viewer`, `operator`, or a role of the center.",
        ),
    ],
};

/// Reads one agent.
pub fn read(cx: &mut Context, item: &Item<'_>) -> Option<Agent> {
    let fields = Fields::open(cx, &TABLE, item.node, item.at, &item.path, "")?;
    let name = fields.text(cx, "name");
    let nickname = fields.text(cx, "nickname");
    let staff_number = fields.text(cx, "staff_number");
    let email = email(cx, &fields);
    let mobile = fields.text(cx, "mobile");
    let role = fields.name(cx, "role");
    let (name, staff_number, role) = (name?, staff_number?, role?);
    Some(Agent {
        name,
        nickname,
        staff_number,
        email,
        mobile,
        role,
    })
}

fn email(cx: &mut Context, fields: &Fields<'_>) -> Option<String> {
    let email = fields.text(cx, "email")?;
    let parts = email.split_once('@');
    let good = parts.is_some_and(|(user, host)| !user.is_empty() && !host.is_empty());
    if !good || email.contains(char::is_whitespace) {
        let at = cx.at(&fields.resource, "email");
        let message = format!("`{email}` is no email address");
        cx.report(Report::new(Code::BadAddress, at, message).help("write `user@example.com`"));
    }
    Some(email)
}
