//! `center.break_reasons`: why agents go on a break.

use std::collections::BTreeMap;

use model::Name;
use model::config::BreakReason;

use crate::Code;
use crate::decode::{self, Context, Field, Fields, Report, Shape, Table, scalar};
use crate::tree::{Entry, Value};

/// The keys of a reason.
pub static TABLE: Table = Table {
    what: "a break reason",
    doc: "A reason that agents can give for a break. A text alone is its label.",
    fields: &[
        Field::required("label", Shape::Text, "What people call it."),
        Field::default(
            "enabled",
            Shape::Flag,
            "true",
            "Whether it can be chosen; one that cannot stays known for those who did.",
        ),
    ],
};

/// Reads all reasons.
pub fn read(cx: &mut Context, fields: &Fields<'_>) -> BTreeMap<Name, BreakReason> {
    let mut reasons = BTreeMap::new();
    let Some((at, node)) = fields.node(cx, "break_reasons") else {
        return reasons;
    };
    match &node.value {
        Value::Map(entries) => {
            for entry in entries {
                let name = decode::key::<Name>(cx, entry);
                if let (Some(reason), Some(name)) = (reason(cx, fields, entry), name) {
                    reasons.insert(name, reason);
                }
            }
        }
        Value::Null | Value::Broken => {}
        other => {
            let message = format!("`break_reasons` is a map, this is {}", other.what());
            let help = "write `{ lunch: 午餐 }`";
            cx.report(Report::new(Code::WrongShape, at, message).help(help));
        }
    }
    reasons
}

fn reason(cx: &mut Context, fields: &Fields<'_>, entry: &Entry) -> Option<BreakReason> {
    let path = format!("break_reasons.{}", entry.key);
    cx.places
        .insert(format!("{}/{path}", fields.resource), entry.at);
    if let Value::Scalar { .. } = entry.value.value {
        let label = scalar::text(cx, &entry.value, TABLE.field("label")?)?;
        let enabled = true;
        return Some(BreakReason { label, enabled });
    }
    let fields = Fields::open(cx, &TABLE, &entry.value, entry.at, &fields.resource, &path)?;
    let (label, enabled) = (fields.text(cx, "label"), fields.flag(cx, "enabled"));
    Some(BreakReason {
        label: label?,
        enabled: enabled?,
    })
}
