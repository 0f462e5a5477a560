//! Which configured number a caller dialled, however his carrier spells it.

use std::collections::{BTreeMap, BTreeSet};

use model::DialString;
use model::config::Config;
use model::phone_number::normalise;

/// The configured numbers by their normal form.
#[derive(Debug, Default)]
pub struct Numbers(BTreeMap<String, DialString>);

impl Numbers {
    /// The numbers of `config`.
    pub fn new(config: &Config) -> Numbers {
        let normal = |number: &DialString| normalise(number.as_str());
        Numbers(
            config
                .numbers
                .keys()
                .map(|number| (normal(number), number.clone()))
                .collect(),
        )
    }

    /// Makes them those of `config`, which differs in these.
    pub fn adopt(&mut self, config: &Config, touched: &BTreeSet<DialString>) {
        for number in touched {
            let normal = normalise(number.as_str());
            if config.numbers.contains_key(number) {
                self.0.insert(normal, number.clone());
            } else if self.0.get(&normal) == Some(number) {
                self.0.remove(&normal);
            }
        }
    }

    /// The configured number that `dialled` spells.
    pub fn find(&self, dialled: &str) -> Option<&DialString> {
        self.0.get(&normalise(dialled))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::config::Number;
    use model::{IvrName, Name, Touched};

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

    #[test]
    fn numbers_come_and_go_and_one_stays_that_is_spelled_otherwise_from_here_on() {
        let number = |text: &str| DialString::new(text).expect("a number");
        let name = |text: &str| Name::new(text).expect("a name");
        let config = |numbers: &[&str]| {
            let on = || Number::on(name("t"), IvrName::from(&name("i")));
            let numbers = numbers.iter().map(|it| (number(it), on()));
            Config {
                numbers: numbers.collect(),
                ..Config::default()
            }
        };
        let old = config(&["02160001000", "02160001001", "02160001002"]);
        let new = config(&["+862160001000", "02160001002", "02160001003"]);
        let mut numbers = Numbers::new(&old);
        numbers.adopt(&new, &Touched::between(&old, &new).numbers);
        assert_eq!(numbers.0, Numbers::new(&new).0);
    }
}
