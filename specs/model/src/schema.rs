//! JSON Schemas of the types that write themselves by hand; all others derive theirs.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::config::Shift;
use crate::record::{EndStatus, Outcome};
use crate::{Config, DialString, Extension, Hotword, IvrName, Key, Name, Span};

/// A text with a pattern (ECMA-262), and words on what it is. Few readers of patterns know classes of
/// Unicode, so names are what is not ASCII, and of ASCII what may be in them.
macro_rules! text {
    ($type:ty, $pattern:literal, $about:literal) => {
        impl JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "pattern": $pattern, "description": $about })
            }
        }
    };
}

text!(
    Name,
    r"^[^\x00-,./:-@\[-^`{-\x7f]{1,64}$",
    "The name of a resource: letters of any script, digits, `_` and `-`, at most 64."
);
text!(
    Hotword,
    r"^[^\x00-,./:-@\[-^`{-\x7f]{1,20}$",
    "A word that a recogniser is to know: at most 20 characters, of which a Chinese one counts as two."
);
text!(
    IvrName,
    r"^[^\x00-,./:-@\[-^`{-\x7f]{1,64}(@[1-9][0-9]{0,3})?$",
    "The name of a flow, with `@` and a number for a version of it: `main`, `main@2`."
);
text!(
    Extension,
    "^[1-8][0-9]{3,5}$",
    "The extension of a phone: 4 to 6 digits, the first from 1 to 8."
);
text!(
    DialString,
    r"^\+?[A-Za-z0-9_.-]{1,64}$",
    "A number as callers dial it."
);
text!(
    Shift,
    "^[0-9]{1,2}:[0-9]{2} ?- ?[0-9]{1,2}:[0-9]{2}$",
    "Hours of a day, such as `09:00-18:00`; past midnight if the second time comes first."
);
text!(Key, "^[0-9*#]$", "A key of a telephone.");
text!(
    Span,
    "^([0-9]+(ms|s|m|h|d))+$",
    "A length of time, such as `500ms`, `20s` or `1m30s`."
);

text!(
    Outcome,
    "^(answered|incomplete|malformed|status [0-9]{1,5}|[a-z_]+)$",
    "What came of a question to a customer's system: `answered`, or what was wrong."
);

impl JsonSchema for EndStatus {
    fn schema_name() -> Cow<'static, str> {
        "EndStatus".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let codes: Vec<u16> = EndStatus::ALL.iter().map(|status| status.code()).collect();
        let words: Vec<&str> = EndStatus::ALL
            .iter()
            .map(|status| status.string())
            .collect();
        json_schema!({
            "description": "How a call, or one participant's part in it, ended.",
            "type": "object",
            "properties": {
                "code": { "type": "integer", "enum": codes },
                "string": { "type": "string", "enum": words },
            },
            "required": ["code", "string"],
        })
    }
}

impl JsonSchema for Config {
    fn schema_name() -> Cow<'static, str> {
        "Config".into()
    }

    /// The kinds alone: what stands below them is the matter of the language, which has a reference of
    /// its own, written by its compiler.
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A configuration as `ccctl` compiles it: resources by kind and name.",
            "type": "object",
            "additionalProperties": { "type": "object" },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schema<T: JsonSchema>() -> serde_json::Value {
        SchemaGenerator::default()
            .into_root_schema_for::<T>()
            .into()
    }

    #[test]
    fn an_end_status_is_one_of_the_table() {
        let schema = schema::<EndStatus>();
        let codes = schema["properties"]["code"]["enum"].as_array();
        assert_eq!(codes.map(Vec::len), Some(EndStatus::ALL.len()));
    }

    #[test]
    fn a_configuration_is_objects_by_kind() {
        let written = serde_json::to_value(Config::default()).expect("JSON");
        let kinds = written.as_object().expect("an object");
        assert!(
            kinds.values().all(serde_json::Value::is_object),
            "{written}"
        );
        assert_eq!(schema::<Config>()["additionalProperties"]["type"], "object");
    }
}
