//! Keys and when they are pressed: `1@3s,2#@6s`.

use std::str::FromStr;

use model::{Key, Span};

/// Keys to press, each after a time from the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presses(Vec<Press>);

/// Keys that are pressed one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Press {
    /// The keys.
    pub keys: String,
    /// When, from the answer.
    pub after: Span,
}

impl Presses {
    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Press> {
        self.0.iter()
    }
}

impl FromStr for Presses {
    type Err = String;
    fn from_str(text: &str) -> Result<Presses, String> {
        text.split(',')
            .map(str::parse)
            .collect::<Result<_, _>>()
            .map(Presses)
    }
}

impl FromStr for Press {
    type Err = String;
    fn from_str(text: &str) -> Result<Press, String> {
        let (keys, after) = text
            .split_once('@')
            .ok_or_else(|| format!("`{text}` says not when; write it as 1@3s"))?;
        if keys.is_empty() || !keys.chars().all(|key| Key::new(key).is_some()) {
            return Err(format!(
                "`{keys}` are no keys; the keys are 0 to 9, * and #"
            ));
        }
        let after = after
            .parse()
            .map_err(|error| format!("`{after}`: {error}"))?;
        Ok(Press {
            keys: keys.to_owned(),
            after,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_have_a_time() {
        let presses: Presses = "1@3s,2#@1m".parse().expect("keys");
        let read: Vec<_> = presses
            .iter()
            .map(|press| (press.keys.as_str(), press.after))
            .collect();
        assert_eq!(read, [("1", Span::seconds(3)), ("2#", Span::seconds(60))]);
        for bad in ["", "1", "1@", "x@3s", "@3s", "1@3s,", "1@3"] {
            assert!(bad.parse::<Presses>().is_err(), "{bad}");
        }
    }
}
