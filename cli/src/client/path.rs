//! The paths of requests.

use std::fmt::{self, Write};

use serde::Serialize;
use serde_json::Value;

/// A path below the interface's prefix, with its query.
#[derive(Clone, Debug)]
pub struct Target(String);

impl Target {
    /// The path of these segments, whatever characters they have.
    pub fn new(segments: &[&str]) -> Target {
        let mut path = api::PREFIX.to_owned();
        for segment in segments {
            path.push('/');
            escape(segment, &mut path);
        }
        Target(path)
    }

    /// The path with the fields of a query that are set.
    #[must_use]
    pub fn query(mut self, query: &impl Serialize) -> Target {
        let Ok(Value::Object(fields)) = serde_json::to_value(query) else {
            return self;
        };
        for (n, (name, value)) in fields.iter().enumerate() {
            self.0.push(if n == 0 { '?' } else { '&' });
            escape(name, &mut self.0);
            self.0.push('=');
            match value {
                Value::String(text) => escape(text, &mut self.0),
                other => escape(&other.to_string(), &mut self.0),
            }
        }
        self
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Percent-encodes all but the unreserved characters of RFC 3986 section 2.3.
fn escape(text: &str, into: &mut String) {
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                into.push(char::from(byte));
            }
            _ => drop(write!(into, "%{byte:02X}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_any_script_are_one_segment() {
        let target = Target::new(&["agents", "小美", "state"]);
        assert_eq!(
            target.to_string(),
            "/api/v1/agents/%E5%B0%8F%E7%BE%8E/state"
        );
        assert_eq!(
            Target::new(&["tokens", "a/../b"]).to_string(),
            "/api/v1/tokens/a%2F..%2Fb"
        );
    }

    #[test]
    fn a_query_has_only_what_is_set() {
        let query = api::RecordQuery {
            caller: Some("+86 10&x".to_owned()),
            limit: Some(5),
            ..Default::default()
        };
        let target = Target::new(&["records"]).query(&query);
        assert_eq!(
            target.to_string(),
            "/api/v1/records?caller=%2B86%2010%26x&limit=5"
        );
        assert_eq!(
            Target::new(&["records"])
                .query(&api::RecordQuery::default())
                .to_string(),
            "/api/v1/records"
        );
    }
}
