//! Which configured number a caller dialled, however his carrier spells it.

use std::collections::BTreeMap;

use model::config::Config;
use model::{DialString, phone_number};

/// The configured numbers by their normal form.
#[derive(Debug, Default)]
pub struct Numbers(BTreeMap<String, DialString>);

impl Numbers {
    /// The numbers of `config`.
    pub fn new(config: &Config) -> Numbers {
        let normal = |number: &DialString| phone_number::normalise(number.as_str());
        Numbers(
            config
                .numbers
                .keys()
                .map(|number| (normal(number), number.clone()))
                .collect(),
        )
    }

    /// The configured number that `dialled` spells.
    pub fn find(&self, dialled: &str) -> Option<&DialString> {
        self.0.get(&phone_number::normalise(dialled))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::config::Number;
    use model::{IvrName, Name};

    #[test]
    fn a_number_is_found_in_every_spelling() {
        let mut config = Config::default();
        let number = DialString::new("02160001000").expect("a number");
        let name = |text| Name::new(text).expect("a name");
        config.numbers.insert(
            number.clone(),
            Number::on(name("t"), IvrName::from(&name("i"))),
        );
        let numbers = Numbers::new(&config);
        for spelling in ["02160001000", "+862160001000", "008602160001000"] {
            assert_eq!(numbers.find(spelling), Some(&number), "{spelling}");
        }
        assert_eq!(numbers.find("02160001001"), None);
    }
}
