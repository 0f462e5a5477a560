//! What a customer's system has answered.

use model::ask::{AskFailure, Reply};
use model::record::Outcome;
use serde_json::{Map, Value};

use crate::limits;

/// The object that an answer is, or why it is none.
pub(crate) fn object(reply: &Reply) -> Result<Map<String, Value>, Outcome> {
    let text = reply
        .as_ref()
        .map_err(|failure| Outcome::Failed(*failure))?;
    match serde_json::from_str(text) {
        Ok(Value::Object(object)) => Ok(object),
        _ => Err(Outcome::Malformed),
    }
}

/// What counts when there is no answer in time, although there must be one or none.
pub(crate) const NONE: Reply = Err(AskFailure::Timeout);

/// The value of a field, or of one inside of others, as a text. One that is too long for a variable is
/// none: half of it would be something else.
pub(crate) fn field(object: &Map<String, Value>, path: &str) -> Option<String> {
    let mut parts = path.split('.');
    let mut value = object.get(parts.next()?)?;
    for part in parts {
        value = match value {
            Value::Object(object) => object.get(part)?,
            Value::Array(items) => items.get(part.parse::<usize>().ok()?)?,
            _ => return None,
        };
    }
    let text = match value {
        Value::Null => return None,
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    (text.len() <= limits::VALUE).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(text: &str) -> Reply {
        Ok(text.into())
    }

    #[test]
    fn fields_are_found_inside_of_others() {
        let text = r#"{"a": {"b": [7, {"c": "x"}]}, "d": null, "e": true, "f": 0.8, "g.h": 1}"#;
        let object = object(&answer(text)).unwrap();
        let found = |path: &str| field(&object, path);
        assert_eq!(found("a.b.0").as_deref(), Some("7"));
        assert_eq!(found("a.b.1.c").as_deref(), Some("x"));
        assert_eq!(found("a.b").as_deref(), Some(r#"[7,{"c":"x"}]"#));
        assert_eq!(found("e").as_deref(), Some("true"));
        assert_eq!(found("f").as_deref(), Some("0.8"));
        for path in ["d", "a.b.2", "a.b.-1", "a.b.1.c.d", "z", "", "g.h"] {
            assert_eq!(found(path), None, "{path}");
        }
    }

    #[test]
    fn only_an_object_is_an_answer() {
        for text in ["", "null", "[]", "\"x\"", "{\"a\":", "{} {}", "<html>"] {
            assert_eq!(object(&answer(text)), Err(Outcome::Malformed), "{text}");
        }
        let deep = format!("{{\"a\":{}1{}}}", "[".repeat(9_999), "]".repeat(9_999));
        assert_eq!(object(&answer(&deep)), Err(Outcome::Malformed));
        assert_eq!(object(&NONE), Err(Outcome::Failed(AskFailure::Timeout)));
    }

    #[test]
    fn what_is_too_long_for_a_variable_is_not_cut() {
        let object = |length| {
            let text = format!("{{\"a\": \"{}\"}}", "x".repeat(length));
            object(&answer(&text)).unwrap()
        };
        assert!(field(&object(limits::VALUE), "a").is_some());
        assert_eq!(field(&object(limits::VALUE + 1), "a"), None);
    }
}
