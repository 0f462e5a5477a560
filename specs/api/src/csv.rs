//! Records as comma-separated values (RFC 4180), safe to open in a spreadsheet.

use std::fmt::Write as _;

use model::record::CallRecord;
use serde_json::Value;

/// What UTF-8 begins with where a spreadsheet is to know it.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The content type.
pub const CONTENT_TYPE: &str = "text/csv; charset=utf-8; header=present";

/// Every field of a record, in the order of the columns. `end_status` has two: the number and the word.
pub const COLUMNS: &[&str] = &[
    "id",
    "kind",
    "direction",
    "caller",
    "callee",
    "country",
    "province",
    "city",
    "carrier",
    "diverted_by",
    "original_callee",
    "diversion_reason",
    "trunk",
    "ivr",
    "blacklist",
    "revision",
    "started_at",
    "answered_at",
    "ended_at",
    "duration_ms",
    "total_ms",
    "ivr_ms",
    "wait_ms",
    "ring_ms",
    "end_status",
    "end_status_code",
    "cause",
    "hung_up_by",
    "agent",
    "staff_number",
    "skill_group",
    "remark",
    "remarked_at",
    "satisfaction",
    "consultations",
    "voicemail",
    "path",
    "participants",
    "recordings",
];

/// The line of names.
pub fn head() -> String {
    COLUMNS.join(",") + "\r\n"
}

/// The line of a record. What is a list in JSON is JSON here.
pub fn line(record: &CallRecord) -> String {
    // A record always has a JSON form.
    let fields = serde_json::to_value(record).unwrap_or_default();
    let mut line = String::new();
    for (n, column) in COLUMNS.iter().enumerate() {
        if n > 0 {
            line.push(',');
        }
        cell(&field(&fields, column), &mut line);
    }
    line + "\r\n"
}

fn field(fields: &Value, column: &str) -> String {
    let status = fields.get("end_status");
    let value = match column {
        "end_status" => status.and_then(|status| status.get("string")),
        "end_status_code" => status.and_then(|status| status.get("code")),
        other => fields.get(other),
    };
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

/// Writes a cell. A spreadsheet takes what begins with one of these for a formula, and a caller chooses
/// his own number and name: a `'` before it makes it a text.
fn cell(text: &str, line: &mut String) {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let harmless = if is_formula { "'" } else { "" };
    if text.contains([',', '"', '\r', '\n', '\t']) || is_formula {
        let _written = write!(line, "\"{harmless}{}\"", text.replace('"', "\"\""));
    } else {
        line.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        let mut line = String::new();
        cell(text, &mut line);
        line
    }

    #[test]
    fn what_a_spreadsheet_would_run_is_a_text() {
        for first in ["=", "+", "-", "@", "\t", "\r"] {
            let text = format!("{first}cmd|'/c calc'!A0");
            let cell = written(&text);
            assert_eq!(cell, format!("\"'{text}\""));
        }
        assert_eq!(written("13800001234"), "13800001234");
        assert_eq!(written("a=b"), "a=b");
    }

    #[test]
    fn commas_quotes_and_lines_stay_in_their_cell() {
        assert_eq!(written("a,b"), "\"a,b\"");
        assert_eq!(written("say \"no\""), "\"say \"\"no\"\"\"");
        assert_eq!(written("one\ntwo"), "\"one\ntwo\"");
        assert_eq!(written(""), "");
    }

    #[test]
    fn no_column_stands_twice() {
        let columns: std::collections::BTreeSet<_> = COLUMNS.iter().collect();
        assert_eq!(columns.len(), COLUMNS.len());
    }

    #[test]
    fn every_field_of_a_record_is_a_column() {
        let schema = schemars::SchemaGenerator::default().into_root_schema_for::<CallRecord>();
        let fields = schema.get("properties").and_then(Value::as_object);
        for field in fields.expect("fields").keys() {
            assert!(COLUMNS.contains(&field.as_str()), "no column `{field}`");
        }
    }
}
