//! The parts of a challenge or an answer: `Digest realm="x", nonce="y"`.

use crate::message::scan;

/// The parameters of one `Digest`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Parts<'a>(Vec<(&'a str, String)>);

impl Parts<'_> {
    /// The value of a parameter, without its quotes.
    pub fn get(&self, name: &str) -> Option<&str> {
        let (_, value) = self
            .0
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))?;
        Some(value)
    }

    /// Whether some parameter stands twice.
    pub fn is_ambiguous(&self) -> bool {
        self.0.iter().enumerate().any(|(at, (name, _))| {
            self.0
                .iter()
                .skip(at + 1)
                .any(|(other, _)| other.eq_ignore_ascii_case(name))
        })
    }
}

/// Every `Digest` in the value of a header; other schemes are passed over. A header should hold one
/// scheme, and some peers join several with commas.
pub(super) fn digests(value: &str) -> Vec<Parts<'_>> {
    let mut found = Vec::new();
    let mut inside = false;
    for part in scan::split(value, ',') {
        let part = match scheme(part) {
            Some((scheme, rest)) => {
                inside = scheme.eq_ignore_ascii_case("Digest");
                if inside {
                    found.push(Parts::default());
                }
                rest
            }
            None => part,
        };
        let (name, value) = scan::cut(part, '=');
        if let (true, Some(value), Some(parts)) = (inside, value, found.last_mut()) {
            let value = value.trim();
            let plain = scan::unquote(value).map_or_else(|| value.to_string(), |(plain, _)| plain);
            parts.0.push((name.trim(), plain));
        }
    }
    found
}

/// The scheme that a part begins with, and the rest: `Digest realm="x"`, but not `realm = "x"`.
fn scheme(part: &str) -> Option<(&str, &str)> {
    let (word, rest) = part.split_once([' ', '\t'])?;
    let rest = rest.trim_start();
    let is_scheme = !word.contains('=') && !rest.starts_with('=');
    is_scheme.then_some((word, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_commas_and_blanks() {
        let found = digests(r#"Digest realm="a, \"b\"" , qop = "auth,auth-int",algorithm=MD5"#);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].get("Realm"), Some(r#"a, "b""#));
        assert_eq!(found[0].get("qop"), Some("auth,auth-int"));
        assert_eq!(found[0].get("algorithm"), Some("MD5"));
        assert_eq!(found[0].get("nonce"), None);
        assert!(!found[0].is_ambiguous());
    }

    #[test]
    fn other_schemes_are_passed_over() {
        let found = digests(r#"Basic realm="b", digest realm="d", nonce=n, Bearer realm="x""#);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].get("realm"), Some("d"));
        assert_eq!(found[0].get("nonce"), Some("n"));
        assert!(digests("NoOneKnowsThisScheme opaque-data=here").is_empty());
        assert!(digests("").is_empty());
    }

    #[test]
    fn a_parameter_twice_is_noticed() {
        assert!(digests("Digest username=a, USERNAME=b")[0].is_ambiguous());
    }
}
