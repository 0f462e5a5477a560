//! Parameters: `;name=value;flag`.

use std::fmt;

use super::clean::Clean;
use super::scan;

/// Parameters in their order. Names are told apart without regard to case; values are kept as they
/// are written, quotes included.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Params(Vec<(String, Option<String>)>);

impl Params {
    /// The parameters of `text`, which is what follows the first `;`. Empty ones are skipped.
    pub fn read(text: &str) -> Params {
        let named = scan::split(text, ';')
            .filter(|part| !part.is_empty())
            .map(|part| {
                let (name, value) = scan::cut(part, '=');
                (
                    name.trim().to_string(),
                    value.map(|value| value.trim().to_string()),
                )
            });
        Params(named.filter(|(name, _)| !name.is_empty()).collect())
    }

    /// The value of `name`: `None` if there is no such parameter, empty if it is a flag.
    pub fn get(&self, name: &str) -> Option<&str> {
        let (_, value) = self
            .0
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))?;
        Some(value.as_deref().unwrap_or_default())
    }

    /// The value of `name` without its quotes.
    pub fn text(&self, name: &str) -> Option<String> {
        let value = self.get(name)?;
        Some(scan::unquote(value).map_or_else(|| value.to_string(), |(plain, _)| plain))
    }

    /// Whether `name` is there, with a value or without.
    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Whether `name` stands more than once, so that two readers may take two values.
    pub fn repeats(&self, name: &str) -> bool {
        self.0
            .iter()
            .filter(|(known, _)| known.eq_ignore_ascii_case(name))
            .count()
            > 1
    }

    /// Sets `name`, in its place if it is there, else at the end. An empty value makes a flag.
    pub fn set(&mut self, name: &str, value: &str) {
        let value = (!value.is_empty()).then(|| value.to_string());
        match self
            .0
            .iter_mut()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
        {
            Some((_, old)) => *old = value,
            None => self.0.push((name.to_string(), value)),
        }
    }

    /// The same with `name` set.
    pub fn with(mut self, name: &str, value: &str) -> Params {
        self.set(name, value);
        self
    }

    /// Takes `name` away.
    pub fn remove(&mut self, name: &str) {
        self.0
            .retain(|(known, _)| !known.eq_ignore_ascii_case(name));
    }

    /// All of them; a flag has no value.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_deref()))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Params {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, value) in self.iter() {
            write!(f, ";{}", Clean(name))?;
            if let Some(value) = value {
                write!(f, "={}", Clean(value))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_values_and_quotes() {
        let params = Params::read(r#" Tag = a ;lr;; text="x;y=\"z\"" "#);
        assert_eq!(params.get("tag"), Some("a"));
        assert_eq!(params.get("LR"), Some(""));
        assert_eq!(params.get("none"), None);
        assert_eq!(params.text("text").as_deref(), Some(r#"x;y="z""#));
        assert_eq!(params.to_string(), r#";Tag=a;lr;text="x;y=\"z\"""#);
    }

    #[test]
    fn setting_keeps_the_place() {
        let mut params = Params::read("rport;branch=z");
        params.set("RPORT", "5060");
        params.set("received", "192.0.2.1");
        assert_eq!(
            params.to_string(),
            ";rport=5060;branch=z;received=192.0.2.1"
        );
        params.remove("Branch");
        assert!(!params.has("branch"));
        assert!(Params::read("tag=a;Tag=b").repeats("tag"));
        assert!(!Params::read("tag=a;b=tag").repeats("tag"));
    }

    #[test]
    fn a_line_break_in_a_value_cannot_begin_a_header() {
        let params = Params::default().with("tag", "a\r\nEvil: 1");
        assert_eq!(params.to_string(), ";tag=a  Evil: 1");
    }
}
