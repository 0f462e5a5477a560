//! The names by which people call things, checked when they are made.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Why a text is no name of its kind.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct InvalidName(pub &'static str);

macro_rules! text {
    ($(#[$doc:meta])* $name:ident, $check:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The name that `text` spells.
            ///
            /// # Errors
            /// What is wrong with `text`, as a sentence for its writer.
            pub fn new(text: &str) -> Result<$name, InvalidName> {
                let check: fn(&str) -> Result<(), InvalidName> = $check;
                check(text).map(|()| $name(Arc::from(text)))
            }

            /// The name as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = InvalidName;
            fn from_str(text: &str) -> Result<$name, InvalidName> {
                $name::new(text)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<$name, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
                $name::new(&text).map_err(serde::de::Error::custom)
            }
        }
    };
}

text! {
    /// The name of a resource or an IVR node: letters of any script, digits, `_` and `-`, at most 64.
    Name,
    |text| {
        if text.is_empty() {
            return Err(InvalidName("a name has at least one character"));
        }
        if text.chars().count() > 64 {
            return Err(InvalidName("a name has at most 64 characters"));
        }
        if text.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-') {
            Ok(())
        } else {
            Err(InvalidName("a name has only letters, digits, `_` and `-`"))
        }
    }
}

text! {
    /// The name of a call flow: a name, with `@` and a number for a version of it: `main`, `main@2`.
    IvrName,
    |text| {
        let (name, version) = match text.split_once('@') {
            Some((name, version)) => (name, Some(version)),
            None => (text, None),
        };
        Name::new(name)?;
        let counts = |version: &str| {
            let digits = version.bytes().all(|b| b.is_ascii_digit());
            digits && (1..=4).contains(&version.len()) && !version.starts_with('0')
        };
        if version.is_none_or(counts) {
            Ok(())
        } else {
            Err(InvalidName("a version is written as `@` and a number from 1 to 9999: `main@2`"))
        }
    }
}

impl IvrName {
    /// The name without the version.
    pub fn base(&self) -> &str {
        self.as_str().split('@').next().unwrap_or_default()
    }

    /// The version, if it is one.
    pub fn version(&self) -> Option<u32> {
        let (_, version) = self.as_str().split_once('@')?;
        version.parse().ok()
    }
}

impl From<&Name> for IvrName {
    fn from(name: &Name) -> IvrName {
        IvrName(std::sync::Arc::clone(&name.0))
    }
}

text! {
    /// The extension of a phone: 4 to 6 digits, the first from 1 to 8.
    Extension,
    |text| {
        let digits = text.bytes().all(|b| b.is_ascii_digit());
        let first = text.bytes().next().is_some_and(|b| (b'1'..=b'8').contains(&b));
        if digits && first && (4..=6).contains(&text.len()) {
            Ok(())
        } else {
            Err(InvalidName("an extension has 4 to 6 digits and begins with 1 to 8"))
        }
    }
}

/// An extension is spelled as a name may be.
impl From<&Extension> for Name {
    fn from(extension: &Extension) -> Name {
        Name(extension.0.clone())
    }
}

text! {
    /// A number of the center as callers dial it: digits with an optional `+`, or a SIP user name.
    DialString,
    |text| {
        let plain = text.strip_prefix('+').unwrap_or(text);
        let fits = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.');
        if plain.is_empty() || text.len() > 64 || !plain.bytes().all(fits) {
            Err(InvalidName("a number has digits with an optional leading `+`, at most 64"))
        } else {
            Ok(())
        }
    }
}

text! {
    /// A word that a recogniser is to know: Chinese characters, English letters, digits, `_` and `-`, at most 20, of
    /// which a Chinese one counts as two.
    Hotword,
    crate::config::hotword::check
}

/// A key of a telephone: 0 to 9, `*` or `#`.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(u8);

impl Key {
    /// The key that `digit` stands for.
    pub const fn new(digit: char) -> Option<Key> {
        match digit {
            '0'..='9' | '*' | '#' => Some(Key(digit as u8)),
            _ => None,
        }
    }

    /// The key as it is written on a telephone.
    pub const fn as_char(self) -> char {
        self.0 as char
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_char().fmt(f)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_char().fmt(f)
    }
}

impl Serialize for Key {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_char(self.as_char())
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Key, D::Error> {
        let digit = char::deserialize(from)?;
        Key::new(digit).ok_or_else(|| serde::de::Error::custom("a key is 0 to 9, `*` or `#`"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_take_any_script_but_no_separators() {
        assert!(Name::new("售前_1-a").is_ok());
        for bad in ["", "a b", "a.b", "a@b", &"x".repeat(65)] {
            assert!(Name::new(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn a_flow_may_have_versions() {
        let second = IvrName::new("main@2").expect("a version");
        assert_eq!((second.base(), second.version()), ("main", Some(2)));
        let plain = IvrName::new("main").expect("a name");
        assert_eq!((plain.base(), plain.version()), ("main", None));
        for bad in [
            "", "@1", "main@", "main@0", "main@01", "main@x", "main@1@2", "a b@1",
        ] {
            assert!(IvrName::new(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn extensions_are_4_to_6_digits_from_1_to_8() {
        assert!(Extension::new("2001").is_ok());
        assert!(Extension::new("812345").is_ok());
        for bad in ["200", "9001", "0001", "1234567", "20a1"] {
            assert!(Extension::new(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn keys_are_those_of_a_telephone() {
        assert_eq!(Key::new('#').map(Key::as_char), Some('#'));
        assert_eq!(Key::new('a'), None);
        assert_eq!(
            serde_json::from_str::<Key>("\"5\"")
                .expect("a key")
                .as_char(),
            '5'
        );
    }
}
